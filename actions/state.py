"""What a conversation remembers between two messages: the errand, and what is being asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from knowledge.model import Pack

Json = dict[str, Any]


@dataclass(frozen=True)
class State:
    """The conversation's slots. Facts belong to one errand; ``person`` carries over.

    ``event`` is the life event being gone through, ``{"event": id, "case": facts told of it}``;
    ``spoken_of`` the proofs last asked about; ``matter`` what is being arranged with staff
    (actions/arranging/matter.py); ``who`` the person an errand is for (understanding/people.py),
    empty while nobody was named.
    """

    service: str | None = None
    case: Mapping[str, str] = field(default_factory=dict)
    pending: Json | None = None
    waiting: tuple[str, ...] = ()
    person: Mapping[str, str] = field(default_factory=dict)
    event: Json | None = None
    matter: Json | None = None
    spoken_of: tuple[str, ...] = ()
    who: str = ""

    @classmethod
    def of(cls, tracker: Tracker) -> State:
        """The state that the tracker's slots hold."""
        errand = tracker.get_slot("errand") or {}
        return cls(
            service=errand.get("service"),
            case=errand.get("case") or {},
            pending=tracker.get_slot("pending_question"),
            waiting=tuple(errand.get("waiting") or ()),
            person=tracker.get_slot("person") or {},
            event=tracker.get_slot("life_event"),
            matter=tracker.get_slot("matter"),
            spoken_of=tuple(tracker.get_slot("spoken_of") or ()),
            who=errand.get("who") or "",
        )

    def fitting(self, pack: Pack) -> State:
        """Without what this version of the pack, activated since, doesn't know any more."""
        if self.event and self.event["event"] not in pack.events:
            pending = None if self.choice else self.pending
            return replace(self, event=None, waiting=(), pending=pending).fitting(pack)
        service = pack.services.get(self.service or "")
        if service is None:
            pending = None if self.question else self.pending
            return replace(self, service=None, case={}, pending=pending)
        case = {fact: value for fact, value in self.case.items() if service.knows(fact, value)}
        asked = self.question
        gone = asked and (asked["service"] != service.id or asked["fact"] not in service.facts)
        return replace(self, case=case, pending=None if gone else self.pending)

    @property
    def question(self) -> Json | None:
        """The open question about a fact, if that is what is being asked."""
        return self.pending if self.pending and self.pending.get("fact") else None

    @property
    def choice(self) -> Json | None:
        """The open choice between services, if that is what is being asked."""
        asked = self.pending or {}
        return self.pending if asked and not asked.get("fact") and not self.arranging else None

    @property
    def arranging(self) -> str:
        """The step of the matter whose question is open; empty where another one is, or none."""
        return str((self.pending or {}).get("matter") or "")

    def started(self, service: str, case: Mapping[str, str]) -> State:
        """A new errand, no part of an event; what is known of the person goes along."""
        waiting = () if self.event else self.waiting
        return replace(
            self.settled(), service=service, case=dict(case), waiting=waiting, event=None
        )

    def settled(self) -> State:
        """Nothing is being asked any more."""
        return replace(self, pending=None)

    def events_since(self, before: State) -> list[EventType]:
        """The slot events that lead from ``before`` to this state."""
        old, new = before._slots(), self._slots()
        return [SlotSet(name, value) for name, value in new.items() if old[name] != value]

    def _slots(self) -> Json:
        errand = {
            "service": self.service,
            "case": dict(self.case),
            "waiting": list(self.waiting),
            "who": self.who,
        }
        return {
            "errand": errand if self.service else None,
            "pending_question": self.pending,
            "person": dict(self.person) or None,
            "life_event": self.event,
            "matter": self.matter,
            "spoken_of": list(self.spoken_of) or None,
        }
