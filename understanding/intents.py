"""What a message wants: softmax regression over its encoding and its n-grams."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from understanding.encoder import Vectors
from understanding.grams import GramSpace, edged
from understanding.softmax import Beside, fit_softmax, log_softmax

Array = npt.NDArray[np.float32]
_PENALTY = 1.3e-6
_STEPS = 120
_ENCODING_SHARE = 2.0
"""Centred encodings weigh so much beside n-gram vectors of length one."""


@dataclass(frozen=True)
class IntentClassifier:
    """Names [classes], and a regression over encodings [d] beside n-grams [v]."""

    names: list[str]
    centre: Array
    grams: GramSpace
    weights: Array
    bias: Array

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        encoded: Vectors,
        intents: Sequence[str],
        importance: Sequence[float] | None = None,
    ) -> IntentClassifier:
        """Learn from n normalised texts, their encodings [n, d] and their intents.

        `importance` weighs the texts against each other; all together, intents weigh alike.
        """
        names = sorted(set(intents))
        classes = np.array([names.index(intent) for intent in intents])
        grams, centre = GramSpace.of(texts, at_least=2, read=edged), encoded.mean(0)
        features = _features(centre, grams, texts, encoded)
        weights = np.ones(len(texts)) if importance is None else np.asarray(importance)
        share = weights / np.bincount(classes, weights)[classes]
        targets = np.eye(len(names), dtype=np.float32)[classes]
        return cls(names, centre, grams, *fit_softmax(features, targets, share, _PENALTY, _STEPS))

    def rank(self, text: str, encoded: Vectors) -> list[tuple[str, float]]:
        """Intents with their probabilities, best first; `encoded` is [1, d]."""
        features = _features(self.centre, self.grams, [text], encoded)
        chances = np.exp(log_softmax(features @ self.weights + self.bias))[0]
        return [(self.names[i], float(chances[i])) for i in np.argsort(-chances, kind="stable")]

    def save(self, folder: Path) -> None:
        """Write `intents.npz` and `intents.json` into `folder`."""
        np.savez(
            folder / "intents.npz",
            centre=self.centre,
            idf=self.grams.idf,
            weights=self.weights,
            bias=self.bias,
        )
        words = {"names": self.names, "vocabulary": self.grams.vocabulary}
        (folder / "intents.json").write_text(json.dumps(words, ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> IntentClassifier:
        """Read what `save` wrote."""
        words = json.loads((folder / "intents.json").read_text("utf-8"))
        with np.load(folder / "intents.npz") as file:
            arrays = dict(file)
        grams = GramSpace(words["vocabulary"], arrays["idf"], edged)
        return cls(words["names"], arrays["centre"], grams, arrays["weights"], arrays["bias"])


def _features(centre: Array, grams: GramSpace, texts: Sequence[str], encoded: Vectors) -> Beside:
    centred = ((encoded - centre) * _ENCODING_SHARE).astype(np.float32)
    return Beside(centred, grams.vectors(texts))
