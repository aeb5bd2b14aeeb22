"""The commands of ``python -m knowledge``, one file each."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from knowledge.reading import PackError
from knowledge.settings import default_pack
from knowledge.shell import (
    activating,
    checking,
    diffing,
    figures,
    impact,
    showing,
    suspending,
    workbooks,
)
from knowledge.shell.parsing import Parser
from knowledge.shell.printing import say_faults

COMMANDS = (checking, figures, showing, impact, diffing, workbooks, suspending, activating)

__all__ = ["default_pack", "main", "parser"]


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code is 0 when all is well, 1 for faults, 2 for a wrong call."""
    options = parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except PackError as error:
        say_faults(options, error)
        return 1


def parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    whole = Parser(prog="python -m knowledge", description="查、看、改知识包")
    whole.add_argument(
        "--pack", type=Path, default=default_pack(), metavar="文件夹", help="知识包文件夹"
    )
    commands = whole.add_subparsers(dest="command", required=True, metavar="命令", title="命令")
    for module in COMMANDS:
        module.add_to(commands)
    for command in commands.choices.values():
        command.add_argument("--json", action="store_true", help="输出给程序读的 JSON")
        command.add_argument(
            "--on",
            type=date.fromisoformat,
            default=date.today(),
            metavar="日期",
            help="按哪天算（默认今天），如 2026-06-30",
        )
    return whole
