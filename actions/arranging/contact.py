"""Name, telephone and consent: by the portal's form, else in chat, where the channel keeps them."""

from __future__ import annotations

from dataclasses import replace

from actions.arranging import offering
from actions.arranging.asking import ask, choose, ended, with_card
from actions.arranging.hearing import NO_CODE, agrees, asks_why, refuses
from actions.arranging.matter import Matter
from actions.reply import Reply
from actions.turn import Turn
from booking import desk
from booking.contacts import read_phone
from booking.gateways import gateway_from_environment
from booking.model import Appointment, Contact, Refused, State
from booking.office import Office
from booking.permitting import may
from cards.appointment import appointment_card
from cards.contact_form import contact_form_card
from cards.envelope import Card
from cards.options import option
from channels.contacts_in_passing import CONTACTS, Passing
from knowledge.vocabulary import Mode

STEPS = ("form", "name", "phone", "place", "consent", "code")
WITH_FORMS = "web-"
"""How the senders of the portal begin, whose widget shows forms."""


def ask_for(turn: Turn, office: Office, matter: Matter) -> Reply:
    """Ask for the contact of the hold that ``matter`` refers to."""
    held = _mine(turn, office, matter)
    if held is None:
        offered = offering.offer(turn, office, replace(matter, reference=""))
        return offered.after("utter_book_expired")
    if turn.sender.startswith(WITH_FORMS):
        verify = "code" if gateway_from_environment() else "call"
        form = contact_form_card(turn.pack, held, verify)
        return with_card(turn, matter, "form", form, [])
    return _next(turn, office, matter, held)


def _next(turn: Turn, office: Office, matter: Matter, held: Appointment) -> Reply:
    """Ask for what is still missing; all there, for consent."""
    given = CONTACTS.of(turn.sender)
    values = {"when": desk.say_window(held.window), "minutes": str(office.rules.hold_minutes)}
    step = _missing(matter, given)
    return ask(turn, matter, step, values) if step else _consent(turn, office, matter, held)


def _missing(matter: Matter, given: Passing) -> str:
    wanted = {"name": given.name, "phone": given.phone}
    if matter.mode == Mode.ONSITE.value:
        wanted["place"] = given.place
    return next((step for step, told in wanted.items() if not told), "")


def _consent(turn: Turn, office: Office, matter: Matter, held: Appointment) -> Reply:
    given = CONTACTS.of(turn.sender)
    values = {
        "called": given.name[0] + "*" * (len(given.name) - 1),
        "tail": given.phone[-4:],
        "when": desk.say_window(held.window),
        "place": matter.township if given.place else "",
        "person": matter.person,
        "days": str(office.rules.retention_days),
    }
    options = [option("agree", ("同意", "对的", "约吧")), option("again"), option("stop")]
    return choose(turn, matter, "consent", options, values)


def answer(turn: Turn, office: Office, matter: Matter) -> Reply | None:
    """What the citizen says to the contact's questions; None where it is something else."""
    if asks_why(turn.text):
        return again(turn, office, matter).after("utter_book_why_contact")
    if matter.step == "form":
        return _after_form(turn, office, matter)
    if matter.step == "consent":
        return _agreed(turn, office, matter)
    if matter.step == "code":
        return _coded(turn, office, matter)
    return _told(turn, office, matter) if turn.parsed.get("withheld") else None


def again(turn: Turn, office: Office, matter: Matter) -> Reply:
    """The open question of the contact once more; what was booked meanwhile is shown."""
    settled = _mine(turn, office, matter)
    if settled and is_settled(settled):
        return done(turn, office, matter, settled)
    if matter.step == "code" and settled:
        return ask(turn, matter, "code", {"tail": CONTACTS.of(turn.sender).phone[-4:]})
    return ask_for(turn, office, matter)


def _after_form(turn: Turn, office: Office, matter: Matter) -> Reply | None:
    if not agrees(turn.text) and "填" not in turn.text:
        return None
    return again(turn, office, matter)


def _told(turn: Turn, office: Office, matter: Matter) -> Reply:
    given = CONTACTS.of(turn.sender)
    held = _mine(turn, office, matter)
    if held is None:
        return ask_for(turn, office, matter)
    try:
        if given.phone:
            CONTACTS.keep(turn.sender, phone=read_phone(given.phone))
    except Refused:
        CONTACTS.keep(turn.sender, phone="")
        return ask(turn, matter, "phone").after("utter_book_bad_phone")
    return _next(turn, office, matter, held)


