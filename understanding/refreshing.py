"""Following a newly activated pack without training: names, aliases, services come and gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from time import sleep

import numpy as np
import numpy.typing as npt

from understanding.encoder import Role, Vectors
from understanding.experts import Experts, Regression, act_table
from understanding.linking import Linker, Positions, mender_for, tidy
from understanding.services import Service
from understanding.spaces import Spaces

Array = npt.NDArray[np.float32]
_RIDGE = 1.0
_PAUSE = 0.002


def refresh(linker: Linker, services: Sequence[Service]) -> Linker:
    """A linker for these services: only strings it hasn't seen are encoded.

    The weighing stays as trained. A service the experts never saw gets the weights that
    services with such strings have.
    """
    mender = mender_for(services, linker.terms)
    column = {service.id: i for i, service in enumerate(services)}
    meant = [(text, service.id) for service in services for text in service.strings]
    meant += [(text, owner) for text, owner in linker.spoken if owner in column]
    strings = [tidy(text, mender) for text, _ in meant]
    owners = np.array([column[owner] for _, owner in meant])
    encoded = _encode(linker, strings)
    return Linker(
        services=list(services),
        spoken=linker.spoken,
        terms=linker.terms,
        encoder=linker.encoder,
        spaces=linker.spaces,
        strings=strings,
        owners=owners,
        encoded=encoded,
        passages=_passages(linker, services),
        fusion=linker.fusion,
        experts=_experts(linker, services, _means(linker.spaces, strings, encoded, owners)),
        confidence=linker.confidence,
        several=linker.several,
    )


def _encode(linker: Linker, strings: Sequence[str]) -> Vectors:
    known = dict(zip(linker.index.texts, linker.index.messages.encoded, strict=True))
    fresh = list(dict.fromkeys(text for text in strings if text not in known))
    known.update((text, _encode_one(linker, text)) for text in fresh)
    return np.stack([known[text] for text in strings])


def _encode_one(linker: Linker, text: str, role: Role = "query") -> Vectors:
    """One text, then a pause: citizens' messages wait for the same encoder."""
    encoded = linker.encoder.encode([text], role=role)[0]
    sleep(_PAUSE)
    return encoded


def _passages(linker: Linker, services: Sequence[Service]) -> Vectors:
    known = {s.name: row for s, row in zip(linker.services, linker.passages, strict=True)}
    fresh = [service.name for service in services if service.name not in known]
    known.update((name, _encode_one(linker, name, "passage")) for name in fresh)
    return np.stack([known[service.name] for service in services])


def _means(spaces: Spaces, strings: Sequence[str], encoded: Vectors, owners: Positions) -> Array:
    """The mean of each service's strings in the regressions' space, [services, dimension]."""
    dense = spaces.messages(strings, encoded).dense
    means = np.zeros((int(owners.max()) + 1, dense.shape[1]), np.float32)
    np.add.at(means, owners, dense)
    means /= np.bincount(owners)[:, None]
    return means


def _experts(linker: Linker, services: Sequence[Service], means: Array) -> Experts:
    """The service expert with a class for each of `services`; learned ones keep their weights."""
    learned = {service.id: i for i, service in enumerate(linker.services)}
    old = linker.experts.service
    trained = np.array([i for i, service in enumerate(services) if service.id in learned])
    columns = np.array([learned[services[i].id] for i in trained])
    similar = means @ means[trained].T
    kernel = similar[trained] + _RIDGE * np.eye(len(trained), dtype=np.float32)
    guess = similar @ np.linalg.solve(kernel, old.weights.T[columns])
    bias = np.full(len(services), np.median(old.bias), np.float32)
    guess[trained], bias[trained] = old.weights.T[columns], old.bias[columns]
    service = Regression(guess.T.copy(), bias)
    return replace(linker.experts, service=service, acts=act_table(services))
