"""Looking up, moving and cancelling appointments: this session's, or by reference and digits."""

from __future__ import annotations

from dataclasses import replace

from actions.arranging import contact, offering
from actions.arranging.asking import ask, choose, ended
from actions.arranging.hearing import agrees, reference_in, refuses, time_in
from actions.arranging.matter import Json, Matter, wanted_of
from actions.arranging.offering import pick
from actions.arranging.offers import open_to_booking
from actions.reply import Reply, Said
from actions.turn import Turn
from booking import desk
from booking.model import Appointment, BookingError, NotFound, Refused, State, Taken
from booking.office import Office
from booking.permitting import may
from cards.options import option
from cards.slots import ANOTHER_TIME
from channels.contacts_in_passing import CONTACTS

MOST_SHOWN = 3


def begin(turn: Turn, office: Office, goal: str) -> Reply:
    """Start to check, move or cancel an appointment of this session, or one that is named."""
    matter = Matter(goal, under=_under(turn))
    if reference_in(turn.text) or CONTACTS.of(turn.sender).digits:
        return look_up(turn, office, matter)
    mine = desk.mine(office, turn.sender)
    if not mine:
        return ask(turn, matter, "find")
    if goal == "check":
        cards = tuple(contact.card_of(turn, office, each) for each in mine[:MOST_SHOWN])
        return Reply(ended(turn, matter), cards)
    return _about(turn, office, matter, mine[0]) if len(mine) == 1 else _which(turn, matter, mine)


def _under(turn: Turn) -> Json | None:
    """The booking to come back to afterwards."""
    running = Matter.of(turn.state.matter)
    return turn.state.matter if running and running.goal == "book" else None


def _which(turn: Turn, matter: Matter, mine: list[Appointment]) -> Reply:
    options = [{"value": each.reference, "label": _label(turn, each), "words": []} for each in mine]
    return choose(turn, matter, "which", options)


def _label(turn: Turn, appointment: Appointment) -> str:
    service = turn.pack.services.get(appointment.errand.service)
    when = desk.say_window(appointment.window)
    return f"{when} {service.spoken}" if service else when


def answer(turn: Turn, office: Office, matter: Matter) -> Reply | None:
    """The next step after an answer; None where the message is none."""
    if matter.step in ("find", "digits"):
        told = reference_in(turn.text) or CONTACTS.of(turn.sender).digits
        return look_up(turn, office, matter) if told else None
    if matter.step == "which":
        mine = {each.reference: each for each in desk.mine(office, turn.sender)}
        picked = mine.get(turn.picked or "")
        return _about(turn, office, matter, picked) if picked else None
    if matter.step == "sure":
        return _sure(turn, office, matter)
    return _another_time(turn, office, matter)


def look_up(turn: Turn, office: Office, matter: Matter) -> Reply:
    """Find an appointment by its reference and the telephone's last digits."""
    reference = reference_in(turn.text) or matter.reference
    digits = CONTACTS.of(turn.sender).digits
    matter = replace(matter, reference=reference)
    if not reference or not digits:
        return ask(turn, matter, "digits" if reference else "find")
    CONTACTS.keep(turn.sender, digits="")
    try:
        found = desk.find(office, turn.sender, reference, digits)
    except NotFound as error:
        return _not_found(turn, matter, error.reason)
    if matter.goal == "check":
        return Reply(ended(turn, matter), (contact.card_of(turn, office, found),))
    return _about(turn, office, matter, found)


def _not_found(turn: Turn, matter: Matter, reason: str) -> Reply:
    if reason == "locked":
        return Reply(ended(turn, matter), sentences=("utter_booking_locked",))
    again = ask(turn, replace(matter, reference=""), "find")
    return again.after("utter_booking_not_found")


def _about(turn: Turn, office: Office, matter: Matter, found: Appointment) -> Reply:
    """Go on with the one appointment that is meant."""
    matter = _knowing(matter, found)
    if matter.goal == "cancel":
        options = [option("yes", ("取消", "不要了")), option("no", ("留着", "不取消"))]
        return choose(turn, matter, "sure", options, {"label": _label(turn, found)})
    if "move" not in may(office, found):
        return _impossible(turn, matter, _why_not(office, found))
    heard = time_in(office, turn.text)
    if not heard.wanted:
        return ask(turn, matter, "time")
    matter = replace(matter, wanted=wanted_of(heard.wanted, heard.read_back))
    return offering.offer(turn, office, matter)


def _knowing(matter: Matter, found: Appointment) -> Matter:
    errand = found.errand
    return replace(
        matter,
        reference=found.reference,
        service=errand.service,
        mode=errand.mode.value,
        department=errand.department,
        evidence=errand.evidence,
        township=found.township,
    )


def _sure(turn: Turn, office: Office, matter: Matter) -> Reply | None:
    if turn.picked == "no" or refuses(turn.text):
        return Reply(ended(turn, matter), sentences=("utter_cancel_kept",))
    if turn.picked == "yes" or agrees(turn.text):
        return cancel(turn, office, matter)
    return None


def cancel(turn: Turn, office: Office, matter: Matter) -> Reply:
    """Cancel, and offer to book the same again."""
    try:
        gone = desk.cancel(office, turn.sender, matter.reference)
    except BookingError as error:
        return _impossible(turn, matter, error.reason)
    card = contact.card_of(turn, office, gone)
    anew = Matter("book", "", matter.service, matter.mode, matter.department, matter.evidence)
    state = open_to_booking(ended(turn, matter), replace(anew, township=matter.township))
    return Reply(state, (card,), closing=(Said("utter_cancel_done"),))


def _another_time(turn: Turn, office: Office, matter: Matter) -> Reply | None:
    key = pick(turn, office, matter) if matter.step == "slots" else ""
    if key == ANOTHER_TIME:
        return ask(turn, replace(matter, wanted=None), "time")
    if key:
        return move(turn, office, matter, key)
    heard = time_in(office, turn.text)
    if heard.unknown_year and not heard.wanted:
        return offering.offer(turn, office, matter, unknown_year=True)
    if not heard.wanted:
        return None
    matter = replace(matter, wanted=wanted_of(heard.wanted, heard.read_back))
    return offering.offer(turn, office, matter)


def move(turn: Turn, office: Office, matter: Matter, key: str) -> Reply:
    """Move the appointment to the time picked."""
    try:
        moved = desk.move(office, turn.sender, matter.reference, key)
    except Taken as taken:
        return offering.taken(turn, matter, taken.nearest)
    except (Refused, NotFound) as error:
        return _impossible(turn, matter, error.reason)
    return Reply(ended(turn, matter), (contact.card_of(turn, office, moved),))


def _why_not(office: Office, found: Appointment) -> str:
    if found.state is not State.CONFIRMED:
        return "wrong_state"
    return "too_late" if office.now() > found.may_move_until else "too_often"


def _impossible(turn: Turn, matter: Matter, reason: str) -> Reply:
    known = reason if reason in ("too_late", "too_often") else "wrong_state"
    return Reply(ended(turn, matter), sentences=(f"utter_booking_{known}",))


def again(turn: Turn, office: Office, matter: Matter) -> Reply:
    """The open question once more."""
    mine = desk.mine(office, turn.sender)
    found = next((each for each in mine if each.reference == matter.reference), None)
    if matter.step == "which":
        return _which(turn, matter, mine)
    if matter.step == "slots":
        return offering.offer(turn, office, matter)
    if matter.step in ("sure", "time") and found:
        return _about(turn, office, matter, found)
    return ask(turn, matter, matter.step)
