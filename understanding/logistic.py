"""Logistic regression over a few features: a calibrated chance of one thing being so."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from understanding.softmax import fit_softmax

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Logistic:
    """Weights [features] on features standardised by `mean` and `spread`, and a bias [1]."""

    mean: Array
    spread: Array
    weights: Array
    bias: Array

    @classmethod
    def fit(cls, features: Array, chances: Array, importance: Array) -> Logistic:
        """Learn from n rows of features and how likely the thing was there, 0 to 1 [n]."""
        mean, spread = features.mean(0), features.std(0) + 1e-6
        targets = np.stack([1 - chances, chances], axis=1).astype(np.float32)
        standard = ((features - mean) / spread).astype(np.float32)
        weights, bias = fit_softmax(standard, targets, importance, penalty=1e-4, steps=500)
        return cls(mean, spread, weights[:, 1] - weights[:, 0], bias[1:] - bias[:1])

    def chance(self, features: Array) -> Array:
        """The chance that it is so, for each of n rows [n]."""
        logit = ((features - self.mean) / self.spread) @ self.weights + self.bias
        chance: Array = 1 / (1 + np.exp(-np.clip(logit, -30, 30)))
        return chance
