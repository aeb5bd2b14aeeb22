"""A simulated week: 22 agents at full load, citizens who move and cancel, a gateway that fails."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial

import sqlalchemy as sa

from booking import desk
from booking.confirming import confirm_after_call
from booking.gateways import InDoubt, NotSent
from booking.model import Appointment, BookingError, Contact, Errand, State, Taken, Wanted
from booking.office import Office
from booking.schema import appointments, outbox, taken_slots
from booking.worker import dead_letters, deliver_due
from knowledge.vocabulary import Mode
from tests.booking.conftest import Clock, MakeOffice, SentMessages

AGENTS = 22
SLOTS = AGENTS * 5 * 13  # seven half hours in the morning, six in the afternoon
NEEDS = {"onsite": 4, "accompany": 2, "fetch": 1}
THREADS = 4
MONDAY = date(2026, 9, 14)
ERRANDS = (
    Errand("shop", Mode.ONSITE),
    Errand("archive", Mode.FETCH, "民政局"),
    Errand("hospital", Mode.ACCOMPANY),
)


class FailsNowAndThen(SentMessages):
    """One message in ten is refused, one in ten is taken without an answer."""

    def send(self, key: str, phone: str, text: str) -> None:
        chance = random.random()
        if chance < 0.1:
            raise NotSent("busy")
        super().send(key, phone, text)
        if chance < 0.2:
            raise InDoubt("no answer")


def taken(office: Office) -> Counter[str]:
    """How many slots of each agent are taken."""
    query = sa.select(taken_slots.c.agent)
    with office.database.reading() as connection:
        return Counter(connection.execute(query).scalars())


def wish() -> Wanted:
    day = MONDAY + timedelta(days=random.randrange(5))
    return Wanted(day, day)


def citizen(office: Office, number: int) -> bool:
    """Books as citizens do; whether anything was still free this week."""
    owner, errand = f"citizen-{number}", random.choice(ERRANDS)
    wanted = wish()
    free = desk.offer(office, errand, "近镇", wanted).windows
    for _ in range(3):
        ahead = [window for window in free if window.day >= MONDAY]
        if not ahead:
            return False
        try:
            held = desk.hold(office, owner, errand, "近镇", random.choice(ahead).key)
        except Taken as late:
            free = late.nearest
            continue
        contact = Contact("张三", f"139{number:08d}")
        desk.confirm(office, owner, held.reference, contact, consent=True, by_call=True)
        change_of_mind(office, owner, confirm_after_call(office, held.reference))
        return True
    return True


def change_of_mind(office: Office, owner: str, booked: Appointment) -> None:
    chance = random.random()
    if chance < 0.1:
        desk.cancel(office, owner, booked.reference)
    elif chance < 0.2:
        free = desk.offer(office, booked.errand, "近镇", wish()).windows
        later = [window for window in free if window.day >= MONDAY]
        try:
            desk.move(office, owner, booked.reference, random.choice(later or [booked.window]).key)
        except BookingError as error:
            assert isinstance(error, Taken)


def book(office: Office, first: int, share: float) -> int:
    """Let citizens come until ``share`` of the week is taken, or nothing is free any more."""
    number = first
    with ThreadPoolExecutor(THREADS) as pool:
        while taken(office).total() < share * SLOTS:
            found = list(pool.map(partial(citizen, office), range(number, number + 60)))
            number += 60
            if not any(found):
                break
    return number


def live_through(office: Office, gateway: SentMessages, clock: Clock) -> None:
    """The days pass, with the worker looking every three hours."""
    while clock.at.date() < MONDAY + timedelta(days=6):
        deliver_due(office, gateway)
        clock.advance(hours=3)


def test_a_week_at_full_load(make_office: MakeOffice, clock: Clock) -> None:
    office = make_office(AGENTS, unverified_holds=SLOTS, horizon_days=11, fetch_minutes=30)
    gateway = FailsNowAndThen()
    clock.at -= timedelta(days=7)
    came = book(office, 0, share=0.6)
    halfway = taken(office)
    assert len(halfway) == AGENTS
    mean = halfway.total() / AGENTS
    assert max(halfway.values()) <= 1.2 * mean
    assert min(halfway.values()) >= 0.8 * mean
    book(office, came, share=0.95)
    assert taken(office).total() >= 0.95 * SLOTS
    check_no_double_booking(office)
    live_through(office, gateway, clock)
    check_notices(office, gateway)


def check_no_double_booking(office: Office) -> None:
    """Every live appointment has all its slots, and nobody else has them."""
    with office.database.reading() as connection:
        pairs = connection.execute(sa.select(taken_slots)).all()
        live = connection.execute(
            sa.select(appointments).where(appointments.c.state == State.CONFIRMED.value)
        ).all()
    assert len({(row.agent, row.slot) for row in pairs}) == len(pairs)
    of_each = Counter(row.appointment for row in pairs)
    assert of_each == {row.id: NEEDS[row.mode] for row in live}


def check_notices(office: Office, gateway: SentMessages) -> None:
    """Every cause was told exactly once, cancelled appointments were never reminded of."""
    with office.database.reading() as connection:
        rows = connection.execute(sa.select(appointments)).all()
        states = set(connection.execute(sa.select(outbox.c.state)).scalars())
    expected = set()
    for row in rows:
        first = "confirmed" if row.state == "confirmed" and not row.moves else ""
        expected.add(f"reminder:{row.id}:{row.moves}" if row.state == "confirmed" else "")
        expected.add(f"{first}:{row.id}:0" if first else "")
        expected.add(f"moved:{row.id}:1" if row.moves else "")
        expected.add(f"cancelled:{row.id}:0" if row.state == "cancelled" else "")
    sent = [key for key, *_ in gateway.sent]
    assert len(sent) == len(set(sent))
    assert set(sent) == expected - {""}
    assert dead_letters(office) == []
    assert states <= {"sent", "void"}
