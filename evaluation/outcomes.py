"""What was done with a sentence, seen from the citizen: the names that tables use."""

from __future__ import annotations

from collections.abc import Collection

from understanding.decision import Decision

RIGHT = "right checklist"
ASKED_WITH = "asked, right one offered"
ASKED_WITHOUT = "asked, right one missing"
WRONG = "wrong checklist"
NOTHING = "nothing"
OUTCOMES = (RIGHT, ASKED_WITH, ASKED_WITHOUT, WRONG, NOTHING)


def outcome(decision: Decision, right: Collection[str]) -> str:
    """What a decision comes to where any of `right` (none: out of scope) would be right."""
    hit = not set(decision.services).isdisjoint(right)
    if decision.doing == "answer":
        return RIGHT if hit else WRONG
    if decision.doing == "ask":
        return ASKED_WITH if hit else ASKED_WITHOUT
    return NOTHING
