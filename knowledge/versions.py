"""Activated versions of the pack: checked copies, and a pointer that is switched in one step."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from datetime import date, datetime, timezone
from pathlib import Path

from knowledge.checking import check
from knowledge.keeping import locked, read_json, write_json
from knowledge.reading import PackError, read_with_faults
from knowledge.reading.pack import SUFFIXES

POINTER = "active.json"
COPIES = "versions"


@dataclass(frozen=True)
class Activation:
    """A version and when it was activated (UTC, ISO 8601)."""

    version: str
    at: str


def activate(state: Path, folder: Path, on: date) -> str:
    """Check a copy of the pack in ``folder`` and make it the one that answers.

    Returns its version. The copy, not the original, is checked and used.

    Raises:
        PackError: if the pack has faults; the version in use stays.
    """
    with locked(state):
        version = _keep_copy(state / COPIES, folder, on)
        history = _history(state)
        if not history or history[-1].version != version:
            at = datetime.now(timezone.utc).isoformat(timespec="seconds")
            _write(state, [*history, Activation(version, at)])
    return version


def rollback(state: Path) -> str | None:
    """Go back to the version before; returns it, None for the pack the program came with.

    Raises:
        LookupError: if nothing was activated.
    """
    with locked(state):
        history = _history(state)
        if not history:
            raise LookupError
        _write(state, history[:-1])
    return history[-2].version if len(history) > 1 else None


def activations(state: Path) -> list[Activation]:
    """The versions activated and not rolled back, oldest first; the last one is in use."""
    return _history(state)


def folder_of(state: Path, version: str) -> Path:
    """Where the copy of an activated version lies."""
    return state / COPIES / version


def active_folder(state: Path, base: Path) -> Path:
    """The folder of the version in use; ``base`` where none was activated."""
    history = _history(state)
    return folder_of(state, history[-1].version) if history else base


def _history(state: Path) -> list[Activation]:
    return [Activation(**entry) for entry in read_json(state / POINTER).get("history", [])]


def _write(state: Path, history: list[Activation]) -> None:
    entries = [{"version": entry.version, "at": entry.at} for entry in history]
    write_json(state / POINTER, {"history": entries})


def _keep_copy(copies: Path, folder: Path, on: date) -> str:
    copies.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=copies) as beside:
        copy = Path(beside) / "pack"
        shutil.copytree(folder, copy, ignore=_not_ours)
        version = _checked_version(copy, on)
        if not (copies / version).exists():
            copy.rename(copies / version)
    return version


def _checked_version(folder: Path, on: date) -> str:
    pack, faults = read_with_faults(folder)
    report = check(pack, on, faults)
    if not report.usable:
        raise PackError(report.problems)
    return pack.version


def _not_ours(folder: str, names: list[str]) -> set[str]:
    """What lies in a pack's folder and is no part of it: backups, workbooks, hidden files."""
    files = {name for name in names if (Path(folder) / name).is_file()}
    return {name for name in files if Path(name).suffix not in SUFFIXES}
