"""The commands of ``python -m knowledge``, one file each."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from knowledge.reading import PackError
from knowledge.settings import default_pack
from knowledge.shell import activating, checking, diffing, figures, impact, showing, suspending

COMMANDS = (checking, figures, showing, impact, diffing, suspending, activating)


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code is 0 when all is well, 1 for faults, 2 for a wrong call."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except PackError as error:
        print(error, file=sys.stderr)
        print(f"知识包有{len(error.problems)}处要改。", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knowledge", description="查、看、改知识包")
    parser.add_argument("--pack", type=Path, default=default_pack(), help="知识包文件夹")
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令")
    for module in COMMANDS:
        module.add_to(commands)
    for command in commands.choices.values():
        command.add_argument("--json", action="store_true", help="输出给程序读的 JSON")
        command.add_argument("--on", type=date.fromisoformat, default=date.today(), help="按哪天算")
    return parser
