"""``figures``: what the pack holds, beside the report's table."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from knowledge.counting import Figures, figures
from knowledge.model import Pack, Service
from knowledge.reading import read_pack
from knowledge.shell.printing import say
from knowledge.vocabulary import STANDINGS, TREATMENTS, chinese


def add_to(commands: Any) -> None:
    """Add the command to the shell."""
    command = commands.add_parser("figures", help="知识包里有多少，和报道的数字并排看")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the figures."""
    pack = read_pack(options.pack)
    found = figures(pack, options.on)
    say(options, _shown(found), _as_text(pack, found))
    return 0


def _as_text(pack: Pack, found: Figures) -> Iterator[str]:
    yield "知识包里有（各事项按最常见的情形数）："
    yield f"  事项 {found.services}，写全的 {found.complete}"
    yield f"  证明目录 {found.evidence_types} 种；清单上共 {found.pieces} 份"
    for treatment, count in found.treatments.items():
        yield f"  {chinese(TREATMENTS, treatment)} {count}"
    for standing, count in found.standings.items():
        yield f"  减免的把握：{chinese(STANDINGS, standing)} {count}"
    yield f"  来源系统 {found.systems}，接通的 {found.connected}"
    yield "报道的数字（来自县里自己的清单，不和上面凑）："
    for name, number in pack.county.reported.items():
        yield f"  {name} {number}"
    yield from _listed("一个情形也没有的事项", found.without_condition)
    yield from _listed("一个问题也不问的事项", found.without_question)
    yield from _listed("减免全是推断的事项", found.only_inferred)


def _listed(title: str, services: tuple[Service, ...]) -> Iterator[str]:
    yield f"{title}（{len(services)}）："
    for service in services:
        reasons = [service.no_conditions_because, service.inferred_only_because]
        because = "；".join(reason for reason in reasons if reason)
        yield f"  {service.name}{'：' + because if because else ''}"


def _shown(found: Figures) -> dict[str, Any]:
    return {
        "services": found.services,
        "complete": found.complete,
        "evidence_types": found.evidence_types,
        "pieces": found.pieces,
        "treatments": {kind.value: count for kind, count in found.treatments.items()},
        "standings": {kind.value: count for kind, count in found.standings.items()},
        "systems": found.systems,
        "connected": found.connected,
        "without_condition": [service.id for service in found.without_condition],
        "without_question": [service.id for service in found.without_question],
        "only_inferred": [service.id for service in found.only_inferred],
    }
