"""What to do with a ranking: answer, ask which of two or three, or decline, at least cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from understanding.ranking import Ranked

Doing = Literal["answer", "ask", "decline"]


@dataclass(frozen=True)
class Costs:
    """What each outcome costs, in questions asked in vain; a wrong checklist is ten of them."""

    wrong_checklist: float = 10.0
    question: float = 1.0
    option: float = 0.15
    """Reading one more option of a question."""
    question_without_right_one: float = 3.0
    question_out_of_scope: float = 1.5
    declined_in_scope: float = 9.0


@dataclass(frozen=True)
class Decision:
    """What to do, and with which services: the one answered or the ones asked about."""

    doing: Doing
    services: tuple[str, ...] = ()


def decide(
    ranking: Sequence[Ranked], costs: Costs | None = None, most_options: int = 3
) -> Decision:
    """The cheapest of answering with the first, asking about the first two or three, declining.

    The confidences must be calibrated; what they leave of 1 is that no service is meant.
    """
    costs = costs or Costs()
    if not ranking:
        return Decision("decline")
    inside = min(1.0, sum(service.confidence for service in ranking))
    choices = [
        (inside * costs.declined_in_scope, Decision("decline")),
        ((1 - ranking[0].confidence) * costs.wrong_checklist, _with("answer", ranking[:1])),
    ]
    for options in range(2, min(most_options, len(ranking)) + 1):
        found = sum(service.confidence for service in ranking[:options])
        cost = (
            costs.question
            + (options - 2) * costs.option
            + (inside - found) * costs.question_without_right_one
            + (1 - inside) * costs.question_out_of_scope
        )
        choices.append((cost, _with("ask", ranking[:options])))
    return min(choices, key=lambda choice: choice[0])[1]


def _with(doing: Doing, ranking: Sequence[Ranked]) -> Decision:
    return Decision(doing, tuple(service.id for service in ranking))
