"""一件事: the card of a life event, and going through its services one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from actions.errands import carry_on, usable
from actions.reply import Reply
from actions.state import Json
from actions.turn import Turn
from cards.life_event import FROM_THE_FIRST, life_event_card
from knowledge.events import LifeEvent
from knowledge.planning import plan

IN_TURN = ["从第一件", "第一件说起", "从头说", "一件一件", "一件件", "挨个", "挨着说"]
"""What people say for: go through all of them."""


def life_event(turn: Turn, event_id: str) -> Reply:
    """The card of the event, with what was told of it so far; its services can be picked."""
    event, turn = turn.pack.events[event_id], turn.introduced
    running = turn.state.event or {}
    before = running.get("case") or {} if running.get("event") == event_id else {}
    case = _usable(turn, event, {**turn.state.person, **before, **turn.told})
    card = life_event_card(turn.pack, plan(event, turn.pack, case, turn.on))
    pending: Json = {
        "fact": None,
        "options": [_heard(option) for option in card["options"]],
        "question_id": card["question_id"],
        "then": "ask_requirements",
        "told": {},
    }
    remembered: Json = {"event": event_id, "case": case}
    state = replace(
        turn.state, service=None, case={}, waiting=(), event=remembered, pending=pending
    )
    return Reply(state, (card,))


def corrects_event(turn: Turn) -> bool:
    """Whether the message, before any service was picked, tells something new of the event."""
    running = turn.state.event
    if running is None or turn.service or turn.parsed.get("choice"):
        return False
    event = turn.pack.events[running["event"]]
    told = {fact: value for fact, value in turn.told.items() if fact in event.facts}
    planned = plan(event, turn.pack, running["case"], turn.on)
    assumed = {assumption.fact.id: assumption.value.id for assumption in planned.assumptions}
    return bool(told) and {**assumed, **running["case"], **told} != {**assumed, **running["case"]}


def picked(turn: Turn, value: str) -> Reply:
    """Go on with the service picked from an event, or with all of its services in turn."""
    if value == FROM_THE_FIRST:
        options = (turn.state.choice or {}).get("options") or ()
        services = [o["value"] for o in options if o["value"] != FROM_THE_FIRST]
    elif value in turn.state.waiting:
        services = list(turn.state.waiting[turn.state.waiting.index(value) :])
    else:
        services = [value]
    return _step(turn, services[0], tuple(services[1:]))


def _step(turn: Turn, service_id: str, waiting: tuple[str, ...]) -> Reply:
    """Start one service of the running event with all that is known of the event."""
    running = turn.state.event or {}
    event = turn.pack.events[running["event"]]
    told = {**running["case"], **turn.state.case, **turn.told}
    case = _usable(turn, event, told)
    known = {**turn.state.person, **case, **_settled_by(turn, event, case, service_id)}
    state = replace(
        turn.state.settled(),
        service=service_id,
        case=usable(turn.pack.services[service_id], known),
        waiting=waiting,
        event={"event": event.id, "case": case},
    )
    return carry_on(turn, state)


def _settled_by(
    turn: Turn, event: LifeEvent, case: Mapping[str, str], service_id: str
) -> Mapping[str, str]:
    """What the event itself settles for this service."""
    steps = plan(event, turn.pack, case, turn.on).steps
    return next((step.step.known for step in steps if step.service.id == service_id), {})


def _usable(turn: Turn, event: LifeEvent, told: Mapping[str, str]) -> dict[str, str]:
    """Those of the facts told that the event asks, with values that it knows."""
    values = {fact.id: {value.id for value in fact.values} for fact in event.facts.values()}
    return {fact: value for fact, value in told.items() if value in values.get(fact, ())}


def _heard(option: Json) -> Json:
    words = IN_TURN if option["value"] == FROM_THE_FIRST else []
    return {**option, "words": words, "numbers": None}
