"""Rasa component: the life event a message means, where it asks for more than one service."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from knowledge.model import Pack
from understanding import live
from understanding.event_storage import FOLDER, load, save
from understanding.examples import Example, example_files, read_examples, read_lines
from understanding.graph.kind_reader import URGENT
from understanding.graph.shared import (
    READ,
    Learned,
    content_of,
    encoder,
    own_code,
    pack_in,
    pack_in_use,
)
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
class EventReader(Learned[EventLinker]):
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
        part: EventLinker | None = None,
    ) -> None:
        """See `Learned`; told of packs activated later."""
        super().__init__(config, model_storage, resource, part)
        live.register(self)

    @classmethod
    def read(cls, folder: Path) -> EventLinker | None:
        """See `Learned.read`; nothing where the pack had no events."""
        kept = folder / FOLDER
        return load(kept) if kept.exists() else None

    def loaded(self) -> None:
        """Follow the pack as it is now."""
        self.follow(pack_in_use(self._config["county"]))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Makes `rasa train` notice a changed pack, changed sentences or a changed library."""
        examples = _files(Path(cls.setting(config, "examples")))
        pack = pack_in(cls.setting(config, "county"))
        return pack.version + content_of(examples) + own_code()

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the pack's events and from the labelled sentences; nothing without events."""
        pack, split = pack_in(self._config["county"]), self._path("examples")
        with self._model_storage.write_to(self._resource) as folder:
            if pack.events:
                examples, others = _events(split), _others(split)
                self._part = fit(pack, examples, others, self._cached_encoder())
                save(self._part, folder / FOLDER)
        return self._resource

    def follow(self, pack: Pack) -> None:
        """Use the events of this pack from now on."""
        if self._part is not None and self._part.events != events_of(pack):
            self._part = refresh(self._part, pack, encoder())

    def process(self, messages: list[Message]) -> list[Message]:
        """Rank the events each message may mean."""
        for message in messages:
            if self._part is not None and message.get(READ) is not None:
                self._read(message, self._part)
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