def _agreed(turn: Turn, office: Office, matter: Matter) -> Reply | None:
    """Consent, or none: a typed no is heard before any likeness to an option (不同意)."""
    if "不同意" in turn.text:
        return stopped(turn, office, matter, "utter_book_no_consent")
    if turn.picked == "again" or refuses(turn.text):
        CONTACTS.forget(turn.sender)
        return ask_for(turn, office, matter)
    if turn.picked == "agree" or agrees(turn.text):
        return _confirm(turn, office, matter)
    return _told(turn, office, matter) if turn.parsed.get("withheld") else None


def _coded(turn: Turn, office: Office, matter: Matter) -> Reply | None:
    given = CONTACTS.of(turn.sender)
    if any(word in turn.text for word in NO_CODE):
        return _confirm(turn, office, matter, by_call=True)
    if not given.code:
        return None
    CONTACTS.keep(turn.sender, code="")
    if given.phone and desk.check_code(office, turn.sender, given.phone, given.code):
        return _confirm(turn, office, matter)
    return again(turn, office, matter).after("utter_book_wrong_code")


def _confirm(turn: Turn, office: Office, matter: Matter, by_call: bool = False) -> Reply:
    """Make the hold an appointment; asked again it is the same one."""
    given = CONTACTS.of(turn.sender)
    held = _mine(turn, office, matter)
    if held is None or is_settled(held) or _missing(matter, given):
        return again(turn, office, matter)
    contact = Contact(given.name, given.phone, matter.person, given.place)
    by_call = by_call or gateway_from_environment() is None
    try:
        booked = desk.confirm(office, turn.sender, matter.reference, contact, True, by_call)
    except Refused as refused:
        return _not_confirmed(turn, office, matter, refused.reason)
    return done(turn, office, matter, booked)


def _not_confirmed(turn: Turn, office: Office, matter: Matter, reason: str) -> Reply:
    if reason == "not_verified":
        return _send_code(turn, office, matter)
    if reason == "bad_phone":
        CONTACTS.keep(turn.sender, phone="")
        return ask_for(turn, office, matter)
    if reason == "limit":
        return stopped(turn, office, matter, "utter_book_limit")
    return ask_for(turn, office, matter)


def _send_code(turn: Turn, office: Office, matter: Matter) -> Reply:
    phone = CONTACTS.of(turn.sender).phone
    try:
        desk.send_code(office, turn.sender, phone)
    except Refused:  # too many codes: staff ring back instead
        return _confirm(turn, office, matter, by_call=True)
    return ask(turn, matter, "code", {"tail": phone[-4:]})


def done(turn: Turn, office: Office, matter: Matter, booked: Appointment) -> Reply:
    """The appointment, and the matter settled."""
    CONTACTS.forget(turn.sender)
    return Reply(ended(turn, matter), (card_of(turn, office, booked),))


def booked_already(turn: Turn, office: Office, matter: Matter, booked: Appointment) -> Reply:
    """What was booked for the same service before."""
    card = card_of(turn, office, booked)
    return Reply(ended(turn, matter), (card,), ("utter_book_already",))


def stopped(turn: Turn, office: Office, matter: Matter, sentence: str) -> Reply:
    """The matter given up: what was held is free again."""
    CONTACTS.forget(turn.sender)
    held = _mine(turn, office, matter) if matter.reference else None
    if held and not is_settled(held):
        desk.cancel(office, turn.sender, matter.reference)
    return Reply(ended(turn, matter), sentences=(sentence,))


def card_of(turn: Turn, office: Office, booked: Appointment) -> Card:
    """The card of an appointment, with what may still be changed."""
    return appointment_card(turn.pack, booked, may(office, booked))


def is_done(turn: Turn, office: Office, matter: Matter) -> bool:
    """Whether what ``matter`` books is booked by now: by the form, which has shown it."""
    held = _mine(turn, office, matter) if matter.goal == "book" and matter.reference else None
    return bool(held and is_settled(held))


def _mine(turn: Turn, office: Office, matter: Matter) -> Appointment | None:
    mine = desk.mine(office, turn.sender)
    return next((each for each in mine if each.reference == matter.reference), None)


def is_settled(booked: Appointment) -> bool:
    """Whether it is more than a time held: confirmed, or waiting for staff to ring."""
    return booked.awaits_call or booked.state is not State.HELD
