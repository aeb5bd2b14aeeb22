"""A service's file as rows of several sheets, and back."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence

from knowledge.model import EvidenceType, Service
from knowledge.reading.fields import Faults
from knowledge.reading.located import Table
from knowledge.workbooks.facts import fact_rows, facts_of
from knowledge.workbooks.layout import (
    ALIAS,
    ALIASES,
    DEMANDED_BY,
    FACTS,
    ISSUED_BY,
    LISTS,
    MATERIALS,
    SERVICE,
    SERVICE_ID,
    SERVICES,
    Sheet,
)
from knowledge.workbooks.lines import Cells, Line, cells_of, entry_of, listed, set_at, tables
from knowledge.workbooks.materials import material_rows, requirements_of

Rows = dict[str, list[Cells]]
"""Sheet name → rows."""
Lines = Mapping[str, Sequence[Line]]
ORDER = (
    "编号", "口语", "安慰", "结论", "问", "要件", "表格", "随身", "谁来", "委托", "期限", "哪里办",
    "时限", "费用", "条件", "谁定", "程序", "接着办", "接着办说明", "常出错", "进度", "电话",
    "办理指南", "责任人", "没有条件的理由", "只有推断的理由", "复核到期",
)  # fmt: skip
"""In which order a service's file says things."""
IN_OTHER_SHEETS = ("编号", "问", "要件", *(key for key, _ in LISTS))


def service_rows(service: Service, table: Table, evidence: Mapping[str, EvidenceType]) -> Rows:
    """The rows of a service's file (an empty ``table`` where it has none yet).

    ``evidence`` is the catalogue by name.

    Raises:
        Unwritable: if the file holds what no column holds.
    """
    named = {SERVICE_ID.label: service.id, SERVICE.label: service.name}
    demanded = {**named, DEMANDED_BY.label: service.department}

    def issuer(name: str) -> Cells:
        return {ISSUED_BY.label: evidence[name].issuer} if name in evidence else {}

    rows = {SERVICES.name: [{**demanded, **cells_of(table, SERVICES.columns, IN_OTHER_SHEETS)}]}
    for key, sheet in LISTS:
        entries = [cells_of(entry, sheet.columns) for entry in tables(table.get(key))]
        rows[sheet.name] = _with(named, entries)
    facts = (table.get("问") or Table(table.place)).items()
    rows[FACTS.name] = _with(named, (row for fact in facts for row in fact_rows(*fact)))
    materials = material_rows(tables(table.get("要件")), issuer)
    rows[MATERIALS.name] = _with(demanded, materials)
    return rows


def alias_rows(service: Service, aliases: Iterable[str]) -> list[Cells]:
    """The rows of a service's aliases."""
    named = {SERVICE_ID.label: service.id, SERVICE.label: service.name}
    return _with(named, ({ALIAS.label: alias} for alias in aliases))


def _with(named: Cells, rows: Iterable[Cells]) -> list[Cells]:
    return [{**named, **row} for row in rows]


def service_of(service_id: str, lines: Lines, shared: Container[str], faults: Faults) -> Table:
    """The service's file that the rows of all sheets hold; the sheet 事项 has one row of it."""
    first = lines[SERVICES.name][0]
    table = entry_of(first, SERVICES.columns, faults)
    set_at(table, "编号", service_id, first.place())
    for key, sheet in LISTS:
        _add(table, key, lines, sheet, lambda rows, s: _entries(rows, s, faults))
    _add(table, "问", lines, FACTS, lambda rows, _: facts_of(rows, rows[0].place(), shared, faults))
    _add(table, "要件", lines, MATERIALS, lambda rows, _: requirements_of(rows, faults))
    return _ordered(table)


def _ordered(table: Table) -> Table:
    ordered = Table(table.place)
    for key in sorted(table, key=ORDER.index):
        set_at(ordered, key, table[key], table.at(key))
    return ordered


def _entries(rows: Sequence[Line], sheet: Sheet, faults: Faults) -> object:
    return listed([entry_of(row, sheet.columns, faults) for row in rows], rows[0].place())


def _add(
    table: Table,
    key: str,
    lines: Lines,
    sheet: Sheet,
    read: Callable[[Sequence[Line], Sheet], object],
) -> None:
    rows = lines.get(sheet.name, ())
    if rows:
        set_at(table, key, read(rows, sheet), rows[0].place())


def aliases_of(lines: Lines) -> list[str]:
    """A service's aliases."""
    return [line[ALIAS] for line in lines.get(ALIASES.name, ()) if line[ALIAS]]
