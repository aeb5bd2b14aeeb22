"""Rasa component: the facts a message tells in passing."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from knowledge.model import Pack
from understanding import live
from understanding.facts import FactWords, facts_of, find_facts
from understanding.normalise import normalise


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FactReader(GraphComponent):
    """Sets `facts`: every fact of the pack that the message tells."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The folder of the county's pack."""
        return {"county": ""}

    def __init__(self, facts: FactWords) -> None:
        """A reader of these facts."""
        self._facts = facts
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
        return cls(facts_of(live.pack_in_use(config["county"])))

    def follow(self, pack: Pack) -> None:
        """Use the facts of this pack from now on."""
        self._facts = facts_of(pack)

    def process(self, messages: list[Message]) -> list[Message]:
        """Find the facts told in each message."""
        for message in messages:
            told = find_facts(normalise(message.get(TEXT) or ""), self._facts)
            message.set("facts", [fact.as_output() for fact in told], add_to_output=True)
        return messages
