"""Booking's answers as cards, for the door, programs and pages; blocking calls."""

from __future__ import annotations

from booking import desk
from booking.access import own
from booking.model import Appointment, Offer, Taken, Window
from booking.office import Office
from booking.permitting import may
from booking.reading import appointment_of
from cards.appointment import appointment_card
from cards.envelope import Card
from cards.slots import Asked, slots_card
from portal.contacting import ContactForm, confirm
from portal.parts import pack
from portal.refusals import refused


def card_of(office: Office, appointment: Appointment) -> Card:
    """The card of ``appointment``, with what may still be changed."""
    return appointment_card(pack(), appointment, may(office, appointment))


def confirmed(office: Office, owner: str, form: ContactForm, sends_codes: bool) -> Card:
    """The appointment that ``form`` makes (raises as ``portal.contacting.confirm``)."""
    return card_of(office, confirm(office, owner, form, sends_codes))


def mine(office: Office, owner: str) -> list[Card]:
    """What the session booked or holds."""
    return [card_of(office, one) for one in desk.mine(office, owner)]


def found(office: Office, owner: str, reference: str, last4: str) -> Card:
    """The appointment of reference and digits; ``owner`` may change it for an hour."""
    return card_of(office, desk.find(office, owner, reference, last4))


def cancelled(office: Office, owner: str, reference: str) -> Card:
    """The appointment, cancelled."""
    return card_of(office, desk.cancel(office, owner, reference))


def moved(office: Office, owner: str, reference: str, key: str) -> Card:
    """The appointment, moved; raises Refused (taken) with a ``card`` of the nearest free times."""
    try:
        return card_of(office, desk.move(office, owner, reference, key))
    except Taken as taken:
        appointment = owned(office, owner, reference)
        raise refused("taken", card=_instead(appointment, taken.nearest)) from taken


def owned(office: Office, owner: str, reference: str) -> Appointment:
    """An appointment that ``owner`` may change; raises NotFound."""
    with office.database.reading() as connection:
        return appointment_of(office, connection, own(connection, office, owner, reference))


def _instead(appointment: Appointment, nearest: tuple[Window, ...]) -> Card:
    asked = Asked("move", appointment.errand, appointment.township)
    service = pack().services.get(appointment.errand.service)
    return slots_card(pack(), service, asked, Offer(nearest, "taken"))
