"""Rasa component: the kind of a message that is out of scope."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from understanding.graph.shared import READ, Learned, content_of, own_code
from understanding.intents import IntentClassifier
from understanding.kinds import FOLDER, OURS, fit_kinds, kind_files
from understanding.normalise import normalise

OUT_OF_SCOPE = "out_of_scope"
URGENT = frozenset({"emergency", "violence_or_suicide"})
LIKELY, SURE = 0.5, 0.8
"""An urgent kind at least likely is answered as such, whatever the intent looked like, unless a
service is surely meant."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class KindReader(Learned[IntentClassifier]):
    """Sets `out_of_scope_kind` where the intent is out of scope, or where help is urgent.

    Stands after `IntentReader`. A message that surely means a service stays one.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The folder of labelled messages, and the file encodings are kept in."""
        return {
            "examples": "evaluation/labelled/training",
            "cache": "var/encodings.sqlite",
        }

    @classmethod
    def read(cls, folder: Path) -> IntentClassifier:
        """See `Learned.read`."""
        return IntentClassifier.load(folder / FOLDER)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Makes `rasa train` notice changed examples or a changed library."""
        return content_of(kind_files(Path(cls.setting(config, "examples")))) + own_code()

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the kinds from the labelled messages."""
        self._part = fit_kinds(self._path("examples"), self._cached_encoder())
        with self._model_storage.write_to(self._resource) as folder:
            (folder / FOLDER).mkdir()
            self._part.save(folder / FOLDER)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Name the kind of each message that is out of scope."""
        for message in messages:
            if self._part is not None and message.get(READ) is not None:
                self._name_kind(message, self._part)
        return messages

    def _name_kind(self, message: Message, kinds: IntentClassifier) -> None:
        encoded = message.get(READ).messages.encoded
        ranking = kinds.rank(normalise(message.get(TEXT) or ""), encoded)
        kind, chance = next(entry for entry in ranking if entry[0] != OURS)
        outside = _intent_of(message) == OUT_OF_SCOPE
        urgent = kind in URGENT and chance >= LIKELY and not message.get("reply")
        if urgent and not outside and not _surely_ours(message):
            intent = {INTENT_NAME_KEY: OUT_OF_SCOPE, "confidence": chance}
            message.set(INTENT, intent, add_to_output=True)
            outside = True
        if outside:
            message.set("out_of_scope_kind", kind, add_to_output=True)


def _intent_of(message: Message) -> str:
    return str((message.get(INTENT) or {}).get(INTENT_NAME_KEY) or "")


def _surely_ours(message: Message) -> bool:
    ranking = message.get("service_ranking") or []
    return bool(ranking) and ranking[0]["confidence"] >= SURE
