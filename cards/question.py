"""The question card: the one thing we must know next."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from cards.envelope import Card, Envelope
from knowledge.model import UNKNOWN, Fact, Pack, Service


def question_card(pack: Pack, service: Service, fact: Fact, case: Mapping[str, str]) -> Card:
    """The card that asks for ``fact``; 不晓得 is always among the options."""
    options = [{"value": value.id, "label": value.label} for value in fact.values]
    body = {
        "service": service.id,
        "name": service.spoken,
        "fact": fact.id,
        "question": fact.question,
        "options": [*options, {"value": UNKNOWN, "label": "不晓得"}],
        "question_id": question_id(pack, service, fact, case),
    }
    return Envelope.of(pack).seal("question", body)


def question_id(pack: Pack, service: Service, fact: Fact, case: Mapping[str, str]) -> str:
    """The same question in the same situation has the same id; an answer names it."""
    told = ";".join(f"{key}={case[key]}" for key in sorted(case))
    source = f"{pack.version}|{service.id}|{fact.id}|{told}"
    return hashlib.sha256(source.encode()).hexdigest()[:16]
