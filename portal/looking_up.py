"""Without JavaScript: an appointment by reference and digits, a complaint by its reference."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from booking.office import Office
from cards.envelope import Card
from portal import appointments
from portal.errors import Refused
from portal.forms import Form
from portal.owners import Pass
from portal.parts import Parts, parts_of
from portal.rendering import page
from portal.reserving import times_to_move

routes = Blueprint("looking_up")
FIELDS = ("reference", "last4", "when", "key", "token", "do")


@routes.middleware("request")
async def count(request: Request) -> None:
    parts_of(request).check_address(request)


@routes.get("/appointments")
async def ask(_: Request) -> HTTPResponse:
    return page("find.html", form=Form())


@routes.post("/appointments")
async def act(request: Request) -> HTTPResponse:
    form = Form.of(request, FIELDS)
    step = STEPS.get(form["do"], find)
    return await step(parts_of(request), form)


async def find(parts: Parts, form: Form) -> HTTPResponse:
    """The appointment of reference and digits."""
    held = parts.owners.new()
    try:
        card = await parts.office(appointments.found, held.owner, form["reference"], form["last4"])
    except Refused as refusal:
        return page("find.html", refusal.status, refusal.headers, form=form.refused(refusal))
    return _shown(held, card, Form())


async def see(parts: Parts, form: Form) -> HTTPResponse:
    """The appointment once more."""
    held = parts.owners.of_page(form["token"])
    card = await parts.office(appointments.shown, held.owner, form["reference"])
    return _shown(held, card, form)


async def cancel(parts: Parts, form: Form) -> HTTPResponse:
    """Cancel it; what stands against it is said above the appointment."""
    held = parts.owners.of_page(form["token"])
    try:
        card = await parts.office(appointments.cancelled, held.owner, form["reference"])
    except Refused as refusal:
        return await _again(parts, held, form, refusal)
    return _shown(held, card, Form())


async def times(parts: Parts, form: Form) -> HTTPResponse:
    """Times to move it to."""
    held = parts.owners.of_page(form["token"])
    try:
        slots = await parts.office(_times, held.owner, form["reference"], form["when"])
    except Refused as refusal:
        return await _again(parts, held, form, refusal)
    card = await parts.office(appointments.shown, held.owner, form["reference"])
    return _shown(held, card, form, slots)


async def move(parts: Parts, form: Form) -> HTTPResponse:
    """Move it; where the time went meanwhile, the nearest are shown."""
    held = parts.owners.of_page(form["token"])
    try:
        card = await parts.office(appointments.moved, held.owner, form["reference"], form["key"])
    except Refused as refusal:
        return await _again(parts, held, form, refusal)
    return _shown(held, card, Form(), moved=True)


def _times(office: Office, owner: str, reference: str, when: str) -> Card:
    appointment = appointments.owned(office, owner, reference)
    return times_to_move(office, appointment.errand, appointment.township, when)


async def _again(parts: Parts, held: Pass, form: Form, refusal: Refused) -> HTTPResponse:
    card = await parts.office(appointments.shown, held.owner, form["reference"])
    slots = refusal.body.get("card")
    return _shown(held, card, form.refused(refusal), slots, refusal.status)


def _shown(
    held: Pass,
    card: Card,
    form: Form,
    slots: Card | None = None,
    status: int = 200,
    moved: bool = False,
) -> HTTPResponse:
    values = {"card": card, "token": held.token, "form": form, "slots": slots, "moved": moved}
    return page("appointment.html", status, None, **values)


@routes.route("/complaints", methods=["GET", "POST"])
async def complaint(request: Request) -> HTTPResponse:
    form = Form.of(request, ("reference",))
    if request.method == "GET":
        return page("complaint.html", form=form, card=None)
    try:
        card = await parts_of(request).office(appointments.complaint, form["reference"])
    except Refused as refusal:
        wrong = form.refused(refusal)
        return page("complaint.html", refusal.status, refusal.headers, form=wrong, card=None)
    return page("complaint.html", form=form, card=card)


Step = Callable[[Parts, Form], Awaitable[HTTPResponse]]
STEPS: dict[str, Step] = {"see": see, "cancel": cancel, "times": times, "move": move}
