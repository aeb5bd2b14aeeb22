"""Pages without JavaScript: list and search, checklists, pledge samples, privacy, the demo."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from typing import Any

import segno
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, redirect

from booking.helping import helps_of
from knowledge.deciding import decide
from knowledge.model import Pack, Service
from knowledge.short_code import BadCode, OutdatedCode, opened
from knowledge.vocabulary import FactUse
from portal.checklists import (
    Answer,
    answer,
    answer_to_code,
    event_answer,
    event_of,
    service_of,
    today,
)
from portal.errors import Refused
from portal.facts import from_form
from portal.notice import notice
from portal.parts import pack, parts_of
from portal.rendering import page
from portal.searching import LONGEST, searcher
from privacy.masking import mask
from runtime.blocking import run_blocking

routes = Blueprint("pages")
LONGEST_CODE = 40


@routes.middleware("request")
async def count(request: Request) -> None:
    parts_of(request).check_address(request)


@routes.get("/")
async def home(_: Request) -> HTTPResponse:
    return redirect("/services")


@routes.get("/services")
async def services(request: Request) -> HTTPResponse:
    query = mask((request.args.get("q") or "")[:LONGEST]).strip()
    known = pack()
    found = await run_blocking(searcher(known).find, query) if query else []
    shown = {"结果": found} if query else _by_department(known.services.values())
    events = () if query else known.events.values()
    return page("services.html", query=query, groups=shown, found=len(found), events=events)


def _by_department(services: Iterable[Service]) -> dict[str, list[Service]]:
    groups: defaultdict[str, list[Service]] = defaultdict(list)
    for service in services:
        groups[service.department].append(service)
    return dict(groups)


@routes.route("/s/<service_id>", methods=["GET", "POST"])
async def show_service(request: Request, service_id: str) -> HTTPResponse:
    known = pack()
    service = service_of(known, service_id)
    made = await run_blocking(answer, known, service, from_form(request))
    return _checklist(request, known, made)


@routes.get("/c")
async def ask_for_code(request: Request) -> HTTPResponse:
    code = (request.args.get("code") or "").strip()[:LONGEST_CODE]
    if not code:
        return page("code.html", wrong=False)
    return redirect(f"/c/{''.join(filter(_may_stand_in_a_code, code))}")


def _may_stand_in_a_code(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character == "-")


@routes.get("/c/<code>")
async def show_code(request: Request, code: str) -> HTTPResponse:
    known = pack()
    try:
        made = await run_blocking(answer_to_code, known, code[:LONGEST_CODE])
    except Refused as refused:
        return _without_code(known, code, refused)
    return _checklist(request, known, made)


def _without_code(known: Pack, code: str, refused: Refused) -> HTTPResponse:
    try:
        opened(known, code[:LONGEST_CODE])
    except OutdatedCode as outdated:
        service = known.services[outdated.service_id]
        return page("outdated.html", refused.status, None, service=service)
    except BadCode:
        return page("code.html", refused.status, None, wrong=True)
    raise refused


@routes.route("/e/<event_id>", methods=["GET", "POST"])
async def show_event(request: Request, event_id: str) -> HTTPResponse:
    known = pack()
    event, told = event_of(known, event_id), from_form(request)
    card = await run_blocking(event_answer, known, event, told)
    return page("event.html", event=event, card=card, told=told)


@routes.get("/p/<pledge_id>")
async def show_pledge(_: Request, pledge_id: str) -> HTTPResponse:
    known = pack()
    if pledge_id not in known.pledges:
        raise Refused("pledge_unknown")
    return page("pledge.html", pledge=known.pledges[pledge_id])


@routes.get("/privacy")
async def privacy(request: Request) -> HTTPResponse:
    return page("privacy.html", notice=notice(parts_of(request).settings))


@routes.get("/demo")
async def demo(_: Request) -> HTTPResponse:
    known = pack()
    return page("demo.html", county=known.county.name, services=list(known.services.values())[:8])


def _checklist(request: Request, known: Pack, made: Answer) -> HTTPResponse:
    ask = [fact for fact in made.service.facts.values() if fact.use is FactUse.ASK]
    offer = [fact for fact in made.service.facts.values() if fact.use is FactUse.OFFER]
    address = f"{_base(request)}/c/{made.link}"
    values: dict[str, Any] = {
        "service": made.service,
        "card": made.card,
        "groups": partial(_group, made.card),
        "ask": ask,
        "offer": offer,
        "told": made.case,
        "next_fact": made.question["fact"] if made.question else "",
        "address": address,
        "qr": segno.make(address, error="m").svg_inline(scale=3, border=2),
        "left_out": made.left_out,
        "county": known.county.name,
        "helps": helps_of(decide(made.service, made.case, today(known))),
    }
    return page("service.html" if "items" in made.card else "stopped.html", **values)


def _group(card: dict[str, Any], group: str) -> list[dict[str, Any]]:
    return [item for item in card["items"] if item["group"] == group]


def _base(request: Request) -> str:
    """The portal's address; the request's own only where the operator has named none."""
    return parts_of(request).settings.public_url or f"{request.scheme}://{request.host}"
