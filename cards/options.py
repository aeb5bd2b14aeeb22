"""The labels of options where something is arranged; their wording is in templates/option.txt."""

from __future__ import annotations

from typing import Any

from cards.envelope import render


def option(value: str, words: tuple[str, ...] = (), **values: Any) -> dict[str, Any]:
    """The option ``value`` with its label, and the words by which else it is chosen."""
    label = render("option.txt", {"option": value, **values})
    return {"value": value, "label": label, "words": list(words)}
