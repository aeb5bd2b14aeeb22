"""Keeping a linker on disk: arrays as npz, words as JSON, no pickles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from understanding.encoder import SentenceEncoder
from understanding.experts import Experts, Regression
from understanding.grams import GramSpace
from understanding.linking import Linker
from understanding.scope import Gate
from understanding.services import Service
from understanding.spaces import Spaces

FORM = 1
"""Version of the form below; a model of another form is refused."""


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
    experts, gate, spaces = linker.experts, linker.gate, linker.spaces
    return {
        "centre": spaces.centre, "whitening": spaces.whitening, "idf": spaces.grams.idf,
        "topics": spaces.topics.astype(np.float16),
        "service_weights": experts.service.weights.astype(np.float16),
        "service_bias": experts.service.bias,
        "act_weights": experts.act.weights, "act_bias": experts.act.bias,
        "scope_weights": experts.scope.weights, "scope_bias": experts.scope.bias,
        "acts": experts.acts, "passages": linker.passages, "fusion": linker.fusion,
        "owners": linker.index.owners,
        "encoded": linker.index.messages.encoded.astype(np.float16),
        "gate_mean": gate.mean, "gate_spread": gate.spread, "gate_weights": gate.weights,
        "gate_bias": np.float32(gate.bias),
    }


def _linker(words: dict[str, Any], arrays: dict[str, Any], encoder: SentenceEncoder) -> Linker:
    spaces = Spaces(
        arrays["centre"], arrays["whitening"],
        GramSpace(words["vocabulary"], arrays["idf"]), arrays["topics"].astype(np.float32),
    )
    experts = Experts(
        Regression(arrays["service_weights"].astype(np.float32), arrays["service_bias"]),
        Regression(arrays["act_weights"], arrays["act_bias"]),
        Regression(arrays["scope_weights"], arrays["scope_bias"]), arrays["acts"],
    )
    gate = Gate(arrays["gate_mean"], arrays["gate_spread"], arrays["gate_weights"],
                float(arrays["gate_bias"]))
    return Linker(
        services=[Service(id, name, tuple(aliases)) for id, name, aliases in words["services"]],
        spoken=[(text, service) for text, service in words["spoken"]],
        terms=frozenset(words["terms"]), encoder=encoder, spaces=spaces, experts=experts,
        strings=words["strings"], owners=arrays["owners"],
        encoded=arrays["encoded"].astype(np.float32),
        passages=arrays["passages"], fusion=arrays["fusion"], gate=gate,
    )
