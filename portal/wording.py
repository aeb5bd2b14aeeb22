"""What the door itself says to citizens: the sentences of wording.yml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "wording.yml"


@cache
def _wording() -> dict[str, Any]:
    wording: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return wording


def phone() -> str:
    """The line that a citizen can always call."""
    return str(_wording()["phone"])


def sentence(code: str) -> str:
    """The sentence for ``code``; raises KeyError where there is none."""
    return str(_wording()["sentences"][code])
