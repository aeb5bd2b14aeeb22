"""Weighing the kinds of evidence against each other, learned on held-out folds."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from understanding.softmax import log_softmax

Array = npt.NDArray[np.float32]


def fit_fusion(evidence: Array, targets: Array, penalty: float = 1e-3) -> Array:
    """Weights [kinds] such that softmax(evidence @ weights) predicts the service meant.

    A conditional logit (McFadden, 1974): `evidence` is [n, services, kinds], `targets`
    [n, services] has rows summing to one.
    """
    spread = evidence.std(axis=(0, 1)) + 1e-9
    scaled = evidence / spread
    share = np.float32(1 / len(targets))

    def loss(weights: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        logs = log_softmax(scaled @ weights.astype(np.float32))
        error = (np.exp(logs) - targets) * share
        slope = np.einsum("ns,nsk->k", error, scaled) + penalty * weights
        return float(-(logs * targets * share).sum() + penalty * (weights**2).sum() / 2), slope

    best = minimize(loss, np.ones(evidence.shape[2]), jac=True, method="L-BFGS-B")
    fitted: Array = (best.x / spread).astype(np.float32)
    return fitted
