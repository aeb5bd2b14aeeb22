"""Nobody is booked twice: the race shown with the protection off, then with it on.

The control takes the uniqueness of (agent, slot) away and finds double bookings: so the
tests after it do race, and the constraint is what keeps them right.
"""

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

import pytest
import sqlalchemy as sa

from booking import claiming, desk, holding
from booking.confirming import confirm_after_call
from booking.database import Database
from booking.model import Appointment, BookingError, Taken, Wanted
from booking.office import Office
from booking.schema import appointments, taken_slots
from tests.booking.conftest import ANY_DAY, CONTACT, FETCHING, VISIT, MakeOffice, on

THREADS = 16
Result = TypeVar("Result")


def together(
    works: list[Callable[[], Result]], threads: int = THREADS
) -> list[Result | BookingError]:
    """What each of the works came to, many at a time."""

    def answered(work: Callable[[], Result]) -> Result | BookingError:
        try:
            return work()
        except BookingError as error:
            return error

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(answered, works))


@pytest.fixture
def all_plan_before_any_takes(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], None]]:
    """Makes so many sessions plan first and take then: what chance does now and then."""

    def arrange(sessions: int) -> None:
        barrier = threading.Barrier(sessions, timeout=60)
        planned = threading.local()

        def plan(*arguments: Any) -> Any:
            result = claiming.plan(*arguments)
            if not getattr(planned, "once", False):
                planned.once = True
                barrier.wait()
            return result

        monkeypatch.setattr(holding, "plan", plan)

    yield arrange


def without_protection(database: Database) -> None:
    """The table of taken slots without its uniqueness."""
    with database.writing() as connection:
        taken_slots.drop(connection)
        bare = [sa.Column(c.name, c.type) for c in taken_slots.columns]
        sa.Table("taken_slots", sa.MetaData(), *bare).create(connection)


def double_bookings(office: Office) -> int:
    """How many (agent, slot) pairs more than one appointment has."""
    with office.database.reading() as connection:
        rows = connection.execute(sa.select(taken_slots.c.agent, taken_slots.c.slot)).all()
    return sum(count > 1 for count in Counter(rows).values())


def holds_of(office: Office, sessions: int) -> list[Appointment | BookingError]:
    key = desk.offer(office, VISIT, "近镇", on("2026-09-16")).windows[0].key
    works = [lambda n=n: desk.hold(office, f"s{n}", VISIT, "近镇", key) for n in range(sessions)]
    return together(works, sessions)


def test_control_without_the_constraint_the_race_books_twice(
    make_office: MakeOffice, all_plan_before_any_takes: Callable[[int], None]
) -> None:
    office = make_office(agents=1)
    without_protection(office.database)
    all_plan_before_any_takes(8)
    answers = holds_of(office, 8)
    assert sum(isinstance(answer, Appointment) for answer in answers) > 1
    assert double_bookings(office) > 0


def test_with_the_constraint_the_same_race_books_once(
    make_office: MakeOffice, all_plan_before_any_takes: Callable[[int], None]
) -> None:
    office = make_office(agents=1)
    all_plan_before_any_takes(8)
    answers = holds_of(office, 8)
    assert double_bookings(office) == 0
    # A visit takes four of the morning's seven slots: there is room for one.
    (booked,) = [answer for answer in answers if isinstance(answer, Appointment)]
    late = [answer for answer in answers if isinstance(answer, Taken)]
    assert len(late) == 7
    assert all(answer.nearest for answer in late)
    assert all(booked.window not in answer.nearest for answer in late)


def test_a_thousand_attempts_on_fifty_slots(make_office: MakeOffice) -> None:
    """One half hour each: five agents with ten slots on one day."""
    office = make_office(5, "周三 8:00-13:00", unverified_holds=1000, fetch_minutes=30)
    day = on("2026-09-16")
    keys = [
        f"2026-09-16T{hour:02d}:{minute:02d}+08:00" for hour in range(8, 13) for minute in (0, 30)
    ]

    def attempt(number: int) -> Appointment:
        key = random.choice(keys)
        try:
            return desk.hold(office, f"s{number}", FETCHING, "近镇", key)
        except Taken as late:  # as a citizen would: take one of the nearest
            same_day = [window for window in late.nearest if window.day == day.first]
            if not same_day:
                raise
            return desk.hold(office, f"s{number}", FETCHING, "近镇", same_day[0].key)

    answers = together([lambda number=number: attempt(number) for number in range(1000)])
    booked = [answer for answer in answers if isinstance(answer, Appointment)]
    assert len(booked) == 50
    assert len({answer.reference for answer in booked}) == 50
    assert len(answers) == 1000
    assert all(isinstance(answer, Appointment | Taken) for answer in answers)
    assert double_bookings(office) == 0
    assert desk.offer(office, FETCHING, "近镇", day).why_not == "full"


