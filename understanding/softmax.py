"""Softmax regression with soft targets: one row of weights a class, fitted in seconds."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Array = npt.NDArray[np.float32]


class Beside:
    """A dense matrix [n, d] beside a sparse one [n, v], as one [n, d + v]."""

    def __init__(self, dense: Array, sparse: csr_matrix) -> None:
        self._dense, self._sparse = dense, sparse
        self.shape = (len(dense), dense.shape[1] + sparse.shape[1])

    def __matmul__(self, weights: Array) -> Array:
        """The product with `weights` [d + v, columns]."""
        width = self._dense.shape[1]
        product: Array = self._dense @ weights[:width] + self._sparse @ weights[width:]
        return product

    def turned(self, error: Array) -> Array:
        """The product of the transpose with `error` [n, columns]."""
        return np.vstack([self._dense.T @ error, self._sparse.T @ error])


def log_softmax(scores: Array) -> Array:
    """Row-wise logarithms of probabilities."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    normalised: Array = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return normalised


def fit_softmax(
    features: Array | Beside,
    targets: Array,
    importance: Array | None = None,
    penalty: float = 1e-4,
    steps: int = 120,
) -> tuple[Array, Array]:
    """Weights [dimension, classes] and bias [classes] by L-BFGS on the mean cross-entropy.

    `features` is [n, dimension]; `targets` [n, classes] has rows summing to
    one; `importance` [n] weighs the rows; `penalty` is the L2 penalty on the weights.
    """
    count, dimension = features.shape
    classes = targets.shape[1]
    share = np.full(count, 1 / count) if importance is None else importance / importance.sum()
    share = share.astype(np.float32)[:, None]

    def loss(flat: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        weights = flat.astype(np.float32).reshape(dimension + 1, classes)
        logs = log_softmax(features @ weights[:-1] + weights[-1])
        error = (np.exp(logs) - targets) * share
        back = features.turned(error) if isinstance(features, Beside) else features.T @ error
        slope = np.vstack([back + penalty * weights[:-1], error.sum(0)])
        cost = -(logs * targets * share).sum() + 0.5 * penalty * (weights[:-1] ** 2).sum()
        return float(cost), slope.ravel().astype(np.float64)

    start = np.zeros((dimension + 1) * classes)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps})
    weights = best.x.astype(np.float32).reshape(dimension + 1, classes)
    return weights[:-1], weights[-1]
