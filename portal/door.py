"""The door's routes; docs/developers/door.md is their contract."""

from __future__ import annotations

from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from booking.leaving import leave
from portal.errors import Refused
from portal.notice import notice
from portal.parts import Parts, parts_of
from portal.rating import rate as keep_rating
from portal.said import Said
from portal.store.model import Event
from portal.streams import HEADERS, TYPE, Stream
from portal.talking import sender_of

routes = Blueprint("door")
AT_ONCE = 200
LONGEST_NUMBER = 18
Json = dict[str, Any]


def body_of(request: Request) -> Json:
    """The request's JSON object; raises Refused (bad_request)."""
    body = request.json
    if not isinstance(body, dict):
        raise Refused("bad_request", "want a JSON object")
    return body


def authorization_of(request: Request) -> str:
    """The Authorization header, empty where there is none."""
    return str(request.headers.get("authorization", ""))


def number_of(written: str) -> int:
    """An event's number; anything else counts as none, and everything is sent."""
    fine = written.isascii() and written.isdigit() and len(written) <= LONGEST_NUMBER
    return int(written) if fine else 0


@routes.get("/notice")
async def tell_notice(request: Request) -> HTTPResponse:
    return json(notice(parts_of(request).settings))


@routes.post("/session")
async def start_session(request: Request) -> HTTPResponse:
    parts, body = parts_of(request), body_of(request)
    if authorization_of(request):
        session = await parts.sessions.of(authorization_of(request))
        return json(await parts.sessions.renew(session, body))
    return json(await parts.sessions.start(body, parts.network(request)), 201)


@routes.post("/chat")
async def chat(request: Request) -> HTTPResponse:
    parts = parts_of(request)
    session = await parts.sessions.of(authorization_of(request))
    said = Said.read(body_of(request))
    parts.check_rate(session.id, parts.network(request))
    event = await parts.talk.answer(session.id, said)
    messages = event.data["messages"]
    return json({"message_id": said.message_id, "event_id": event.id, "messages": messages})


@routes.get("/chat/events")
async def stream_events(request: Request) -> None:
    parts = parts_of(request)
    session = await parts.sessions.of(authorization_of(request))
    after = number_of(request.headers.get("last-event-id", ""))
    listener = parts.hub.join(session.id)
    try:
        response = await request.respond(content_type=TYPE, headers=HEADERS)
        await Stream(parts.keep, parts.hub, session, after).run(listener, response.send)
        await response.eof()
    finally:
        parts.hub.leave(session.id, listener)


@routes.get("/chat/history")
async def history(request: Request) -> HTTPResponse:
    parts = parts_of(request)
    session = await parts.sessions.of(authorization_of(request))
    after = number_of(request.args.get("after", ""))
    found = await parts.keep(parts.keep.store.events, session.id, after, AT_ONCE)
    last = found[-1].id if found else after
    return json({"events": [_shown(event) for event in found], "last": last})


def _shown(event: Event) -> Json:
    return {"id": event.id, "event": event.name, "data": event.data}


@routes.post("/chat/rate")
async def rate_answer(request: Request) -> HTTPResponse:
    parts, body = parts_of(request), body_of(request)
    session = await parts.sessions.of(authorization_of(request))
    if not isinstance(body.get("message_id"), str) or not isinstance(body.get("helpful"), bool):
        raise Refused("bad_request", "want message_id and helpful")
    parts.check_rate(session.id, parts.network(request))
    answer = await parts.keep(parts.keep.store.answer, session.id, body["message_id"])
    if answer is None:
        raise Refused("message_unknown")
    await keep_rating(session.id, answer, body["helpful"])
    return json({"rated": True})


@routes.post("/forget")
async def forget(request: Request) -> HTTPResponse:
    parts = parts_of(request)
    session = parts.sessions.grant(authorization_of(request)).session
    await parts.keep(parts.keep.store.forget, session)
    parts.hub.tell(session, "forgotten", {})
    standing = await _left(parts, session)
    await parts.rasa.forget(sender_of(session))
    return json({"forgotten": True, "appointments": standing})


async def _left(parts: Parts, session: str) -> list[str]:
    """The references of what stays booked; a hold is let go, or runs out where booking is away."""
    try:
        return await parts.office(leave, sender_of(session))
    except Refused:
        return []


@routes.get("/health")
async def health(_: Request) -> HTTPResponse:
    return json({"status": "ok"})


@routes.get("/ready")
async def ready(request: Request) -> HTTPResponse:
    parts = await parts_of(request).ready()
    fine = all(part["ok"] for part in parts.values())
    return json({"ready": fine, "parts": parts}, 200 if fine else 503)
