"""What kind of thing a message is that is none of our services: an emergency, chit-chat, abuse."""

from __future__ import annotations

from pathlib import Path

from understanding.encoder import SentenceEncoder
from understanding.examples import read_lines
from understanding.intents import IntentClassifier
from understanding.normalise import core, normalise

FOLDER = "kinds"
"""Where a model keeps the classifier of kinds."""


def fit_kinds(examples: Path, encoder: SentenceEncoder) -> IntentClassifier:
    """Learn from the records {"text", "kind"} of the JSON-lines file ``examples``.

    Raises:
        ValueError: if the file is missing or empty.
    """
    records = read_lines(examples)
    if not records:
        raise ValueError(f"no examples of what is out of scope in {examples}")
    texts = [normalise(record["text"]) for record in records]
    encoded = encoder.encode([core(text) for text in texts])
    return IntentClassifier.fit(texts, encoded, [record["kind"] for record in records])
