"""One way to print: words for an official, or JSON for a program."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from typing import Any

from knowledge.reading import PackError, Problem


def say(options: argparse.Namespace, found: Any, lines: Iterable[str]) -> None:
    """Print ``found`` where --json was given, else ``lines``."""
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        print("\n".join(lines))


def say_faults(options: argparse.Namespace, error: PackError) -> None:
    """Print every fault: as JSON, or in words to the error stream."""
    if options.json:
        say(options, {"problems": problems_as_json(error.problems)}, ())
    else:
        print(error, file=sys.stderr)
        print(f"有{len(error.problems)}处要改，什么也没有写。", file=sys.stderr)


def problems_as_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Where each fault stands, and what to mend."""
    return [
        {
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "message": problem.message,
        }
        for problem in problems
    ]
