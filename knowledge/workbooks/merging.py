"""Merging workbooks back: only what was changed in them, all of it or nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from knowledge.checking import check
from knowledge.model import Pack, Place
from knowledge.reading import PackError, Problem, read_with_faults
from knowledge.reading.fields import Faults
from knowledge.reading.located import Row, Table, instead, read_yaml
from knowledge.workbooks.collecting import collect
from knowledge.workbooks.opening import Book, open_book
from knowledge.workbooks.units import Files, Unit, units_of
from knowledge.workbooks.yaml_text import spliced, text_of

KEPT = ("services", "aliases")
"""What isn't removed by leaving its rows out: a service is suspended, never deleted."""


@dataclass(frozen=True)
class Merge:
    """What was (or would be) written: the units changed and removed, and the files."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]
    files: tuple[str, ...]


@dataclass(frozen=True)
class _Change:
    """One unit to be written; ``content`` None removes it."""

    key: str
    file: str
    content: Table | Row | None


def merge(folder: Path, workbooks: Sequence[Path], on: date, write: bool = True) -> Merge:
    """Merge what was changed in the workbooks into the pack in ``folder``.

    A unit that nobody changed in the workbook stays as it is, and so does every file without a
    changed unit, byte by byte. Nothing is written where anything is wrong.

    Raises:
        PackError: with every fault, each naming workbook, sheet, row and column.
    """
    pack, faults_before = read_with_faults(folder)
    faults, files = Faults(), Files(folder)
    changes = [change for path in workbooks for change in _changes(files, pack, path, faults)]
    _refuse(faults)
    before = {problem.message for problem in check(pack, on, faults_before).problems}
    with tempfile.TemporaryDirectory() as beside:
        draft = Path(shutil.copytree(folder, Path(beside) / "pack"))
        drafted = _write_draft(draft, changes)
        _prove(draft, drafted, on, before)
        if write:
            for file in drafted:
                _put_in_place(draft / file, folder / file)
    return Merge(
        changed=tuple(change.key for change in changes if change.content is not None),
        removed=tuple(change.key for change in changes if change.content is None),
        files=tuple(drafted),
    )


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise PackError(problems)


def _changes(files: Files, pack: Pack, path: Path, faults: Faults) -> Iterator[_Change]:
    book = open_book(path, faults)
    now = {unit.key: unit for unit in units_of(files, pack, book.name)}
    shared = {name for _, name, _ in files.entries("facts.yml")}
    if faults:  # half a sheet would look like rows removed
        return
    units = collect(book, pack, now, shared, faults)
    for unit in units:
        if _changed(unit, book, now.get(unit.key), faults):
            yield _Change(unit.key, unit.file, unit.content)
    yield from _removed(book, {unit.key for unit in units}, now, faults)


def _changed(unit: Unit, book: Book, now: Unit | None, faults: Faults) -> bool:
    base = book.base.get(unit.key)
    if unit.digest in (base, now.digest if now else None):
        return False
    if base and (now is None or now.digest != base):
        faults.add(_place(unit, book), f"“{_name(unit)}”导出以后别人也改过，请重新导出再改")
    return True


def _removed(
    book: Book, there: set[str], now: Mapping[str, Unit], faults: Faults
) -> Iterator[_Change]:
    for key, base in book.base.items():
        unit = now.get(key)
        if key in there or unit is None or unit.kind in KEPT:
            continue
        if unit.digest != base:
            faults.add(Place(book.file, 1), f"删掉的“{_name(unit)}”导出以后别人改过，请重新导出")
        yield _Change(key, unit.file, None)


def _place(unit: Unit, book: Book) -> Place:
    content = unit.content
    return content.place if content.place.file else Place(book.file, 1)


def _name(unit: Unit) -> str:
    rows = next(iter(unit.rows.values()), [])
    row = rows[0] if rows else {}
    return row.get("事项") or row.get("名称") or row.get("情形") or unit.id


def _write_draft(draft: Path, changes: Sequence[_Change]) -> dict[str, Table]:
    """Write the changed files of ``draft``; returns each file's content as the workbooks say."""
    files: dict[str, Table] = {}
    for file in dict.fromkeys(change.file for change in changes):
        path = draft / file
        entries = {c.key.partition(":")[2]: c.content for c in changes if c.file == file}
        path.parent.mkdir(parents=True, exist_ok=True)
        if file.startswith("services/"):
            (table,) = entries.values()
            assert isinstance(table, Table)
            path.write_text(text_of(table), encoding="utf-8")
            files[file] = table
        else:
            files[file] = _write_entries(path, file, entries)
    return files


def _write_entries(path: Path, file: str, entries: Mapping[str, Any]) -> Table:
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    table = read_yaml(path, file) if text else Table(Place(file, 1))
    path.write_text(spliced(text, table, entries), encoding="utf-8")
    for key, content in entries.items():
        if content is None:
            del table[key]
        else:
            table[key] = content
            table.places[key] = content.place
    return table


def _prove(draft: Path, files: Mapping[str, Table], on: date, known: set[str]) -> None:
    """Check the draft, first with faults named by sheet and row, then as it was written."""
    with instead({draft / file: table for file, table in files.items()}):
        meant, faults = read_with_faults(draft)
    problems = check(meant, on, faults).problems
    _refuse([problem for problem in problems if problem.message not in known])
    written, _ = read_with_faults(draft)
    for part in fields(Pack):
        if getattr(written, part.name) != getattr(meant, part.name):
            raise AssertionError(f"what was written isn't what the workbooks say: {part.name}")


def _put_in_place(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.new")
    shutil.copyfile(source, beside)
    beside.replace(target)
