"""What a conversation remembers between two messages: the errand, and what is being asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

Json = dict[str, Any]


@dataclass(frozen=True)
class State:
    """The conversation's slots. Facts belong to one errand; ``person`` carries over."""

    service: str | None = None
    case: Mapping[str, str] = field(default_factory=dict)
    pending_question: Json | None = None
    pending_choice: Json | None = None
    waiting: tuple[str, ...] = ()
    person: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, tracker: Tracker) -> State:
        """The state that the tracker's slots hold."""
        errand = tracker.get_slot("errand") or {}
        return cls(
            service=errand.get("service"),
            case=errand.get("case") or {},
            pending_question=tracker.get_slot("pending_question"),
            pending_choice=tracker.get_slot("pending_choice"),
            waiting=tuple(errand.get("waiting") or ()),
            person=tracker.get_slot("person") or {},
        )

    def started(self, service: str, case: Mapping[str, str]) -> State:
        """A new errand; what is known of the person goes along."""
        return replace(self.settled(), service=service, case=dict(case))

    def settled(self) -> State:
        """Nothing is being asked any more."""
        return replace(self, pending_question=None, pending_choice=None)

    def events_since(self, before: State) -> list[EventType]:
        """The slot events that lead from ``before`` to this state."""
        old, new = before._slots(), self._slots()
        return [SlotSet(name, value) for name, value in new.items() if old[name] != value]

    def _slots(self) -> Json:
        known = asdict(self)
        errand = {"service": self.service, "case": dict(self.case), "waiting": list(self.waiting)}
        return {
            "errand": errand if self.service else None,
            "pending_question": known["pending_question"],
            "pending_choice": known["pending_choice"],
            "person": dict(self.person) or None,
        }
