"""The question card where something is arranged with staff: which township, is it sure?"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from cards.envelope import Card, Envelope, render
from knowledge.model import Pack


def arranging_card(
    pack: Pack,
    service: str,
    asked: str,
    options: Sequence[Mapping[str, Any]],
    values: Mapping[str, str],
) -> Card:
    """The card that asks ``asked`` (a goal and its step); ``values`` stand in its wording."""
    question = render("arranging.txt", {"asked": asked, "hotline": pack.county.hotline, **values})
    labels = [{"value": option["value"], "label": option["label"]} for option in options]
    source = f"{asked}|{question}|{labels}"
    body = {
        "service": service,
        "name": "",
        "fact": asked,
        "question": question,
        "options": labels,
        "question_id": hashlib.sha256(source.encode()).hexdigest()[:16],
    }
    return Envelope.of(pack).seal("question", body)
