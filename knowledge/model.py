"""The knowledge pack in memory: plain frozen values that refer to each other directly.

Everything here is read-only. A changed flag or rule means a new ``Pack`` (see reading.py),
so a decision never sees half of an edit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from knowledge.conditions import ALWAYS, Condition
from knowledge.vocabulary import (
    Certainty,
    EvidenceKind,
    FactUse,
    Mode,
    Outcome,
    PledgeKind,
    Reach,
    Standing,
    Treatment,
)

if TYPE_CHECKING:
    from knowledge.events import LifeEvent

UNKNOWN = "unknown"
"""A citizen's 不晓得: the fact counts as asked, and no value is taken for it."""


@dataclass(frozen=True)
class Place:
    """Where something stands in the pack's files or in a workbook, for error messages.

    ``line`` is 1-based; ``column`` is the heading of a workbook's column.
    """

    file: str
    line: int
    column: str = ""

    def __str__(self) -> str:
        column = f"“{self.column}”列" if self.column else ""
        return f"{self.file} 第{self.line}行{column}"


NOWHERE = Place("", 0)


@dataclass(frozen=True)
class LegalBasis:
    """依据: a law or document and the article relied on."""

    law: str
    article: str
    certainty: Certainty
    gist: str = ""

    def __str__(self) -> str:
        return f"{self.law} {self.article}".strip()


@dataclass(frozen=True)
class Period:
    """When a rule applies; both ends included, None for open."""

    start: date | None = None
    end: date | None = None

    def covers(self, day: date) -> bool:
        """Whether ``day`` lies within the period."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class SourceSystem:
    """来源系统: a department's network, connected to the county's platform or not.

    ``known_connected``: whether it was when the checklists were written (see ``Sharing``).
    """

    id: str
    name: str
    department: str
    level: str
    connected: bool
    as_of: str
    holds: tuple[str, ...] = ()
    known_connected: bool = True


@dataclass(frozen=True)
class ElectronicCertificate:
    """That a certificate stands in the provincial e-certificate library, and how far it reaches."""

    reach: Reach
    since: date | None
    note: str


@dataclass(frozen=True)
class NoLongerIssued:
    """不再开: a proof nobody should be sent for, and what to say when asked for it."""

    by: str
    basis: tuple[LegalBasis, ...]
    replaced_by: str
    what_to_say: str
    locally: str = ""


@dataclass(frozen=True)
class EvidenceType:
    """证明、证照: one physical kind of proof."""

    id: str
    name: str
    kind: EvidenceKind
    issuer: str
    aliases: tuple[str, ...] = ()
    systems: tuple[SourceSystem, ...] = ()
    electronic: ElectronicCertificate | None = None
    where_to_get: str = ""
    valid_for: str = ""
    agent_may: tuple[Mode, ...] = ()
    no_pledge_because: str = ""
    no_longer_issued: NoLongerIssued | None = None
    still_issued_by: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class NumberRange:
    """A value of a fact told as a number: low < number <= high, in ``unit``."""

    unit: str
    low: float | None = None
    high: float | None = None

    def covers(self, number: float) -> bool:
        """Whether ``number`` (in ``unit``) falls into the range."""
        return (self.low is None or self.low < number) and (
            self.high is None or number <= self.high
        )


@dataclass(frozen=True)
class FactValue:
    """One answer to a fact's question; ``prior`` is how common it is (any positive scale)."""

    id: str
    name: str
    label: str
    words: tuple[str, ...] = ()
    prior: float = 1.0
    numbers: NumberRange | None = None


@dataclass(frozen=True)
class Fact:
    """办事情形里的一项: something about the errand that changes the answer."""

    id: str
    name: str
    question: str
    use: FactUse
    values: tuple[FactValue, ...]
    about_person: bool = False
    place: Place = field(default=NOWHERE, compare=False)

    def value(self, value_id: str) -> FactValue:
        """The value with this id.

        Raises:
            KeyError: if the fact has no such value.
        """
        for value in self.values:
            if value.id == value_id:
                return value
        raise KeyError(value_id)

    @property
    def commonest(self) -> FactValue:
        """The value with the largest prior (the first of equals)."""
        return max(self.values, key=lambda value: value.prior)


@dataclass(frozen=True)
class Pledge:
    """承诺书: what is declared, under which law, and what a false one costs."""

    id: str
    name: str
    kind: PledgeKind
    declares: tuple[str, ...]
    consequences: tuple[str, ...]
    checked_by: str
    bar: str
    alternative: str
    basis: tuple[LegalBasis, ...] = ()
    barred_when: Condition | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Step:
    """One treatment step of a way."""

    treatment: Treatment
    mode: Mode | None = None


