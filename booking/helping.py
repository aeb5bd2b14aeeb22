"""What an agent may do for a service: only what ``agent_may`` of its evidence allows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from booking.model import AGENT_MODES, Errand
from knowledge.deciding import decide
from knowledge.model import EvidenceType, Service
from knowledge.vocabulary import Mode

LONGEST_DEPARTMENT = 60
MOST_PIECES = 6


@dataclass(frozen=True)
class Help:
    """One way in which an agent helps, and with which pieces (by id)."""

    mode: Mode
    pieces: dict[str, EvidenceType] = field(default_factory=dict)

    @property
    def department(self) -> str:
        """The one department fetched from; empty for several, and where nothing is fetched."""
        issuers = {piece.issuer for piece in self.pieces.values()}
        alone = self.mode is Mode.FETCH and len(issuers) == 1
        return issuers.pop()[:LONGEST_DEPARTMENT] if alone else ""

    def errand(self, service: Service) -> Errand:
        """The errand to book for it."""
        pieces = tuple(self.pieces)[:MOST_PIECES]
        return Errand(service.id, self.mode, self.department, pieces)


def helps_of(service: Service, case: Mapping[str, str], on: date) -> list[Help]:
    """The ways of help for ``case``; where there are none, those that some other case has."""
    decided = (item.item.evidence for item in decide(service, case, on).items)
    return _gathered(decided) or _gathered(_every_piece(service))


def _gathered(pieces: Iterable[EvidenceType]) -> list[Help]:
    by_mode: dict[Mode, Help] = {}
    for piece in pieces:
        for mode in piece.agent_may:
            if mode in AGENT_MODES:
                by_mode.setdefault(mode, Help(mode)).pieces[piece.id] = piece
    return list(by_mode.values())


def _every_piece(service: Service) -> Iterable[EvidenceType]:
    return (
        item.evidence
        for requirement in service.requirements
        for evidence_list in requirement.lists
        for item in evidence_list.items
    )
