"""Whether a message means any service of ours: a gate over what fits it best."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from understanding.softmax import fit_softmax, log_softmax

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Gate:
    """Logistic regression over `scope_features`, standardised by `mean` and `spread`."""

    mean: Array
    spread: Array
    weights: Array
    bias: float

    @classmethod
    def fit(cls, features: Array, inside: npt.NDArray[np.bool_], importance: Array) -> Gate:
        """Learn from held-out messages [n, kinds] and whether they meant a service [n]."""
        mean, spread = features.mean(0), features.std(0) + 1e-6
        targets = np.stack([~inside, inside], axis=1).astype(np.float32)
        weights, bias = fit_softmax((features - mean) / spread, targets, importance, 1e-3)
        return cls(mean, spread, weights[:, 1] - weights[:, 0], float(bias[1] - bias[0]))

    def probability(self, features: Array) -> Array:
        """The probability [n] that a service of ours is meant."""
        logit = ((features - self.mean) / self.spread) @ self.weights + self.bias
        probability: Array = 1 / (1 + np.exp(-np.clip(logit, -30, 30)))
        return probability


def scope_features(evidence: Array, logits: Array, ours: Array) -> Array:
    """What the gate sees, [n, kinds + 3 + columns of `ours`].

    The best value of each kind of evidence, the best sum, its lead over the second, the log
    of the best probability, and `ours` [n, m]: how much the words sound like ours.
    """
    ordered = np.sort(logits, axis=1)[:, -2:]
    lead = ordered[:, 1:] - ordered[:, :1]
    best = log_softmax(logits).max(axis=1, keepdims=True)
    columns = [evidence.max(axis=1), ordered[:, 1:], lead, best, ours]
    return np.hstack(columns).astype(np.float32)
