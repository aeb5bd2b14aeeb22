"""Putting a matter's question: with options as a card, else as a sentence of the domain."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from actions.arranging.hearing import TIMES
from actions.arranging.matter import Json, Matter
from actions.reply import Reply, Said
from actions.state import State
from actions.turn import Turn
from cards.arranging import arranging_card
from cards.envelope import Card

TIME_STEPS = ("time", "another_time", "day")
A_TIME: Json = {"value": "time", "label": "时间", "words": list(TIMES)}
"""What makes a bare 上午 an answer and not a greeting; the time itself is read by booking."""


def ask(turn: Turn, matter: Matter, step: str, values: Mapping[str, str] | None = None) -> Reply:
    """Ask in a sentence (``utter_<goal>_<step>``) and take the answer as it comes."""
    said = Said(f"utter_{matter.goal}_{step}", dict(values or {}))
    heard = [A_TIME] if step in TIME_STEPS else []
    state = _asking(turn.state, matter.at(step), heard, _id(matter, step))
    return Reply(state, closing=(said,))


def choose(
    turn: Turn,
    matter: Matter,
    step: str,
    options: Sequence[Json],
    values: Mapping[str, str] | None = None,
) -> Reply:
    """Ask with ``options`` ``{"value", "label", "words"}``; the card's text is its template's."""
    asked = f"{matter.goal}_{step}"
    card = arranging_card(turn.pack, matter.service, asked, options, values or {})
    return with_card(turn, matter, step, card, options)


def with_card(turn: Turn, matter: Matter, step: str, card: Card, options: Sequence[Json]) -> Reply:
    """Ask with a card of its own, that carries a question_id where it has options."""
    question = str(card.get("question_id") or _id(matter, step))
    state = _asking(turn.state, matter.at(step), options, question)
    return Reply(state, (card,))


def _asking(state: State, matter: Matter, options: Sequence[Json], question_id: str) -> State:
    pending: Json = {
        "fact": None,
        "matter": matter.step,
        "options": [{"numbers": None, "words": [], **option} for option in options],
        "question_id": question_id,
    }
    return replace(state, matter=matter.kept(), pending=pending)


def _id(matter: Matter, step: str) -> str:
    source = f"{matter.goal}|{step}|{matter.reference}|{matter.service}"
    return hashlib.sha256(source.encode()).hexdigest()[:16]


def ended(turn: Turn, matter: Matter) -> State:
    """The state once ``matter`` is settled: back to the one under it, if there is one."""
    return replace(turn.state.settled(), matter=matter.under)
