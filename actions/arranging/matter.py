"""What is being arranged just now, as the tracker keeps it: no name, telephone or address in it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from booking.model import Errand, Half, Wanted
from knowledge.vocabulary import Mode

Json = dict[str, Any]

LONG = 14
"""Days of a span that needs no reading back."""


@dataclass(frozen=True)
class Matter:
    """``goal`` is book, check, move, cancel, complain or start_over; ``step`` the open question.

    ``wanted`` is a time as ``wanted_of`` reads it; ``reference`` a hold or an appointment;
    ``person`` for whom, as a relation; ``asides`` how often the question was put again after
    something else; ``under`` the matter to go back to.
    """

    goal: str
    step: str = ""
    service: str = ""
    mode: str = ""
    department: str = ""
    evidence: tuple[str, ...] = ()
    township: str = ""
    wanted: Json | None = None
    reference: str = ""
    person: str = ""
    verdict: str = ""
    words: str = ""
    window: str = ""
    asides: int = 0
    under: Json | None = None

    @classmethod
    def of(cls, kept: Json | None) -> Matter | None:
        """The matter that a slot's value holds."""
        return cls(**{**kept, "evidence": tuple(kept["evidence"])}) if kept else None

    def kept(self) -> Json:
        """The matter as a slot's value."""
        return {**asdict(self), "evidence": list(self.evidence)}

    def at(self, step: str) -> Matter:
        """The same with another question open, put for the first time."""
        return replace(self, step=step, asides=self.asides if step == self.step else 0)

    @property
    def errand(self) -> Errand:
        """What the agent is wanted for."""
        return Errand(self.service, Mode(self.mode), self.department, self.evidence)

    @property
    def heard(self) -> Wanted:
        """The time wanted."""
        told = self.wanted or {}
        half = Half(told["half"]) if told["half"] else None
        first, last = date.fromisoformat(told["first"]), date.fromisoformat(told["last"])
        return Wanted(first, last, half, told["minute"])


def wanted_of(wanted: Wanted, said: str) -> Json:
    """A time as a matter keeps it; ``said`` reads it back, but for as good as any time."""
    any_time = (wanted.last - wanted.first).days > LONG and not (wanted.half or wanted.minute)
    return {
        "first": wanted.first.isoformat(),
        "last": wanted.last.isoformat(),
        "half": wanted.half.value if wanted.half else None,
        "minute": wanted.minute,
        "said": "" if any_time else said,
    }
