"""Keeping an event linker on disk, beside the linker: arrays as npz, words as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numpy as np

from understanding.grams import GramSpace
from understanding.life_events import Event, EventLinker, Strings
from understanding.logistic import Logistic

FOLDER = "life_events"
"""Where a model keeps them."""


def save(linker: EventLinker, folder: Path) -> None:
    """Write `events.npz` and `events.json` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = {
        "centre": linker.centre,
        "idf": linker.space.idf,
        "fusion": linker.fusion,
        "said": linker.sayings.encoded.astype(np.float16),
        "said_owners": linker.sayings.owners,
        "single": linker.services.encoded.astype(np.float16),
        "single_owners": linker.services.owners,
    }
    for part in fields(Logistic):
        arrays[f"chance_{part.name}"] = getattr(linker.chance, part.name)
    np.savez(folder / "events.npz", **arrays)
    words = {
        "events": [asdict(event) for event in linker.events],
        "examples": linker.examples,
        "said": linker.sayings.texts,
        "single": linker.services.texts,
        "vocabulary": linker.space.vocabulary,
    }
    (folder / "events.json").write_text(json.dumps(words, ensure_ascii=False), "utf-8")


def load(folder: Path) -> EventLinker:
    """Read what `save` wrote."""
    words = json.loads((folder / "events.json").read_text("utf-8"))
    with np.load(folder / "events.npz") as file:
        arrays = dict(file)
    space = GramSpace(words["vocabulary"], arrays["idf"])

    def strings(name: str) -> Strings:
        said = list(zip(words[name], arrays[f"{name}_owners"].tolist(), strict=True))
        return Strings.of(said, arrays[name].astype(np.float32), arrays["centre"], space)

    return EventLinker(
        events=[
            Event(e["id"], e["name"], tuple(e["sayings"]), tuple(e["services"]))
            for e in words["events"]
        ],
        examples=[(text, meant) for text, meant in words["examples"]],
        centre=arrays["centre"],
        space=space,
        sayings=strings("said"),
        services=strings("single"),
        fusion=arrays["fusion"],
        chance=Logistic(*(arrays[f"chance_{part.name}"] for part in fields(Logistic))),
    )
