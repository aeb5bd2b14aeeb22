"""What the worker does besides sending: old holds, stale notices, what is over, what is old."""

from __future__ import annotations

import threading

import pytest
import sqlalchemy as sa

from booking import desk
from booking.closing import close_over
from booking.complaints import complain, status
from booking.confirming import confirm_after_call
from booking.leaving import leave
from booking.loading import is_empty
from booking.model import Appointment, NotFound, Refused, State
from booking.office import Office
from booking.permitting import may
from booking.retention import forget
from booking.schema import appointments, complaints, contacts, outbox
from booking.serving import opened, serve
from booking.staff import miss
from booking.stale import void_stale
from booking.standing import standing
from booking.verification import send_code
from booking.worker import deliver_due
from tests.booking.conftest import CONTACT, PHONE, VISIT, Clock, MakeOffice, SentMessages, on

ME = "session-1"


def held(office: Office, number: int = 0) -> Appointment:
    windows = desk.offer(office, VISIT, "近镇", on("2026-09-16")).windows
    return desk.hold(office, ME, VISIT, "近镇", windows[number].key)


def booked(office: Office, number: int = 0) -> Appointment:
    reference = held(office, number).reference
    desk.confirm(office, ME, reference, CONTACT, consent=True, by_call=True)
    return confirm_after_call(office, reference)


def state_of(office: Office, reference: str) -> str:
    query = sa.select(appointments.c.state).where(appointments.c.reference == reference)
    with office.database.reading() as connection:
        return str(connection.execute(query).scalar_one())


def waiting(office: Office) -> list[str]:
    query = sa.select(outbox.c.kind).where(outbox.c.state == "waiting").order_by(outbox.c.id)
    with office.database.reading() as connection:
        return list(connection.execute(query).scalars())


class OneRound(threading.Event):
    """Set as soon as somebody waits for it."""

    def wait(self, timeout: float | None = None) -> bool:
        self.set()
        return True


def test_a_round_sends_what_is_due_lets_holds_go_and_closes_what_is_over(
    office: Office, clock: Clock
) -> None:
    done, box = booked(office), SentMessages()
    gone = held(office, 1)
    clock.advance(days=6)
    serve(office, box, OneRound())
    assert state_of(office, done.reference) == State.DONE.value
    assert state_of(office, gone.reference) == State.CANCELLED.value
    assert box.sent == []  # it is over: nothing to announce any more
    assert waiting(office) == []


def test_without_a_gateway_everything_waits_and_the_rest_is_done(
    office: Office, clock: Clock
) -> None:
    booked(office)
    gone = held(office, 1)
    clock.advance(minutes=11)
    serve(office, None, OneRound())
    assert state_of(office, gone.reference) == State.CANCELLED.value
    assert waiting(office) == ["confirmed", "reminder"]
    assert standing(office, has_gateway=False) == {"ok": True, "open": True, "notices": "queued"}
    serve(office, SentMessages(), OneRound())
    assert waiting(office) == ["reminder"]


def test_a_code_that_has_run_out_is_never_sent(office: Office, clock: Clock) -> None:
    send_code(office, ME, PHONE)
    clock.advance(minutes=9)
    assert void_stale(office) == 0
    clock.advance(minutes=2)
    assert void_stale(office) == 1
    assert deliver_due(office, SentMessages()) == 0


def test_notices_that_stay_due_are_told_as_late(office: Office, clock: Clock) -> None:
    booked(office)
    assert standing(office, has_gateway=True) == {"ok": True, "open": True, "notices": "sent"}
    clock.advance(minutes=11)
    assert standing(office, has_gateway=True) == {"ok": False, "open": True, "notices": "late"}


def test_nobody_to_book_is_told(make_office: MakeOffice) -> None:
    office = make_office(agents=0)
    assert is_empty(office.database)
    expected = {"ok": True, "open": False, "notices": "sent"}
    assert standing(office, has_gateway=True) == expected


def test_staff_may_still_say_that_nobody_was_there(office: Office, clock: Clock) -> None:
    done = booked(office)
    clock.advance(days=4)
    assert close_over(office) == 0
    assert miss(office, done.reference).state is State.MISSED
    clock.advance(days=2)
    assert close_over(office) == 0


def test_what_is_over_does_not_count_against_a_phone(make_office: MakeOffice, clock: Clock) -> None:
    office = make_office(live_per_phone=1)
    booked(office)
    clock.advance(days=3)
    key = desk.offer(office, VISIT, "近镇", on("2026-09-21")).windows[0].key
    again = desk.hold(office, ME, VISIT, "近镇", key)
    assert desk.confirm(office, ME, again.reference, CONTACT, consent=True, by_call=True)


def test_a_database_that_cannot_be_reached_is_waited_for(office: Office) -> None:
    tries = iter([OSError("away"), OSError("away"), office])

    def open_() -> Office:
        outcome = next(tries)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    class NoWait(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            return False

    assert opened(open_, NoWait()) is office
    stopped = threading.Event()
    stopped.set()
    assert opened(open_, stopped) is None


def test_leaving_lets_go_of_the_open_hold_alone(office: Office) -> None:
    kept, free = booked(office), held(office, 1)
    assert leave(office, "somebody else") == []
    assert leave(office, ME) == [kept.reference]
    assert state_of(office, free.reference) == State.CANCELLED.value
    assert [one.reference for one in desk.mine(office, ME)] == [kept.reference]


def test_what_may_be_changed_ends_with_time_and_with_moves(
    make_office: MakeOffice, clock: Clock
) -> None:
    office = make_office(moves=1)
    assert may(office, held(office)) == ("cancel",)
    done = booked(office)
    assert may(office, done) == ("move", "cancel")
    key = desk.offer(office, VISIT, "近镇", on("2026-09-17")).windows[0].key
    moved = desk.move(office, ME, done.reference, key)
    assert may(office, moved) == ("cancel",)
    clock.advance(days=3)
    assert may(office, moved) == ()


def test_a_session_asking_twice_gets_one_code(office: Office, clock: Clock) -> None:
    box = SentMessages()
    for _ in range(2):
        desk.send_code(office, ME, PHONE)
    deliver_due(office, box)
    assert len(box.sent) == 1
    clock.advance(seconds=61)
    desk.send_code(office, ME, PHONE)
    assert deliver_due(office, box) == 1


def test_on_request_a_person_is_forgotten_at_once_and_what_happened_stays(office: Office) -> None:
    done = booked(office)
    with pytest.raises(Refused):
        forget(office, done.reference)
    desk.cancel(office, ME, done.reference)
    forget(office, done.reference.lower())
    with office.database.reading() as connection:
        row = connection.execute(sa.select(appointments)).one()
        kept = [connection.execute(sa.select(table)).all() for table in (contacts, outbox)]
    assert (row.contact, row.name_sealed, row.place_sealed) == (None, None, None)
    assert kept == [[], []]
    assert state_of(office, done.reference) == State.CANCELLED.value


def test_a_complainant_is_forgotten_and_an_unknown_reference_told(office: Office) -> None:
    told = complain(office, ME, "service", "evidence", "ask_basis", words="原话", phone=PHONE)
    forget(office, told.reference)
    with office.database.reading() as connection:
        row = connection.execute(sa.select(complaints)).one()
        assert connection.execute(sa.select(contacts)).all() == []
    assert (row.contact, row.words_sealed) == (None, None)
    assert status(office, told.reference).reference == told.reference
    with pytest.raises(NotFound):
        forget(office, "0000000000")