@dataclass(frozen=True)
class Way:
    """An ordered list of steps that are all needed; an item's ways are alternatives."""

    steps: tuple[Step, ...]
    standing: Standing
    basis: tuple[LegalBasis, ...] = ()
    reason: str = ""
    fallback: str = ""
    when: Condition = ALWAYS
    systems: tuple[SourceSystem, ...] = ()
    pledge: Pledge | None = None
    in_force: bool = False
    period: Period = Period()
    implied: bool = False
    on_connection: bool = False
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def treatment(self) -> Treatment:
        """The treatment of the first step, which names the item's treatment."""
        return self.steps[0].treatment


@dataclass(frozen=True)
class EvidenceItem:
    """One piece of evidence that a requirement takes, and the ways to deal with it."""

    evidence: EvidenceType
    ways: tuple[Way, ...]
    called: str = ""
    when: Condition = ALWAYS
    asked_before: str = ""
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def name(self) -> str:
        """What this piece is called in this service."""
        return self.called or self.evidence.name


@dataclass(frozen=True)
class EvidenceTypeList:
    """证明组合: all pieces inside are needed; the lists of a requirement are alternatives."""

    items: tuple[EvidenceItem, ...]
    when: Condition = ALWAYS


@dataclass(frozen=True)
class Requirement:
    """要件: something a service demands in a case; met by one of its evidence lists."""

    name: str
    lists: tuple[EvidenceTypeList, ...]
    basis: tuple[LegalBasis, ...] = ()
    when: Condition = ALWAYS
    period: Period = Period()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class OutcomeRule:
    """结论: a case in which there is no checklist of this service, and what to do instead."""

    when: Condition
    outcome: Outcome
    reason: str
    basis: tuple[LegalBasis, ...] = ()
    other_service: str | None = None
    where: str = ""
    period: Period = Period()
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Note:
    """A sentence about a service with the basis it rests on (empty: general knowledge)."""

    text: str
    basis: tuple[LegalBasis, ...] = ()
    when: Condition = ALWAYS


@dataclass(frozen=True)
class Deadline:
    """期限: apply within this, or lose that."""

    within: str
    loses: str
    basis: tuple[LegalBasis, ...] = ()
    when: Condition = ALWAYS


@dataclass(frozen=True)
class Delegation:
    """委托: whether someone else may come, and with what."""

    allowed: bool
    with_what: str
    basis: tuple[LegalBasis, ...] = ()


@dataclass(frozen=True)
class Where:
    """A place of one level (村, 乡镇, 派出所, 医院, 县大厅, 网上 ...), without an address."""

    level: str
    note: str = ""


@dataclass(frozen=True)
class Service:
    """事项: one thing a citizen can have done. ``complete`` is False for a bare name."""

    id: str
    name: str
    department: str
    audience: str
    plain_name: str = ""
    comfort: str = ""
    complete: bool = False
    facts: Mapping[str, Fact] = field(default_factory=dict)
    outcomes: tuple[OutcomeRule, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    forms: tuple[Note, ...] = ()
    always_carry: tuple[str, ...] = ()
    who_must_come: Note | None = None
    may_delegate: Delegation | None = None
    apply_within: tuple[Deadline, ...] = ()
    where: tuple[Where, ...] = ()
    days: Note | None = None
    fee: Note | None = None
    conditions: tuple[Note, ...] = ()
    decided_by: str = ""
    procedures: tuple[Note, ...] = ()
    next_services: tuple[str, ...] = ()
    next_note: str = ""
    mistakes: tuple[str, ...] = ()
    progress: str = ""
    phone: str = ""
    no_conditions_because: str = ""
    inferred_only_because: str = ""
    guide: str = ""
    responsible: str = ""
    review_due: date | None = None
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def spoken(self) -> str:
        """The plain name, else the official one."""
        return self.plain_name or self.name

    def knows(self, fact: str, value: str) -> bool:
        """Whether the service uses this fact and it can have this value (or be ``UNKNOWN``)."""
        values = self.facts[fact].values if fact in self.facts else ()
        return bool(values) and (value == UNKNOWN or value in {known.id for known in values})


@dataclass(frozen=True)
class Sharing:
    """What is said where a system connected later spares a piece that was to be brought."""

    reason: str
    fallback: str


@dataclass(frozen=True)
class County:
    """What the pack says of the county itself; sample values never reach a citizen."""

    name: str
    time_zone: str
    hotline: str
    as_of: str
    sharing: Sharing | None = None
    samples: Mapping[str, str] = field(default_factory=dict)
    reported: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Suspended:
    """What officials are verifying just now, with their reasons; no part of the pack's files."""

    services: Mapping[str, str] = field(default_factory=dict)
    evidence: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Pack:
    """A whole knowledge pack, read and cross-referenced; ``version`` is a content hash.

    ``words`` are groups of words that facts share (see knowledge/wording.py).
    """

    version: str
    county: County
    services: Mapping[str, Service]
    evidence: Mapping[str, EvidenceType]
    systems: Mapping[str, SourceSystem]
    pledges: Mapping[str, Pledge]
    facts: Mapping[str, Fact]
    aliases: Mapping[str, tuple[str, ...]]
    events: Mapping[str, LifeEvent] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    suspended: Suspended = Suspended()
