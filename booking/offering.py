"""What can be offered: windows that fit what was asked, then the nearest, with the reason why."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.engine import Connection

from booking.availability import Availability
from booking.changes import sweep
from booking.model import Errand, Half, Offer, UnknownYear, Wanted, Window
from booking.office import Office
from booking.roster import read_roster, travel_minutes

OFFERED = 6
NEARBY = 3


def availability(
    office: Office, connection: Connection, errand: Errand, township: str, first: date, last: date
) -> Availability | None:
    """What is free from ``first`` to ``last``; None where nobody goes to the township."""
    travel = travel_minutes(connection, errand, township)
    if travel is None:
        return None
    roster = read_roster(connection, office.zone, errand, township, first, last)
    if len(roster.agents) < errand.agents:
        return None
    return Availability.of(roster, errand, office.rules.minutes(errand.mode) + travel)


def offer(office: Office, errand: Errand, township: str, wanted: Wanted) -> Offer:
    """At most six free windows: those that fit ``wanted``, else the nearest to it."""
    sweep(office)
    first, last = bookable_days(office)
    with office.database.reading() as connection:
        found = availability(office, connection, errand, township, first, last)
        if found is None:
            return Offer((), "not_served")
        free, stopped_at = free_windows(office, found, first, last)
    fitting = [window for window in free if _fits(window, wanted)]
    if fitting:
        return Offer(tuple(_spread(fitting)[:OFFERED]))
    reason = _why_not(office, found, wanted, stopped_at)
    return Offer(nearest(free, wanted), reason)


def bookable_days(office: Office) -> tuple[date, date]:
    """The first and the last day that may be booked."""
    today = office.today()
    return today, today + timedelta(days=office.rules.horizon_days)


def bookable(office: Office, window: Window) -> bool:
    """Whether ``window`` is far enough ahead, and not too far."""
    first, last = bookable_days(office)
    notice = timedelta(hours=office.rules.notice_hours)
    return first <= window.day <= last and window.starts_at >= office.now() + notice


def nearest(free: list[Window], wanted: Wanted) -> tuple[Window, ...]:
    """The three free windows nearest to ``wanted``, by days, then by the time of day."""

    def distance(window: Window) -> tuple[int, int, date]:
        days = max((wanted.first - window.day).days, (window.day - wanted.last).days, 0)
        return days, 0 if _fits_the_day(window, wanted) else 1, window.day

    return tuple(sorted(free, key=distance)[:NEARBY])


def free_windows(
    office: Office, found: Availability, first: date, last: date
) -> tuple[list[Window], date | None]:
    """The bookable free windows, and the day from which the calendar is unknown."""
    free: list[Window] = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        try:
            free += [window for window in found.windows(day) if bookable(office, window)]
        except UnknownYear:
            return free, day
    return free, None


def _fits(window: Window, wanted: Wanted) -> bool:
    return wanted.first <= window.day <= wanted.last and _fits_the_day(window, wanted)


def _fits_the_day(window: Window, wanted: Wanted) -> bool:
    """Whether the window lies in the half-day wanted, or holds or starts at the time wanted."""
    start = window.starts_at.hour * 60 + window.starts_at.minute
    end = start + (window.ends_at - window.starts_at).seconds // 60
    if wanted.minute is not None:
        return start <= wanted.minute < (end if window.half else start + 30)
    if wanted.half is not None:
        return window.half_of_day is wanted.half
    return True


def _spread(windows: list[Window]) -> list[Window]:
    """A few of each half-day before the rest, so that one morning doesn't fill the offer."""
    seen: dict[tuple[date, Half], int] = {}
    ranked = []
    for window in windows:
        half = (window.day, window.half_of_day)
        seen[half] = seen.get(half, 0) + 1
        ranked.append((seen[half] > 2, window.starts_at, window))
    return [window for *_, window in sorted(ranked, key=lambda entry: entry[:2])]


def _why_not(office: Office, found: Availability, wanted: Wanted, stopped_at: date | None) -> str:
    first, last = bookable_days(office)
    if wanted.last < first:
        return "past"
    if stopped_at is not None and wanted.first >= stopped_at:
        return "unknown_year"
    if wanted.first > last:
        return "too_far"
    last = min(wanted.last, last if stopped_at is None else stopped_at - timedelta(days=1))
    return _closed_or_full(office, found, max(wanted.first, first), last)


def _closed_or_full(office: Office, found: Availability, first: date, last: date) -> str:
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    worked = [day for day in days if found.roster.working_days.is_open(day)]
    if not worked:
        return "closed"
    soonest = office.now() + timedelta(hours=office.rules.notice_hours)
    late_enough = any(bookable(office, window) for window in found.all_windows(worked[-1]))
    return "full" if late_enough or worked[-1] > soonest.date() else "too_soon"
