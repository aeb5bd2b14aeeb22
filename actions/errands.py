"""Carrying an errand forward: the next question, or the checklist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace

from actions.arranging.offers import with_offer
from actions.event_steps import offer_next
from actions.reply import Reply
from actions.state import Json, State
from actions.turn import Turn
from cards.checklist import checklist_card
from cards.choose_service import choose_service_card
from cards.handoff import handoff_card
from cards.question import question_card
from knowledge.asking import next_question
from knowledge.comparing import changes_between
from knowledge.deciding import decide
from knowledge.model import Fact, FactValue, Pack, Service
from knowledge.wording import spelt_out

MOST_QUESTIONS = 3
"""After so many questions the common case is answered, with its assumptions said."""


def start(turn: Turn, service_id: str) -> Reply:
    """Begin the errand ``service_id`` with the facts told now and those about the person."""
    service = turn.pack.services[service_id]
    turn = turn.introduced
    case = usable(service, {**turn.state.person, **turn.told})
    comfort = (service.comfort,) if service.comfort and turn.state.service != service_id else ()
    said = Reply(turn.state, words=comfort)
    return said.then(carry_on(turn, turn.state.started(service_id, case)))


def carry_on(turn: Turn, state: State) -> Reply:
    """Ask the next question of the state's errand, or give its checklist."""
    service = turn.pack.services[state.service or ""]
    state = replace(state.settled(), person=_person(state, service))
    stopped = stopped_by(turn, service)
    if stopped:
        return _next_waiting(turn, Reply(state, (handoff_card(turn.pack, stopped, service),)))
    fact = _question(turn, service, state)
    if fact:
        return ask(turn, state, service, fact)
    decision = decide(service, state.case, turn.on)
    answer = _next_waiting(turn, Reply(state, (checklist_card(turn.pack, decision),)))
    return with_offer(answer, decision)


def ask(turn: Turn, state: State, service: Service, fact: Fact) -> Reply:
    """Ask for ``fact`` and remember that it is being asked."""
    card = question_card(turn.pack, service, fact, state.case)
    pending: Json = {
        "service": service.id,
        "fact": fact.id,
        "question_id": card["question_id"],
        "options": _options(card["options"], fact, turn.pack),
    }
    return Reply(replace(state, pending=pending), (card,))


def correct(turn: Turn, told: Mapping[str, str]) -> Reply:
    """Recompute after a correction and say what changed."""
    service = turn.pack.services[turn.state.service or ""]
    if stopped_by(turn, service):
        return carry_on(turn, turn.state)
    before = decide(service, turn.state.case, turn.on)
    state = replace(turn.state.settled(), case={**turn.state.case, **told})
    fact = _question(turn, service, state)
    if fact:
        return ask(turn, state, service, fact)
    after = decide(service, state.case, turn.on)
    corrected = service.facts[next(iter(told))]
    changes = changes_between(before, after)
    card = checklist_card(turn.pack, after, changes, corrected)
    same = () if changes or after.outcome is not before.outcome else ("utter_nothing_changes",)
    answer = Reply(replace(state, person=_person(state, service)), (card,), same)
    return with_offer(answer, after)


def choose(turn: Turn, service_ids: tuple[str, ...], then: str) -> Reply:
    """Ask back between close services; ``then`` is the intent to go on with."""
    card = choose_service_card(turn.pack, service_ids)
    pending: Json = {
        "fact": None,
        "options": [
            {"value": option["service"], "label": option["name"]} for option in card["options"]
        ],
        "question_id": card["question_id"],
        "then": then,
        "told": {**_told_before(turn.state.choice, service_ids), **turn.told},
    }
    return Reply(replace(turn.state.settled(), pending=pending), (card,))


def _told_before(choice: Json | None, service_ids: tuple[str, ...]) -> Mapping[str, str]:
    """What was told before an open choice that holds some of the same services."""
    before = {option["value"] for option in choice["options"]} if choice else set()
    return choice.get("told") or {} if choice and before & set(service_ids) else {}


def ask_again(turn: Turn) -> Reply:
    """The question that was open before a digression, once more; nothing where none was."""
    pending = turn.state.question
    if not pending:
        return Reply(turn.state)
    service = turn.pack.services[pending["service"]]
    return ask(turn, turn.state, service, service.facts[pending["fact"]])


def stopped_by(turn: Turn, service: Service) -> str:
    """Why nothing is said of ``service`` just now (a reason of the handoff card), or nothing."""
    if service.id in turn.pack.suspended.services:
        return "suspended"
    return "" if service.complete else "not_ready"


def usable(service: Service, told: Mapping[str, str]) -> dict[str, str]:
    """Those of the facts told that the service knows, with values that it knows."""
    return {fact: value for fact, value in told.items() if service.knows(fact, value)}


def _question(turn: Turn, service: Service, state: State) -> Fact | None:
    answered = sum(fact.use.value == "ask" for fact in _asked_facts(service, state))
    if answered >= MOST_QUESTIONS:
        return None
    return next_question(service, state.case, turn.on)


def _asked_facts(service: Service, state: State) -> list[Fact]:
    return [service.facts[fact] for fact in state.case if fact in service.facts]


def _options(options: list[Json], fact: Fact, pack: Pack) -> list[Json]:
    known = {value.id: value for value in fact.values}
    return [{**option, **_heard(known.get(option["value"]), pack)} for option in options]


def _heard(value: FactValue | None, pack: Pack) -> Json:
    """By which words and numbers an option is recognised."""
    if value is None:
        return {"words": [], "numbers": None}
    numbers = asdict(value.numbers) if value.numbers else None
    return {"words": list(spelt_out(value.words, pack.words)), "numbers": numbers}


def _person(state: State, service: Service) -> dict[str, str]:
    about = {
        fact: value
        for fact, value in state.case.items()
        if fact in service.facts and service.facts[fact].about_person
    }
    return {**state.person, **about}


def _next_waiting(turn: Turn, reply: Reply) -> Reply:
    """Go on with the next of several services named in one message."""
    if not reply.state.waiting:
        return reply
    if reply.state.event:
        return offer_next(turn, reply)
    following, *rest = reply.state.waiting
    state = replace(reply.state, waiting=tuple(rest))
    case = usable(turn.pack.services[following], state.person)
    return reply.then(carry_on(turn, state.started(following, case)))


def several(turn: Turn, service_ids: list[str]) -> Reply:
    """Answer several services named in one message, one after the other."""
    first, *rest = service_ids
    waiting = replace(turn.state, waiting=tuple(rest), event=None)
    return start(replace(turn, state=waiting), first)
