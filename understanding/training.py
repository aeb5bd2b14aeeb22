"""Training a linker: experts and index on all sentences, their weighing on held-out folds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from understanding.confidence import Confidence, Marks
from understanding.encoder import SentenceEncoder, Vectors
from understanding.evidence import StringIndex
from understanding.examples import Example
from understanding.experts import Experts, Opinion, Regression, joined
from understanding.fusion import fit_fusion
from understanding.homophones import Mender
from understanding.linking import Linker, evidence, mender_for, tidy
from understanding.services import Service
from understanding.spaces import Messages, Spaces

Array = npt.NDArray[np.float32]
Positions = npt.NDArray[np.int64]
FOLDS = 5
MOST_COMPARED = 1_200_000
"""Held-out messages times services in one fold: more would cost memory and not help."""


@dataclass(frozen=True)
class Sentences:
    """What there is to learn from.

    n texts, the services meant [n, services] (rows sum to one, or to zero where none is meant),
    which of the texts are strings of a service, and which of these its official name, never held
    out [n].
    """

    texts: list[str]
    targets: Array
    called: Marks
    official: Marks

    def indexed(self, among: Positions) -> Positions:
        """Those of the texts that mean exactly one service, and so can stand for it."""
        return among[(self.targets[among] > 0).sum(1) == 1]

    def owners(self, among: Positions) -> Positions:
        """The service each text means most."""
        return self.targets[among].argmax(1)


def fit(
    services: Sequence[Service],
    examples: Sequence[Example],
    encoder: SentenceEncoder,
    terms: frozenset[str] = frozenset(),
    together: Sequence[str] = (),
) -> Linker:
    """Train a linker; examples without a service teach what is none of our business.

    `terms` are further words worth mending towards, such as names of evidence;
    `together` are sentences that name several services at once.
    """
    sentences = gather(services, examples, mender_for(services, terms))
    encoded = encoder.encode(sentences.texts)
    named = sentences.indexed(np.arange(len(sentences.texts)))
    strings, owners = [sentences.texts[i] for i in named], sentences.owners(named)
    spaces = Spaces.fit(strings, encoded[named], owners)
    messages = spaces.messages(sentences.texts, encoded)
    passages = encoder.encode([service.name for service in services], role="passage")
    fusion, confidence = weigh(services, sentences, messages, passages)
    return Linker(
        services=list(services),
        spoken=spoken_ones(services, examples),
        terms=terms,
        encoder=encoder,
        spaces=spaces,
        strings=strings,
        owners=owners,
        encoded=encoded[named],
        experts=Experts.fit(services, messages, sentences.targets),
        passages=passages,
        fusion=fusion,
        confidence=confidence,
        several=fit_several(spaces, encoder, mender_for(services, terms), examples, together),
    )


def fit_several(
    spaces: Spaces,
    encoder: SentenceEncoder,
    mender: Mender,
    examples: Sequence[Example],
    together: Sequence[str],
) -> Regression:
    """What tells sentences naming several services (1) from those that mean one (0)."""
    single = [example.text for example in examples if example.services]
    texts = [tidy(text, mender) for text in (*together, *single)]
    messages = spaces.messages(texts, encoder.encode(texts))
    marks = np.array([[1.0]] * len(together) + [[0.0]] * len(single), np.float32).reshape(-1, 1)
    return Regression.fit(messages, marks)


def spoken_ones(services: Sequence[Service], examples: Sequence[Example]) -> list[tuple[str, str]]:
    """The examples that mean exactly one service, as (text, service id)."""
    known = {service.id for service in services}
    return [
        (e.text, e.services[0]) for e in examples if len(e.services) == 1 and e.services[0] in known
    ]


def gather(services: Sequence[Service], examples: Sequence[Example], mender: Mender) -> Sentences:
    """All strings of the services and all examples, tidied as a message would be."""
    column = {service.id: i for i, service in enumerate(services)}
    meant: list[tuple[str, tuple[str, ...], bool]] = [
        (text, (service.id,), text == service.strings[0])
        for service in services
        for text in service.strings
    ]
    meant += [(e.text, e.services, False) for e in examples if set(e.services) <= set(column)]
    targets = np.zeros((len(meant), len(services)), np.float32)
    for row, (_, ids, _) in enumerate(meant):
        targets[row, [column[id] for id in ids]] = 1 / len(ids) if ids else 0
    texts = [tidy(text, mender) for text, _, _ in meant]
    called = np.arange(len(meant)) < sum(len(service.strings) for service in services)
    return Sentences(texts, targets, called, np.array([official for _, _, official in meant]))


def learn(
    services: Sequence[Service], sentences: Sentences, messages: Messages, among: Positions
) -> tuple[StringIndex, Experts]:
    """The index and the experts made from some of the sentences."""
    named = sentences.indexed(among)
    texts = [sentences.texts[i] for i in named]
    index = StringIndex(texts, messages.take(named), sentences.owners(named))
    return index, Experts.fit(services, messages.take(among), sentences.targets[among])


def weigh(
    services: Sequence[Service], sentences: Sentences, messages: Messages, passages: Vectors
) -> tuple[Array, Confidence]:
    """The weights of the kinds of evidence and how sure they make, from unseen sentences."""
    rows, found, opinion = held_out(services, sentences, messages, passages)
    targets = sentences.targets[rows]
    inside = targets.sum(1) > 0
    fusion = fit_fusion(found[inside], targets[inside])
    return fusion, Confidence.fit(found, found @ fusion, opinion, targets, sentences.called[rows])


def held_out(
    services: Sequence[Service], sentences: Sentences, messages: Messages, passages: Vectors
) -> tuple[Positions, Array, Opinion]:
    """Positions [n], evidence [n, services, kinds] and opinion of sentences while held out."""
    dice = np.random.default_rng(0)
    fold = np.where(sentences.official, -1, dice.integers(0, FOLDS, len(sentences.texts)))
    positions, evidences, opinions = [], [], []
    for number in range(FOLDS):
        index, experts = learn(services, sentences, messages, np.flatnonzero(fold != number))
        rows = dice.permutation(np.flatnonzero(fold == number))[: MOST_COMPARED // len(services)]
        some, texts = messages.take(rows), [sentences.texts[i] for i in rows]
        positions.append(rows)
        evidences.append(evidence(texts, some, index, experts, passages))
        opinions.append(experts.opinion(texts, some))
    return np.concatenate(positions), np.concatenate(evidences), joined(opinions)
