"""Life events: which 一件事 a message means, if it asks for more than a single service."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from knowledge.model import Pack
from understanding.encoder import Role, SentenceEncoder, Vectors
from understanding.examples import Example
from understanding.fusion import fit_fusion
from understanding.grams import GramSpace
from understanding.logistic import Logistic
from understanding.normalise import core, normalise
from understanding.ranking import Ranked
from understanding.services import services_of
from understanding.softmax import log_softmax

Array = npt.NDArray[np.float32]
Positions = npt.NDArray[np.int64]
LONGEST = 5
CLEARLY, SURELY = 0.6, 0.9
"""From these confidences on an event is answered: where it is surer than any single service, or
whatever the services are."""
KINDS = 5
"""Kinds of evidence for an event: its nearest saying by sense and by n-grams, the mean of its
sayings, and how near the nearest and the average of its services are."""
MOST_LEARNED = 2000
"""Sentences that mean no event the chance is learned from: more cost time and don't help."""

_EVERYTHING = re.compile(
    r"(?:都|全部|一共|总共|所有)(?:要|得|能|需要|该)?(?:去)?(?:有|办|跑|补|处理|走)"
    r"|哪些(?:证(?!件|明|据)|手续|事|步骤)|哪几(?:样|步|个证|个部门|道)|几(?:个证|个部门|道|步)手?续?"
    r"|从头到尾|前前后后|一整套|全套|一摊子|一堆|一步一步|一条龙|一件事|些[啥什]么?(?:证|手续)|啥证"
    r"|手续(?:都|上|咋走|怎么走)|后面|接下来|帮我(?:列|理|捋)|给我(?:列|说全)|办齐|全没了|全丢"
)
_ONE_PAPER = re.compile(
    r"带(?:啥|什么|哪)|材料|资料|要件|证件|多少钱|多久|在哪|几点|补办|变更|延续|到期"
)
_PHRASES = re.compile(
    r"从头到尾|前前后后|一整套|全套|一条龙|一摊子|一件事|一步一步|一共|全部|所有|接下来|后面|手续|证照|流程"
    r"|需要|办理|准备|怎么|什么|哪些|哪几样|哪几个|部门|地方|些啥|要啥|[要办跑啥哪都有得想我你他这那的了个些吗呢吧]"
)
"""Words of asking, which are alike whatever is asked for."""


@dataclass(frozen=True)
class Event:
    """A life event as understanding sees it: how people say it, and the services it takes."""

    id: str
    name: str
    sayings: tuple[str, ...]
    services: tuple[int, ...]


@dataclass(frozen=True)
class Strings:
    """Strings [n] sorted by owner, the owners [n], and encodings and n-grams to compare with.

    `encoded` [n, d] as they came, `sense` [d, n] centred, `grams` sparse [v, n].
    """

    texts: list[str]
    owners: Positions
    encoded: Vectors
    sense: Array
    grams: Any

    @classmethod
    def of(
        cls, said: Sequence[tuple[str, int]], encoded: Vectors, centre: Array, space: GramSpace
    ) -> Strings:
        """Place strings (text, owner), in the order of their owners, with their encodings."""
        texts = [text for text, _ in said]
        owners = np.array([owner for _, owner in said])
        grams = space.vectors(map(_topic, texts)).T.tocsr()
        return cls(texts, owners, encoded, _unit(encoded - centre).T, grams)

    def near(self, sense: Array, same: Sequence[str]) -> Array:
        """Cosines [m, n] by sense, those between equal texts taken out."""
        return self._apart(sense @ self.sense, same)

    def alike(self, grams: Any, same: Sequence[str]) -> Array:
        """Cosines [m, n] by n-grams, those between equal texts taken out."""
        return self._apart((grams @ self.grams).toarray(), same)

    def best(self, similar: Array) -> Array:
        """The best similarity with each owner, [m, owners]."""
        starts = np.searchsorted(self.owners, np.arange(self.owners[-1] + 1))
        found: Array = np.maximum.reduceat(similar, starts, axis=1)
        return found

    def _apart(self, similar: Array, same: Sequence[str]) -> Array:
        places: dict[str, list[int]] = {}
        for column, text in enumerate(self.texts if same else ()):
            places.setdefault(text, []).append(column)
        for row, text in enumerate(same):
            similar[row, places.get(text, [])] = -1
        return similar


