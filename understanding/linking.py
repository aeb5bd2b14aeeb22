"""Linking words to services: which of all services a message means, and how surely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from understanding.confidence import Confidence
from understanding.encoder import SentenceEncoder, Vectors
from understanding.evidence import StringIndex
from understanding.experts import Experts, Regression
from understanding.homophones import Mender, phrases_of, words_of
from understanding.normalise import core, normalise
from understanding.ranking import LONGEST, Ranked
from understanding.services import Service
from understanding.spaces import Messages, Spaces, joined

Array = npt.NDArray[np.float32]
Positions = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Read:
    """A message as it was read: tidied and mended text, and its place in the spaces [1, ...]."""

    text: str
    messages: Messages


class Linker:
    """Everything a message is read with. Made by `training.fit`, kept by `storage`."""

    def __init__(
        self,
        *,
        services: list[Service],
        spoken: list[tuple[str, str]],
        terms: frozenset[str],
        encoder: SentenceEncoder,
        spaces: Spaces,
        experts: Experts,
        strings: list[str],
        owners: Positions,
        encoded: Vectors,
        passages: Vectors,
        fusion: Array,
        confidence: Confidence,
        several: Regression,
    ) -> None:
        """Put the parts together.

        `spoken` are labelled sentences (text, service id) beside the services' own strings;
        `terms` further words worth mending towards (names of evidence); `strings` [n], their
        `owners` [n] and encodings [n, d] are what messages are compared with; `several` tells
        messages that name several services, about 1, from those that name one, about 0.
        """
        self.services, self.spoken, self.terms = services, spoken, terms
        self.encoder, self.spaces, self.experts = encoder, spaces, experts
        self.passages, self.fusion, self.confidence = passages, fusion, confidence
        self.several = several
        self.mender = mender_for(services, terms)
        self.index = StringIndex(strings, spaces.messages(strings, encoded), owners)

    def read(self, text: str) -> Read:
        """Tidy, mend and encode one message: the only encoding it needs."""
        return self.read_many([text])[0]

    def read_many(self, texts: Sequence[str]) -> list[Read]:
        """As `read`, for several messages."""
        tidied = [tidy(text, self.mender) for text in texts]
        messages = self.spaces.messages(tidied, self.encoder.encode(tidied))
        return [Read(text, messages.take(np.array([i]))) for i, text in enumerate(tidied)]

    def rank(self, read: Read) -> list[Ranked]:
        """The services meant, best first, at most ten; confidences may sum to less than 1."""
        return self.ranked(self.chances([read])[0])

    def chances(self, reads: Sequence[Read]) -> Array:
        """How likely each message means each service, [n, services]."""
        texts = [read.text for read in reads]
        messages = joined([read.messages for read in reads])
        found = evidence(texts, messages, self.index, self.experts, self.passages)
        opinion = self.experts.opinion(texts, messages)
        return self.confidence.chances(found, found @ self.fusion, opinion)

    def ranked(self, chances: Array) -> list[Ranked]:
        """The likeliest services of `chances` [services], best first, at most ten."""
        best = np.argsort(-chances, kind="stable")[:LONGEST]
        return [self._ranked(i, float(chances[i])) for i in best]

    def _ranked(self, position: int, chance: float) -> Ranked:
        service = self.services[position]
        return Ranked(service.id, service.name, chance)


def mender_for(services: Sequence[Service], terms: frozenset[str]) -> Mender:
    """A mender for all words the services are called by, and for `terms`."""
    names = {service.name for service in services}
    called = (text for service in services for text in service.strings)
    return Mender(terms | phrases_of(names) | words_of(called))


def tidy(text: str, mender: Mender) -> str:
    """What is read of a message: normalised, without courtesies, misspelt terms mended."""
    return mender.mend(core(normalise(text)))


def evidence(
    texts: Sequence[str],
    messages: Messages,
    index: StringIndex,
    experts: Experts,
    passages: Vectors,
) -> Array:
    """How well each of n messages fits each service, [n, services, kinds]."""
    kinds = index.evidence(texts, messages)
    kinds.append(messages.encoded @ passages.T)
    kinds.extend(experts.evidence(messages))
    return np.stack(kinds, axis=2).astype(np.float32)
