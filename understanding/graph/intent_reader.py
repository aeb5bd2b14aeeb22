"""Rasa component: what a message wants, with a reply read against the question just asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from understanding.encoder import CachedEncoder
from understanding.graph.shared import READ, encoder, own_code
from understanding.intents import IntentClassifier
from understanding.normalise import core, normalise
from understanding.replies import read_reply


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentReader(GraphComponent):
    """Sets `intent` and `intent_ranking`; after a question also `reply`.

    Stands after `ServiceLinker`, whose encoding it shares, and after `FactReader`, to whose
    facts it adds the one a reply tells.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The slot with the question just asked; the file encodings are kept in."""
        return {"pending": "pending_question", "cache": "var/encodings.sqlite"}

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource,
        classifier: IntentClassifier | None = None,
    ) -> None:
        """A component still to be trained, or one around a trained classifier."""
        self._config, self._model_storage, self._resource = config, model_storage, resource
        self._classifier = classifier

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentReader:
        """A component that is still to be trained."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource,
        execution_context: ExecutionContext, **kwargs: Any,
    ) -> IntentReader:
        """A trained component."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, IntentClassifier.load(folder))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Makes `rasa train` notice a changed library."""
        return own_code()

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples in data/nlu."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        texts = [normalise(example.get(TEXT)) for example in examples]
        cached = CachedEncoder(encoder(), Path(self._config["cache"]))
        encoded = cached.encode([core(text) for text in texts])
        intents = [example.get(INTENT) for example in examples]
        self._classifier = IntentClassifier.fit(texts, encoded, intents)
        with self._model_storage.write_to(self._resource) as folder:
            self._classifier.save(folder)
        return self._resource

    def process(
        self, messages: list[Message], tracker: DialogueStateTracker | None = None
    ) -> list[Message]:
        """Read what each message wants; `tracker` holds the question just asked, if any."""
        pending = tracker.get_slot(self._config["pending"]) if tracker else None
        for message in messages:
            if not self._replied(message, pending):
                self._classify(message)
        return messages

    def _replied(self, message: Message, pending: dict[str, Any] | None) -> bool:
        """Read a reply to the pending question; False where the message is none."""
        text = message.get(TEXT) or ""
        if not pending or not pending.get("options") or text.startswith("/"):
            return False
        reply = read_reply(normalise(text), pending["options"])
        if reply is None:
            return False
        fact = pending.get("fact")
        message.set("reply", {"fact": fact, "value": reply.value}, add_to_output=True)
        if fact and reply.value is not None:
            others = [told for told in message.get("facts") or [] if told["fact"] != fact]
            told = {"fact": fact, "value": reply.value, "text": reply.text}
            message.set("facts", [*others, told], add_to_output=True)
        _set_intent(message, [("inform", 1.0)])
        return True

    def _classify(self, message: Message) -> None:
        text = message.get(TEXT) or ""
        if self._classifier is None or message.get(READ) is None:
            return
        encoded = message.get(READ).messages.encoded
        _set_intent(message, self._classifier.rank(normalise(text), encoded))


def _set_intent(message: Message, ranking: list[tuple[str, float]]) -> None:
    entries = [{INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: p} for name, p in ranking[:5]]
    message.set(INTENT, entries[0], add_to_output=True)
    message.set("intent_ranking", entries, add_to_output=True)