@dataclass(frozen=True)
class EventLinker:
    """The events' sayings, beside the strings of single services they are held against.

    `fusion` [KINDS] weighs the evidence between events, `chance` tells any event from none;
    `examples` are labelled sentences (text, id) beside what events and services are called.
    """

    events: list[Event]
    examples: list[tuple[str, str]]
    centre: Array
    space: GramSpace
    sayings: Strings
    services: Strings
    fusion: Array
    chance: Logistic

    def rank(self, text: str, encoded: Vectors) -> list[Ranked]:
        """The events meant, best first; what the confidences leave of 1 is that none is.

        `text` is tidied (without courtesies), `encoded` [1, d] its encoding.
        """
        found, features = self.weigh([text], encoded)
        meant = self.chance.chance(features)[0]
        chances = np.exp(log_softmax(found @ self.fusion))[0] * meant
        best = np.argsort(-chances, kind="stable")[:LONGEST]
        events = [self.events[i] for i in best]
        return [Ranked(e.id, e.name, float(chances[i])) for e, i in zip(events, best, strict=True)]

    def weigh(
        self, texts: Sequence[str], encoded: Vectors, same: Sequence[str] = ()
    ) -> tuple[Array, Array]:
        """Evidence [n, events, KINDS] and the features of `chance` [n, features] of messages.

        `same` are the messages' own texts while learning: nothing is compared with itself.
        """
        sense, grams = _unit(encoded - self.centre), self.space.vectors(map(_topic, texts))
        singly = self.services.best(self.services.near(sense, same))
        alike = self.services.alike(grams, same).max(axis=1)
        found = self._evidence(sense, grams, singly, same)
        return found, _features(texts, found, singly.max(axis=1), alike)

    def _evidence(self, sense: Array, grams: Any, singly: Array, same: Sequence[str]) -> Array:
        said = self.sayings
        near = said.near(sense, same)
        starts = np.searchsorted(said.owners, np.arange(len(self.events)))
        means = np.add.reduceat(np.maximum(near, 0), starts, axis=1) / np.bincount(said.owners)
        steps = [singly[:, event.services] for event in self.events]
        kinds = [
            said.best(near),
            said.best(said.alike(grams, same)),
            means,
            np.stack([each.max(axis=1) for each in steps], axis=1),
            np.stack([each.mean(axis=1) for each in steps], axis=1),
        ]
        return np.stack(kinds, axis=2).astype(np.float32)


