"""Booking an agent: which errand, where, when; then the free times, and one of them held."""

from __future__ import annotations

from dataclasses import replace

from actions.arranging import contact, offering
from actions.arranging.asking import ask, choose
from actions.arranging.counter import townships_of
from actions.arranging.hearing import ANEW, WAYS, relative_in, time_in, township_in, way_in
from actions.arranging.helping import NAMED, Help, helps, named_helps
from actions.arranging.matter import Json, Matter, wanted_of
from actions.arranging.offering import offer, pick
from actions.reply import Reply
from actions.turn import Turn
from booking import desk
from booking.model import Appointment, Refused, Taken
from booking.office import Office
from cards.options import option
from cards.slots import ANOTHER_TIME
from knowledge.model import Service
from knowledge.vocabulary import Mode


def begin(turn: Turn, office: Office, service: Service | None) -> Reply:
    """Start booking (or go on with it) for ``service``, with what the message already tells."""
    matter = running(turn)
    if service and service.id != matter.service:
        matter = replace(matter, service=service.id, mode="", evidence=(), department="")
    booked = [each for each in desk.mine(office, turn.sender) if _same(each, matter)]
    if booked and not any(word in turn.text for word in ANEW):
        return contact.booked_already(turn, office, matter, booked[0])
    return onward(_knowing(turn, service), office, hear(turn, office, matter))


def running(turn: Turn) -> Matter:
    """The booking that is open; else a new one, over whatever else is open."""
    matter = Matter.of(turn.state.matter)
    if matter and matter.goal == "book":
        return matter
    return Matter("book", words=turn.text, under=turn.state.matter)


def _same(appointment: Appointment, matter: Matter) -> bool:
    return contact.is_settled(appointment) and appointment.errand.service == matter.service


def _knowing(turn: Turn, service: Service | None) -> Turn:
    """Questions on the way are about this service where no other errand runs."""
    if service is None or turn.service or not service.complete:
        return turn
    return replace(turn, state=replace(turn.state, service=service.id))


def hear(turn: Turn, office: Office, matter: Matter) -> Matter:
    """The matter with what the message tells of it."""
    heard = time_in(office, turn.text)
    told: Json = {
        "township": _township(turn, office) or matter.township,
        "person": relative_in(turn.text) or matter.person,
    }
    if heard.wanted:
        told["wanted"] = wanted_of(heard.wanted, heard.read_back)
    return _with_way(turn, replace(matter, **told))


def _township(turn: Turn, office: Office) -> str:
    known = townships_of(office)
    picked = turn.picked if turn.parsed.get("choice") else None
    return picked if picked in known else township_in(turn.text, known)


def _with_way(turn: Turn, matter: Matter) -> Matter:
    service = turn.pack.services.get(matter.service)
    if service is None:
        return matter
    ways = helps(turn, service)
    picked = turn.picked if matter.step in ("mode", "mode_beside") else None
    known = [way.mode.value for way in ways]
    said = (
        (picked if picked in known else "")
        or way_in(turn.text, known)
        or matter.mode
        or way_in(matter.words, known)
    )
    alone = ways[0].mode.value if len(ways) == 1 and named_helps(turn, service) else ""
    return with_help(matter, [way for way in ways if way.mode.value == (said or alone)])


def with_help(matter: Matter, ways: list[Help]) -> Matter:
    """The matter with the way of help chosen; unchanged where none or the same one is."""
    if not ways or ways[0].mode.value == matter.mode:
        return matter
    way = ways[0]
    return replace(matter, mode=way.mode.value, department=way.department, evidence=way.ids)


def answer(turn: Turn, office: Office, matter: Matter) -> Reply | None:
    """The next step after an answer to the open question; None where the message is none."""
    key = pick(turn, office, matter) if matter.step == "slots" else ""
    if key:
        return _picked(turn, office, matter, key)
    heard = time_in(office, turn.text)
    if heard.unknown_year and not heard.wanted and _is_ready(matter):
        return offer(turn, office, matter, unknown_year=True)
    told = hear(turn, office, matter)
    if told != matter and _is_answer(turn, matter, told):
        reply = onward(turn, office, told)
        return reply.after("utter_book_noted") if not told.service else reply
    return contact.answer(turn, office, matter) if matter.step in contact.STEPS else None


def _is_answer(turn: Turn, matter: Matter, told: Matter) -> bool:
    """A question that merely mentions a place or a person is answered as a question."""
    asked = {"slots": "wanted", "time": "wanted", "another_time": "wanted"}.get(
        matter.step, matter.step
    )
    if getattr(told, asked, None) != getattr(matter, asked, None):
        return True
    return not turn.intent.startswith("ask_")


def _picked(turn: Turn, office: Office, matter: Matter, key: str) -> Reply:
    """Hold the time picked, and ask for the contact."""
    if key == ANOTHER_TIME:
        return onward(turn, office, replace(matter, wanted=None))
    try:
        held = desk.hold(office, turn.sender, matter.errand, matter.township, key)
    except Taken as taken:
        return offering.taken(turn, matter, taken.nearest)
    except Refused as refused:
        return contact.stopped(turn, office, matter, f"utter_book_{refused.reason}")
    return contact.ask_for(turn, office, replace(matter, reference=held.reference))


def onward(turn: Turn, office: Office, matter: Matter) -> Reply:
    """The next thing that isn't known yet; the free times once all is."""
    service = turn.pack.services.get(matter.service)
    if service is None:
        return ask(turn, matter, "service")
    if not matter.mode:
        return ask_way(turn, matter, service)
    if not _is_ready(matter):
        return ask_township(turn, office, matter)
    if matter.wanted is None:
        return ask(turn, matter, "time", {"help": _said(matter, turn)})
    return offer(turn, office, matter)


def _is_ready(matter: Matter) -> bool:
    """Whether all is known but the time; only an errand on site needs its township."""
    return bool(matter.mode) and (matter.mode != Mode.ONSITE.value or bool(matter.township))


def ask_way(turn: Turn, matter: Matter, service: Service) -> Reply:
    """Which way of help; said plainly where an agent can do no more than go along."""
    ways = helps(turn, service)
    options = [*(_way_option(way) for way in ways), option("stop")]
    step = "mode" if named_helps(turn, service) else "mode_beside"
    reply = choose(turn, matter, step, options, {"name": service.spoken})
    return reply if any(way.pieces for way in ways) else reply.after("utter_book_only_along")


def _way_option(way: Help) -> Json:
    return option(way.mode.value, WAYS[way.mode.value], names=way.names)


def _said(matter: Matter, turn: Turn) -> str:
    """What the agent will do, as said."""
    pieces = [turn.pack.evidence[piece].name for piece in matter.evidence[:NAMED]]
    label = option(matter.mode, names="、".join(pieces))["label"]
    return f"{label}{matter.township}"


def ask_township(turn: Turn, office: Office, matter: Matter) -> Reply:
    """Where the agent is to go."""
    options = [{"value": each, "label": each} for each in townships_of(office)]
    return choose(turn, matter, "township", options)


def again(turn: Turn, office: Office, matter: Matter) -> Reply:
    """The open question once more."""
    if matter.step in contact.STEPS:
        return contact.again(turn, office, matter)
    return onward(turn, office, matter)
