"""``show SERVICE [fact=value ...]``: one decision with its trace."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import Any

from knowledge.asking import next_question
from knowledge.comparing import branches_of
from knowledge.deciding import IncompleteService, UnknownValue, decide
from knowledge.decision import DecidedItem, Decision
from knowledge.model import Service
from knowledge.reading import read_pack
from knowledge.reading.errors import did_you_mean
from knowledge.shell.printing import say
from knowledge.shell.words import way_in_words
from knowledge.vocabulary import OUTCOMES, chinese


def add_to(commands: Any) -> None:
    """Add the command to the shell."""
    command = commands.add_parser("show", help="看一件事在某种情形下怎么办")
    command.add_argument("service", metavar="事项", help="事项编号")
    command.add_argument(
        "facts", nargs="*", metavar="情形=选项", help="情形=选项（编号），可以写几个"
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the decision; 2 where the service or a fact isn't known."""
    pack = read_pack(options.pack)
    service = pack.services.get(options.service)
    if service is None:
        print(f"没有编号是“{options.service}”的事项", file=sys.stderr)
        return 2
    try:
        case = dict(_fact(written, service) for written in options.facts)
        decision = decide(service, case, options.on)
    except (IncompleteService, UnknownValue, ValueError) as error:
        print(f"看不了：{error}", file=sys.stderr)
        return 2
    say(options, _shown(decision), _as_text(decision))
    return 0


def _fact(written: str, service: Service) -> tuple[str, str]:
    fact, separator, value = written.partition("=")
    if not separator:
        raise ValueError(f"“{written}”要写成 情形=选项")
    if fact not in service.facts:
        hint = did_you_mean(fact, service.facts)
        raise ValueError(f"这件事没有情形“{fact}”{hint}，有的是{'、'.join(service.facts)}")
    return fact, value


def _as_text(decision: Decision) -> Iterator[str]:
    service = decision.service
    yield f"{service.name}（{service.department}）：{chinese(OUTCOMES, decision.outcome)}"
    if decision.reason:
        yield f"  {decision.reason}"
    for item in decision.items:
        yield f"  {way_in_words(item.way)} {item.item.name}"
    for assumption in decision.assumptions:
        yield f"  按“{assumption.fact.name}：{assumption.value.label}”算"
    for branch in branches_of(decision):
        yield f"  如果“{branch.value.label}”，会有{len(branch.changes)}处不同"
    question = next_question(service, decision.case, decision.on)
    yield f"  下一问：{question.question}" if question else "  不用再问"
    yield from _facts_in_words(service)


def _facts_in_words(service: Service) -> Iterator[str]:
    for fact in service.facts.values():
        values = "、".join(f"{value.id}（{value.label}）" for value in fact.values)
        yield f"  情形 {fact.id}：{values}"


def _shown(decision: Decision) -> dict[str, Any]:
    return {
        "service": decision.service.id,
        "outcome": decision.outcome.value,
        "reason": decision.reason,
        "items": [_item(item) for item in decision.items],
        "assumptions": {a.fact.id: a.value.id for a in decision.assumptions},
        "trace": [
            {
                "requirement": step.requirement.name,
                "evidence": step.item.evidence.id if step.item else None,
                "treatment": step.way.treatment.value if step.way else None,
                "verdict": step.verdict.value,
            }
            for step in decision.trace
        ],
    }


def _item(item: DecidedItem) -> dict[str, Any]:
    return {
        "evidence": item.item.evidence.id,
        "name": item.item.name,
        "treatment": item.treatment.value,
        "steps": [
            {"treatment": step.treatment.value, "mode": step.mode and step.mode.value}
            for step in item.way.steps
        ],
        "standing": item.way.standing.value,
        "basis": [str(basis) for basis in item.way.basis],
    }
