"""How an agent helps with a service: as its checklist names it, where ``agent_may`` allows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from booking.authorising import may
from booking.model import AGENT_MODES, Errand
from knowledge.decision import Decision
from knowledge.model import EvidenceType, Service, Way
from knowledge.vocabulary import Mode, Treatment

LONGEST_DEPARTMENT = 60
MOST_PIECES = 6
NAMED = 3


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

    @property
    def names(self) -> str:
        """The first pieces' names, as said."""
        return "、".join(piece.name for piece in list(self.pieces.values())[:NAMED])

    @property
    def ids(self) -> tuple[str, ...]:
        """The pieces' ids, as many as an errand holds."""
        return tuple(self.pieces)[:MOST_PIECES]

    def errand(self, service: Service) -> Errand:
        """The errand to book for it."""
        return Errand(service.id, self.mode, self.department, self.ids)


def helps_of(decision: Decision) -> list[Help]:
    """The ways of help that the checklist names; else those that are allowed beside it.

    To go along to the window can be had for every service: nothing is done in anybody's place.
    """
    return named_helps(decision) or _with_company(_allowed(decision))


def named_helps(decision: Decision) -> list[Help]:
    """The ways of help that the service's checklist names, in this case or in another."""
    return offered_in(decision) or _gathered(_in_any_case(decision.service))


def offered_in(decision: Decision) -> list[Help]:
    """The ways of help that a checklist itself names, leading or as an alternative."""
    return _gathered(
        named
        for item in decision.items
        for way in (item.way, *item.other_ways)
        for named in _named(item.item.evidence, way)
    )


def _with_company(ways: list[Help]) -> list[Help]:
    known = [way.mode for way in ways]
    return ways if Mode.ACCOMPANY in known else [*ways, Help(Mode.ACCOMPANY)]


def _allowed(decision: Decision) -> list[Help]:
    """What an agent may do beside the checklist: fetch a piece, or go along."""
    pieces = [item.item.evidence for item in decision.items]
    modes = (Mode.FETCH, Mode.ACCOMPANY)
    return _gathered((mode, piece) for piece in pieces for mode in modes if may(piece, mode))


def _in_any_case(service: Service) -> Iterator[tuple[Mode, EvidenceType]]:
    for requirement in service.requirements:
        for evidence_list in requirement.lists:
            for item in evidence_list.items:
                for way in item.ways:
                    yield from _named(item.evidence, way)


def _named(piece: EvidenceType, way: Way) -> list[tuple[Mode, EvidenceType]]:
    """The modes of the way's proxy steps that an agent may take for the piece."""
    modes = [step.mode for step in way.steps if step.treatment is Treatment.PROXY and step.mode]
    return [(mode, piece) for mode in modes if may(piece, mode)]


def _gathered(found: Iterable[tuple[Mode, EvidenceType]]) -> list[Help]:
    by_mode: dict[Mode, Help] = {}
    for mode, piece in found:
        if mode in AGENT_MODES:
            by_mode.setdefault(mode, Help(mode)).pieces[piece.id] = piece
    return list(by_mode.values())
