"""What a citizen's words mean: a plain library, and thin Rasa graph components in `graph/`."""

import os

# Read once, when OpenMP and OpenBLAS are loaded by their first user. OpenMP's threads would spin
# while they wait: where other work wants the cores too, one encoding then takes 190 ms in place
# of 37. OpenBLAS' threads cost more than they bring on matrices as small as ours (25 ms of
# processor a message with two, 13 with one).
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
