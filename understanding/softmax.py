"""Softmax regression with soft targets: one row of weights a class, fitted in seconds."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

Array = npt.NDArray[np.float32]


def log_softmax(scores: Array) -> Array:
    """Row-wise logarithms of probabilities."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    normalised: Array = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return normalised


def fit_softmax(
    features: Any,
    targets: Array,
    importance: Array | None = None,
    penalty: float = 1e-4,
    steps: int = 120,
) -> tuple[Array, Array]:
    """Weights [dimension, classes] and bias [classes] by L-BFGS on the mean cross-entropy.

    `features` is [n, dimension], dense or sparse; `targets` [n, classes] has rows summing to
    one; `importance` [n] weighs the rows; `penalty` is the L2 penalty on the weights.
    """
    count, dimension = features.shape
    classes = targets.shape[1]
    share = np.full(count, 1 / count) if importance is None else importance / importance.sum()
    share = share.astype(np.float32)[:, None]

    def loss(flat: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        weights = flat.astype(np.float32).reshape(dimension + 1, classes)
        logs = log_softmax(np.asarray(features @ weights[:-1]) + weights[-1])
        error = (np.exp(logs) - targets) * share
        slope = np.vstack([features.T @ error + penalty * weights[:-1], error.sum(0)])
        cost = -(logs * targets * share).sum() + 0.5 * penalty * (weights[:-1] ** 2).sum()
        return float(cost), slope.ravel().astype(np.float64)

    start = np.zeros((dimension + 1) * classes)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps})
    weights = best.x.astype(np.float32).reshape(dimension + 1, classes)
    return weights[:-1], weights[-1]
