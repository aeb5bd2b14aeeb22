"""The office card: where, when, how much, how long; never a sample value."""

from __future__ import annotations

from cards.envelope import Card, Envelope
from cards.pieces import Json
from knowledge.model import Pack, Service


def office_card(pack: Pack, service: Service) -> Card:
    """Where ``service`` is done; the county's own address and hours only once filled in."""
    body: Json = {
        "service": service.id,
        "name": service.spoken,
        "where": [{"level": place.level, "note": place.note} for place in service.where],
        "address": _filled_in(pack, "大厅地址"),
        "hours": _filled_in(pack, "大厅时间"),
        "phone": service.phone or pack.county.hotline,
        "online": any(place.level == "网上" for place in service.where),
        "fee": service.fee.text if service.fee else "",
        "days": service.days.text if service.days else "",
        "department": service.department,
    }
    return Envelope.of(pack).seal("office", body)


def _filled_in(pack: Pack, key: str) -> str:
    value = pack.county.samples.get(key, "")
    return "" if value.startswith("样例") else value
