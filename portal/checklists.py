"""The same checklist as in the chat, for pages and programs: facts in, cards out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from cards.checklist import checklist_card
from cards.envelope import Card
from cards.handoff import handoff_card
from cards.life_event import life_event_card
from cards.question import question_card
from knowledge.asking import next_question
from knowledge.deciding import decide
from knowledge.events import LifeEvent
from knowledge.model import Pack, Service
from knowledge.planning import plan
from knowledge.short_code import BadCode, OutdatedCode, code_of, opened
from knowledge.vocabulary import FactUse
from portal.errors import Refused


@dataclass(frozen=True)
class Answer:
    """``card`` is a checklist, or a handoff where none may be given; ``question`` is what would
    make it more exact. ``link`` is a code for addresses, without what is nobody's business."""

    service: Service
    case: Mapping[str, str]
    card: Card
    question: Card | None
    link: str
    left_out: bool


def today(pack: Pack) -> date:
    """The day on which a citizen of the county asks."""
    return datetime.now(ZoneInfo(pack.county.time_zone)).date()


def service_of(pack: Pack, service_id: str) -> Service:
    """The service; raises Refused (service_unknown)."""
    if service_id not in pack.services:
        raise Refused("service_unknown")
    return pack.services[service_id]


def event_of(pack: Pack, event_id: str) -> LifeEvent:
    """The life event; raises Refused (event_unknown)."""
    if event_id not in pack.events:
        raise Refused("event_unknown")
    return pack.events[event_id]


def answer(pack: Pack, service: Service, told: Mapping[str, str]) -> Answer:
    """The checklist of ``service`` with the facts told; raises Refused (fact_unknown)."""
    for fact, value in told.items():
        if not service.knows(fact, value):
            raise Refused("fact_unknown", f"{fact}={value}")
    spoken = {fact: value for fact, value in told.items() if _may_stand_in_a_link(service, fact)}
    link = code_of(pack, service, spoken)
    stopped = "suspended" if service.id in pack.suspended.services else ""
    stopped = stopped or ("" if service.complete else "not_ready")
    if stopped:
        return Answer(service, told, handoff_card(pack, stopped, service), None, link, False)
    on = today(pack)
    fact_to_ask = next_question(service, told, on)
    question = question_card(pack, service, fact_to_ask, told) if fact_to_ask else None
    card = checklist_card(pack, decide(service, told, on))
    return Answer(service, told, card, question, link, spoken != dict(told))


def _may_stand_in_a_link(service: Service, fact: str) -> bool:
    """Facts that are never asked (credit record, illness) aren't written into an address."""
    return service.facts[fact].use is FactUse.ASK


def answer_to_code(pack: Pack, code: str) -> Answer:
    """The checklist that ``code`` stands for; raises Refused (code_wrong, code_outdated)."""
    try:
        service, case = opened(pack, code)
    except BadCode as error:
        raise Refused("code_wrong") from error
    except OutdatedCode as error:
        raise Refused("code_outdated", service=error.service_id) from error
    return answer(pack, service, case)


def event_answer(pack: Pack, event: LifeEvent, told: Mapping[str, str]) -> Card:
    """The life event's card; raises Refused (fact_unknown)."""
    for fact, value in told.items():
        known = event.facts[fact].values if fact in event.facts else ()
        if value not in {v.id for v in known}:
            raise Refused("fact_unknown", f"{fact}={value}")
    on = today(pack)
    return life_event_card(pack, plan(event, pack, told, on))
