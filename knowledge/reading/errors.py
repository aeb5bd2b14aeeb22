"""What is wrong with a pack, said so that an official can mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.model import Place


@dataclass(frozen=True)
class Problem:
    """One fault: where it stands and, in Chinese, what to mend."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}：{self.message}" if self.place.file else self.message


class PackError(Exception):
    """The pack cannot be used. ``problems`` holds every fault found, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems, key=lambda p: (p.place.file, p.place.line))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A Chinese hint naming the nearest known words, or an empty string."""
    near = difflib.get_close_matches(word, list(known), n=2, cutoff=0.5)
    return f"，是不是“{'”或“'.join(near)}”？" if near else ""
