"""A wrong checklist costs ten questions: what is done follows from calibrated confidence."""

import pytest

from understanding.decision import decide
from understanding.ranking import Ranked


def ranking(*confidences: float) -> list[Ranked]:
    return [Ranked(f"s{i}", f"s{i}", c) for i, c in enumerate(confidences)]


@pytest.mark.parametrize(
    ("confidences", "doing", "services"),
    [
        ((0.97, 0.02), "answer", ("s0",)),
        ((0.55, 0.43), "ask", ("s0", "s1")),
        ((0.4, 0.3, 0.28), "ask", ("s0", "s1", "s2")),
        ((0.05, 0.02), "decline", ()),
        ((), "decline", ()),
    ],
)
def test_the_cheapest_is_done(
    confidences: tuple[float, ...], doing: str, services: tuple[str, ...]
) -> None:
    decision = decide(ranking(*confidences))
    assert (decision.doing, decision.services) == (doing, services)


def test_no_more_options_than_allowed() -> None:
    assert len(decide(ranking(0.3, 0.25, 0.25, 0.2), most_options=2).services) == 2


def test_a_likely_wrong_checklist_is_never_given() -> None:
    assert decide(ranking(0.85, 0.1)).doing == "ask"
