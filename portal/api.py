"""The REST API: services, checklists, life events for other programs. Spec: openapi.yml."""

from __future__ import annotations

from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from booking.helping import Help
from cards.evidence import evidence_card
from cards.pieces import basis_of
from knowledge.events import LifeEvent
from knowledge.model import Fact, Pack, Pledge, Service
from knowledge.vocabulary import FactUse
from portal.checklists import (
    Answer,
    answer,
    answer_to_code,
    event_answer,
    event_of,
    service_of,
)
from portal.door import body_of
from portal.errors import Refused
from portal.facts import from_json
from portal.openapi import document
from portal.pages import LONGEST_CODE
from portal.parts import pack, parts_of
from portal.rendering import page
from portal.reserving import helps_for
from portal.searching import LONGEST, searcher
from privacy.masking import mask
from runtime.blocking import run_blocking

routes = Blueprint("api", url_prefix="/api")
Json = dict[str, Any]


@routes.middleware("request")
async def count(request: Request) -> None:
    parts_of(request).check_address(request)


@routes.get("/")
async def about(_: Request) -> HTTPResponse:
    return page("api.html", spec=document())


@routes.get("/openapi.json")
async def spec(_: Request) -> HTTPResponse:
    return json(document())


@routes.get("/services")
async def list_services(request: Request) -> HTTPResponse:
    known = pack()
    query = mask((request.args.get("q") or "")[:LONGEST])
    found = await run_blocking(searcher(known).find, query)
    return json(_of_pack(known, services=[_named(known, service) for service in found]))


@routes.get("/services/<service_id>")
async def show_service(_: Request, service_id: str) -> HTTPResponse:
    known = pack()
    service = service_of(known, service_id)
    facts = [_fact(f) for f in service.facts.values() if f.use is not FactUse.NEVER]
    helps = [_help(each) for each in helps_for(known, service)]
    return json(_of_pack(known, **_named(known, service), facts=facts, helps=helps))


@routes.post("/services/<service_id>/checklist")
async def make_checklist(request: Request, service_id: str) -> HTTPResponse:
    known = pack()
    service = service_of(known, service_id)
    return json(_answer(await run_blocking(answer, known, service, from_json(body_of(request)))))


@routes.get("/checklists/<code>")
async def open_checklist(_: Request, code: str) -> HTTPResponse:
    return json(_answer(await run_blocking(answer_to_code, pack(), code[:LONGEST_CODE])))


@routes.get("/events")
async def list_events(_: Request) -> HTTPResponse:
    known = pack()
    return json(_of_pack(known, events=[_event(event) for event in known.events.values()]))


@routes.get("/events/<event_id>")
async def show_event(_: Request, event_id: str) -> HTTPResponse:
    known = pack()
    event = event_of(known, event_id)
    facts = [_fact(fact) for fact in event.facts.values()]
    steps = [step.service for step in event.steps]
    return json(_of_pack(known, **_event(event), services=steps, facts=facts))


@routes.post("/events/<event_id>/plan")
async def plan_event(request: Request, event_id: str) -> HTTPResponse:
    known = pack()
    event = event_of(known, event_id)
    return json(
        {"card": await run_blocking(event_answer, known, event, from_json(body_of(request)))}
    )


@routes.get("/evidence/<evidence_id>")
async def show_evidence(_: Request, evidence_id: str) -> HTTPResponse:
    known = pack()
    if evidence_id not in known.evidence:
        raise Refused("evidence_unknown")
    return json({"card": evidence_card(known, known.evidence[evidence_id])})


@routes.get("/pledges/<pledge_id>")
async def show_pledge(_: Request, pledge_id: str) -> HTTPResponse:
    known = pack()
    if pledge_id not in known.pledges:
        raise Refused("pledge_unknown")
    return json(_of_pack(known, **_pledge(known.pledges[pledge_id])))


def _of_pack(known: Pack, **body: Any) -> Json:
    return {"pack_version": known.version, "as_of": known.county.as_of, **body}


def _named(known: Pack, service: Service) -> Json:
    return {
        "id": service.id,
        "name": service.name,
        "spoken": service.spoken,
        "department": service.department,
        "audience": service.audience,
        "complete": service.complete,
        "suspended": service.id in known.suspended.services,
    }


def _fact(fact: Fact) -> Json:
    return {
        "fact": fact.id,
        "name": fact.name,
        "question": fact.question,
        "use": fact.use.value,
        "values": [{"value": value.id, "label": value.label} for value in fact.values],
    }


def _help(each: Help) -> Json:
    pieces = [{"evidence": piece.id, "name": piece.name} for piece in each.pieces.values()]
    return {"mode": each.mode.value, "department": each.department, "evidence": pieces}


def _event(event: LifeEvent) -> Json:
    return {"id": event.id, "name": event.name, "official": event.official}


def _pledge(pledge: Pledge) -> Json:
    return {
        "id": pledge.id,
        "name": pledge.name,
        "kind": pledge.kind.value,
        "declares": list(pledge.declares),
        "consequences": list(pledge.consequences),
        "checked_by": pledge.checked_by,
        "bar": pledge.bar,
        "alternative": pledge.alternative,
        "basis": basis_of(pledge.basis),
    }


def _answer(made: Answer) -> Json:
    return {"card": made.card, "question": made.question, "link": f"/c/{made.link}"}
