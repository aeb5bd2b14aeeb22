"""The fixed grid: half hours counted from 1970-01-01T00:00Z, so that any two errands compare.

An on-site visit and a half-hour errand overlap although they start at different times: both take
slots of the same grid, and uniqueness lies on (agent, slot).
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

SLOT_MINUTES = 30
_STEP = timedelta(minutes=SLOT_MINUTES)
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def slot_at(moment: datetime) -> int:
    """The slot that contains the aware ``moment``."""
    return (moment - _EPOCH) // _STEP


def start_of(slot: int) -> datetime:
    """When ``slot`` starts, aware, in UTC."""
    return _EPOCH + slot * _STEP


def local(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """``minute`` minutes after local midnight of ``day``, aware."""
    return datetime.combine(day, time(), zone) + timedelta(minutes=minute)


def slots_between(day: date, from_minute: int, to_minute: int, zone: ZoneInfo) -> range:
    """The whole slots inside a span of local minutes of ``day``."""
    first = slot_at(local(day, from_minute, zone) + _STEP - timedelta(microseconds=1))
    return range(first, slot_at(local(day, to_minute, zone)))


def slots_for(minutes: int) -> int:
    """How many slots ``minutes`` take, rounded up."""
    return -(-minutes // SLOT_MINUTES)


def as_stored(moment: datetime) -> datetime:
    """An aware moment as the tables keep it: naive UTC, whole seconds."""
    return moment.astimezone(timezone.utc).replace(tzinfo=None, microsecond=0)


def as_said(stored: datetime, zone: ZoneInfo) -> datetime:
    """A stored moment in the county's zone, aware."""
    return stored.replace(tzinfo=timezone.utc).astimezone(zone)
