"""Booking a proxy agent without JavaScript: way, place, time → a time → contact → appointment.

Every step is a POST to the same address; what was said travels in the form, signed where it
matters (``portal.owners``). Sent twice, a step has the same outcome.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from booking.helping import Help
from cards.envelope import Card
from knowledge.model import Service
from portal import appointments, reserving
from portal.checklists import service_of
from portal.contacting import ContactForm, send_code
from portal.errors import Refused
from portal.forms import Form
from portal.owners import Pass
from portal.parts import Parts, pack, parts_of
from portal.refusals import refused
from portal.rendering import page
from portal.reserving import Wish, helps_for

routes = Blueprint("booking_pages")
WISHED = ("mode", "township", "when")
CONTACT = ("name", "phone", "beneficiary", "place", "consent", "code")
FIELDS = (*WISHED, *CONTACT, "sent", "key", "reference", "token", "do")


@routes.middleware("request")
async def count(request: Request) -> None:
    parts_of(request).check_address(request)


@dataclass(frozen=True)
class Visit:
    """One request of somebody who books."""

    request: Request
    parts: Parts
    service: Service
    helps: list[Help]
    form: Form

    @property
    def wish(self) -> Wish:
        """What is wished for; the only way there is needn't be chosen."""
        alone = self.helps[0].mode.value if len(self.helps) == 1 else ""
        mode = self.form["mode"] or alone
        return Wish(self.service.id, mode, self.form["township"], self.form["when"])

    def page(self, template: str, form: Form, status: int = 200, **values: Any) -> HTTPResponse:
        """A page of the booking."""
        shared = {"service": self.service, "helps": self.helps, "form": form}
        return page(template, status, None, **shared, **values)


@routes.route("/services/<service_id>/book", methods=["GET", "POST"])
async def book(request: Request, service_id: str) -> HTTPResponse:
    known, parts = pack(), parts_of(request)
    service = service_of(known, service_id)
    helps = helps_for(known, service)
    if not helps:
        raise refused("errand_unknown")
    visit = Visit(request, parts, service, helps, Form.of(request, FIELDS))
    step = STEPS.get(visit.form["do"], ask_wish)
    return await step(visit)


async def ask_wish(visit: Visit, refusal: Refused | None = None) -> HTTPResponse:
    """The first page: which way of help, where, when."""
    found = await visit.parts.office(reserving.places)
    form = visit.form.refused(refusal) if refusal else visit.form
    return visit.page("book.html", form, refusal.status if refusal else 200, townships=found)


async def show_times(visit: Visit) -> HTTPResponse:
    """The free times for what was wished."""
    try:
        card = await visit.parts.office(reserving.times, visit.wish)
    except Refused as refusal:
        return await ask_wish(visit, refusal)
    return _times(visit, card, visit.form)


def _times(visit: Visit, card: Card, form: Form, status: int = 200) -> HTTPResponse:
    held = _pass_of(visit)
    return visit.page("times.html", form, status, card=card, token=held.token, wish=visit.wish)


def _pass_of(visit: Visit) -> Pass:
    """The pass that came with the form; a new one where there is none, or it is too old."""
    try:
        return visit.parts.owners.of_page(visit.form["token"])
    except Refused:
        return visit.parts.owners.new()


async def hold(visit: Visit) -> HTTPResponse:
    """A time was picked: it is held, and the contact asked for."""
    held = visit.parts.owners.of_page(visit.form["token"])
    key = visit.form["key"]
    if not key:
        return await _times_again(visit, refused("no_such_window"))
    visit.parts.check_holds(visit.request)
    codes = visit.parts.office.sends_codes
    try:
        card = await visit.parts.office(reserving.held, held.owner, visit.wish, key, codes)
    except Refused as refusal:
        return await _times_again(visit, refusal)
    return visit.page("contact.html", visit.form, card=card, token=held.token, sent=False)


async def _times_again(visit: Visit, refusal: Refused) -> HTTPResponse:
    """The times once more, with why the one picked couldn't be had."""
    card: Card | None = refusal.body.get("card")
    if card is None:
        card = await visit.parts.office(reserving.times, visit.wish)
    return _times(visit, card, visit.form.refused(refusal), refusal.status)


async def text_code(visit: Visit) -> HTTPResponse:
    """Send the code, and the form once more."""
    held = visit.parts.owners.of_page(visit.form["token"])
    try:
        if not visit.parts.office.sends_codes:
            raise refused("no_sms")
        visit.parts.check_codes(held.owner, visit.parts.network(visit.request))
        await visit.parts.office(send_code, held.owner, visit.form["phone"])
    except Refused as refusal:
        return await _contact_again(visit, held, refusal)
    return await _contact(visit, held, visit.form, sent=True)


async def confirm(visit: Visit) -> HTTPResponse:
    """The form is filled in: the appointment, or what is wrong beside its field."""
    held = visit.parts.owners.of_page(visit.form["token"])
    try:
        form = ContactForm.read(_filled(visit.form))
        codes = visit.parts.office.sends_codes
        card = await visit.parts.office(appointments.confirmed, held.owner, form, codes)
    except Refused as refusal:
        return await _contact_again(visit, held, refusal)
    return page(
        "appointment.html", card=card, token=held.token, form=Form(), slots=None, moved=False
    )


def _filled(form: Form) -> dict[str, Any]:
    told: dict[str, Any] = {name: form[name] for name in (*CONTACT, "reference")}
    return {**told, "consent": bool(form["consent"]), "by_call": form["do"] == "call"}


async def _contact_again(visit: Visit, held: Pass, refusal: Refused) -> HTTPResponse:
    """The contact form with what is wrong; the times where the hold is gone."""
    if refusal.code in ("hold_expired", "appointment_unknown"):
        return await _times_again(visit, refused("hold_expired"))
    form = visit.form.refused(refusal)
    sent = bool(form["sent"]) or refusal.code == "not_verified"
    return await _contact(visit, held, form, sent, refusal.status)


async def _contact(
    visit: Visit, held: Pass, form: Form, sent: bool, status: int = 200
) -> HTTPResponse:
    codes = visit.parts.office.sends_codes
    try:
        card = await visit.parts.office(appointments.form_of, held.owner, form["reference"], codes)
    except Refused:
        return await _times_again(visit, refused("hold_expired"))
    return visit.page("contact.html", form, status, card=card, token=held.token, sent=sent)


STEPS = {
    "times": show_times,
    "hold": hold,
    "code": text_code,
    "confirm": confirm,
    "call": confirm,
}
