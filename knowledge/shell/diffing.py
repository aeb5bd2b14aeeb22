"""``diff OLD NEW``: what a new version changes, in words for citizens."""

from __future__ import annotations

import argparse
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from knowledge.diffing import Answer, Difference, Stage, Whom, stages
from knowledge.model import Way
from knowledge.reading import read_pack
from knowledge.settings import state_folder
from knowledge.shell.printing import say
from knowledge.versions import folder_of


def add_to(commands: Any) -> None:
    """Add the command to the shell."""
    command = commands.add_parser("diff", help="两个版本对群众有什么不同：哪件事、哪些人、从哪天起")
    command.add_argument("old", metavar="旧", help="旧的：文件夹，或启用过的版本号")
    command.add_argument("new", metavar="新", help="新的：文件夹，或启用过的版本号")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the differences; 2 where a pack isn't found."""
    folders = [_folder(options.old), _folder(options.new)]
    for called, folder in zip((options.old, options.new), folders, strict=True):
        if not (folder / "pack.yml").exists():
            print(f"没有叫“{called}”的知识包文件夹或版本", file=sys.stderr)
            return 2
    old, new = (read_pack(folder) for folder in folders)
    found = stages(old, new, options.on)
    say(options, [_stage(stage) for stage in found], [in_words(found)])
    return 0


def _folder(called: str) -> Path:
    version = folder_of(state_folder(), called)
    return version if version.exists() else Path(called)


def in_words(found: list[Stage]) -> str:
    """The differences as text for citizens."""
    text = _template().render(stages=found)
    return "\n".join(line for line in text.splitlines() if line.strip())


@lru_cache(maxsize=1)
def _template() -> Template:
    folder = Path(__file__).parent / "templates"
    return Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        trim_blocks=True,
        autoescape=False,  # plain text
    ).get_template("diff.txt")


def _stage(stage: Stage) -> dict[str, Any]:
    return {
        "since": stage.since.isoformat() if stage.since else None,
        "added": [service.id for service in stage.added],
        "removed": [service.id for service in stage.removed],
        "changed": [
            {
                "service": diff.service.id,
                "differences": [_difference(one) for one in diff.differences],
                "wordings": [
                    {"kind": one.kind, "gone": one.gone, "come": one.come} for one in diff.wordings
                ],
            }
            for diff in stage.changed
        ],
    }


def _difference(one: Difference) -> dict[str, Any]:
    return {
        "whom": _whom(one.whom),
        "name": one.name,
        "before": _side(one.before),
        "after": _side(one.after),
    }


def _whom(whom: Whom) -> dict[str, Any]:
    facts = {fact.id: [value.id for value in values] for fact, values in whom.facts}
    return {"facts": facts, "exact": whom.exact}


def _side(side: Answer | Way | None) -> dict[str, Any] | None:
    if side is None:
        return None
    if isinstance(side, Answer):
        return {"outcome": side.outcome.value, "reason": side.reason}
    steps = [
        {"treatment": step.treatment.value, "mode": step.mode and step.mode.value}
        for step in side.steps
    ]
    return {"steps": steps, "standing": side.standing.value}
