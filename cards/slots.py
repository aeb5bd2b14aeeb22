"""The slots card: free times of the proxy agents, by day."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from booking.model import Errand, Offer, Window
from booking.notices import say
from cards.envelope import Card, Envelope
from knowledge.model import Pack, Service

ANOTHER_TIME = "another_time"


@dataclass(frozen=True)
class Asked:
    """What times are offered for: ``purpose`` is book or move, ``wanted`` read back in words."""

    purpose: str
    errand: Errand
    township: str
    wanted: str = ""


def slots_card(pack: Pack, service: Service | None, asked: Asked, offer: Offer) -> Card:
    """The card that offers ``offer``; each window is an option, 都不合适 the last."""
    options = [{"value": w.key, "label": say("window.txt", {"window": w})} for w in offer.windows]
    if options:
        options.append({"value": ANOTHER_TIME, "label": "都不合适，换个时间"})
    body = {
        "service": service.id if service else None,
        "name": service.spoken if service else "",
        "purpose": asked.purpose,
        "errand": errand_body(asked.errand),
        "township": asked.township,
        "wanted": asked.wanted,
        "why_not": offer.why_not,
        "days": [_day(windows) for _, windows in groupby(offer.windows, lambda w: w.day)],
        "options": options,
        "question_id": _question_id(asked, offer),
    }
    return Envelope.of(pack).seal("slots", body)


def errand_body(errand: Errand) -> Card:
    """An errand as cards carry it."""
    return {
        "mode": errand.mode.value,
        "department": errand.department,
        "evidence": list(errand.evidence),
    }


def _day(windows: Iterable[Window]) -> Card:
    of_day = list(windows)
    day = of_day[0].day
    return {
        "date": day.isoformat(),
        "label": say("short_day.txt", {"day": day}),
        "windows": [
            {"value": w.key, "label": say("short_window.txt", {"window": w})} for w in of_day
        ],
    }


def _question_id(asked: Asked, offer: Offer) -> str:
    """The same times offered for the same thing have the same id; a choice names it."""
    source = f"{asked}|{[window.key for window in offer.windows]}"
    return hashlib.sha256(source.encode()).hexdigest()[:16]
