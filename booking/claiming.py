"""Taking slots. The uniqueness of (agent, slot) decides; the plan only makes collisions rare."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from booking.availability import Placement
from booking.model import Errand, Refused, Taken, Wanted, Window
from booking.offering import availability, bookable, bookable_days, free_windows, nearest
from booking.office import Office
from booking.schema import taken_slots

PLANS = 3
TRIED = 8

Pair = tuple[str, int]


def plan(
    office: Office, errand: Errand, township: str, key: str
) -> tuple[Window, list[Placement]] | None:
    """The window of ``key`` with ways to serve it, read without a lock; None when it isn't free."""
    with office.database.reading() as connection:
        day = window_day(office, key)
        found = availability(office, connection, errand, township, day, day)
        windows = found.windows(day) if found else []
        window = next((one for one in windows if one.key == key), None)
        if found is None or window is None or not bookable(office, window):
            return None
        return window, list(islice(found.placements(window), TRIED))


def take(
    connection: Connection, appointment: int, ways: Iterable[Placement], own: set[Pair]
) -> set[Pair]:
    """Take the slots of the first of ``ways`` that nobody else has; ``own`` are ours already.

    Pairs are inserted in order and given back together, so that no two transactions can wait
    for each other.

    Raises:
        Taken: if others have slots of every way.
    """
    for way in ways:
        wanted = {(agent, slot) for agent in way.agents for slot in way.slots}
        try:
            with connection.begin_nested():
                for agent, slot in sorted(wanted - own):
                    values = {"agent": agent, "slot": slot, "appointment": appointment}
                    connection.execute(taken_slots.insert().values(values))
        except IntegrityError:
            continue
        return wanted
    raise Taken("taken")


def give_back(connection: Connection, pairs: Iterable[Pair]) -> None:
    """Free the slots of ``pairs``."""
    for agent, slot in sorted(pairs):
        same = sa.and_(taken_slots.c.agent == agent, taken_slots.c.slot == slot)
        connection.execute(taken_slots.delete().where(same))


def taken_by(connection: Connection, appointment: int) -> set[Pair]:
    """The (agent, slot) pairs of ``appointment``."""
    query = sa.select(taken_slots.c.agent, taken_slots.c.slot)
    rows = connection.execute(query.where(taken_slots.c.appointment == appointment))
    return {(agent, slot) for agent, slot in rows}


def sorry(office: Office, errand: Errand, township: str, key: str) -> Taken:
    """What to say to somebody who came too late: the nearest free times."""
    day = window_day(office, key)
    first, last = bookable_days(office)
    with office.database.reading() as connection:
        found = availability(office, connection, errand, township, first, last)
        free = free_windows(office, found, first, last)[0] if found else []
    return Taken("taken", nearest(free, Wanted(day, day)))


def window_day(office: Office, key: str) -> date:
    """The local day of a window's key.

    Raises:
        Refused: ``no_such_window``, if it is no key.
    """
    try:
        return datetime.fromisoformat(key).astimezone(office.zone).date()
    except (ValueError, OverflowError) as error:
        raise Refused("no_such_window") from error
