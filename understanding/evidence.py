"""How well messages fit the strings of each service: several kinds of evidence, side by side."""

from __future__ import annotations

from collections.abc import Sequence

import bm25s
import numpy as np
import numpy.typing as npt

from understanding.grams import grams
from understanding.spaces import Messages

Array = npt.NDArray[np.float32]
Owners = npt.NDArray[np.int64]
KINDS = ("nearest three", "bm25", "passage", "service expert", "act expert")


class StringIndex:
    """The strings of all services, sorted by owner; every service owns at least one."""

    def __init__(self, texts: Sequence[str], messages: Messages, owners: Owners) -> None:
        order = np.argsort(owners, kind="stable")
        self.owners = owners[order]
        self.texts = [texts[i] for i in order]
        self.messages = messages.take(order)
        self.services = int(owners.max()) + 1
        self._starts = np.searchsorted(self.owners, np.arange(self.services))
        self._bm25 = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
        self._bm25.index(self._documents(), show_progress=False)

    def evidence(self, texts: Sequence[str], messages: Messages) -> list[Array]:
        """The first two of `KINDS`, each [n, services]."""
        similar = messages.sense @ self.messages.sense.T
        return [self._best_three(similar), self._covered(texts)]

    def _best(self, similar: Array) -> Array:
        return np.maximum.reduceat(similar, self._starts, axis=1)

    def _best_three(self, similar: Array) -> Array:
        total = np.zeros((len(similar), self.services), np.float32)
        for _ in range(3):
            best = self._best(similar)
            total += np.maximum(best, 0)
            similar = np.where(similar >= best[:, self.owners], -1, similar)
        return total / 3

    def _covered(self, texts: Sequence[str]) -> Array:
        """BM25 with each service's strings as one document, per n-gram of the message."""
        rows = []
        for text in texts:
            said = list(dict.fromkeys(grams(text)))
            known = [gram for gram in said if gram in self._bm25.vocab_dict]
            scores = self._bm25.get_scores(known) if known else np.zeros(self.services)
            rows.append(scores / (len(said) + 5))
        return np.array(rows, np.float32).reshape(-1, self.services)

    def _documents(self) -> list[list[str]]:
        documents: list[list[str]] = [[] for _ in range(self.services)]
        for text, owner in zip(self.texts, self.owners, strict=True):
            documents[owner].extend(grams(text))
        return documents
