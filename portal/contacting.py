"""The contact form: bounds, the telephone's code, and the confirmation. Nothing of it is logged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from booking import desk
from booking.confirming import LONGEST_NAME, LONGEST_PLACE
from booking.model import Appointment, Contact, State
from booking.office import Office
from booking.references import read_reference
from knowledge.vocabulary import Mode
from portal.errors import Refused
from portal.refusals import refused

LONGEST = 200
"""Characters of any field; each has narrower bounds of its own."""

Json = dict[str, Any]


def text_in(body: Json, name: str, wanted: bool = False) -> str:
    """The text of a field; raises Refused (bad_request) where it is no text, or too long."""
    value = body.get(name, "")
    if not isinstance(value, str) or len(value) > LONGEST or (wanted and not clean(value)):
        raise Refused("bad_request", f"{name}: a text of at most {LONGEST}", field=name)
    return clean(value)


def clean(text: str) -> str:
    """One line without what no database keeps (NUL, halves of characters) and nobody sees."""
    return "".join(filter(str.isprintable, " ".join(text.split())))


def truth_in(body: Json, name: str) -> bool:
    """The yes or no of a field, no where it is missing; raises Refused (bad_request)."""
    value = body.get(name, False)
    if not isinstance(value, bool):
        raise Refused("bad_request", f"{name}: true or false", field=name)
    return value


@dataclass(frozen=True)
class ContactForm:
    """What a citizen filled in; not shown by ``repr``."""

    reference: str
    contact: Contact
    consent: bool
    code: str
    by_call: bool

    def __repr__(self) -> str:
        return "ContactForm(...)"

    @classmethod
    def read(cls, body: Json) -> ContactForm:
        """The form in a request's body; raises Refused, naming the field."""
        name, phone = text_in(body, "name"), text_in(body, "phone")
        beneficiary, place = text_in(body, "beneficiary"), text_in(body, "place")
        if not 1 <= len(name) <= LONGEST_NAME:
            raise refused("bad_name")
        if len(beneficiary) > LONGEST_NAME:
            raise refused("bad_beneficiary")
        if len(place) > LONGEST_PLACE:
            raise refused("bad_place")
        return cls(
            text_in(body, "reference", wanted=True),
            Contact(name, phone, beneficiary, place),
            truth_in(body, "consent"),
            text_in(body, "code"),
            truth_in(body, "by_call"),
        )


def send_code(office: Office, owner: str, phone: str) -> Json:
    """Send a code to ``phone``, for a session that holds a time; how long it is good.

    Raises:
        BookingError: bad_phone, too_many_codes.
        Refused: hold_expired.
    """
    if not any(is_open(held) for held in desk.mine(office, owner)):
        raise refused("hold_expired")
    desk.send_code(office, owner, phone)
    return {"sent": True, "minutes": office.rules.code_minutes}


def confirm(office: Office, owner: str, form: ContactForm, sends_codes: bool) -> Appointment:
    """Confirm the hold, or let it wait for a call; asked again it answers the same.

    Raises:
        BookingError: as ``booking.confirming.confirm``.
        Refused: bad_code, bad_place.
    """
    held = _held(office, owner, form.reference)
    if held and is_open(held):
        _check_place(held, form.contact.place)
        _check_code(office, owner, form)
    by_call = form.by_call or (not sends_codes and not form.code)
    return desk.confirm(office, owner, form.reference, form.contact, form.consent, by_call)


def _held(office: Office, owner: str, reference: str) -> Appointment | None:
    plain = read_reference(reference)
    return next((one for one in desk.mine(office, owner) if one.reference == plain), None)


def is_open(held: Appointment) -> bool:
    """Whether the hold still waits for its form."""
    return held.state is State.HELD and not held.awaits_call


def _check_place(held: Appointment, place: str) -> None:
    if held.errand.mode is Mode.ONSITE and not place:
        raise refused("bad_place")


def _check_code(office: Office, owner: str, form: ContactForm) -> None:
    """A code that was typed must be right; none at all is ``confirm``'s to judge."""
    phone = form.contact.phone
    if form.code and not desk.check_code(office, owner, phone, form.code):
        raise refused("bad_code")
