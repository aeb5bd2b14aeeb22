"""What all departments share, as rows and back: facts, evidence, systems, pledges, events."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import chain

from knowledge.reading.fields import Faults
from knowledge.reading.located import Table
from knowledge.workbooks.facts import fact_rows, facts_of
from knowledge.workbooks.layout import (
    ENTRY_ID,
    EVENT,
    EVENT_FACTS,
    EVENT_ID,
    EVENT_STEPS,
    EVENTS,
    EVIDENCE,
    FAMILY,
    PLEDGES,
    SHARED_FACTS,
    SYSTEMS,
    Column,
    Sheet,
)
from knowledge.workbooks.lines import (
    Line,
    cells_of,
    entry_of,
    groups,
    listed,
    made_id,
    set_at,
    tables,
)
from knowledge.workbooks.services import Lines, Rows

PLEDGE_ID = PLEDGES.column("编号")
NAME = "名称"


def shared_fact_rows(name: str, fact: Table) -> Rows:
    """The rows of a fact of facts.yml."""
    return {SHARED_FACTS.name: list(fact_rows(name, fact))}


def evidence_rows(evidence_id: str, family: str, table: Table) -> Rows:
    """The row of an evidence type; ``family`` is the name of its file."""
    cells = {FAMILY.label: family, ENTRY_ID.label: evidence_id}
    return {EVIDENCE.name: [{**cells, **cells_of(table, EVIDENCE.columns)}]}


def system_rows(system_id: str, table: Table) -> Rows:
    """The row of a source system."""
    return {SYSTEMS.name: [{ENTRY_ID.label: system_id, **cells_of(table, SYSTEMS.columns)}]}


def pledge_rows(pledge_id: str, table: Table) -> Rows:
    """The row of a pledge."""
    return {PLEDGES.name: [{PLEDGE_ID.label: pledge_id, **cells_of(table, PLEDGES.columns)}]}


def event_rows(event_id: str, table: Table) -> Rows:
    """The rows of a life event: itself, its steps, its facts."""
    named = {EVENT_ID.label: event_id, EVENT.label: str(table.get(NAME))}
    known = ("事实", "步骤")
    facts = (table.get("事实") or Table(table.place)).items()
    steps = [cells_of(step, EVENT_STEPS.columns) for step in tables(table.get("步骤"))]
    own = {EVENT_ID.label: event_id, **cells_of(table, EVENTS.columns, known)}
    return {
        EVENTS.name: [own],
        EVENT_STEPS.name: [{**named, **step} for step in steps],
        EVENT_FACTS.name: [{**named, **row} for fact in facts for row in fact_rows(*fact)],
    }


def shared_facts_of(lines: Lines, faults: Faults) -> Table:
    """facts.yml as the rows hold it."""
    rows = lines[SHARED_FACTS.name]
    return facts_of(rows, rows[0].place(), (), faults) if rows else Table.nowhere()


def entries_of(
    lines: Sequence[Line], sheet: Sheet, id_column: Column, faults: Faults
) -> Iterator[tuple[str, Line, Table]]:
    """(id, row, entry) of a sheet with one entry a row; a new one gets an id made of its name."""
    seen: dict[str, Line] = {}
    for line in lines:
        entry = entry_of(line, sheet.columns, faults)
        entry_id = line[id_column] or made_id(str(entry.get(NAME)))
        if entry_id in seen:
            again = f"和第{seen[entry_id].number}行重了；复制出来的新行，请用“插入行”重新填"
            faults.add(line.place(), again)
        seen[entry_id] = line
        yield entry_id, line, entry


def events_of(lines: Lines, known_facts: Container[str], faults: Faults) -> dict[str, Table]:
    """The life events by id; facts in ``known_facts`` needn't be defined in full."""
    events = {
        event_id: entry
        for event_id, _, entry in entries_of(lines[EVENTS.name], EVENTS, EVENT_ID, faults)
    }
    by_name = {str(entry.get(NAME)): event_id for event_id, entry in events.items()}
    for sheet in (EVENT_STEPS, EVENT_FACTS):
        rows = _filled(lines[sheet.name])
        for group in groups(rows, lambda line, before: line[EVENT] != before[EVENT]):
            event_id = by_name.get(group[0][EVENT])
            if event_id is None:
                faults.add(group[0].place(EVENT), f"“一件事”表里没有“{group[0][EVENT]}”")
            else:
                _add(events[event_id], sheet, group, known_facts, faults)
    return events


def _add(
    event: Table, sheet: Sheet, group: list[Line], known: Container[str], faults: Faults
) -> None:
    place = group[0].place()
    if ("步骤" if sheet is EVENT_STEPS else "事实") in event:
        faults.add(group[0].place(EVENT), f"“{group[0][EVENT]}”的几行要连在一起")
    elif sheet is EVENT_STEPS:
        steps = [entry_of(line, EVENT_STEPS.columns, faults) for line in group]
        set_at(event, "步骤", listed(steps, place), place)
    else:
        set_at(event, "事实", facts_of(group, place, known, faults), place)


def _filled(lines: Sequence[Line]) -> list[Line]:
    """Rows whose event is left empty belong to the event above."""
    filled: list[Line] = []
    for line in lines:
        name = line[EVENT] or (filled[-1][EVENT] if filled else "")
        cells = {**line.cells, EVENT.label: name}
        filled.append(Line(line.sheet, cells, line.file, line.number))
    return filled


def all_rows(units: Sequence[Rows], sheet: Sheet) -> list[dict[str, str]]:
    """The rows of one sheet, of all units in order."""
    return list(chain.from_iterable(rows.get(sheet.name, ()) for rows in units))
