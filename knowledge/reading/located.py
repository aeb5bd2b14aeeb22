"""YAML read together with line numbers, so that every fault can name its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from knowledge.model import NOWHERE, Place
from knowledge.reading.errors import PackError, Problem


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """PyYAML's loader (in C: ten times faster), but `yes` and `no` are words, as in YAML 1.2."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, shape) for tag, shape in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class Table(dict[str, Any]):
    """A mapping that knows where it and each of its keys stand."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.places: dict[str, Place] = {}

    @classmethod
    def nowhere(cls) -> Table:
        """An empty table that stands in no file."""
        return cls(NOWHERE)

    def at(self, key: str) -> Place:
        """Where ``key`` stands, or the whole table where the key is missing."""
        return self.places.get(key, self.place)


class Row(list[Any]):
    """A list that knows where it and each of its entries stand."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.places: list[Place] = []

    @classmethod
    def nowhere(cls, entries: Iterable[Any]) -> Row:
        """A list that stands in no file."""
        row = cls(NOWHERE)
        row.extend(entries)
        row.places.extend([NOWHERE] * len(row))
        return row


_INSTEAD: ContextVar[Mapping[Path, Table]] = ContextVar("instead", default=MappingProxyType({}))

Located = Any  # a Table, a Row, or a plain scalar


@contextmanager
def instead(tables: Mapping[Path, Table]) -> Iterator[None]:
    """Within, reading these files gives these tables, whose places lie elsewhere (a workbook)."""
    token = _INSTEAD.set(tables)
    try:
        yield
    finally:
        _INSTEAD.reset(token)


def read_yaml(path: Path, shown_as: str) -> Table:
    """The mapping in the YAML file at ``path``; ``shown_as`` names the file in messages.

    Raises:
        PackError: if the file is not UTF-8 YAML holding a mapping, or repeats a key.
    """
    if path in _INSTEAD.get():
        return _INSTEAD.get()[path]
    try:
        text = path.read_text(encoding="utf-8-sig")
        loader = Loader(text)
        node = loader.get_single_node()
        value = Table(Place(shown_as, 1)) if node is None else _build(loader, node, shown_as)
    except UnicodeDecodeError as error:
        raise PackError(
            [Problem(Place(shown_as, 1), "文件不是UTF-8编码，请另存为UTF-8")]
        ) from error
    except yaml.MarkedYAMLError as error:
        raise PackError([_syntax_problem(error, shown_as)]) from error
    if not isinstance(value, Table):
        raise PackError([Problem(Place(shown_as, 1), "文件应当是“键: 值”的形式")])
    return value


def _syntax_problem(error: yaml.MarkedYAMLError, shown_as: str) -> Problem:
    line = error.problem_mark.line + 1 if error.problem_mark else 1
    return Problem(
        Place(shown_as, line),
        f"格式读不通（{error.problem}）。常见原因：缩进不齐、冒号后没空格、引号没配对",
    )


def _build(loader: Any, node: yaml.Node, file: str) -> Located:
    place = Place(file, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _build_table(loader, node, place)
    if isinstance(node, yaml.SequenceNode):
        row = Row(place)
        for child in node.value:
            row.append(_build(loader, child, file))
            row.places.append(Place(file, child.start_mark.line + 1))
        return row
    return loader.construct_object(node)


def _build_table(loader: Any, node: yaml.MappingNode, place: Place) -> Table:
    table = Table(place)
    for key_node, value_node in node.value:
        key = str(key_node.value)
        here = Place(place.file, key_node.start_mark.line + 1)
        if key in table:
            raise PackError([Problem(here, f"“{key}”写了两遍，请合成一处")])
        table[key] = _build(loader, value_node, place.file)
        table.places[key] = here
    return table