def _features(texts: Sequence[str], found: Array, near: Array, alike: Array) -> Array:
    """What tells any event from none, [n, features].

    How well the best event fits, how well the best single service, the difference, and whether
    the words ask for everything there is or for one paper.
    """
    best = found.max(axis=1)
    everything = np.array([len(_EVERYTHING.findall(text)) for text in texts])
    paper = np.array([len(_ONE_PAPER.findall(text)) for text in texts])
    columns = [
        *best.T[:3],
        near,
        alike,
        best[:, 0] - near,
        best[:, 1] - alike,
        everything > 0,
        everything > 1,
        paper > 0,
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def clearly_meant(events: Sequence[Ranked], services: Sequence[Ranked]) -> str | None:
    """The event to answer with, or None where single services are to be answered.

    A precise request wins: unless it is sure, an event has to be surer than any single service.
    """
    service = services[0].confidence if services else 0.0
    if not events or events[0].confidence < max(CLEARLY, min(SURELY, service)):
        return None
    return events[0].id


def fit(
    pack: Pack,
    examples: Sequence[tuple[str, str]],
    others: Sequence[Example],
    encoder: SentenceEncoder,
) -> EventLinker:
    """Train on the pack's sayings and on `examples` (text, event id), against `others`.

    `others` are sentences that mean a single service, several named ones, or nothing of ours.
    """
    spoken = [(e.text, e.services[0]) for e in others if len(e.services) == 1]
    placed = place(pack, [*examples, *spoken], encoder)
    meant = list(zip(placed.sayings.texts, placed.sayings.owners.tolist(), strict=True))
    strange = list(dict.fromkeys([*placed.services.texts, *(tidied(e.text) for e in others)]))
    chosen = np.random.default_rng(0).permutation(len(strange))[:MOST_LEARNED]
    texts = [*(text for text, _ in meant), *(strange[i] for i in chosen)]
    found, features = placed.weigh(texts, encoder.encode(texts), same=texts)
    inside = (np.arange(len(texts)) < len(meant)).astype(np.float32)
    targets = np.eye(len(placed.events), dtype=np.float32)[[owner for _, owner in meant]]
    chance = Logistic.fit(features, inside, np.ones(len(texts), np.float32))
    return replace(placed, fusion=fit_fusion(found[: len(meant)], targets), chance=chance)


def place(pack: Pack, examples: Sequence[tuple[str, str]], encoder: SentenceEncoder) -> EventLinker:
    """The pack's events and services with all their strings; nothing is weighed yet."""
    events, services = events_of(pack), services_of(pack)
    said = _said([(event.id, event.sayings) for event in events], examples)
    single = _said([(service.id, service.strings) for service in services], examples)
    texts = [text for text, _ in (*said, *single)]
    encoded = encoder.encode(texts)
    centre, space = encoded.mean(0), GramSpace.of([_topic(text) for text in texts])
    return EventLinker(
        events,
        list(examples),
        centre,
        space,
        Strings.of(said, encoded[: len(said)], centre, space),
        Strings.of(single, encoded[len(said) :], centre, space),
        np.ones(KINDS, np.float32),
        Logistic(*(np.zeros(1, np.float32) for _ in range(4))),
    )


def refresh(linker: EventLinker, pack: Pack, encoder: SentenceEncoder) -> EventLinker:
    """The events of another version of the pack, weighed as before; encodes only new strings."""
    known = _Known(linker, encoder)
    placed = place(pack, linker.examples, known)
    return replace(placed, fusion=linker.fusion, chance=linker.chance)


class _Known:
    """An encoder that looks up what a linker holds."""

    def __init__(self, linker: EventLinker, encoder: SentenceEncoder) -> None:
        self.name, self.dimension, self._encoder = encoder.name, encoder.dimension, encoder
        self._vectors = {
            text: vector
            for strings in (linker.sayings, linker.services)
            for text, vector in zip(strings.texts, strings.encoded, strict=True)
        }

    def encode(self, texts: Sequence[str], role: Role = "query") -> Vectors:
        """See `SentenceEncoder.encode`."""
        fresh = list(dict.fromkeys(text for text in texts if text not in self._vectors))
        if fresh:
            encoded = self._encoder.encode(fresh, role)
            self._vectors.update(zip(fresh, encoded, strict=True))
        return np.stack([self._vectors[text] for text in texts])


def events_of(pack: Pack) -> list[Event]:
    """The pack's events as understanding sees them."""
    column = {service.id: i for i, service in enumerate(services_of(pack))}
    return [
        Event(
            event.id,
            event.name,
            (event.name, *event.sayings),
            tuple(sorted({column[step.service] for step in event.steps})),
        )
        for event in pack.events.values()
    ]


def tidied(text: str) -> str:
    """A sentence as messages are compared: normalised, without courtesies."""
    return core(normalise(text))


def _topic(text: str) -> str:
    """What is left of a sentence without its words of asking."""
    return _PHRASES.sub(" ", text)


def _said(
    called: Sequence[tuple[str, Sequence[str]]], examples: Sequence[tuple[str, str]]
) -> list[tuple[str, int]]:
    """Every string once, with the position of who is called so, in the order of positions."""
    column = {owner: i for i, (owner, _) in enumerate(called)}
    pairs = [(text, owner) for owner, strings in called for text in strings]
    pairs += [(text, owner) for text, owner in examples if owner in column]
    placed = [(tidied(text), column[owner]) for text, owner in pairs]
    return sorted(dict.fromkeys(placed), key=lambda pair: pair[1])


def _unit(vectors: Array) -> Array:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
