"""The operator's files into the tables: townships, agents, calendar. Loading again changes nothing.

``townships.csv`` 乡镇,单程分钟,样例 · ``agents.csv`` 编号,姓名,样例,技能,乡镇,工作时间 ·
``calendar.csv`` 日期,上班,说明 (a year is known once a row ``2027,,<source>`` says so).
Agents left out of the file are made inactive, never deleted: their appointments stay.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from booking.database import Database
from booking.grid import SLOT_MINUTES
from booking.schema import (
    agent_hours,
    agent_skills,
    agent_townships,
    agents,
    calendar_days,
    calendar_years,
    townships,
)
from knowledge.vocabulary import PROXY_MODES

EVERYWHERE = "全县"
WEEKDAYS = "一二三四五六日"
YES, NO = "是", "否"
_HOURS = re.compile(rf"周([{WEEKDAYS}])(?:至周?([{WEEKDAYS}]))?\s+([\d:\-、\s]+)")
_SPAN = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")
_MODES = {word: mode.value for word, mode in PROXY_MODES.items()}

Row = dict[str, str]


class BadRoster(Exception):
    """The files can't be loaded; each fault names file, row and what to mend, in Chinese."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


@dataclass
class Sheet:
    """One file being read, and the faults found in it."""

    path: Path
    faults: list[str] = field(default_factory=list)

    def rows(self, *columns: str) -> Iterator[tuple[int, Row]]:
        """The rows with their numbers as a spreadsheet shows them; none where there is no file."""
        if not self.path.exists():
            return
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [column for column in columns if column not in (reader.fieldnames or ())]
            if missing:
                self.faults.append(f"{self.path.name} 第1行：缺{'、'.join(missing)}这一列")
                return
            for number, row in enumerate(reader, start=2):
                yield number, {column: (row[column] or "").strip() for column in columns}

    def fault(self, number: int, what: str) -> None:
        """Note what is wrong with row ``number``."""
        self.faults.append(f"{self.path.name} 第{number}行：{what}")


def load(database: Database, folder: Path) -> dict[str, int]:
    """Load the files of ``folder``; how many townships, agents and days.

    Raises:
        BadRoster: with every fault; nothing is loaded then.
    """
    places, faults = _read_townships(folder)
    people, more = _read_agents(folder, set(places))
    days, years, most = _read_calendar(folder)
    if faults + more + most:
        raise BadRoster(faults + more + most)

    def work(connection: Connection) -> dict[str, int]:
        _store(connection, townships, places)
        _store_agents(connection, people)
        _store_calendar(connection, days, years)
        return {"townships": len(places), "agents": len(people), "days": len(days)}

    return database.write(work)


def is_empty(database: Database) -> bool:
    """Whether no roster was ever loaded."""
    with database.reading() as connection:
        return connection.execute(sa.select(agents.c.id).limit(1)).first() is None


def _read_townships(folder: Path) -> tuple[dict[str, dict[str, Any]], list[str]]:
    sheet, found = Sheet(folder / "townships.csv"), {}
    for number, row in sheet.rows("乡镇", "单程分钟", "样例"):
        if not row["单程分钟"].isdecimal() or int(row["单程分钟"]) > 240:
            sheet.fault(number, f"“单程分钟”要填0到240的整数，现在是“{row['单程分钟']}”")
            continue
        sample = _yes(sheet, number, row["样例"])
        minutes = int(row["单程分钟"])
        found[row["乡镇"]] = {"id": row["乡镇"], "travel_minutes": minutes, "sample": sample}
    return found, sheet.faults


def _read_agents(folder: Path, places: set[str]) -> tuple[dict[str, Any], list[str]]:
    sheet, found = Sheet(folder / "agents.csv"), {}
    for number, row in sheet.rows("编号", "姓名", "样例", "技能", "乡镇", "工作时间"):
        agent = row["编号"]
        if not agent or agent in found or not row["姓名"]:
            sheet.fault(number, f"“编号”“姓名”都要填，编号不能重复，现在是“{agent}”")
            continue
        found[agent] = {
            "row": {
                "id": agent,
                "name": row["姓名"],
                "sample": _yes(sheet, number, row["样例"]),
                "active": True,
            },
            "skills": _skills(sheet, number, row["技能"]),
            "townships": _places(sheet, number, row["乡镇"], places),
            "hours": _hours(sheet, number, row["工作时间"]),
        }
    return found, sheet.faults


def _yes(sheet: Sheet, number: int, word: str) -> bool:
    if word not in (YES, NO):
        sheet.fault(number, f"要填“{YES}”或“{NO}”，现在是“{word}”")
    return word == YES


