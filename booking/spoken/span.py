"""What a rule makes of some words: the days meant, and where the words end."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from booking.working_days import WorkingDays


@dataclass(frozen=True)
class Span:
    """The days ``first`` to ``last``, from text up to ``end``; ``minute`` where a time is meant."""

    first: date
    last: date
    start: int
    end: int
    minute: int | None = None


@dataclass(frozen=True)
class Now:
    """The moment in the county's zone, and its calendar."""

    at: datetime
    calendar: WorkingDays

    @property
    def today(self) -> date:
        """The date."""
        return self.at.date()


def days_later(day: date, days: int) -> date:
    """``day`` plus so many days."""
    return day + timedelta(days=days)


def months_later(day: date, months: int) -> date:
    """The first of the month so many months after that of ``day``."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def month_end(day: date) -> date:
    """The last day of the month of ``day``."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
