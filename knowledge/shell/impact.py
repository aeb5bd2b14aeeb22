"""``impact``: which system to connect first."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import Any

from knowledge.impact import Impact, Spared, impact, ranking
from knowledge.model import Pack, SourceSystem
from knowledge.reading import read_pack
from knowledge.shell.printing import say
from knowledge.shell.words import way_in_words

HOW = (
    "算法：一接通，做法变轻的证明算一份。先按每件事最常见的情形数，再按各种情形的常见程度加权",
    "（假定每件事各办一次）。“写明的”是清单自己写了数据共享；其余的清单只写自带，因为写的时候",
    "系统没通，接通后自动改成数据共享，把握是“推断”。要交回的、自己写的、写了“只能自带”的不算；",
    "一样证明要几个系统都通的，别的没通就不算。",
)


def add_to(commands: Any) -> None:
    """Add the command to the shell."""
    command = commands.add_parser("impact", help="没接通的系统，接通哪个省得最多")
    command.add_argument(
        "--connect",
        action="append",
        default=[],
        metavar="系统",
        help="假如接通这个系统（编号或名称，可写几次），哪些事、哪些证明会变",
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the ranking, or what connecting the named systems changes; 2 for an unknown one."""
    pack = read_pack(options.pack)
    if not options.connect:
        found = ranking(pack, options.on)
        say(options, [_as_json(each) for each in found], [*HOW, *map(_line, found)])
        return 0
    systems = [_system(pack, called) for called in options.connect]
    missing = [c for c, system in zip(options.connect, systems, strict=True) if system is None]
    if missing:
        print(f"没有叫“{'、'.join(missing)}”的来源系统", file=sys.stderr)
        return 2
    one = impact(pack, [system for system in systems if system], options.on)
    pieces = {"pieces": [_piece_as_json(piece) for piece in one.pieces]}
    say(options, {**_as_json(one), **pieces}, _details(one))
    return 0


def _system(pack: Pack, called: str) -> SourceSystem | None:
    named = [each for each in pack.systems.values() if called in (each.id, each.name)]
    return named[0] if named else None


def _line(found: Impact) -> str:
    names = "＋".join(system.name for system in found.systems)
    departments = "、".join(dict.fromkeys(system.department for system in found.systems))
    return (
        f"{names}（{departments}）：省{found.commonest}份（写明的{found.written}份），"
        f"加权{found.expected:.1f}份，牵涉{found.services}件事"
    )


def _details(found: Impact) -> Iterator[str]:
    yield from HOW
    yield _line(found)
    for piece in sorted(found.pieces, key=lambda piece: -piece.weight):
        yield (
            f"  {piece.service.name}：{piece.item.name} "
            f"{way_in_words(piece.now)} → {way_in_words(piece.then)}（{piece.weight:.0%}的人）"
        )


def _as_json(found: Impact) -> dict[str, Any]:
    return {
        "systems": [system.id for system in found.systems],
        "pieces_spared": found.commonest,
        "written": found.written,
        "expected": round(found.expected, 3),
        "services": found.services,
    }


def _piece_as_json(piece: Spared) -> dict[str, Any]:
    return {
        "service": piece.service.id,
        "evidence": piece.item.evidence.id,
        "name": piece.item.name,
        "from": piece.now.treatment.value,
        "to": piece.then.treatment.value,
        "standing": piece.then.standing.value,
        "commonest": piece.commonest,
        "weight": round(piece.weight, 4),
    }
