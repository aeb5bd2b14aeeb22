"""Rasa component: the facts a message tells in passing, and whom it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from knowledge.model import Pack
from understanding import live
from understanding.facts import FactFinder, Found, facts_of
from understanding.graph.shared import pack_in_use
from understanding.normalise import normalise
from understanding.people import PEOPLE, Person, person_in
from understanding.put_right import put_right

ERRAND, MATTER = "errand", "matter"
"""The slots with the running errand, and with what is being arranged with staff."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FactReader(GraphComponent):
    """Sets `facts`: every fact of the pack that the message tells.

    Also `denied`, facts of which it only says what they are not, and `person`, whom it is about
    (understanding/people.py), with the facts `of_person` that say whom an errand is for.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The folder of the county's pack."""
        return {"county": ""}

    def __init__(self, pack: Pack) -> None:
        """A reader of this pack's facts."""
        self.follow(pack)
        live.register(self)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FactReader:
        """A reader of the facts of the pack in `config["county"]`."""
        return cls(pack_in_use(config["county"]))

    def follow(self, pack: Pack) -> None:
        """Use the facts of this pack from now on."""
        finder = FactFinder(facts_of(pack))
        phrases = (_meant_for(words[0]) for words in PEOPLE.values())
        of_person = {fact.fact for phrase in phrases for fact in finder.find(phrase).told}
        self._pack, self._finder, self._of_person = pack, finder, sorted(of_person)

    def process(
        self, messages: list[Message], tracker: DialogueStateTracker | None = None
    ) -> list[Message]:
        """Find the facts told in each message; `tracker` holds the running errand, if any."""
        errand = (tracker.get_slot(ERRAND) if tracker else None) or {}
        arranging = bool(tracker and tracker.get_slot(MATTER))
        for message in messages:
            self._read(message, errand, arranging)
        return messages

    def _read(self, message: Message, errand: Mapping[str, Any], arranging: bool) -> None:
        text = normalise(message.get(TEXT) or "")
        found = self._corrected(text, errand) or self._finder.find(text)
        person = person_in(text, (fact.text for fact in found.told))
        if person and (arranging or not errand):
            person = replace(person, change="", alone=False)
        if person and person.change:
            found = self._finder.find(f"{_meant_for(person.called)},{text}")
        message.set("facts", [fact.as_output() for fact in found.told], add_to_output=True)
        message.set("denied", list(found.denied), add_to_output=True)
        if person:
            message.set("person", self._output(person), add_to_output=True)

    def _corrected(self, text: str, errand: Mapping[str, Any]) -> Found | None:
        service = self._pack.services.get(str(errand.get("service")))
        told = put_right(text, service, errand.get("case") or {}) if service else None
        return Found((told,)) if told else None

    def _output(self, person: Person) -> dict[str, Any]:
        of_person = self._of_person if person.change else []
        return {**person.as_output(), "of_person": of_person}


def _meant_for(called: str) -> str:
    """How an errand is said to be for somebody: then facts that say so are told."""
    return f"给我{called}办"
