"""From a workbook's rows to units, each by its stable id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence

from knowledge.model import Pack, Service
from knowledge.reading.errors import did_you_mean
from knowledge.reading.fields import Faults
from knowledge.workbooks.layout import (
    ENTRY_ID,
    EVIDENCE,
    FAMILY,
    ISSUED_BY,
    ITEM_NAME,
    PLEDGES,
    SERVICE,
    SERVICE_ID,
    SERVICES,
    SYSTEMS,
)
from knowledge.workbooks.lines import Line
from knowledge.workbooks.opening import Book
from knowledge.workbooks.services import Lines, aliases_of, service_of
from knowledge.workbooks.shared import (
    PLEDGE_ID,
    entries_of,
    event_rows,
    events_of,
    evidence_rows,
    pledge_rows,
    shared_fact_rows,
    shared_facts_of,
    system_rows,
)
from knowledge.workbooks.units import SHARED, Unit, alias_unit_of, service_unit_of

FAMILY_OF_NEW = "self-made"


def collect(
    book: Book, pack: Pack, now: Mapping[str, Unit], shared: Container[str], faults: Faults
) -> list[Unit]:
    """The units that a workbook holds.

    ``now`` are those of the pack's files, by key; ``shared`` the names of the shared facts.
    """
    _compare_shown(book, pack, faults)
    if book.name == SHARED:
        return list(_shared(book.lines, pack, now, faults))
    return list(_of_department(book, pack, now, shared, faults))


def _compare_shown(book: Book, pack: Pack, faults: Faults) -> None:
    """What is only shown must not have been changed: the change would be lost."""
    issuers = {piece.name: piece.issuer for piece in pack.evidence.values()}
    for line in (line for lines in book.lines.values() for line in lines):
        for column in line.sheet.columns:
            expected = issuers.get(line[ITEM_NAME]) if column is ISSUED_BY else book.name
            if column.shown and line[column] and expected and line[column] != expected:
                message = f"这一列只看不改，应当是“{expected}”；开具单位请到“共用”的证明目录里改"
                faults.add(line.place(column), message)


def _of_department(
    book: Book, pack: Pack, now: Mapping[str, Unit], shared: Container[str], faults: Faults
) -> Iterator[Unit]:
    for service, lines in _by_service(book, pack, faults):
        if f"services:{service.id}" not in now:
            continue
        rows = lines.get(SERVICES.name, ())
        if len(rows) != 1:
            for line in [*rows[1:], *([] if rows else _first(lines))]:
                faults.add(line.place(), f"“事项”表里“{service.name}”要有一行，也只能有一行")
            continue
        if _says_anything(lines):
            content = service_of(service.id, lines, shared, faults)
            yield service_unit_of(pack, service, now[f"services:{service.id}"].file, content)
        yield alias_unit_of(service, now[f"aliases:{service.id}"].file, aliases_of(lines))


def _first(lines: Lines) -> list[Line]:
    return [rows[0] for rows in lines.values() if rows][:1]


def _says_anything(lines: Lines) -> bool:
    """Whether more than a service's name is there: a bare name has no file."""
    row = lines[SERVICES.name][0]
    stored = any(column.key and row[column] for column in SERVICES.columns)
    return stored or set(lines) - {SERVICES.name, "别名"} != set()


def _by_service(book: Book, pack: Pack, faults: Faults) -> Iterator[tuple[Service, Lines]]:
    by_name = {service.name: service for service in pack.services.values()}
    found: dict[str, dict[str, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for sheet, lines in book.lines.items():
        for line, name in zip(lines, _names(lines, pack), strict=True):
            service = by_name.get(name)
            if service is None:
                hint = did_you_mean(name, by_name)
                message = f"没有叫“{name}”的事项{hint}；事项改名、新增要先登记"
                faults.add(line.place(SERVICE), message)
            elif service.department != book.name:
                message = f"“{name}”是{service.department}的，{book.name}的工作簿改不了它"
                faults.add(line.place(SERVICE), message)
            else:
                found[service.id][sheet].append(line)
    for service_id, sheets in found.items():
        yield pack.services[service_id], dict(sheets)


def _names(lines: Sequence[Line], pack: Pack) -> Iterator[str]:
    """The service of each row: as written, by its hidden id, or as in the row above."""
    before = ""
    for line in lines:
        by_id = pack.services.get(line[SERVICE_ID])
        before = line[SERVICE] or (by_id.name if by_id else before)
        yield before


def _shared(lines: Lines, pack: Pack, now: Mapping[str, Unit], faults: Faults) -> Iterator[Unit]:
    for name, fact in shared_facts_of(lines, faults).items():
        yield Unit("facts", name, "facts.yml", fact, shared_fact_rows(name, fact))
    for one, line, table in entries_of(lines[EVIDENCE.name], EVIDENCE, ENTRY_ID, faults):
        unit = now.get(f"evidence:{one}")
        file = unit.file if unit else f"evidence/{line[FAMILY] or FAMILY_OF_NEW}.yml"
        family = file.removeprefix("evidence/").removesuffix(".yml")
        yield Unit("evidence", one, file, table, evidence_rows(one, family, table))
    for one, _, table in entries_of(lines[SYSTEMS.name], SYSTEMS, ENTRY_ID, faults):
        yield Unit("systems", one, "systems.yml", table, system_rows(one, table))
    for one, _, table in entries_of(lines[PLEDGES.name], PLEDGES, PLEDGE_ID, faults):
        yield Unit("pledges", one, "pledges.yml", table, pledge_rows(one, table))
    known = {fact.name for fact in pack.facts.values()}
    for one, table in events_of(lines, known, faults).items():
        yield Unit("events", one, "events.yml", table, event_rows(one, table))
