"""What a decision holds: the outcome, every piece with its way, and the trace of all ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from knowledge.model import (
    EvidenceItem,
    EvidenceTypeList,
    Fact,
    FactValue,
    LegalBasis,
    OutcomeRule,
    Requirement,
    Service,
    Way,
)
from knowledge.vocabulary import Outcome, Treatment


class Verdict(str, Enum):
    """What became of one way, list or requirement that was considered."""

    LEADS = "leads"
    ALSO_OPEN = "also_open"
    NOT_THIS_CASE = "not_this_case"
    LAPSED = "lapsed"
    NOT_YET = "not_yet"
    SYSTEM_CLOSED = "system_closed"
    NOT_IN_LIBRARY = "not_in_library"
    NOT_IN_FORCE = "not_in_force"
    PLEDGE_BARRED = "pledge_barred"
    OTHER_LIST_LEADS = "other_list_leads"


@dataclass(frozen=True)
class Considered:
    """One line of the trace: a way of an item (or a whole item or requirement) and its verdict."""

    requirement: Requirement
    verdict: Verdict
    item: EvidenceItem | None = None
    way: Way | None = None


@dataclass(frozen=True)
class Assumption:
    """A fact nobody told, taken at its commonest value; ``asked`` after an answer 不晓得."""

    fact: Fact
    value: FactValue
    asked: bool


@dataclass(frozen=True)
class DecidedItem:
    """One piece of evidence with the way that leads, and what else would do."""

    requirement: Requirement
    item: EvidenceItem
    way: Way
    other_ways: tuple[Way, ...] = ()
    other_lists: tuple[EvidenceTypeList, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What identifies the piece within one service: evidence id and its name there."""
        return self.item.evidence.id, self.item.name

    @property
    def treatment(self) -> Treatment:
        """The treatment of the leading way's first step."""
        return self.way.treatment

    @property
    def must_bring(self) -> bool:
        """Whether the citizen carries a piece of paper (or the thing itself)."""
        return any(step.treatment is Treatment.BRING for step in self.way.steps)


@dataclass(frozen=True)
class Decision:
    """The answer for one service, case and day."""

    service: Service
    on: date
    case: Mapping[str, str]
    outcome: Outcome
    items: tuple[DecidedItem, ...] = ()
    rule: OutcomeRule | None = None
    assumptions: tuple[Assumption, ...] = ()
    trace: tuple[Considered, ...] = ()

    @property
    def reason(self) -> str:
        """Why there is no checklist; empty for a checklist."""
        return self.rule.reason if self.rule else ""

    @property
    def basis(self) -> tuple[LegalBasis, ...]:
        """The basis of the outcome; empty for a checklist."""
        return self.rule.basis if self.rule else ()

    @property
    def pieces_to_bring(self) -> int:
        """How many pieces the citizen brings."""
        return sum(item.must_bring for item in self.items)

    @property
    def overdue(self) -> bool:
        """Whether the rules should have been reviewed before ``on``."""
        due = self.service.review_due
        return due is not None and due < self.on
