"""The words of the room: errands, windows, appointments and what can go wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from knowledge.vocabulary import Mode

AGENT_MODES = (Mode.ONSITE, Mode.FETCH, Mode.ACCOMPANY)
"""What an agent does: looks on site, fetches evidence, goes along."""


class State(str, Enum):
    """Where an appointment stands."""

    HELD = "held"
    CONFIRMED = "confirmed"
    UNDER_WAY = "under_way"
    DONE = "done"
    CANCELLED = "cancelled"
    MISSED = "missed"


LIVE = (State.HELD, State.CONFIRMED, State.UNDER_WAY)
"""The states in which an appointment counts against a person's limit."""

NEXT_STATES: dict[State, tuple[State, ...]] = {
    State.HELD: (State.CONFIRMED, State.CANCELLED),
    State.CONFIRMED: (State.UNDER_WAY, State.DONE, State.CANCELLED, State.MISSED),
    State.UNDER_WAY: (State.DONE, State.CANCELLED),
    State.DONE: (),
    State.CANCELLED: (),
    State.MISSED: (),
}


class Half(str, Enum):
    """A half-day window."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


@dataclass(frozen=True)
class Errand:
    """What an agent is wanted for.

    ``mode`` is onsite, fetch or accompany; ``department`` the one fetched from ("" for any);
    ``evidence`` the ids of the evidence types concerned; ``agents`` how many go.
    """

    service: str
    mode: Mode
    department: str = ""
    evidence: tuple[str, ...] = ()
    agents: int = 1

    def __post_init__(self) -> None:
        if self.mode not in AGENT_MODES or not 1 <= self.agents <= 4:
            raise ValueError(f"no agent's errand: {self.mode.value}, {self.agents} agents")


@dataclass(frozen=True)
class Window:
    """A free time as offered: local day, and aware start and end in the county's zone.

    On-site errands are promised by half-day (``half``); the others by their start.
    """

    day: date
    starts_at: datetime
    ends_at: datetime
    half: Half | None

    @property
    def half_of_day(self) -> Half:
        """The half of the day in which the window starts."""
        return self.half or (Half.MORNING if self.starts_at.hour < 12 else Half.AFTERNOON)

    @property
    def key(self) -> str:
        """What a choice carries: the start in ISO 8601; ``Window`` is found again by it."""
        return self.starts_at.isoformat(timespec="minutes")


@dataclass(frozen=True)
class Wanted:
    """When somebody wants to be seen: days ``first`` to ``last``, and what of the day.

    ``minute`` is a time of day in minutes since midnight; None with no ``half``: any time.
    """

    first: date
    last: date
    half: Half | None = None
    minute: int | None = None


@dataclass(frozen=True)
class Offer:
    """Free windows, those that fit what was asked first, then the nearest.

    ``why_not`` is empty where the first window fits; else it says what stands against it: past,
    too_soon, too_far, closed, full, unknown_year, not_served.
    """

    windows: tuple[Window, ...]
    why_not: str = ""


@dataclass(frozen=True)
class Contact:
    """Who books, and for whom: kept sealed. ``place`` is where the agent goes, in words."""

    name: str
    phone: str
    beneficiary: str = ""
    place: str = ""


@dataclass(frozen=True)
class Appointment:
    """An appointment as a citizen may see it; no name, phone or address in it.

    ``agents`` holds the agents' names, empty while they are samples (``sample``); ``moves`` how
    often it was moved.
    """

    id: int
    reference: str
    state: State
    errand: Errand
    township: str
    window: Window
    agents: tuple[str, ...]
    sample: bool
    code_word: str
    hold_expires_at: datetime | None
    awaits_call: bool
    may_move_until: datetime
    moves: int


class BookingError(Exception):
    """Something a citizen is told, by ``reason``; ``nearest`` are free times instead."""

    def __init__(self, reason: str, nearest: tuple[Window, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.nearest = nearest


class Taken(BookingError):
    """The window went to somebody else (reason ``taken``)."""


class Refused(BookingError):
    """Not possible now: limit, too_late, not_verified, verify_first, expired, wrong_state ...."""


class NotFound(BookingError):
    """No such appointment for these digits, or the attempts are used up (``locked``)."""


class UnknownYear(Exception):
    """Holidays of ``year`` aren't published to us yet: said, never guessed."""

    def __init__(self, year: int) -> None:
        super().__init__(f"the working days of {year} are unknown")
        self.year = year
