"""``check``: prove the pack before it may be used."""

from __future__ import annotations

import argparse
from typing import Any

from knowledge.checking import Report, check
from knowledge.reading import read_with_faults
from knowledge.shell.printing import problems_as_json, say


def add_to(commands: Any) -> None:
    """Add the command to the shell."""
    command = commands.add_parser("check", help="检查知识包能不能用")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print every fault and what is to be filled in; 1 where the pack can't be used."""
    pack, faults = read_with_faults(options.pack)
    report = check(pack, options.on, faults)
    say(options, _shown(report), _as_text(report))
    return 0 if report.usable else 1


def _as_text(report: Report) -> list[str]:
    lines = [str(problem) for problem in report.problems]
    lines += [f"待填：{entry}" for entry in report.to_fill_in]
    verdict = "可以用。" if report.usable else f"有{len(report.problems)}处要改，不能用。"
    return [*lines, f"知识包{verdict}"]


def _shown(report: Report) -> dict[str, Any]:
    problems = problems_as_json(report.problems)
    return {
        "usable": report.usable,
        "problems": problems,
        "to_fill_in": report.to_fill_in,
    }
