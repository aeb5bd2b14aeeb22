"""The labelled sentences: three splits, kept apart for good."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

LABELLED = Path(__file__).parent / "labelled"
SPLITS = ("training", "tuning", "untouched")
"""Learned from; looked at while building; only ever counted. Cases of the last are never shown."""

Record = dict[str, Any]


def records(split: str, kind: str) -> list[Record]:
    """The sentences of one kind (`linking`, `intents` ...) in a split; none without a file.

    Raises:
        ValueError: if a line isn't a JSON object, naming file and line.
    """
    path = LABELLED / split / f"{kind}.jsonl"
    if not path.exists():
        return []
    lines = path.read_text("utf-8").splitlines()
    return [_record(line, f"{path.name}:{n}") for n, line in enumerate(lines, 1) if line.strip()]


def _record(line: str, place: str) -> Record:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as fault:
        raise ValueError(f"{place}: {fault}") from fault
    if not isinstance(record, dict):
        raise ValueError(f"{place}: not an object")
    return record
