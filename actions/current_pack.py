"""The knowledge pack that answers, and today in the pack's time zone."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from knowledge import live
from knowledge.finding import EvidenceFinder
from knowledge.model import Pack

_finders: dict[str, EvidenceFinder] = {}


def current_pack() -> Pack:
    """The pack in use, read once and then following what officials activate and suspend.

    Raises:
        PackError: if the pack's files are not in order at the start.
    """
    return live.current()


def evidence_finder() -> EvidenceFinder:
    """Finds the catalogue's names in text; built anew for each version."""
    pack = current_pack()
    if pack.version not in _finders:
        _finders.clear()
        _finders[pack.version] = EvidenceFinder(pack)
    return _finders[pack.version]


def today(pack: Pack) -> date:
    """The day on which a citizen of the county asks."""
    return datetime.now(ZoneInfo(pack.county.time_zone)).date()
