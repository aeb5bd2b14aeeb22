"""Labelled sentences: what people said, and the services they meant."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WITHOUT_SERVICE = frozenset(
    [
        "affirm",
        "deny",
        "greet",
        "goodbye",
        "thank",
        "bot_challenge",
        "ask_help",
        "start_over",
        "rate_answer",
        "inform",
        "handoff_human",
        "out_of_scope",
    ]
)
"""Intents whose examples mean no service at all."""
_ASKS_OTHERWISE = re.compile(
    "哪里|哪儿|在哪|几点|多久|几天|几时|多少钱|好多钱|收费|要钱|能不能|可不可以|行不行|条件|符合"
    "|够不够|能领|可以吗|能办|算不算|有没有资格|电话|地址|进度|为什么|为啥|凭什么"
)


@dataclass(frozen=True)
class Example:
    """A sentence and the services meant: one, several equally likely, or none."""

    text: str
    services: tuple[str, ...]


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The records of a JSON-lines file; none where there is no such file."""
    if not path.exists():
        return []
    lines = path.read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def read_examples(split: Path) -> list[Example]:
    """All sentences of one split that teach linking."""
    return list(_examples(split))


def read_together(split: Path) -> list[str]:
    """Labelled sentences that name several services at once."""
    return [record["text"] for record in read_lines(split / "multi.jsonl")]


def service_requests(split: Path) -> list[str]:
    """Labelled sentences that name an errand and ask for nothing but how it is done."""
    names = ("linking", "siblings", "underspecified")
    texts = (record["text"] for name in names for record in read_lines(split / f"{name}.jsonl"))
    return [text for text in texts if not _ASKS_OTHERWISE.search(text)]


def foreign_sentences(split: Path) -> list[str]:
    """Labelled sentences that are none of the services' business."""
    return [record["text"] for record in read_lines(split / "out_of_scope.jsonl")]


def example_files(split: Path) -> list[Path]:
    """Every file `read_examples` reads."""
    names = ("linking", "siblings", "underspecified", "out_of_scope", "intents", "multi")
    return [path for name in names if (path := split / f"{name}.jsonl").exists()]


def _examples(split: Path) -> Iterator[Example]:
    for name in ("linking", "siblings"):
        for record in read_lines(split / f"{name}.jsonl"):
            yield Example(record["text"], (record["service"],))
    for record in read_lines(split / "underspecified.jsonl"):
        yield Example(record["text"], tuple(record["candidates"]))
    for record in read_lines(split / "out_of_scope.jsonl"):
        yield Example(record["text"], ())
    for record in read_lines(split / "intents.jsonl"):
        if record["intent"] in WITHOUT_SERVICE:
            yield Example(record["text"], ())
