"""Keeping a linker on disk: arrays as npz, words as JSON, no pickles."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from understanding.confidence import Confidence
from understanding.encoder import SentenceEncoder
from understanding.experts import Experts, Regression
from understanding.grams import GramSpace
from understanding.linking import Linker
from understanding.logistic import Logistic
from understanding.services import Service
from understanding.spaces import Spaces

FORM = 5
"""Version of the form below; a model of another form is refused."""
_REGRESSIONS = ("service", "act", "scope", "vagueness")
_LOGISTICS = ("scope", "best")


def save(linker: Linker, folder: Path) -> None:
    """Write `linker.npz` and `linker.json` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    np.savez(folder / "linker.npz", **_arrays(linker))
    words = {
        "form": FORM,
        "encoder": linker.encoder.name,
        "services": [[s.id, s.name, list(s.aliases)] for s in linker.services],
        "spoken": linker.spoken,
        "terms": sorted(linker.terms),
        "strings": linker.index.texts,
        "vocabulary": linker.spaces.grams.vocabulary,
    }
    (folder / "linker.json").write_text(json.dumps(words, ensure_ascii=False), "utf-8")


def load(folder: Path, encoder: SentenceEncoder) -> Linker:
    """Read what `save` wrote.

    Raises:
        ValueError: if it was written in another form or with another encoder.
    """
    words = json.loads((folder / "linker.json").read_text("utf-8"))
    if (words["form"], words["encoder"]) != (FORM, encoder.name):
        raise ValueError(f"{folder}: trained for another encoder or version; train again")
    with np.load(folder / "linker.npz") as file:
        arrays = dict(file)
    return _linker(words, arrays, encoder)


def _arrays(linker: Linker) -> dict[str, Any]:
    experts, spaces = linker.experts, linker.spaces
    arrays = {
        "centre": spaces.centre,
        "whitening": spaces.whitening,
        "idf": spaces.grams.idf,
        "topics": spaces.topics.astype(np.float16),
        "acts": experts.acts,
        "foreign": experts.foreign.astype(np.float16),
        "passages": linker.passages,
        "fusion": linker.fusion,
        "owners": linker.index.owners,
        "encoded": linker.index.messages.encoded.astype(np.float16),
    }
    regressions = {name: getattr(experts, name) for name in _REGRESSIONS}
    for name, regression in (regressions | {"several": linker.several}).items():
        arrays[f"expert_{name}_weights"] = regression.weights
        arrays[f"expert_{name}_bias"] = regression.bias
    for name in _LOGISTICS:
        logistic = getattr(linker.confidence, name)
        arrays |= {f"{name}_{part.name}": getattr(logistic, part.name) for part in fields(Logistic)}
    return arrays


def _linker(words: dict[str, Any], arrays: dict[str, Any], encoder: SentenceEncoder) -> Linker:
    grams = GramSpace(words["vocabulary"], arrays["idf"])
    return Linker(
        services=[Service(id, name, tuple(aliases)) for id, name, aliases in words["services"]],
        spoken=[(text, service) for text, service in words["spoken"]],
        terms=frozenset(words["terms"]),
        encoder=encoder,
        spaces=Spaces(arrays["centre"], arrays["whitening"], grams, arrays["topics"]),
        experts=_experts(arrays),
        strings=words["strings"],
        owners=arrays["owners"],
        encoded=arrays["encoded"].astype(np.float32),
        passages=arrays["passages"],
        fusion=arrays["fusion"],
        confidence=Confidence(*(_logistic(arrays, name) for name in _LOGISTICS)),
        several=_expert(arrays, "several"),
    )


def _experts(arrays: dict[str, Any]) -> Experts:
    weighed = {n: _expert(arrays, n) for n in _REGRESSIONS}
    return Experts(**weighed, acts=arrays["acts"], foreign=arrays["foreign"].astype(np.float32))


def _expert(arrays: dict[str, Any], name: str) -> Regression:
    return Regression(arrays[f"expert_{name}_weights"], arrays[f"expert_{name}_bias"])


def _logistic(arrays: dict[str, Any], name: str) -> Logistic:
    return Logistic(*(arrays[f"{name}_{part.name}"] for part in fields(Logistic)))
