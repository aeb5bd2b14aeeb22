"""What an agent may do for a service: only what ``agent_may`` of its evidence allows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from actions.turn import Turn
from booking.authorising import may
from booking.model import AGENT_MODES
from knowledge.deciding import decide
from knowledge.decision import Decision
from knowledge.model import EvidenceType, Service
from knowledge.vocabulary import Mode, Treatment

LONGEST_DEPARTMENT = 60
MOST_PIECES = 6
NAMED = 3


@dataclass(frozen=True)
class Help:
    """One way in which an agent helps, and with which pieces."""

    mode: Mode
    pieces: dict[str, EvidenceType] = field(default_factory=dict)

    @property
    def department(self) -> str:
        """The one department fetched from; empty for several, and where nothing is fetched."""
        issuers = {piece.issuer for piece in self.pieces.values()}
        alone = self.mode is Mode.FETCH and len(issuers) == 1
        return issuers.pop()[:LONGEST_DEPARTMENT] if alone else ""

    @property
    def names(self) -> str:
        """The first pieces' names, as said."""
        return "、".join(piece.name for piece in list(self.pieces.values())[:NAMED])

    @property
    def ids(self) -> tuple[str, ...]:
        """The pieces' ids, as many as an errand holds."""
        return tuple(self.pieces)[:MOST_PIECES]


def helps(turn: Turn, service: Service) -> list[Help]:
    """The ways of help for the case told; else those that some other case would allow."""
    case = turn.state.case if service == turn.service else turn.told
    decided = [item.item.evidence for item in decide(service, case, turn.on).items]
    return _allowed(decided) or _allowed(_every_piece(service))


def offered_in(decision: Decision) -> list[Help]:
    """The ways of help that a checklist itself names, leading or as an alternative."""
    named = [
        (step.mode, item.item.evidence)
        for item in decision.items
        for way in (item.way, *item.other_ways)
        for step in way.steps
        if step.treatment is Treatment.PROXY and step.mode
    ]
    return _gathered((mode, piece) for mode, piece in named if may(piece, mode))


def _allowed(pieces: Iterable[EvidenceType]) -> list[Help]:
    return _gathered((mode, piece) for piece in pieces for mode in piece.agent_may)


def _gathered(found: Iterable[tuple[Mode, EvidenceType]]) -> list[Help]:
    by_mode: dict[Mode, Help] = {}
    for mode, piece in found:
        if mode in AGENT_MODES:
            by_mode.setdefault(mode, Help(mode)).pieces[piece.id] = piece
    return list(by_mode.values())


def _every_piece(service: Service) -> list[EvidenceType]:
    return [
        item.evidence
        for requirement in service.requirements
        for evidence_list in requirement.lists
        for item in evidence_list.items
    ]
