"""Rasa component: the life event a message means, where it asks for more than one service."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from knowledge.model import Pack
from understanding import live
from understanding.encoder import CachedEncoder
from understanding.event_storage import FOLDER, load, save
from understanding.examples import Example, example_files, read_examples, read_lines
from understanding.graph.kind_reader import URGENT
from understanding.graph.shared import READ, content_of, encoder, own_code, pack_in
from understanding.life_events import (
    SURELY,
    EventLinker,
    clearly_meant,
    events_of,
    fit,
    refresh,
    tidied,
)
from understanding.ranking import Ranked

ASKING = "ask_requirements"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class EventReader(GraphComponent):
    """Sets `life_event_ranking`; a message that surely means an event asks what it takes.

    Stands after `ServiceLinker`, whose encoding it shares, and after the readers of intents and
    kinds: a call for help goes before.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Folders of the pack and of the labelled sentences; the file encodings are kept in."""
        return {
            "county": "",
            "examples": "evaluation/labelled/training",
            "cache": "var/encodings.sqlite",
        }

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        linker: EventLinker | None = None,
    ) -> None:
        """A component still to be trained, or one around a trained linker."""
        self._config, self._model_storage, self._resource = config, model_storage, resource
        self._linker = linker
        live.register(self)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EventReader:
        """A component that is still to be trained."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> EventReader:
        """A trained component, already following the pack as it is now."""
        with model_storage.read_from(resource) as folder:
            kept = folder / FOLDER
            linker = load(kept) if kept.exists() else None
        component = cls(config, model_storage, resource, linker)
        component.follow(live.pack_in_use(config["county"]))
        return component

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Makes `rasa train` notice a changed pack, changed sentences or a changed library."""
        settings = {**cls.get_default_config(), **config}
        examples = _files(Path(settings["examples"]))
        return pack_in(settings["county"]).version + content_of(examples) + own_code()

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the pack's events and from the labelled sentences; nothing without events."""
        pack, split = pack_in(self._config["county"]), Path(self._config["examples"])
        with self._model_storage.write_to(self._resource) as folder:
            if pack.events:
                cached = CachedEncoder(encoder(), Path(self._config["cache"]))
                self._linker = fit(pack, _events(split), _others(split), cached)
                save(self._linker, folder / FOLDER)
        return self._resource

    def follow(self, pack: Pack) -> None:
        """Use the events of this pack from now on."""
        if self._linker is not None and self._linker.events != events_of(pack):
            self._linker = refresh(self._linker, pack, encoder())

    def process(self, messages: list[Message]) -> list[Message]:
        """Rank the events each message may mean."""
        for message in messages:
            if self._linker is not None and message.get(READ) is not None:
                self._read(message, self._linker)
        return messages

    def _read(self, message: Message, linker: EventLinker) -> None:
        read = message.get(READ)
        ranking = linker.rank(tidied(read.text), read.messages.encoded)
        output = [event.as_output() for event in ranking]
        message.set("life_event_ranking", output, add_to_output=True)
        services = [Ranked(**entry) for entry in message.get("service_ranking") or ()]
        sure = clearly_meant(ranking, services) and ranking[0].confidence >= SURELY
        if sure and not _settled(message):
            intent = {INTENT_NAME_KEY: ASKING, "confidence": ranking[0].confidence}
            message.set(INTENT, intent, add_to_output=True)


def _settled(message: Message) -> bool:
    """Whether something else was read that goes before: a reply, or a call for help."""
    return bool(message.get("reply")) or message.get("out_of_scope_kind") in URGENT


def _files(split: Path) -> list[Path]:
    return [*example_files(split), split / "multi.jsonl", split / "life_events.jsonl"]


def _events(split: Path) -> list[tuple[str, str]]:
    return [(record["text"], record["event"]) for record in read_lines(split / "life_events.jsonl")]


def _others(split: Path) -> list[Example]:
    several = read_lines(split / "multi.jsonl")
    named = [Example(record["text"], tuple(record["services"])) for record in several]
    return [*read_examples(split), *named]
