"""Facts (情形) as rows: one option a row, what the fact itself says in its first row."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from knowledge.model import Place
from knowledge.reading.fields import Faults
from knowledge.reading.located import Table
from knowledge.workbooks.cells import Unwritable, meant, written
from knowledge.workbooks.layout import FACT, FACT_NAME, OPTION, OPTION_NAME, OPTION_PRIOR
from knowledge.workbooks.lines import (
    Cells,
    Entry,
    Line,
    cells_of,
    entry_of,
    groups,
    made_id,
    set_at,
)


def fact_rows(name: str, fact: Table) -> Iterator[Cells]:
    """The rows of one fact, defined in full or overridden (only 先验, 怎么用, 问法)."""
    first = {FACT_NAME.label: name, **cells_of(fact, FACT, known=("选项", "先验"))}
    rows = list(_options(fact)) or [{}]
    for row in rows:
        yield {**first, **row}
        first = {FACT_NAME.label: name}


def _options(fact: Table) -> Iterator[Cells]:
    if "选项" in fact and "先验" in fact:
        raise Unwritable(f"{fact.place}：选项、先验")
    for option, table in (fact.get("选项") or {}).items():
        yield {OPTION_NAME.label: option, **cells_of(table, OPTION)}
    for option, prior in (fact.get("先验") or {}).items():
        prior_text = written(prior, OPTION_PRIOR.kind)
        yield {OPTION_NAME.label: option, OPTION_PRIOR.label: prior_text}


def facts_of(lines: Sequence[Line], place: Place, shared: Container[str], faults: Faults) -> Table:
    """The facts of consecutive rows, by name; those named in ``shared`` may be overridden."""
    facts = Table(place)
    for group in groups(lines, _another_fact):
        name = group[0][FACT_NAME]
        if not name:
            faults.add(group[0].place(FACT_NAME), "要写情形的名称")
        elif name in facts:
            faults.add(group[0].place(FACT_NAME), f"“{name}”的几行要连在一起")
        else:
            set_at(facts, name, _fact(name, group, name in shared, faults), group[0].place())
    return facts


def _another_fact(line: Line, before: Line) -> bool:
    return bool(line[FACT_NAME]) and line[FACT_NAME] != before[FACT_NAME]


def _fact(name: str, group: Sequence[Line], is_shared: bool, faults: Faults) -> Table:
    entry = Entry(Table(group[0].place()), faults)
    for line in group:
        entry.take(line, FACT)
    fact, options = entry.table, [line for line in group if line[OPTION_NAME]]
    if is_shared and "编号" not in fact:
        _override_priors(fact, options, faults)
        return fact
    if "编号" not in fact:
        set_at(fact, "编号", made_id(name), fact.place)
    set_at(fact, "选项", _options_of(group, options, faults), fact.place)
    return fact


def _override_priors(fact: Table, options: Sequence[Line], faults: Faults) -> None:
    priors = Table(fact.place)
    for line in options:
        place = line.place(OPTION_PRIOR)
        number = meant(line[OPTION_PRIOR], OPTION_PRIOR.kind, place, faults)
        set_at(priors, line[OPTION_NAME], number, place)
    if priors:
        set_at(fact, "先验", priors, priors.place)


def _options_of(group: Sequence[Line], options: Sequence[Line], faults: Faults) -> Table:
    table = Table(group[0].place())
    for line in options:
        option = entry_of(line, OPTION, faults)
        if "编号" not in option:
            set_at(option, "编号", made_id(line[OPTION_NAME]), line.place())
        if line[OPTION_NAME] in table:
            faults.add(line.place(OPTION_NAME), f"选项“{line[OPTION_NAME]}”写了两遍")
        set_at(table, line[OPTION_NAME], option, line.place())
    return table
