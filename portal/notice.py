"""The privacy notice: what notice.yml says, with the periods that are really set."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from booking.rules import BadRules, Rules, read_rules
from knowledge.settings import default_pack
from portal.settings import HOUR, Settings
from portal.wording import phone

FILE = Path(__file__).parent / "notice.yml"
ENDPOINTS = Path(__file__).parent.parent / "endpoints.yml"
Json = dict[str, Any]


@cache
def notice(settings: Settings) -> Json:
    """The notice as ``GET /notice`` gives it; ``version`` changes with every word of it."""
    written: Json = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    periods = {
        "hours": f"{settings.session_seconds / HOUR:g}",
        "days": f"{settings.remembered_seconds / HOUR / 24:g}",
        "conversation_days": f"{conversation_days():g}",
        **_booking_periods(),
    }
    kept = [{key: text.format(**periods) for key, text in row.items()} for row in written["kept"]]
    body: Json = {"title": written["title"], "paragraphs": written["paragraphs"], "kept": kept}
    version = hashlib.sha256(json.dumps(body).encode()).hexdigest()[:12]
    return {"version": version, **body, "page": "/privacy", "phone": phone()}


def _booking_periods() -> dict[str, str]:
    """What the pack's rules of booking say; their defaults while the file isn't in order."""
    try:
        rules = read_rules(default_pack() / "booking" / "rules.yml")
    except BadRules:  # the start has said so, and booking is off
        rules = Rules()
    return {"call_hours": str(rules.call_hours), "booking_days": str(rules.retention_days)}


def conversation_days() -> float:
    """How long Rasa keeps a conversation: ``retention_days`` of endpoints.yml."""
    endpoints = yaml.safe_load(ENDPOINTS.read_text(encoding="utf-8"))
    return float(endpoints["tracker_store"]["retention_days"])
