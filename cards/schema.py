"""The cards' contract: one JSON Schema each, compiled once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

FOLDER = Path(__file__).parent / "schemas"


def card_names() -> list[str]:
    """Every kind of card there is."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))


@cache
def _validator(name: str) -> Draft202012Validator:
    schema = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def validate(card: Mapping[str, Any]) -> None:
    """Check ``card`` against the schema of its kind.

    Raises:
        jsonschema.ValidationError: if it breaks the contract.
        FileNotFoundError: if there is no such kind of card.
    """
    _validator(card["card"]).validate(card)
