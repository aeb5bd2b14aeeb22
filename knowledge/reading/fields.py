"""Taking fields out of a table, collecting faults instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from knowledge.model import Period, Place
from knowledge.reading.errors import Problem, did_you_mean
from knowledge.reading.located import Row, Table

Value = TypeVar("Value")
Word = TypeVar("Word", bound=Enum)


class Faults(list[Problem]):
    """The faults found so far."""

    def add(self, place: Place, message: str) -> None:
        """Note one fault."""
        self.append(Problem(place, message))


class Fields:
    """Reads one table field by field; what nobody asked for is a fault in ``finish``."""

    def __init__(self, table: Table, faults: Faults, what: str) -> None:
        self.table, self.faults, self.what = table, faults, what
        self.asked: set[str] = set()

    @property
    def place(self) -> Place:
        """Where the table stands."""
        return self.table.place

    def raw(self, key: str) -> Any:
        """The value as YAML gave it, None where it is missing."""
        self.asked.add(key)
        return self.table.get(key)

    def fault(self, key: str, message: str) -> None:
        """Note a fault at ``key``."""
        self.faults.add(self.table.at(key), message)

    def text(self, key: str, required: bool = False) -> str:
        """A text field; numbers are taken as text."""
        value = self.raw(key)
        if value is None or value == "":
            if required:
                self.fault(key, f"{self.what}缺“{key}”")
            return ""
        if isinstance(value, (Table, Row)):
            self.fault(key, f"“{key}”应当是一句话")
            return ""
        return str(value).strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        value = self.raw(key)
        if value is None:
            return ()
        entries = value if isinstance(value, Row) else [value]
        return tuple(str(entry).strip() for entry in entries)

    def yes(self, key: str, missing: bool = False) -> bool:
        """是 or 否; ``missing`` where nothing is written."""
        value = self.text(key) or ("是" if missing else "否")
        if value in ("True", "False"):
            return value == "True"
        if value not in ("是", "否"):
            self.fault(key, f"“{key}”只能写“是”或“否”，现在写的是“{value}”")
        return value == "是"

    def day(self, key: str) -> date | None:
        """A date written 2025-05-10, or nothing."""
        value = self.raw(key)
        if value is None or isinstance(value, date):
            return value
        self.fault(key, f"“{key}”应当写成 2025-05-10 这样的日期，现在是“{value}”")
        return None

    def period(self) -> Period:
        """The fields 自 and 至 together."""
        start, end = self.day("自"), self.day("至")
        if start and end and end < start:
            self.fault("至", "“至”早于“自”")
        return Period(start, end)

    def word(self, key: str, words: Mapping[str, Word], default: Word) -> Word:
        """One word of a closed vocabulary."""
        text = self.text(key)
        if not text:
            return default
        if text not in words:
            self.fault(key, f"“{key}”不能是“{text}”，只能是{'、'.join(words)}")
            return default
        return words[text]

    def tables(self, key: str) -> list[Table]:
        """A list of tables; a single table counts as a list of one."""
        value = self.raw(key)
        if value is None:
            return []
        entries: Sequence[Any] = value if isinstance(value, Row) else [value]
        good = [entry for entry in entries if isinstance(entry, Table)]
        if len(good) < len(entries):
            self.fault(key, f"“{key}”下面每一条都应当是“键: 值”的形式")
        return good

    def table_or_none(self, key: str) -> Table | None:
        """One table, or nothing."""
        found = self.tables(key)
        return found[0] if found else None

    def one(self, key: str, read: Callable[[Fields], Value]) -> Value | None:
        """One table read by ``read`` (and finished), or None where it is missing."""
        table = self.table_or_none(key)
        if table is None:
            return None
        return self._read(table, key, read)

    def many(self, key: str, read: Callable[[Fields], Value]) -> tuple[Value, ...]:
        """Every table of a list read by ``read`` (and finished)."""
        return tuple(self._read(table, key, read) for table in self.tables(key))

    def _read(self, table: Table, key: str, read: Callable[[Fields], Value]) -> Value:
        fields = Fields(table, self.faults, key)
        value = read(fields)
        fields.finish()
        return value

    def finish(self) -> None:
        """Note every key that is not known here, with the nearest known one."""
        for key in self.table:
            if key not in self.asked:
                hint = did_you_mean(key, self.asked)
                self.fault(key, f"{self.what}里没有“{key}”这一项{hint}")
