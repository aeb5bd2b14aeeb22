"""Rasa component: reads a message once, and ranks the services it means."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from knowledge.model import Pack
from understanding import live, storage
from understanding.examples import example_files, read_examples, read_together
from understanding.graph.shared import (
    MEANT,
    READ,
    Learned,
    content_of,
    encoder,
    own_code,
    pack_in,
    pack_in_use,
)
from understanding.linking import Linker
from understanding.mentions import find_mentions
from understanding.ranking import where_meant
from understanding.refreshing import refresh
from understanding.services import services_of
from understanding.training import fit


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class ServiceLinker(Learned[Linker]):
    """Sets `service_ranking` and `mentions`, and `read` for the components after it."""

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
        part: Linker | None = None,
    ) -> None:
        """See `Learned`; told of packs activated later."""
        super().__init__(config, model_storage, resource, part)
        live.register(self)

    @classmethod
    def read(cls, folder: Path) -> Linker:
        """See `Learned.read`."""
        return storage.load(folder, encoder())

    def loaded(self) -> None:
        """Follow the pack as it is now, and warm up."""
        self.follow(pack_in_use(self._config["county"]))
        if self._part is not None:
            self._part.rank(self._part.read("暖机"))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Makes `rasa train` notice a changed pack, changed sentences or a changed library."""
        examples = example_files(Path(cls.setting(config, "examples")))
        pack = pack_in(cls.setting(config, "county"))
        return pack.version + content_of(examples) + own_code()

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the pack's names and aliases and from the labelled sentences."""
        pack, split = pack_in(self._config["county"]), self._path("examples")
        self._part = fit(
            services_of(pack),
            read_examples(split),
            self._cached_encoder(),
            evidence_names(pack),
            read_together(split),
        )
        with self._model_storage.write_to(self._resource) as folder:
            storage.save(self._part, folder)
        return self._resource

    def follow(self, pack: Pack) -> None:
        """Use the names and aliases of this pack from now on."""
        services = services_of(pack)
        if self._part is not None and self._part.services != services:
            self._part = refresh(self._part, services)

    def process(self, messages: list[Message]) -> list[Message]:
        """Read each message once; rank the services it means."""
        for message in messages:
            self._read(message)
        return messages

    def _read(self, message: Message) -> None:
        text = message.get(TEXT) or ""
        message.set("service_ranking", [], add_to_output=True)
        message.set("mentions", [], add_to_output=True)
        if self._part is None or text.startswith("/"):
            return
        read = self._part.read(text)
        message.set(READ, read)
        ranked = self._part.rank(read)
        message.set(MEANT, sum(service.confidence for service in ranked))
        ranking = [service.as_output() for service in where_meant(ranked)]
        mentions = [mention.as_output() for mention in find_mentions(self._part, read)]
        message.set("service_ranking", ranking, add_to_output=True)
        message.set("mentions", mentions, add_to_output=True)


def evidence_names(pack: Pack) -> frozenset[str]:
    """What evidence is called: words worth mending towards."""
    called = (name for kind in pack.evidence.values() for name in (kind.name, *kind.aliases))
    return frozenset(name for name in called if len(name) >= 3)
