"""One message of a citizen: what was understood of it, and the state it meets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rasa_sdk import Tracker

from actions.current_pack import current_pack, evidence_finder, today
from actions.state import State
from cards.choose_service import NONE_OF_THESE
from knowledge.model import EvidenceType, Pack, Service
from understanding.decision import Decision, decide
from understanding.ranking import Ranked


@dataclass(frozen=True)
class Turn:
    """The parsed message (see the parsing contract), the state, the pack and the day."""

    parsed: Mapping[str, Any]
    state: State
    pack: Pack
    on: date
    channel: str

    @classmethod
    def of(cls, tracker: Tracker) -> Turn:
        """The turn that the tracker's latest message makes."""
        pack = current_pack()
        channel = tracker.get_latest_input_channel() or ""
        return cls(tracker.latest_message, State.of(tracker), pack, today(pack), channel)

    @property
    def text(self) -> str:
        """The message as it was typed (masked by the channel)."""
        return str(self.parsed.get("text") or "")

    @property
    def intent(self) -> str:
        """The name of the message's intent."""
        return str((self.parsed.get("intent") or {}).get("name") or "")

    @property
    def told(self) -> dict[str, str]:
        """The facts told in this message, fact id → value id."""
        return {fact["fact"]: fact["value"] for fact in self.parsed.get("facts") or ()}

    @property
    def chosen(self) -> str | None:
        """What was picked from an open choice: a service id or NONE_OF_THESE."""
        reply = self.parsed.get("reply")
        if not reply or not self.state.choice:
            return None
        return str(reply["value"] or NONE_OF_THESE)

    @property
    def meant(self) -> Decision:
        """Whether to answer, ask back or decline, for the services of the ranking."""
        return decide([Ranked(**entry) for entry in self.parsed.get("service_ranking") or ()])

    @property
    def named(self) -> list[str]:
        """The services that the message names one beside the other, in order."""
        rankings = [mention["ranking"] for mention in self.parsed.get("mentions") or ()]
        return list(dict.fromkeys(ranking[0]["id"] for ranking in rankings if ranking))

    @property
    def evidence(self) -> list[EvidenceType]:
        """The evidence types named in the message."""
        return evidence_finder().find(self.text)

    @property
    def service(self) -> Service | None:
        """The service of the running errand."""
        return self.pack.services[self.state.service] if self.state.service else None
