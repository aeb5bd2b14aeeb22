"""一件事: a life or business event that takes several services, in the order to do them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.conditions import ALWAYS, Condition
from knowledge.model import NOWHERE, EvidenceType, Fact, Place


@dataclass(frozen=True)
class EventStep:
    """One service of an event.

    ``known`` are facts of the service that the event itself settles (fact id → value id);
    ``issues`` is what this step hands out and later steps take.
    """

    service: str
    when: Condition = ALWAYS
    known: Mapping[str, str] = field(default_factory=dict)
    issues: tuple[EvidenceType, ...] = ()
    note: str = ""
    same_visit: bool = False
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class LifeEvent:
    """一件事. ``official`` is only for events on the State Council's list, ``source`` says so."""

    id: str
    name: str
    sayings: tuple[str, ...]
    steps: tuple[EventStep, ...]
    facts: Mapping[str, Fact] = field(default_factory=dict)
    official: bool = False
    source: str = ""
    order_note: str = ""
    dont_miss: tuple[str, ...] = ()
    comfort: str = ""
    place: Place = field(default=NOWHERE, compare=False)
