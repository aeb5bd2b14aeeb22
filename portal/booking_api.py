"""The REST API of booking, for other programs. Spec: openapi.yml.

The same rules as in the talk: a hold first, then the telephone's code or a call, limits by
telephone. Names and telephones stand in bodies only.
"""

from __future__ import annotations

from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from portal import appointments, reserving
from portal.contacting import ContactForm, clean, send_code, text_in
from portal.door import authorization_of, body_of
from portal.errors import Refused
from portal.owners import Pass
from portal.parts import Parts, pack, parts_of
from portal.refusals import refused
from portal.reserving import LONGEST_WHEN, Wish

routes = Blueprint("booking_api", url_prefix="/api")
Json = dict[str, Any]
LONGEST_ID = 80


@routes.middleware("request")
async def count(request: Request) -> None:
    parts_of(request).check_address(request)


def pass_of(request: Request) -> tuple[Parts, Pass]:
    """The parts and the caller's pass; raises Refused (401)."""
    parts = parts_of(request)
    return parts, parts.owners.of_header(authorization_of(request))


def with_pass(held: Pass, **body: Any) -> HTTPResponse:
    """``body`` with the pass by which to go on."""
    return json({**body, "token": held.token, "expires_at": held.expires_at})


@routes.get("/townships")
async def list_townships(request: Request) -> HTTPResponse:
    known, found = pack(), await parts_of(request).office(reserving.places)
    return json({"pack_version": known.version, "as_of": known.county.as_of, "townships": found})


@routes.get("/slots")
async def show_slots(request: Request) -> HTTPResponse:
    told = {name: clean(request.args.get(name) or "") for name in ("service", "mode", "township")}
    if any(len(value) > LONGEST_ID for value in told.values()):
        raise Refused("bad_request", f"at most {LONGEST_ID} characters")
    wish = Wish(**told, when=clean(request.args.get("when") or "")[:LONGEST_WHEN])
    return json({"card": await parts_of(request).office(reserving.times, wish)})


@routes.post("/appointments/token")
async def start(request: Request) -> HTTPResponse:
    return with_pass(parts_of(request).owners.new())


@routes.post("/appointments/hold")
async def hold(request: Request) -> HTTPResponse:
    parts, held = pass_of(request)
    body = body_of(request)
    wish = Wish(*(text_in(body, name) for name in ("service", "mode", "township")))
    key = text_in(body, "key", wanted=True)
    parts.check_holds(request)
    card = await parts.office(
        reserving.held, held.owner, wish, key, sends_codes=parts.office.sends_codes
    )
    return json({"card": card})


@routes.post("/appointments/code")
async def ask_for_code(request: Request) -> HTTPResponse:
    parts, held = pass_of(request)
    phone = text_in(body_of(request), "phone")
    if not parts.office.sends_codes:
        raise refused("no_sms")
    parts.check_codes(held.owner, parts.network(request))
    return json(await parts.office(send_code, held.owner, phone))


@routes.post("/appointments/confirm")
async def confirm(request: Request) -> HTTPResponse:
    parts, held = pass_of(request)
    form = ContactForm.read(body_of(request))
    card = await parts.office(appointments.confirmed, held.owner, form, parts.office.sends_codes)
    return json({"card": card})


@routes.get("/appointments")
async def list_mine(request: Request) -> HTTPResponse:
    parts, held = pass_of(request)
    return json({"cards": await parts.office(appointments.mine, held.owner)})


@routes.post("/appointments/find")
async def find(request: Request) -> HTTPResponse:
    parts, body = parts_of(request), body_of(request)
    reference, last4 = (text_in(body, name, wanted=True) for name in ("reference", "last4"))
    told = authorization_of(request)
    held = parts.owners.of_header(told) if told else parts.owners.new()
    card = await parts.office(appointments.found, held.owner, reference, last4)
    return with_pass(held, card=card)


@routes.post("/appointments/cancel")
async def cancel(request: Request) -> HTTPResponse:
    parts, held = pass_of(request)
    reference = text_in(body_of(request), "reference", wanted=True)
    return json({"card": await parts.office(appointments.cancelled, held.owner, reference)})


@routes.post("/appointments/move")
async def move(request: Request) -> HTTPResponse:
    parts, held = pass_of(request)
    body = body_of(request)
    reference, key = (text_in(body, name, wanted=True) for name in ("reference", "key"))
    card = await parts.office(appointments.moved, held.owner, reference, key)
    return json({"card": card})


@routes.post("/complaints/status")
async def complaint_status(request: Request) -> HTTPResponse:
    reference = text_in(body_of(request), "reference", wanted=True)
    return json({"card": await parts_of(request).office(appointments.complaint, reference)})
