"""Ways in the words of the pack's files."""

from __future__ import annotations

from knowledge.model import Step, Way
from knowledge.vocabulary import MODES_OF, STANDINGS, TREATMENTS, chinese


def way_in_words(way: Way) -> str:
    """Such as ``[告知承诺→帮办代办/上门 · 县里]``."""
    steps = "→".join(step_in_words(step) for step in way.steps)
    return f"[{steps} · {chinese(STANDINGS, way.standing)}]"


def step_in_words(step: Step) -> str:
    """A step as the pack's files write it: ``自带/原件``."""
    word = chinese(TREATMENTS, step.treatment)
    if step.mode is None:
        return word
    return f"{word}/{chinese(MODES_OF[step.treatment], step.mode)}"
