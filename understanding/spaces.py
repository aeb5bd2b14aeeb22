"""The spaces messages are compared in, learned from the strings of all services."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, vstack
from sklearn.utils.extmath import randomized_svd

from understanding.encoder import Vectors
from understanding.grams import GramSpace

Array = npt.NDArray[np.float32]
TOPICS = 256
SHRINKAGE = 0.5


@dataclass(frozen=True)
class Messages:
    """n messages ready to be compared.

    `encoded` are the encoder's unit vectors [n, d], `grams` sparse [n, v], `dense`
    [n, d + topics] what the experts read: the sense of the encodings beside n-gram topics.
    """

    encoded: Vectors
    grams: csr_matrix
    dense: Array

    @property
    def sense(self) -> Array:
        """Unit vectors [n, d] in which different words for one thing lie close together."""
        return self.dense[:, : self.encoded.shape[1]]

    def take(self, rows: npt.NDArray[np.int64]) -> Messages:
        """The messages at these positions."""
        return Messages(self.encoded[rows], self.grams[rows], self.dense[rows])


def joined(several: Sequence[Messages]) -> Messages:
    """Several groups of messages as one."""
    if len(several) == 1:
        return several[0]
    return Messages(
        np.concatenate([each.encoded for each in several]),
        vstack([each.grams for each in several], format="csr"),
        np.concatenate([each.dense for each in several]),
    )


@dataclass(frozen=True)
class Spaces:
    """Centre [d] and whitening [d, d] of encodings; n-grams and their topics [v, topics]."""

    centre: Array
    whitening: Array
    grams: GramSpace
    topics: Array

    @classmethod
    def fit(cls, texts: Sequence[str], encoded: Vectors, owners: npt.NDArray[np.int64]) -> Spaces:
        """Learn the spaces from strings [n], their encodings [n, d] and whose they are [n]."""
        grams = GramSpace.of(texts)
        vectors = grams.vectors(texts)
        rank = min(TOPICS, min(vectors.shape) - 1)
        _, _, topics = randomized_svd(vectors, rank, n_iter=1, random_state=0)
        centre = encoded.mean(0)
        return cls(centre, whitening(encoded - centre, owners), grams, topics.T.astype(np.float32))

    def messages(self, texts: Sequence[str], encoded: Vectors) -> Messages:
        """Place texts and their encodings in the spaces."""
        vectors = self.grams.vectors(texts)
        sense = _unit((encoded - self.centre) @ self.whitening)
        dense = np.hstack([sense, self._topics_of(vectors)]).astype(np.float32)
        return Messages(encoded, vectors, dense)

    def _topics_of(self, vectors: csr_matrix) -> Array:
        """vectors @ topics; a loaded model keeps the topics in half precision (33 MB less)."""
        used, places = np.unique(vectors.indices, return_inverse=True)
        shape = (vectors.shape[0], len(used))
        named = csr_matrix((vectors.data, places, vectors.indptr), shape=shape)
        product: Array = named @ self.topics[used].astype(np.float32)
        return product


def whitening(centred: Array, owners: npt.NDArray[np.int64]) -> Array:
    """Within-class covariance normalisation (Hatch et al., 2006): S_w to the power of -1/2.

    Directions in which strings of one service differ from each other are damped.
    """
    means = np.zeros((owners.max() + 1, centred.shape[1]), np.float32)
    np.add.at(means, owners, centred)
    means /= np.maximum(np.bincount(owners), 1)[:, None]
    within = centred - means[owners]
    scatter = within.T @ within / len(within)
    even = np.eye(len(scatter)) * np.trace(scatter) / len(scatter)
    values, axes = np.linalg.eigh((1 - SHRINKAGE) * scatter + SHRINKAGE * even)
    return ((axes / np.sqrt(values)) @ axes.T).astype(np.float32)


def _unit(vectors: Array) -> Array:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
