"""What a citizen's words mean: a plain library, and thin Rasa graph components in `graph/`."""

import os

# OpenMP reads this once, when its first user (scikit-learn, the sentence encoder) is loaded. Its
# threads would spin while they wait: where other work wants the cores too, encoding one sentence
# then takes 190 ms in place of 37.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
