"""Regressions that learned from labelled sentences: which service, which act, ours at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from understanding.acts import ACTS, acts_of
from understanding.services import Service
from understanding.spaces import Messages

Array = npt.NDArray[np.float32]
RIDGE = 1.0
_ACT_NAMES = list(ACTS)


@dataclass(frozen=True)
class Regression:
    """Ridge regression over `Messages.dense`: weights [dimension, columns], bias [columns].

    It has a closed form: milliseconds where a softmax takes minutes, at the same accuracy here.
    """

    weights: Array
    bias: Array

    @classmethod
    def fit(cls, messages: Messages, targets: Array) -> Regression:
        """Learn from n messages and their targets [n, columns]."""
        inputs = np.hstack([messages.dense, np.ones((len(targets), 1), np.float32)])
        kernel = inputs.T @ inputs + RIDGE * np.eye(inputs.shape[1], dtype=np.float32)
        weights = np.linalg.solve(kernel, inputs.T @ targets).astype(np.float32)
        return cls(weights[:-1], weights[-1])

    def predict(self, messages: Messages) -> Array:
        """What the targets of n messages would be, [n, columns]."""
        predicted: Array = messages.dense @ self.weights + self.bias
        return predicted


@dataclass(frozen=True)
class Opinion:
    """What the experts think of n messages as a whole, each [n, 1].

    `ours`: about 1 where they sound like one of our services, about 0 where not; `vague`: how
    much they sound like several; `foreign`: how near the three nearest sentences are that mean
    no service; `length`: the logarithm of their characters.
    """

    ours: Array
    vague: Array
    foreign: Array
    length: Array


def joined(opinions: Sequence[Opinion]) -> Opinion:
    """The opinions of several groups of messages as one."""
    return Opinion(
        *(
            np.concatenate([getattr(opinion, column.name) for opinion in opinions])
            for column in fields(Opinion)
        )
    )


@dataclass(frozen=True)
class Experts:
    """The four regressions, the acts of each service [acts, services] as shares, and the
    senses [m, d] of sentences that mean no service."""

    service: Regression
    act: Regression
    scope: Regression
    vagueness: Regression
    acts: Array
    foreign: Array

    @classmethod
    def fit(cls, services: Sequence[Service], messages: Messages, targets: Array) -> Experts:
        """Learn from messages and the services meant [n, services]; no service: a row of zeros."""
        count = (targets > 0).sum(1, keepdims=True)
        inside = np.flatnonzero(count)
        ours, meant, acts = messages.take(inside), targets[inside], act_table(services)
        return cls(
            Regression.fit(ours, meant),
            Regression.fit(ours, meant @ acts.T),
            Regression.fit(messages, (count > 0).astype(np.float32)),
            Regression.fit(ours, (count[inside] > 1).astype(np.float32)),
            acts,
            messages.sense[np.flatnonzero(count == 0)],
        )

    def evidence(self, messages: Messages) -> list[Array]:
        """Two kinds of evidence, each [n, services]: the service and its act by their words."""
        return [self.service.predict(messages), self.act.predict(messages) @ self.acts]

    def opinion(self, texts: Sequence[str], messages: Messages) -> Opinion:
        """What the experts think of n messages as a whole."""
        near = messages.sense @ self.foreign.T if len(self.foreign) else np.zeros((len(texts), 1))
        nearest = np.sort(near, axis=1)[:, -3:].mean(1, keepdims=True)
        length = np.log1p([[len(text)] for text in texts])
        return Opinion(
            self.scope.predict(messages),
            self.vagueness.predict(messages),
            nearest.astype(np.float32),
            length.astype(np.float32),
        )


def act_table(services: Sequence[Service]) -> Array:
    """Which acts each service's name speaks of, [acts, services]; columns sum to one."""
    table = np.zeros((len(_ACT_NAMES), len(services)), np.float32)
    for column, service in enumerate(services):
        for act in acts_of(service.name):
            table[_ACT_NAMES.index(act), column] = 1
    shares: Array = table / table.sum(axis=0)
    return shares
