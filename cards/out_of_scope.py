"""The out_of_scope card: not ours, and where to go instead. Emergencies come first."""

from __future__ import annotations

from cards.envelope import Card, Envelope
from knowledge.model import Pack


def out_of_scope_card(pack: Pack, kind: str) -> Card:
    """The answer to a message of ``kind`` (see templates/out_of_scope.txt for the kinds)."""
    body = {"kind": kind, "where_instead": WHERE_INSTEAD.get(kind, pack.county.hotline)}
    return Envelope.of(pack).seal("out_of_scope", body)


WHERE_INSTEAD = {"emergency": "110、119、120", "violence_or_suicide": "110、120、12356"}
"""National numbers by kind; every other kind is answered by the county's hotline."""
