"""A time in the citizen's words, read and read back."""

from __future__ import annotations

from dataclasses import dataclass

from booking.model import Wanted
from booking.notices import say
from booking.office import Office
from booking.spoken import hear
from booking.working_days import WorkingDays


@dataclass(frozen=True)
class When:
    """What was understood, and the sentence that reads it back with date and weekday.

    ``wanted`` is None where no time was told (``unknown_year`` None), or where it hangs on the
    holidays of a year that aren't known (``unknown_year`` set).
    """

    wanted: Wanted | None
    read_back: str
    unknown_year: int | None = None


def when(office: Office, text: str) -> When:
    """The days and part of the day that ``text`` asks for."""
    with office.database.reading() as connection:
        calendar = WorkingDays.read(connection)
    heard = hear(text, office.now(), calendar)
    if heard is None:
        return When(None, "")
    if heard.wanted is None:
        return When(None, "", heard.unknown_year)
    return When(heard.wanted, say("wanted.txt", {"wanted": heard.wanted}))
