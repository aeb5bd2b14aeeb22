"""The cards of booking in each of their states, made by the real builders."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from booking.complaints import Complaint
from booking.model import Appointment, Errand, Half, Offer, State, Window
from cards.appointment import appointment_card
from cards.complaint import complaint_card
from cards.contact_form import contact_form_card
from cards.envelope import Card
from cards.slots import Asked, slots_card
from knowledge.model import Pack
from knowledge.vocabulary import Mode

ZONE = ZoneInfo("Asia/Shanghai")
SERVICE = "individual-business-registration"
VISIT = Errand(SERVICE, Mode.ONSITE)
REFERENCE = "K3M9QX27AB"
HELD_FOR = timedelta(minutes=10)


def window(day: int, half: Half | None = None, hour: int = 9, minute: int = 0) -> Window:
    """A window in the last week of November 2026; a half-day or an hour."""
    if half:
        first, last = ((8, 30), (12, 0)) if half is Half.MORNING else ((14, 0), (17, 0))
    else:
        first, last = (hour, minute), (hour + 1, minute)
    starts, ends = (datetime(2026, 11, day, *each, tzinfo=ZONE) for each in (first, last))
    return Window(date(2026, 11, day), starts, ends, half)


HALVES = tuple(window(day, half) for day in (25, 26, 27) for half in Half)
HOURS = tuple(
    window(day, None, *at) for day in (25, 26) for at in ((8, 0), (8, 30), (9, 0), (9, 30))
)
BOOKED = Appointment(
    id=1,
    reference=REFERENCE,
    state=State.CONFIRMED,
    errand=Errand(SERVICE, Mode.ONSITE, "", ("rental-contract",)),
    township="军店镇",
    window=HALVES[0],
    agents=("代办员甲",),
    sample=False,
    code_word="稻谷37",
    hold_expires_at=None,
    awaits_call=False,
    may_move_until=datetime(2026, 11, 24, 20, 30, tzinfo=ZONE),
    moves=0,
)
COMPLAINT = Complaint(
    reference="T7H2KM40QZ",
    service=SERVICE,
    evidence="rental-contract",
    window="市场监管窗口",
    happened_on=None,
    verdict="should_not",
    due_on=date(2026, 11, 30),
    state="open",
    answer="",
)


def slots(pack: Pack, offer: Offer, purpose: str = "book", mode: Mode = Mode.ONSITE) -> Card:
    """Times offered for the shop."""
    wanted = "2026年11月25日（周三）上午" if offer.why_not else ""
    asked = Asked(purpose, Errand(SERVICE, mode), "军店镇", wanted)
    return slots_card(pack, pack.services[SERVICE], asked, offer)


def form(pack: Pack, verify: str, mode: Mode = Mode.ONSITE, left: timedelta = HELD_FOR) -> Card:
    """The form for a time that is held for ``left`` from now on."""
    held = replace(
        BOOKED,
        state=State.HELD,
        errand=Errand(SERVICE, mode),
        hold_expires_at=datetime.now(ZONE) + left,
    )
    return contact_form_card(pack, held, verify)


def booked(pack: Pack, may: tuple[str, ...] = ("move", "cancel"), **changes: object) -> Card:
    """The appointment's card."""
    return appointment_card(pack, replace(BOOKED, **changes), may)  # type: ignore[arg-type]


def booking_cards(pack: Pack) -> dict[str, list[Card]]:
    """What to say, and the card of booking that answers it."""
    complaint = replace(COMPLAINT, verdict="ask_basis")
    answered = replace(COMPLAINT, state="answered", answer="窗口已改正，这份材料不再要。")
    waiting = {"state": State.HELD, "awaits_call": True}
    return {
        "空当": [slots(pack, Offer(HALVES))],
        "空当 整点": [slots(pack, Offer(HOURS), mode=Mode.FETCH)],
        "空当 被约走": [slots(pack, Offer(HALVES[1:4], "taken"))],
        "空当 改期": [slots(pack, Offer(HALVES), "move")],
        "空当 没有": [slots(pack, Offer((), "not_served"))],
        "联系单 验证码": [form(pack, "code")],
        "联系单 回电": [form(pack, "call", Mode.ACCOMPANY)],
        "联系单 过期": [form(pack, "code", left=timedelta(minutes=-1))],
        "预约": [booked(pack)],
        "预约 样例": [booked(pack, agents=(), sample=True)],
        "预约 等回电": [booked(pack, ("cancel",), **waiting)],
        "预约 没约好": [booked(pack, ("cancel",), state=State.HELD)],
        "预约 取消": [booked(pack, (), state=State.CANCELLED)],
        "预约 办完": [booked(pack, (), state=State.DONE)],
        "投诉": [complaint_card(pack, COMPLAINT)],
        "投诉 依据": [complaint_card(pack, complaint)],
        "投诉 答复": [complaint_card(pack, answered)],
    }
