"""Rasa component: what a message wants, with a reply read against the question just asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from understanding.examples import example_files, foreign_sentences, service_requests
from understanding.facts import tapped
from understanding.graph.shared import MEANT, READ, Learned, content_of, own_code
from understanding.intents import IntentClassifier
from understanding.normalise import core, normalise
from understanding.replies import read_reply

ASKING = "ask_requirements"
OUT_OF_SCOPE = "out_of_scope"
UNREAD = {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}
"""The intent of what isn't read, a command of Rasa's: the components after this one expect one."""
REQUEST_COUNTS, FOREIGN_COUNTS = 0.3, 0.5
"""What a labelled request, a foreign sentence weigh beside an example of data/nlu: there are many,
less sure ones."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentReader(Learned[IntentClassifier]):
    """Sets `intent` and `intent_ranking`; after a question also `reply`.

    Stands after `ServiceLinker`, whose encoding it shares, and after `FactReader`, to whose
    facts it adds the one a reply tells.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The slot with the question just asked, labelled sentences, and encodings' file."""
        return {
            "pending": "pending_question",
            "examples": "evaluation/labelled/training",
            "cache": "var/encodings.sqlite",
        }

    @classmethod
    def read(cls, folder: Path) -> IntentClassifier:
        """See `Learned.read`."""
        return IntentClassifier.load(folder)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Makes `rasa train` notice changed sentences or a changed library."""
        return content_of(example_files(Path(cls.setting(config, "examples")))) + own_code()

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples in data/nlu, and from labelled sentences beside them.

        Naming an errand asks how it is done; what means no service is out of scope.
        """
        split = self._path("examples")
        said = [(e.get(TEXT), e.get(INTENT), 1.0) for e in training_data.intent_examples]
        said += [(text, ASKING, REQUEST_COUNTS) for text in service_requests(split)]
        said += [(text, OUT_OF_SCOPE, FOREIGN_COUNTS) for text in foreign_sentences(split)]
        said = [each for each in said if each[0]]
        texts = [normalise(text) for text, _, _ in said]
        encoded = self._cached_encoder().encode([core(text) for text in texts])
        self._part = IntentClassifier.fit(
            texts, encoded, [intent for _, intent, _ in said], [counts for _, _, counts in said]
        )
        with self._model_storage.write_to(self._resource) as folder:
            self._part.save(folder)
        return self._resource

    def process(
        self, messages: list[Message], tracker: DialogueStateTracker | None = None
    ) -> list[Message]:
        """Read what each message wants; `tracker` holds the question just asked, if any."""
        pending = tracker.get_slot(self._config["pending"]) if tracker else None
        for message in messages:
            person = message.get("person") or {}
            surely = person.get("change") == "surely" or person.get("alone")
            if surely or tapped(message.get("facts") or ()):
                _set_intent(message, [("inform", 1.0)])
            elif self._replied(message, pending):
                continue
            elif person.get("change"):
                _set_intent(message, [("inform", 1.0)])
            else:
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
        if self._part is None or message.get(READ) is None:
            message.set(INTENT, dict(UNREAD), add_to_output=True)
            return
        encoded = message.get(READ).messages.encoded
        ranking = self._part.rank(normalise(text), encoded)
        _set_intent(message, knowing_scope(ranking, message.get(MEANT)))


def knowing_scope(ranking: list[tuple[str, float]], meant: float) -> list[tuple[str, float]]:
    """A ranking of intents, given the chance that a service is meant: then it isn't foreign."""
    weighed = [(n, p * (1 - meant) if n == OUT_OF_SCOPE else p) for n, p in ranking]
    total = sum(p for _, p in weighed)
    return sorted(((n, p / total) for n, p in weighed), key=lambda entry: -entry[1])


def _set_intent(message: Message, ranking: list[tuple[str, float]]) -> None:
    entries = [{INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: p} for name, p in ranking[:5]]
    message.set(INTENT, entries[0], add_to_output=True)
    message.set("intent_ranking", entries, add_to_output=True)
