"""What kind of thing a message is that is none of our services: an emergency, chit-chat, abuse."""

from __future__ import annotations

from pathlib import Path

from understanding.encoder import SentenceEncoder
from understanding.examples import read_lines
from understanding.intents import IntentClassifier
from understanding.normalise import core, normalise

FOLDER = "kinds"
"""Where a model keeps the classifier of kinds."""
OURS = "ours"
"""The kind of what isn't foreign: with it a chance says how likely a message is urgent at all."""
_FOREIGN, *_OTHERS = ("out_of_scope.jsonl", "intents.jsonl", "linking.jsonl")


def fit_kinds(split: Path, encoder: SentenceEncoder) -> IntentClassifier:
    """Learn from the foreign sentences {"text", "kind"} of a split, against all others.

    Raises:
        ValueError: if there is no foreign sentence.
    """
    said = [(record["text"], record["kind"]) for record in read_lines(split / _FOREIGN)]
    if not said:
        raise ValueError(f"no examples of what is out of scope in {split}")
    others = [record for name in _OTHERS for record in read_lines(split / name)]
    said += [(r["text"], OURS) for r in others if r.get("intent") != "out_of_scope"]
    texts = [normalise(text) for text, _ in said]
    encoded = encoder.encode([core(text) for text in texts])
    return IntentClassifier.fit(texts, encoded, [kind for _, kind in said])


def kind_files(split: Path) -> list[Path]:
    """Every file `fit_kinds` reads."""
    return [path for name in (_FOREIGN, *_OTHERS) if (path := split / name).exists()]
