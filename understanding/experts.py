"""Regressions that learned from labelled sentences: which service, which act, ours at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
class Experts:
    """The three regressions, and the acts of each service [acts, services] as shares."""

    service: Regression
    act: Regression
    scope: Regression
    acts: Array

    @classmethod
    def fit(cls, services: Sequence[Service], messages: Messages, targets: Array) -> Experts:
        """Learn from messages and the services meant [n, services]; no service: a row of zeros."""
        inside = targets.sum(1) > 0
        ours, meant = messages.take(np.flatnonzero(inside)), targets[inside]
        acts = act_table(services)
        scope = inside[:, None].astype(np.float32)
        return cls(
            Regression.fit(ours, meant), Regression.fit(ours, meant @ acts.T),
            Regression.fit(messages, scope), acts,
        )

    def evidence(self, messages: Messages) -> list[Array]:
        """Two kinds of evidence, each [n, services]: the service and its act by their words."""
        return [self.service.predict(messages), self.act.predict(messages) @ self.acts]

    def inside(self, messages: Messages) -> Array:
        """How much n messages sound like ours [n, 1]: about 1, or about 0."""
        return self.scope.predict(messages)


def act_table(services: Sequence[Service]) -> Array:
    """Which acts each service's name speaks of, [acts, services]; columns sum to one."""
    table = np.zeros((len(_ACT_NAMES), len(services)), np.float32)
    for column, service in enumerate(services):
        for act in acts_of(service.name):
            table[_ACT_NAMES.index(act), column] = 1
    shares: Array = table / table.sum(axis=0)
    return shares
