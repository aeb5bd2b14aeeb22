"""What an agent may do for a piece of evidence, and the papers for it.

``agent_may`` of the evidence decides. Never: examinations of the body, credit reports, signing a
pledge, marriage. Those are listed in the pack as evidence without any mode.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from booking.model import Appointment, Contact
from booking.notices import say, say_window
from booking.office import Office
from booking.staff import contact_of
from knowledge.model import EvidenceType
from knowledge.vocabulary import Mode

SCOPE_DAYS = 15
"""How long after the appointment the authorisation lasts, at most."""


@dataclass(frozen=True)
class Piece:
    """A paper handed to the agent."""

    name: str
    original: bool = True


def may(evidence: EvidenceType, mode: Mode) -> bool:
    """Whether an agent may help with ``evidence`` in this way."""
    return mode in evidence.agent_may


def authorisation(
    office: Office, appointment: Appointment, service: str, evidence: Iterable[EvidenceType]
) -> str:
    """The authorisation to print: scope, period, consent; for the agents' desk (names in it).

    Raises:
        ValueError: if an agent may not do what it would allow.
    """
    mode = appointment.errand.mode
    pieces = list(evidence)
    for piece in pieces:
        if not may(piece, mode):
            raise ValueError(f"no agent may {mode.value} {piece.id}")
    contact = contact_of(office, appointment.reference)
    return _authorisation(appointment, contact, service, [piece.name for piece in pieces])


def _authorisation(
    appointment: Appointment, contact: Contact, service: str, scope: list[str]
) -> str:
    day = appointment.window.day
    values = {
        "appointment": appointment,
        "contact": contact,
        "agents": appointment.agents,
        "service": service,
        "mode": appointment.errand.mode.value,
        "scope": scope,
        "from_day": say("day.txt", {"day": day}),
        "to_day": say("day.txt", {"day": day + timedelta(days=SCOPE_DAYS)}),
    }
    return say("authorisation.txt", values)


def handover_list(appointment: Appointment, pieces: Iterable[Piece]) -> str:
    """The list to print of what is handed over, each signed for when given and when returned."""
    values = {
        "appointment": appointment,
        "when": say_window(appointment.window),
        "pieces": list(pieces),
    }
    return say("handover.txt", values)
