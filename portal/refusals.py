"""Booking's reasons in the door's words: a code, and the field of the form that it is about."""

from __future__ import annotations

from typing import Any

from booking.model import BookingError, NotFound
from portal.errors import Refused

CODES = {
    "not_found": "appointment_unknown",
    "locked": "too_many_tries",
    "expired": "hold_expired",
    "too_long": "bad_place",
}
FIELDS = {
    "bad_phone": "phone",
    "bad_name": "name",
    "bad_beneficiary": "beneficiary",
    "bad_place": "place",
    "bad_code": "code",
    "no_consent": "consent",
    "no_such_window": "key",
    "taken": "key",
    "not_verified": "code",
    "limit": "phone",
    "too_many_codes": "phone",
    "errand_unknown": "mode",
    "township_unknown": "township",
    "when_unknown": "when",
}
HOUR, MINUTE = 3600.0, 60.0
WAITS = {
    "too_many_tries": HOUR,
    "too_many_codes": MINUTE,
    "too_many_holds": MINUTE,
    "verify_first": MINUTE,
}


def refused(code: str, **more: Any) -> Refused:
    """The refusal of ``code``, with its field and when to come back, where it has them."""
    if code in FIELDS:
        more["field"] = FIELDS[code]
    return Refused(code, retry_after=WAITS.get(code), **more)


def refusal_of(error: BookingError) -> Refused:
    """What the citizen is told of ``error``."""
    if isinstance(error, NotFound) or error.reason in CODES:
        return refused(CODES[error.reason])
    return refused(error.reason)
