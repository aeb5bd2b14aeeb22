"""The door's routes of booking; docs/developers/door.md is their contract.

Names and telephones go from here into the vault; Rasa and the session's events never see them.
"""

from __future__ import annotations

from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from cards.envelope import Card
from channels.turns import TooManyWaiting
from portal import appointments
from portal.contacting import ContactForm, send_code, text_in
from portal.door import authorization_of, body_of
from portal.parts import Parts, parts_of
from portal.refusals import refused
from portal.store.model import Session
from portal.talking import sender_of

routes = Blueprint("booking_door", url_prefix="/chat/booking")
Json = dict[str, Any]


async def session_of(request: Request) -> tuple[Parts, Session]:
    """The parts and the open session, its request counted; raises Refused."""
    parts = parts_of(request)
    session = await parts.sessions.of(authorization_of(request))
    parts.check_rate(session.id, parts.network(request))
    return parts, session


@routes.get("/")
async def list_mine(request: Request) -> HTTPResponse:
    parts, session = await session_of(request)
    return json({"cards": await parts.office(appointments.mine, sender_of(session.id))})


@routes.post("/code")
async def ask_for_code(request: Request) -> HTTPResponse:
    parts, session = await session_of(request)
    phone = text_in(body_of(request), "phone")
    if not parts.office.sends_codes:
        raise refused("no_sms")
    parts.check_codes(session.id, parts.network(request))
    return json(await parts.office(send_code, sender_of(session.id), phone))


@routes.post("/confirm")
async def confirm(request: Request) -> HTTPResponse:
    parts, session = await session_of(request)
    form = ContactForm.read(body_of(request))
    owner, sends_codes = sender_of(session.id), parts.office.sends_codes
    card = await parts.office(appointments.confirmed, owner, form, sends_codes)
    return await _kept(parts, session, card)


@routes.post("/cancel")
async def cancel(request: Request) -> HTTPResponse:
    parts, session = await session_of(request)
    reference = text_in(body_of(request), "reference", wanted=True)
    owner = sender_of(session.id)
    return await _kept(parts, session, await parts.office(appointments.cancelled, owner, reference))


@routes.post("/move")
async def move(request: Request) -> HTTPResponse:
    parts, session = await session_of(request)
    body, owner = body_of(request), sender_of(session.id)
    reference, key = (text_in(body, name, wanted=True) for name in ("reference", "key"))
    card = await parts.office(appointments.moved, owner, reference, key)
    return await _kept(parts, session, card)


async def _kept(parts: Parts, session: Session, card: Card) -> HTTPResponse:
    """Answer with ``card``, and put it into the session's events, once a change."""
    message_id = _message_id(card)
    messages = [{"text": card["text"], "card": card}]
    try:
        event = await parts.talk.add(session.id, message_id, messages)
    except TooManyWaiting:  # it is booked all the same; /chat/booking still shows it
        return json({"card": card, "message_id": message_id, "event_id": None})
    return json({"card": card, "message_id": message_id, "event_id": event.id})


def _message_id(card: Card) -> str:
    """One for each state and time of an appointment: a repeated request adds nothing."""
    when = card["starts_at"][:16].replace(":", "").replace("-", "")
    return f"booking-{card['reference']}-{card['status']}-{when}"