def test_a_visit_and_a_short_errand_that_overlap_are_not_both_booked(
    make_office: MakeOffice,
) -> None:
    """They start at different times, and still want the same half hours of the same agent."""
    office = make_office(1, "周三 8:30-10:30")
    visit = desk.offer(office, VISIT, "近镇", on("2026-09-16")).windows[0].key
    works = [
        lambda: desk.hold(office, "s1", VISIT, "近镇", visit),
        lambda: desk.hold(office, "s2", FETCHING, "近镇", "2026-09-16T09:30+08:00"),
    ]
    answers = together(works)
    assert sum(isinstance(answer, Appointment) for answer in answers) == 1
    assert double_bookings(office) == 0


def test_one_action_run_many_times_at_once_books_once(make_office: MakeOffice) -> None:
    office = make_office(agents=5)
    key = desk.offer(office, VISIT, "近镇", on("2026-09-16")).windows[0].key
    answers = together([lambda: desk.hold(office, "s1", VISIT, "近镇", key)] * 8)
    references = {answer.reference for answer in answers if isinstance(answer, Appointment)}
    assert len(references) == 1
    assert not [answer for answer in answers if isinstance(answer, BookingError)]


def test_two_who_swap_windows_at_once_do_not_lose_theirs(make_office: MakeOffice) -> None:
    office = make_office(agents=1, live_per_phone=9)
    first, second = desk.offer(office, VISIT, "近镇", on("2026-09-16")).windows
    mine = confirmed(office, "s1", first.key)
    theirs = confirmed(office, "s2", second.key)
    answers = together(
        [
            lambda: desk.move(office, "s1", mine.reference, second.key),
            lambda: desk.move(office, "s2", theirs.reference, first.key),
        ]
    )
    assert all(isinstance(answer, Taken) for answer in answers)
    assert desk.mine(office, "s1") == [mine]
    assert desk.mine(office, "s2") == [theirs]


def confirmed(office: Office, owner: str, key: str) -> Appointment:
    held = desk.hold(office, owner, VISIT, "近镇", key)
    desk.confirm(office, owner, held.reference, CONTACT, consent=True, by_call=True)
    return confirm_after_call(office, held.reference)


def test_the_limit_of_a_phone_holds_when_its_sessions_confirm_at_once(
    make_office: MakeOffice,
) -> None:
    office = make_office(agents=8, live_per_phone=3)
    windows = desk.offer(office, VISIT, "近镇", ANY_DAY).windows
    held = [
        desk.hold(office, f"s{n}", replace(VISIT, service=f"e{n}"), "近镇", windows[0].key)
        for n in range(8)
    ]
    works = [
        lambda n=n, one=one: desk.confirm(
            office, f"s{n}", one.reference, CONTACT, consent=True, by_call=True
        )
        for n, one in enumerate(held)
    ]
    answers = together(works)
    assert sum(isinstance(answer, Appointment) for answer in answers) == 3
    with office.database.reading() as connection:
        query = sa.select(sa.func.count()).where(appointments.c.contact.is_not(None))
        assert connection.execute(query).scalar_one() == 3


def test_parallel_guesses_of_the_digits_all_count(make_office: MakeOffice) -> None:
    office = make_office(find_tries=3)
    key = desk.offer(office, VISIT, "近镇", Wanted(date(2026, 9, 16), date(2026, 9, 16))).windows[0]
    one = confirmed(office, "s1", key.key)
    works = [
        lambda n=n: desk.find(office, f"guesser-{n}", one.reference, f"{n:04d}") for n in range(30)
    ]
    answers = together(works)
    looked_at = [a for a in answers if isinstance(a, BookingError) and a.reason == "not_found"]
    assert len(looked_at) <= 3
    assert not [answer for answer in answers if isinstance(answer, Appointment)]
