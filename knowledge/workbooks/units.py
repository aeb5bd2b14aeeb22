"""The pieces in which a workbook is merged: one service, one evidence type, one event …"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.model import Pack, Service
from knowledge.reading.located import Row, Table, read_yaml
from knowledge.workbooks.layout import ALIASES, DEPARTMENT_SHEETS, SHARED_SHEETS
from knowledge.workbooks.services import Rows, alias_rows, service_rows
from knowledge.workbooks.shared import (
    event_rows,
    evidence_rows,
    pledge_rows,
    shared_fact_rows,
    system_rows,
)

SHARED = "共用"
"""The workbook that belongs to no department."""
SHOWN = {
    (sheet.name, column.label)
    for sheet in (*DEPARTMENT_SHEETS, *SHARED_SHEETS)
    for column in sheet.columns
    if column.shown
}


@dataclass(frozen=True)
class Unit:
    """One entry of the pack: ``kind`` and ``id`` name it, ``file`` (in the pack) holds it."""

    kind: str
    id: str
    file: str
    content: Table | Row
    rows: Rows

    @property
    def key(self) -> str:
        """What names it in the workbook's hidden sheet."""
        return f"{self.kind}:{self.id}"

    @property
    def digest(self) -> str:
        """A hash of what an official sees and may change."""
        seen = {
            sheet: [
                {label: text for label, text in row.items() if (sheet, label) not in SHOWN}
                for row in rows
            ]
            for sheet, rows in self.rows.items()
            if rows
        }
        text = json.dumps(seen, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def books(pack: Pack) -> list[str]:
    """The workbooks of a pack: its departments, and what they share."""
    departments = dict.fromkeys(service.department for service in pack.services.values())
    return [*departments, SHARED]


class Files:
    """The files of a pack, each read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.services = {
            str(table.get("编号")): (file, table) for file, table in self._read("services/*/*.yml")
        }
        self.aliases = {
            service_id: (file, table)
            for file, table in self._read("aliases/*.yml")
            for service_id in table
        }

    def _read(self, pattern: str) -> Iterator[tuple[str, Table]]:
        for path in sorted(self.folder.glob(pattern)):
            file = path.relative_to(self.folder).as_posix()
            yield file, read_yaml(path, file)

    def entries(self, pattern: str) -> Iterator[tuple[str, str, Table]]:
        """(file, id, entry) of the files that map ids to entries."""
        for file, table in self._read(pattern):
            for entry_id, entry in table.items():
                yield file, entry_id, entry


def units_of(files: Files, pack: Pack, book: str) -> list[Unit]:
    """The units of one workbook as they stand in the pack's files.

    Raises:
        Unwritable: if a file holds what no column holds.
    """
    return list(_shared(files) if book == SHARED else _of_department(files, pack, book))


def _of_department(files: Files, pack: Pack, department: str) -> Iterator[Unit]:
    services = [each for each in pack.services.values() if each.department == department]
    home = _home(files, services)
    for service in services:
        new = f"services/{home}/{service.id}.yml", Table.nowhere()
        yield service_unit_of(pack, service, *files.services.get(service.id, new))
        file, table = files.aliases.get(service.id, (f"aliases/{home}.yml", Table.nowhere()))
        aliases = [str(alias).strip() for alias in table.get(service.id) or ()]
        yield alias_unit_of(service, file, aliases)


def _home(files: Files, services: list[Service]) -> str:
    """The name of a department's folder: where its other files lie, else its own name."""
    found = [
        Path(files.services[one.id][0]).parent.name for one in services if one.id in files.services
    ]
    found += [Path(files.aliases[one.id][0]).stem for one in services if one.id in files.aliases]
    return found[0] if found else services[0].department


def service_unit_of(pack: Pack, service: Service, file: str, table: Table) -> Unit:
    """A service whose file holds (or would hold) ``table``."""
    evidence = {piece.name: piece for piece in pack.evidence.values()}
    return Unit("services", service.id, file, table, service_rows(service, table, evidence))


def alias_unit_of(service: Service, file: str, aliases: list[str]) -> Unit:
    """A service's aliases."""
    row = Row.nowhere(aliases)
    return Unit("aliases", service.id, file, row, {ALIASES.name: alias_rows(service, aliases)})


def _shared(files: Files) -> Iterator[Unit]:
    for file, name, fact in files.entries("facts.yml"):
        yield Unit("facts", name, file, fact, shared_fact_rows(name, fact))
    for file, one, table in files.entries("evidence/*.yml"):
        yield Unit("evidence", one, file, table, evidence_rows(one, Path(file).stem, table))
    for file, one, table in files.entries("systems.yml"):
        yield Unit("systems", one, file, table, system_rows(one, table))
    for file, one, table in files.entries("pledges.yml"):
        yield Unit("pledges", one, file, table, pledge_rows(one, table))
    for file, one, table in files.entries("events.yml"):
        yield Unit("events", one, file, table, event_rows(one, table))
