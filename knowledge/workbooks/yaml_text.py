"""Entries as YAML text, in the form in which officials write it: short things on one line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from knowledge.reading.located import Row, Table

WIDEST = 88
"""An entry that fits into so many characters stands on one line."""


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _mapping(dumper: yaml.SafeDumper, table: Table) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", table.items(), flow_style=_fits(table))


def _sequence(dumper: yaml.SafeDumper, row: Row) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", row, flow_style=_fits(row))


_Dumper.add_representer(Table, _mapping)
_Dumper.add_representer(Row, _sequence)


def _fits(value: Table | Row) -> bool:
    text = yaml.safe_dump(_plain(value), allow_unicode=True, default_flow_style=True, width=10**6)
    return len(text) <= WIDEST


def _plain(value: Any) -> Any:
    if isinstance(value, Table):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(entry) for entry in value] if isinstance(value, Row) else value


def text_of(entries: Mapping[str, Any]) -> str:
    """The entries as YAML, each key at the left margin."""
    return "".join(_one(key, value) for key, value in entries.items())


def _one(key: str, value: Any) -> str:
    return str(
        yaml.dump(
            {key: value},
            Dumper=_Dumper,
            allow_unicode=True,
            default_flow_style=False,
            sort_keys=False,
            width=10**6,
        )
    )


def spliced(text: str, table: Table, changes: Mapping[str, Any]) -> str:
    """``text``, which holds ``table``, with some top-level entries replaced.

    A value None removes its entry; keys that ``table`` lacks are added at the end. All else,
    comments too, stays as it is, byte by byte.
    """
    lines = text.splitlines(keepends=True)
    starts = [table.places[key].line - 1 for key in table]
    ends = [_end(lines, start) for start in (*starts, len(lines))[1:]]
    for key, start, end in reversed(list(zip(table, starts, ends, strict=True))):
        if key in changes:
            value = changes[key]
            lines[start:end] = [] if value is None else [_one(key, value)]
    added = {key: value for key, value in changes.items() if key not in table and value is not None}
    if added and lines and not lines[-1].endswith("\n"):
        lines.append("\n")
    return "".join(lines) + "".join(f"\n{_one(key, value)}" for key, value in added.items())


def _end(lines: list[str], next_start: int) -> int:
    """Where an entry ends: comments and blank lines before the next one belong to that."""
    end = next_start
    while end and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end
