"""Working days: the State Council's notice as chinesecalendar carries it, and the operator's table.

A year that neither knows is said to be unknown: next year's holidays are published each autumn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from booking.model import UnknownYear
from booking.schema import calendar_days, calendar_years

SATURDAY = 5


@dataclass(frozen=True)
class WorkingDays:
    """Which days are worked; ``days`` (operator's) first, then ``years`` (operator's) or the law.

    ``names`` holds the operator's holidays by day.
    """

    days: Mapping[date, bool]
    years: frozenset[int]
    names: Mapping[date, str]

    @classmethod
    def read(cls, connection: Connection) -> WorkingDays:
        """The calendar with the operator's table on top."""
        rows = connection.execute(sa.select(calendar_days)).all()
        years = connection.execute(sa.select(calendar_years.c.year)).scalars()
        return cls(
            {row.day: row.open for row in rows},
            frozenset(years),
            {row.day: row.note for row in rows},
        )

    def is_open(self, day: date) -> bool:
        """Whether ``day`` is worked, make-up days included.

        Raises:
            UnknownYear: if nobody has told that year's holidays.
        """
        if day in self.days:
            return self.days[day]
        if day.year in self.years:
            return day.weekday() < SATURDAY
        return _by_law(day)

    def next_open(self, day: date) -> date:
        """The first working day on or after ``day``.

        Raises:
            UnknownYear: if it is reached before one is found.
        """
        while not self.is_open(day):
            day += timedelta(days=1)
        return day

    def open_days_after(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``.

        Raises:
            UnknownYear: if it is reached on the way.
        """
        for _ in range(count):
            day = self.next_open(day + timedelta(days=1))
        return day

    def is_make_up(self, day: date) -> bool:
        """Whether ``day`` is a weekend day that is worked."""
        return day.weekday() >= SATURDAY and self.is_open(day)


@lru_cache(maxsize=4096)
def _by_law(day: date) -> bool:
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError as error:
        raise UnknownYear(day.year) from error
