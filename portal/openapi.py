"""The API's specification: openapi.yml with the cards' own schemas put in."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from cards.schema import FOLDER, card_names

FILE = Path(__file__).parent / "openapi.yml"


@cache
def document() -> dict[str, Any]:
    """The OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.0)."""
    written: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    schemas = written["components"]["schemas"]
    for name in card_names():
        schema = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
        schemas[f"{name}_card"] = {k: v for k, v in schema.items() if k != "$schema"}
    return written
