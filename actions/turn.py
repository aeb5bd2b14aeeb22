"""One message of a citizen: what was understood of it, and the state it meets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rasa_sdk import Tracker

from actions.current_pack import current_pack, evidence_finder, today
from actions.state import State
from cards.choose_service import NONE_OF_THESE
from knowledge import deciding
from knowledge import decision as knowledge_decision
from knowledge.model import EvidenceType, Pack, Service
from understanding.decision import Costs, Decision, decide
from understanding.law_questions import refers_back
from understanding.life_events import clearly_meant
from understanding.ranking import Ranked

WORTH_ASKING = 0.2
"""Whoever asks of a service and is at least so likely understood is asked back, not sent away."""


@dataclass(frozen=True)
class Turn:
    """The parsed message (see the parsing contract), the state, the pack and the day."""

    parsed: Mapping[str, Any]
    state: State
    pack: Pack
    on: date
    channel: str
    sender: str = ""

    @classmethod
    def of(cls, tracker: Tracker) -> Turn:
        """The turn that the tracker's latest message makes."""
        pack = current_pack()
        state = State.of(tracker).fitting(pack)
        channel = tracker.get_latest_input_channel() or ""
        return cls(
            tracker.latest_message, state, pack, today(pack), channel, str(tracker.sender_id)
        )

    @property
    def text(self) -> str:
        """The message as it was typed (masked by the channel)."""
        return str(self.parsed.get("text") or "")

    @property
    def intent(self) -> str:
        """The name of the message's intent."""
        return str((self.parsed.get("intent") or {}).get("name") or "")

    @property
    def confidence(self) -> float:
        """How sure the intent is, 0 to 1."""
        return float((self.parsed.get("intent") or {}).get("confidence") or 0)

    @property
    def picked(self) -> str | None:
        """The value picked from the open question or choice, typed or pressed; None for none."""
        pending = self.state.pending
        pressed = self.parsed.get("choice")
        if pending is None:
            return None
        if pressed:
            return pressed["value"] if pressed["question_id"] == pending["question_id"] else None
        reply = self.parsed.get("reply")
        return str(reply["value"] or NONE_OF_THESE) if reply else None

    @property
    def pressed_too_late(self) -> bool:
        """Whether a button was pressed whose question is no longer open."""
        return bool(self.parsed.get("choice")) and self.picked is None

    @property
    def told(self) -> dict[str, str]:
        """The facts told in this message, fact id → value id."""
        told = {fact["fact"]: fact["value"] for fact in self.parsed.get("facts") or ()}
        if self.state.question and self.picked not in (None, NONE_OF_THESE):
            told[self.state.question["fact"]] = str(self.picked)
        return told

    @property
    def denied(self) -> tuple[str, ...]:
        """The facts of which the message only says what they are not (不是租的)."""
        return tuple(self.parsed.get("denied") or ())

    @property
    def person(self) -> Mapping[str, Any]:
        """Whom the message is about (understanding/people.py), empty where it names nobody."""
        return self.parsed.get("person") or {}

    @property
    def changes_person(self) -> bool:
        """Whether the message keeps the errand and says another person (那我老公呢)."""
        change = self.person.get("change")
        return change == "surely" or bool(change and not self.parsed.get("reply"))

    @property
    def is_for_another(self) -> bool:
        """Whether the message names another person than the one the errand so far was for."""
        who = self.person.get("who")
        return bool(who and self.state.who and who != self.state.who)

    @property
    def introduced(self) -> Turn:
        """This turn with the person it names known, and nothing left of another one."""
        person = {} if self.is_for_another else self.state.person
        who = str(self.person.get("who") or self.state.who)
        return replace(self, state=replace(self.state, person=person, who=who))

    @property
    def chosen(self) -> str | None:
        """The service picked from an open choice, or NONE_OF_THESE."""
        return self.picked if self.state.choice else None

    @property
    def meant(self) -> Decision:
        """Whether to answer, ask back or decline, for the services of the ranking."""
        return self.meant_at(Costs())

    def meant_at(self, costs: Costs) -> Decision:
        """As ``meant``, where being wrong costs something else."""
        ranking = self.parsed.get("service_ranking") or ()
        return decide([Ranked(**entry) for entry in ranking], costs)

    @property
    def event(self) -> str | None:
        """The life event that the message clearly means."""
        events = [Ranked(**entry) for entry in self.parsed.get("life_event_ranking") or ()]
        services = [Ranked(**entry) for entry in self.parsed.get("service_ranking") or ()]
        meant = clearly_meant(events, services)
        return meant if meant in self.pack.events else None

    @property
    def guesses(self) -> tuple[str, ...]:
        """The services worth asking about although none is likely; none where all are far off."""
        ranking = self.parsed.get("service_ranking") or ()
        if not ranking or ranking[0]["confidence"] < WORTH_ASKING:
            return ()
        return tuple(entry["id"] for entry in ranking[:2])

    @property
    def named(self) -> list[str]:
        """The services that the message names one beside the other, in order."""
        rankings = [mention["ranking"] for mention in self.parsed.get("mentions") or ()]
        return list(dict.fromkeys(ranking[0]["id"] for ranking in rankings if ranking))

    @property
    def evidence(self) -> list[EvidenceType]:
        """The evidence types named in the message, or those it refers back to."""
        return evidence_finder().find(self.text) or (self._spoken_of if self._refers_back else [])

    @property
    def _spoken_of(self) -> list[EvidenceType]:
        known = self.pack.evidence
        return [known[piece] for piece in self.state.spoken_of if piece in known]

    @property
    def _refers_back(self) -> bool:
        """Whether a message without a proof's name is about the one last asked about."""
        return self.intent == "report_excess_demand" or refers_back(self.text)

    @property
    def service(self) -> Service | None:
        """The service of the running errand."""
        return self.pack.services[self.state.service] if self.state.service else None

    def decision_of(self, service: Service) -> knowledge_decision.Decision:
        """The decision for ``service``: in the running errand's case, else with what is told."""
        case = self.state.case if service == self.service else self.told
        return deciding.decide(service, case, self.on)
