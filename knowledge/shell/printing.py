"""One way to print: words for an official, or JSON for a program."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from typing import Any


def say(options: argparse.Namespace, found: Any, lines: Iterable[str]) -> None:
    """Print ``found`` where --json was given, else ``lines``."""
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        print("\n".join(lines))