def _skills(sheet: Sheet, number: int, text: str) -> list[tuple[str, str]]:
    """``上门;代取:民政局;陪同`` as (mode, department)."""
    skills = []
    for part in filter(None, text.split(";")):
        word, _, department = part.strip().partition(":")
        if word not in _MODES:
            sheet.fault(number, f"“技能”不能是“{word}”，只能是{'、'.join(_MODES)}")
            continue
        skills.append((_MODES[word], department))
    return skills


def _places(sheet: Sheet, number: int, text: str, known: set[str]) -> list[str]:
    if text == EVERYWHERE:
        return sorted(known)
    places = [part.strip() for part in text.split(";") if part.strip()]
    for place in places:
        if place not in known:
            sheet.fault(number, f"“{place}”不在townships.csv里")
    return places


def _hours(sheet: Sheet, number: int, text: str) -> list[tuple[int, int, int]]:
    """``周一至周五 8:30-12:00、14:00-17:00`` as (weekday, from minute, to minute)."""
    hours = []
    for part in filter(None, text.split(";")):
        match = _HOURS.fullmatch(part.strip())
        spans = [tuple(map(int, span)) for span in _SPAN.findall(match[3])] if match else []
        if match is None or not spans or not all(_sane(span) for span in spans):
            sheet.fault(
                number,
                f"“工作时间”要像“周一至周五 8:30-12:00、14:00-17:00”，半小时为单位，现在是“{part}”",
            )
            continue
        first = WEEKDAYS.index(match[1])
        last = WEEKDAYS.index(match[2] or match[1])
        for weekday in range(first, last + 1):
            hours += [(weekday, a * 60 + b, c * 60 + d) for a, b, c, d in spans]
    return hours


def _sane(span: tuple[int, ...]) -> bool:
    from_hour, from_minute, to_hour, to_minute = span
    start, end = from_hour * 60 + from_minute, to_hour * 60 + to_minute
    return start < end <= 24 * 60 and start % SLOT_MINUTES == 0 == end % SLOT_MINUTES


def _read_calendar(folder: Path) -> tuple[dict[date, Any], dict[int, str], list[str]]:
    sheet = Sheet(folder / "calendar.csv")
    days: dict[date, Any] = {}
    years: dict[int, str] = {}
    for number, row in sheet.rows("日期", "上班", "说明"):
        if re.fullmatch(r"20\d\d", row["日期"]):
            years[int(row["日期"])] = row["说明"]
            continue
        try:
            day = date.fromisoformat(row["日期"])
        except ValueError:
            sheet.fault(number, f"“日期”要像2027-01-01，或者只写年份2027，现在是“{row['日期']}”")
            continue
        is_open = _yes(sheet, number, row["上班"])
        days[day] = {"day": day, "open": is_open, "note": row["说明"]}
    return days, years, sheet.faults


def _store(connection: Connection, table: sa.Table, rows: Mapping[str, Mapping[str, Any]]) -> None:
    known = set(connection.execute(sa.select(table.c.id)).scalars())
    for row_id, row in rows.items():
        if row_id in known:
            connection.execute(table.update().where(table.c.id == row_id).values(row))
        else:
            connection.execute(table.insert().values(row))


def _store_agents(connection: Connection, people: Mapping[str, Any]) -> None:
    connection.execute(agents.update().values(active=False))
    _store(connection, agents, {agent: told["row"] for agent, told in people.items()})
    for table in (agent_skills, agent_townships, agent_hours):
        connection.execute(table.delete())
    for agent, told in people.items():
        _add(connection, agent_skills, agent, ("mode", "department"), told["skills"])
        _add(connection, agent_townships, agent, ("township",), zip(told["townships"], strict=True))
        columns = ("weekday", "from_minute", "to_minute")
        _add(connection, agent_hours, agent, columns, told["hours"])


def _add(
    connection: Connection,
    table: sa.Table,
    agent: str,
    columns: tuple[str, ...],
    rows: Iterable[tuple[Any, ...]],
) -> None:
    values = [{"agent": agent, **dict(zip(columns, row, strict=True))} for row in rows]
    if values:
        connection.execute(table.insert(), values)


def _store_calendar(
    connection: Connection, days: Mapping[date, Any], years: Mapping[int, str]
) -> None:
    connection.execute(calendar_days.delete())
    connection.execute(calendar_years.delete())
    if days:
        connection.execute(calendar_days.insert(), list(days.values()))
    if years:
        told = [{"year": year, "source": source} for year, source in years.items()]
        connection.execute(calendar_years.insert(), told)
