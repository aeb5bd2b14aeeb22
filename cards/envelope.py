"""What every card carries, and its readable text from the card's own template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from knowledge.model import Pack

VERSION = 1
Card = dict[str, Any]


@dataclass(frozen=True)
class Envelope:
    """Puts the common fields and the text on a card; one per pack version."""

    pack_version: str
    as_of: str
    hotline: str

    @classmethod
    def of(cls, pack: Pack) -> Envelope:
        """The envelope for answers from ``pack``."""
        return cls(pack.version, pack.county.as_of, pack.county.hotline)

    def seal(self, name: str, body: Mapping[str, Any]) -> Card:
        """The finished card ``name``: common fields, ``body``, and text rendered from both."""
        card = {
            "card": name,
            "v": VERSION,
            "pack_version": self.pack_version,
            "as_of": self.as_of,
            **body,
        }
        card["text"] = render(f"{name}.txt", {**card, "hotline": self.hotline})
        return card


@lru_cache(maxsize=1)
def _templates() -> Environment:
    folder = Path(__file__).parent / "templates"
    return Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # plain text; pages escape on their own
    )


def render(template: str, values: Mapping[str, Any]) -> str:
    """The text of ``template`` with blank lines removed."""
    text = _templates().get_template(template).render(values)
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
