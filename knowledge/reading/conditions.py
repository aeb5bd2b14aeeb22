"""Reading a 当: Chinese fact and value names become a Condition over their ids."""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.conditions import ALWAYS, Condition
from knowledge.model import Fact
from knowledge.reading.errors import did_you_mean
from knowledge.reading.fields import Fields
from knowledge.reading.located import Row, Table


def read_condition(fields: Fields, facts: Mapping[str, Fact], key: str = "当") -> Condition:
    """The condition under ``key``; ALWAYS where it is missing."""
    clauses = [_clause(table, fields, facts) for table in fields.tables(key)]
    return Condition(tuple(clauses)) if clauses else ALWAYS


def _clause(table: Table, fields: Fields, facts: Mapping[str, Fact]) -> dict[str, frozenset[str]]:
    clause = {}
    for name, wanted in table.items():
        fact = facts.get(name)
        if fact is None:
            hint = did_you_mean(name, facts)
            fields.faults.add(table.at(name), f"没有叫“{name}”的情形{hint}")
            continue
        names = wanted if isinstance(wanted, Row) else [wanted]
        clause[fact.id] = frozenset(_value_id(fact, str(word), table, fields) for word in names)
    return clause


def _value_id(fact: Fact, word: str, table: Table, fields: Fields) -> str:
    for value in fact.values:
        if value.name == word:
            return value.id
    known = [value.name for value in fact.values]
    fields.faults.add(
        table.at(fact.name),
        f"情形“{fact.name}”没有选项“{word}”，只有{'、'.join(known)}{did_you_mean(word, known)}",
    )
    return word
