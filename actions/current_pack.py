"""The knowledge pack that answers, and today in the pack's time zone."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from knowledge.finding import EvidenceFinder
from knowledge.model import Pack
from knowledge.reading import read_pack
from knowledge.shell import default_pack


@lru_cache(maxsize=1)
def current_pack() -> Pack:
    """The pack in use, read and cross-referenced once.

    Raises:
        PackError: if the pack's files are not in order.
    """
    return read_pack(default_pack())


@lru_cache(maxsize=1)
def evidence_finder() -> EvidenceFinder:
    """Finds the catalogue's names in text."""
    return EvidenceFinder(current_pack())


def today(pack: Pack) -> date:
    """The day on which a citizen of the county asks."""
    return datetime.now(ZoneInfo(pack.county.time_zone)).date()
