"""Regressions that learned from labelled sentences: which service, which act, ours at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from understanding.acts import ACTS, acts_of
from understanding.services import Service
from understanding.softmax import fit_softmax, log_softmax
from understanding.spaces import Messages

Array = npt.NDArray[np.float32]
_FLOOR = -12.0
_ACT_NAMES = list(ACTS)


@dataclass(frozen=True)
class Regression:
    """Softmax regression over `Messages.dense`: weights [dimension, classes], bias [classes]."""

    weights: Array
    bias: Array

    @classmethod
    def fit(cls, messages: Messages, targets: Array, penalty: float) -> Regression:
        """Learn from n messages and their targets [n, classes], rows summing to one."""
        return cls(*fit_softmax(messages.dense, targets, penalty=penalty))

    def log_probabilities(self, messages: Messages) -> Array:
        """Log probabilities [n, classes], not below -12."""
        return np.maximum(log_softmax(messages.dense @ self.weights + self.bias), _FLOOR)


@dataclass(frozen=True)
class Experts:
    """The three regressions, and the acts of each service [acts, services] as 0 and 1."""

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
        by_act = meant @ (acts / acts.sum(0)).T
        scope = np.stack([~inside, inside], axis=1).astype(np.float32)
        return cls(
            Regression.fit(ours, meant, 3e-6), Regression.fit(ours, by_act, 3e-5),
            Regression.fit(messages, scope, 3e-5), acts,
        )

    def evidence(self, messages: Messages) -> list[Array]:
        """Two kinds of evidence, each [n, services]: the service and its act by their words."""
        by_act = np.exp(self.act.log_probabilities(messages)) @ self.acts
        return [self.service.log_probabilities(messages), np.log(by_act + 1e-4)]

    def outside(self, messages: Messages) -> Array:
        """How much n messages sound like ours [n, 1], a log odds."""
        logs = self.scope.log_probabilities(messages)
        return logs[:, 1:] - logs[:, :1]


def act_table(services: Sequence[Service]) -> Array:
    """Which acts each service's name speaks of, [acts, services] of 0 and 1."""
    table = np.zeros((len(_ACT_NAMES), len(services)), np.float32)
    for column, service in enumerate(services):
        for act in acts_of(service.name):
            table[_ACT_NAMES.index(act), column] = 1
    return table
