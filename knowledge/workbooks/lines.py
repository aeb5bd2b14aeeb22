"""Rows of a sheet, and the plain entries that one row holds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from knowledge.model import Place
from knowledge.reading.fields import Faults
from knowledge.reading.located import Row, Table
from knowledge.workbooks.cells import Unwritable, get, meant, put, written
from knowledge.workbooks.layout import Column, Sheet

Cells = dict[str, str]
"""Heading → text; empty cells are left out."""


@dataclass(frozen=True)
class Line:
    """One row of a sheet: its cells, and where it stands."""

    sheet: Sheet
    cells: Mapping[str, str]
    file: str = ""
    number: int = 0

    def __getitem__(self, column: Column) -> str:
        return self.cells.get(column.label, "")

    def place(self, column: Column | None = None) -> Place:
        """Where a cell (or the row) stands."""
        where = f"{self.file}的“{self.sheet.name}”表"
        return Place(where, self.number, column.label if column else "")


@dataclass
class Entry:
    """An entry in the making: its table, filled from the cells of one or several rows."""

    table: Table
    faults: Faults
    texts: dict[str, str] = field(default_factory=dict)

    def take(self, line: Line, columns: Iterable[Column]) -> None:
        """Take the cells of ``columns``; a second row may leave them empty or repeat them."""
        for column in columns:
            text = line[column]
            if not column.key or not text:
                continue
            if column.key not in self.texts:
                self.texts[column.key] = text
                self._put(line, column, text)
            elif self.texts[column.key] != text:
                place = line.place(column)
                first = self.texts[column.key]
                self.faults.add(place, f"和上面一行不一样（上面是“{first}”），同一条只写一次就行")

    def _put(self, line: Line, column: Column, text: str) -> None:
        place = line.place(column)
        value = meant(text, column.kind, place, self.faults)
        if value is not None:
            put(self.table, column.key, value, place)


def entry_of(line: Line, columns: Iterable[Column], faults: Faults) -> Table:
    """The entry that one row holds."""
    entry = Entry(Table(line.place()), faults)
    entry.take(line, columns)
    return entry.table


def cells_of(table: Table, columns: Sequence[Column], known: Iterable[str] = ()) -> Cells:
    """The cells of an entry.

    ``known`` are keys that other rows hold.

    Raises:
        Unwritable: if the entry has a key that no column holds.
    """
    cells = {c.label: written(get(table, c.key), c.kind) for c in columns if c.key}
    covered = {column.key for column in columns if column.key} | set(known)
    for path in _paths(table):
        if not any(path == key or path.startswith(f"{key}.") for key in covered):
            raise Unwritable(f"{table.place}：“{path}”")
    return {label: text for label, text in cells.items() if text}


def _paths(table: Table) -> Iterator[str]:
    """The dotted keys of a table; what stands inside lists belongs to the list."""
    for key, value in table.items():
        if isinstance(value, Table) and value:
            yield from (f"{key}.{inner}" for inner in _paths(value))
        elif value not in (None, "", []) and value != {}:
            yield key


def tables(value: Any) -> list[Table]:
    """The tables of a list; a single table counts as a list of one."""
    entries = value if isinstance(value, Row) else ([] if value is None else [value])
    if not all(isinstance(entry, Table) for entry in entries):
        raise Unwritable(str(value))
    return list(entries)


def groups(lines: Iterable[Line], starts: Callable[[Line, Line], bool]) -> Iterator[list[Line]]:
    """Consecutive lines that belong together; ``starts(line, previous)``: a new group begins."""
    group: list[Line] = []
    for line in lines:
        if group and starts(line, group[-1]):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def listed(entries: Iterable[Any], place: Place) -> Row:
    """Entries as a list that knows where it stands."""
    row = Row(place)
    for entry in entries:
        row.append(entry)
        row.places.append(entry.place if isinstance(entry, Table) else place)
    return row


def set_at(table: Table, key: str, value: Any, place: Place) -> None:
    """Set one key with its place."""
    table[key] = value
    table.places[key] = place


def made_id(name: str) -> str:
    """A stable id for something that an official named and that has none yet."""
    return f"x-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
