"""Booking's answers as cards, for the door, programs and pages; blocking calls."""

from __future__ import annotations

from booking import desk
from booking.access import own
from booking.complaints import status
from booking.model import Appointment, NotFound, Offer, Taken, Window
from booking.office import Office
from booking.permitting import may
from booking.reading import appointment_of
from cards.appointment import appointment_card
from cards.complaint import complaint_card
from cards.contact_form import contact_form_card
from cards.envelope import Card
from portal.contacting import ContactForm, confirm, is_open
from portal.parts import pack
from portal.refusals import refused
from portal.reserving import slots


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


def shown(office: Office, owner: str, reference: str) -> Card:
    """An appointment that ``owner`` may change, as it stands; raises NotFound."""
    return card_of(office, owned(office, owner, reference))


def form_of(office: Office, owner: str, reference: str, sends_codes: bool) -> Card:
    """The contact form of an open hold; raises Refused (hold_expired), NotFound."""
    held = owned(office, owner, reference)
    if not is_open(held):
        raise refused("hold_expired")
    return contact_form_card(pack(), held, "code" if sends_codes else "call")


def owned(office: Office, owner: str, reference: str) -> Appointment:
    """An appointment that ``owner`` may change; raises NotFound."""
    with office.database.reading() as connection:
        return appointment_of(office, connection, own(connection, office, owner, reference))


def _instead(appointment: Appointment, nearest: tuple[Window, ...]) -> Card:
    offer = Offer(nearest, "taken")
    return slots(appointment.errand, appointment.township, offer, "move")


def complaint(office: Office, reference: str) -> Card:
    """How the complaint of ``reference`` stands; raises Refused (complaint_unknown)."""
    try:
        return complaint_card(pack(), status(office, reference))
    except NotFound as error:
        raise refused("complaint_unknown") from error
