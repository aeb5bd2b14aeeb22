"""Character n-grams, of the characters and of their sounds, weighted by TF-IDF."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from understanding.pinyin import syllables

_PIECES = re.compile(r"[\u4e00-\u9fff]+|[a-z0-9.]+")
_SILENT = re.compile(r"[^\u4e00-\u9fffa-z0-9]")


def grams(text: str) -> list[str]:
    """1- to 3-grams of Han runs, 2-grams of their folded syllables, and Latin words whole."""
    found: list[str] = []
    for piece in _PIECES.findall(text.lower()):
        if piece[0] < "\u4e00":
            found.append(piece)
            continue
        for size in (1, 2, 3):
            found.extend(piece[i : i + size] for i in range(len(piece) - size + 1))
        sounds = syllables(piece)
        found.extend(f"{a}'{b}" for a, b in pairwise(sounds))
    return found


def edged(text: str) -> list[str]:
    """`grams`, and how the text begins and ends, how long it is, whether it has a question mark.

    What is wanted shows there (吗, 没有, 了没), while its middle tells the errand.
    """
    found, said = grams(text), _SILENT.sub("", text.lower())
    for size in range(1, min(3, len(said)) + 1):
        found += [f"^{said[:size]}", f"{said[-size:]}$"]
    if len(said) <= 3:
        found.append(f"={said}")
    if "?" in text or "？" in text:
        found.append("?")
    return [*found, f"#{min(len(said) // 3, 8)}"]


class GramSpace:
    """A vocabulary of n-grams with their weights: turns texts into sparse unit vectors.

    `read` tells a text's n-grams.
    """

    def __init__(
        self,
        vocabulary: Sequence[str],
        idf: npt.NDArray[np.float32],
        read: Callable[[str], list[str]] = grams,
    ) -> None:
        self.vocabulary = list(vocabulary)
        self.idf = idf
        self._read = read
        self._index = {gram: i for i, gram in enumerate(self.vocabulary)}

    @classmethod
    def of(
        cls,
        texts: Sequence[str],
        at_least: int = 1,
        read: Callable[[str], list[str]] = grams,
    ) -> GramSpace:
        """The n-grams that `at_least` so many of `texts` have; smooth inverse frequencies."""
        documents = Counter(gram for text in texts for gram in set(read(text)))
        vocabulary = sorted(gram for gram in documents if documents[gram] >= at_least)
        counts = np.array([documents[gram] for gram in vocabulary], np.float32)
        return cls(vocabulary, np.log((1 + len(texts)) / (1 + counts)).astype(np.float32) + 1, read)

    def known(self, text: str) -> dict[int, int]:
        """Counts of the n-grams of `text` that the space knows, by position in the vocabulary."""
        positions = (self._index.get(gram) for gram in self._read(text))
        return Counter(position for position in positions if position is not None)

    def vectors(self, texts: Iterable[str]) -> csr_matrix:
        """Sparse float32 rows of unit length (zero where nothing is known), one a text."""
        columns, values, ends = [], [], [0]
        for text in texts:
            counts = self.known(text)
            position = np.fromiter(counts, np.int64, len(counts))
            count = np.fromiter(counts.values(), np.float32, len(counts))
            weight = (1 + np.log(count)) * self.idf[position]
            columns.append(position)
            values.append(weight / (np.linalg.norm(weight) or 1))
            ends.append(ends[-1] + len(position))
        empty = np.array([], np.int64)
        data = (np.concatenate([empty, *values]), np.concatenate([empty, *columns]), ends)
        return csr_matrix(data, (len(ends) - 1, len(self.vocabulary)), dtype=np.float32)
