"""What stands in one cell, as text, and what it means in the pack's files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from knowledge.model import Place
from knowledge.reading.fields import Faults
from knowledge.reading.located import Row, Table


class Kind(Enum):
    """How a cell's text is read."""

    TEXT = "text"
    LINES = "lines"  # one entry a line of the cell
    WORDS = "words"  # entries separated by 、 (or one a line)
    STEPS = "steps"  # treatment steps, separated by →
    WHEN = "when"  # conditions: 情形=选项／选项；情形=选项, one alternative a line
    DAY = "day"
    NUMBER = "number"


class Unwritable(ValueError):
    """A value that no cell can hold: the pack's file uses a form the workbooks don't know."""


FIRST_DAY = date(1899, 12, 30)
"""Day 0 of Excel's calendar."""
_DAY = re.compile(r"^(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*[-/.月]?\s*(\d{1,2})\s*日?$")
_SPOKEN_APART = re.compile(r"\s*(?:→|->|＋|\+|，再|\n)\s*")


def text_in(value: Any) -> str:
    """The text of a cell as a spreadsheet program left it: 12345.0, a date, stray signs."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime):
        value = value.date()
    text = str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\u00a0", " ").replace("\u200b", "").replace("\ufeff", "")
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def written(value: Any, kind: Kind) -> str:
    """The cell for a value of the pack's files.

    Raises:
        Unwritable: if the value has no such form.
    """
    if value is None or value == "":
        return ""
    if kind is Kind.WHEN:
        return _condition_written(value)
    if kind in (Kind.LINES, Kind.WORDS, Kind.STEPS):
        return _entries_written([str(entry).strip() for entry in _listed(value)], kind)
    if isinstance(value, (Table, Row)):
        raise Unwritable(str(value))
    return str(value).strip()


def _listed(value: Any) -> list[Any]:
    entries = list(value) if isinstance(value, Row) else [value]
    if any(isinstance(entry, (Table, Row)) for entry in entries):
        raise Unwritable(str(value))
    return entries


def _entries_written(entries: list[str], kind: Kind) -> str:
    if any("\n" in entry for entry in entries):
        raise Unwritable(str(entries))
    if kind is Kind.STEPS:
        return " → ".join(entries)
    if kind is Kind.WORDS and not any("、" in entry for entry in entries):
        return "、".join(entries)
    if kind is Kind.WORDS and len(entries) == 1:
        raise Unwritable(entries[0])
    return "\n".join(entries)


def _condition_written(value: Any) -> str:
    clauses = value if isinstance(value, Row) else [value]
    return "\n".join("；".join(_pair(*pair) for pair in clause.items()) for clause in clauses)


def _pair(fact: str, wanted: Any) -> str:
    names = [str(name) for name in _listed(wanted)]
    if any(sign in name for name in (fact, *names) for sign in "；;=＝/／\n"):
        raise Unwritable(f"{fact}: {wanted}")
    return f"{fact}={'／'.join(names)}"


def meant(text: str, kind: Kind, place: Place, faults: Faults) -> Any:
    """What a cell's text means in the pack's files; None where it can't be read (a fault)."""
    if kind is Kind.DAY:
        return _day(text, place, faults)
    if kind is Kind.NUMBER:
        return _number(text, place, faults)
    if kind is Kind.WHEN:
        return _condition(text, place, faults)
    if kind is Kind.TEXT:
        return text
    return _row(_entries(text, kind), place)


def _entries(text: str, kind: Kind) -> list[str]:
    if kind is Kind.STEPS:
        steps = _SPOKEN_APART.split(text)
        return [unicodedata.normalize("NFKC", step).replace(" ", "") for step in steps if step]
    apart = "\n" if kind is Kind.LINES or "\n" in text else "、"
    return [entry.strip() for entry in text.split(apart) if entry.strip()]


def _row(entries: list[Any], place: Place) -> Row:
    row = Row(place)
    row.extend(entries)
    row.places.extend([place] * len(entries))
    return row


def _day(text: str, place: Place, faults: Faults) -> date | None:
    plain = unicodedata.normalize("NFKC", text)
    found = _DAY.match(plain)
    try:
        if found:
            return date(*map(int, found.groups()))
        return FIRST_DAY + timedelta(days=int(plain))
    except (ValueError, OverflowError):
        faults.add(place, f"日期“{text}”看不懂，请写成 2025-05-10")
        return None


def _number(text: str, place: Place, faults: Faults) -> int | float | None:
    try:
        number = float(unicodedata.normalize("NFKC", text).replace(",", ""))
    except ValueError:
        faults.add(place, f"“{text}”应当是一个数")
        return None
    return int(number) if number.is_integer() else number


def _condition(text: str, place: Place, faults: Faults) -> Table | Row | None:
    clauses = [_clause(line, place, faults) for line in text.split("\n") if line]
    if any(clause is None for clause in clauses):
        return None
    return clauses[0] if len(clauses) == 1 else _row(clauses, place)


def _clause(text: str, place: Place, faults: Faults) -> Table | None:
    table = Table(place)
    for part in re.split("[；;]", text):
        fact, sign, wanted = part.replace("＝", "=").partition("=")
        names = [name.strip() for name in re.split("[/／]", wanted) if name.strip()]
        if not part.strip():
            continue
        if not sign or not names:
            faults.add(place, f"条件“{part}”要写成 情形=选项，几个选项用／隔开，同时成立用；隔开")
            return None
        table[fact.strip()] = names[0] if len(names) == 1 else _row(names, place)
    return table


def plain_heading(value: Any) -> str:
    """A heading without blanks, line breaks, stars and width of signs."""
    text = unicodedata.normalize("NFKC", text_in(value))
    return re.sub(r"[\s*]", "", text)


def get(table: Mapping[str, Any], path: str) -> Any:
    """The value at ``path`` (keys joined by dots), None where it is missing."""
    found: Any = table
    for key in path.split("."):
        found = found.get(key) if isinstance(found, Table) else None
    return found


def put(table: Table, path: str, value: Any, place: Place) -> None:
    """Set the value at ``path``, making the tables on the way."""
    *outer, last = path.split(".")
    for key in outer:
        if key not in table:
            table[key] = Table(place)
            table.places[key] = place
        table = table[key]
    table[last] = value
    table.places[last] = place
