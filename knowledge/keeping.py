"""Small files that several processes share: written in one step, changed by one at a time."""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Stamp = tuple[int, int, int]


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Only one process at a time changes what lies in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def read_json(path: Path) -> dict[str, Any]:
    """The mapping in ``path``; empty where there is no such file.

    Raises:
        ValueError: if the file holds anything else.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    if not isinstance(found, dict):
        raise ValueError(f"{path.name} holds no mapping")
    return found


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Replace ``path`` in one step: a reader finds the old content or the new, never half."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(content, stream, ensure_ascii=False, indent=2)
        stream.flush()
        os.fsync(stream.fileno())
    Path(beside).chmod(0o644)
    Path(beside).replace(path)


def stamp_of(path: Path) -> Stamp | None:
    """What changes whenever ``path`` is replaced; None where it is missing."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
