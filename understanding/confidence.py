"""From how well services fit to how sure we are: is any meant, and is it the best one?

Both chances are learned on sentences the rest hasn't seen. Their product is calibrated: of
messages answered at 0.9, nine in ten are right.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from understanding.experts import Opinion
from understanding.logistic import Logistic
from understanding.softmax import log_softmax

Array = npt.NDArray[np.float32]
Marks = npt.NDArray[np.bool_]
CALLED_COUNTS = 0.5
"""What a service's own string weighs beside a sentence of people, which tells more."""
_MOST, _LEAST = 8.0, -3.0


@dataclass(frozen=True)
class Confidence:
    """Whether any service is meant (`scope`), and whether the best one is (`best`)."""

    scope: Logistic
    best: Logistic

    @classmethod
    def fit(
        cls, evidence: Array, logits: Array, opinion: Opinion, targets: Array, called: Marks
    ) -> Confidence:
        """Learn from n held-out messages and the services meant [n, services].

        `called` [n] marks those that are strings of a service, not sentences of people.
        """
        inside = targets.sum(1) > 0
        even = np.ones(len(targets), np.float32)
        scope = Logistic.fit(
            scope_features(evidence, logits, opinion), inside.astype(np.float32), even
        )
        right = targets[np.arange(len(targets)), logits.argmax(1)]
        counts = np.where(called, CALLED_COUNTS, 1).astype(np.float32)
        features = best_features(evidence, logits, opinion)
        return cls(scope, Logistic.fit(features[inside], right[inside], counts[inside]))

    def chances(self, evidence: Array, logits: Array, opinion: Opinion) -> Array:
        """How likely each service is meant [n, services]; what is missing to 1: none is."""
        inside = self.scope.chance(scope_features(evidence, logits, opinion))
        best = self.best.chance(best_features(evidence, logits, opinion))
        return _with_best(np.exp(log_softmax(logits)), best) * inside[:, None]


def scope_features(evidence: Array, logits: Array, opinion: Opinion) -> Array:
    """What tells whether any service is meant, [n, features].

    The best value of each kind of evidence, the best sum, its lead, its log chance; what the
    experts think; how much nearer the nearest strings are than the nearest foreign sentences.
    """
    ordered = np.sort(logits, axis=1)[:, -2:]
    fits = evidence.max(axis=1)
    return np.hstack(
        [
            fits,
            ordered[:, 1:],
            ordered[:, 1:] - ordered[:, :1],
            log_softmax(logits).max(axis=1, keepdims=True),
            opinion.ours,
            opinion.foreign,
            fits[:, :1] - opinion.foreign,
        ]
    ).astype(np.float32)


def best_features(evidence: Array, logits: Array, opinion: Opinion) -> Array:
    """What tells whether the best fitting service is the one meant, [n, features].

    Its log chance and leads, how well it fits, how vague the words are, and their length; and
    its lead by each kind of evidence alone: words that fit two services alike lead nowhere.
    """
    logs = log_softmax(logits)
    ordered = np.sort(logs, axis=1)[:, :-4:-1]
    best, second, third = ordered[:, :1], ordered[:, 1:2], ordered[:, 2:3]
    fits = evidence.max(axis=1)[:, :2]
    return np.hstack(
        [
            best,
            np.minimum(best - second, _MOST),
            np.log1p(-np.exp(np.minimum(best, -1e-4))),
            np.minimum(second - third, _MOST),
            opinion.vague,
            opinion.length,
            opinion.vague * opinion.length,
            fits,
            _leads(evidence, logits.argmax(1)),
        ]
    ).astype(np.float32)


def _leads(evidence: Array, first: npt.NDArray[np.int64]) -> Array:
    """How far the services at `first` [n] are ahead of all others, by each kind [n, kinds]."""
    rows = np.arange(len(evidence))
    others = evidence.copy()
    others[rows, first] = -np.inf
    leads: Array = np.clip(evidence[rows, first] - others.max(1), _LEAST, _MOST + 1)
    return leads


def _with_best(chances: Array, best: Array) -> Array:
    """`chances` [n, services] with the best at `best` [n], the others in proportion below it."""
    rows, first = np.arange(len(chances)), chances.argmax(1)
    rest = chances.copy()
    rest[rows, first] = 0
    rest /= np.maximum(rest.sum(1, keepdims=True), 1e-12)
    least = rest.max(1) / (1 + rest.max(1))
    best = np.maximum(best, least)
    rest *= (1 - best)[:, None]
    rest[rows, first] = best
    return rest
