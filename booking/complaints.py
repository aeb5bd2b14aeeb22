"""Complaints: a window still asks for a proof. Recorded with a due date, told its state, exported.

The verdict comes from whoever knows the rules: ``should_not`` only where law or county say that
the proof isn't to be asked, else ``ask_basis`` (let the window show its basis).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from typing import Any, TextIO

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from booking.contacts import keep_contact, read_phone
from booking.grid import as_said
from booking.model import NotFound, Refused, UnknownYear
from booking.office import Office
from booking.references import new_reference, read_reference
from booking.schema import complaints
from booking.working_days import WorkingDays

VERDICTS = ("should_not", "ask_basis")
LONGEST = 1000
HEADER = (
    "编号",
    "受理日期",
    "事项",
    "证明",
    "窗口",
    "发生日期",
    "结论",
    "答复期限",
    "状态",
    "答复",
)


@dataclass(frozen=True)
class Complaint:
    """A complaint as its reference shows it; ``due_on`` is the day by which it is answered."""

    reference: str
    service: str
    evidence: str
    window: str
    happened_on: date | None
    verdict: str
    due_on: date
    state: str
    answer: str


def complain(
    office: Office,
    owner: str,
    service: str,
    evidence: str,
    verdict: str,
    window: str = "",
    happened_on: date | None = None,
    words: str = "",
    phone: str = "",
) -> Complaint:
    """Record a complaint; the same from the same session on the same day is recorded once.

    ``words`` and ``phone`` are kept sealed; both may stay empty.

    Raises:
        Refused: bad_phone, bad_date (in the future), too_long.
    """
    if verdict not in VERDICTS:
        raise ValueError(verdict)
    if len(words) > LONGEST or len(window) > 60:
        raise Refused("too_long")
    if happened_on is not None and happened_on > office.today():
        raise Refused("bad_date")
    told = (owner, service, evidence, office.today().isoformat())
    once = office.vault.mark("complaint", "|".join(told))
    values = {
        "reference": new_reference(),
        "idempotency_key": once,
        "at": office.stored_now(),
        "service": service,
        "evidence": evidence,
        "window": window,
        "happened_on": happened_on,
        "verdict": verdict,
        "state": "open",
        "words_sealed": office.vault.seal("words", words) if words else None,
        "answer": "",
    }
    return _recorded(office, once, values, read_phone(phone) if phone else "")


def status(office: Office, reference: str) -> Complaint:
    """The complaint of a reference.

    Raises:
        NotFound: if there is none.
    """
    with office.database.reading() as connection:
        return _found(connection, complaints.c.reference == read_reference(reference))


def answer(office: Office, reference: str, text: str) -> Complaint:
    """Staff answer a complaint; an answer may be replaced.

    Raises:
        NotFound: if there is none.
    """
    same = complaints.c.reference == read_reference(reference)
    values = {"state": "answered", "answer": text[:LONGEST], "answered_at": office.stored_now()}

    def work(connection: Connection) -> Complaint:
        connection.execute(complaints.update().where(same).values(values))
        return _found(connection, same)

    return office.database.write(work)


def overdue(office: Office) -> list[Complaint]:
    """Open complaints past their due date, oldest first."""
    late = sa.and_(complaints.c.state == "open", complaints.c.due_on < office.today())
    with office.database.reading() as connection:
        rows = connection.execute(sa.select(complaints).where(late).order_by(complaints.c.id))
        return [_complaint(row) for row in rows]


def export(office: Office, file: TextIO) -> int:
    """Write every complaint as CSV, without the citizen's words or telephone; the number."""
    writer = csv.writer(file)
    writer.writerow(HEADER)
    with office.database.reading() as connection:
        rows = connection.execute(sa.select(complaints).order_by(complaints.c.id)).all()
    for row in rows:
        told = as_said(row.at, office.zone).date()
        writer.writerow([_harmless(value) for value in (row.reference, told, *_columns(row))])
    return len(rows)


def _columns(row: Any) -> tuple[Any, ...]:
    where = (row.service, row.evidence, row.window, row.happened_on or "")
    return (*where, row.verdict, row.due_on, row.state, row.answer)


def _harmless(value: object) -> str:
    """A cell that a spreadsheet shows and doesn't run (OWASP: CSV injection)."""
    text = str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _recorded(office: Office, once: str, values: dict[str, Any], phone: str) -> Complaint:
    same = complaints.c.idempotency_key == once

    def work(connection: Connection) -> Complaint:
        known = connection.execute(sa.select(complaints).where(same)).first()
        if known:
            return _complaint(known)
        contact = keep_contact(connection, office, phone) if phone else None
        due_on = _due_on(office, connection)
        connection.execute(complaints.insert().values(**values, contact=contact, due_on=due_on))
        return _found(connection, same)

    try:
        return office.database.write(work)
    except IntegrityError:  # the same action at the same moment
        return office.database.write(work)


def _due_on(office: Office, connection: Connection) -> date:
    """So many working days from today; the last known day where the next year is unknown."""
    calendar = WorkingDays.read(connection)
    due_on = office.today()
    try:
        for _ in range(office.rules.complaint_days):
            due_on = calendar.open_days_after(due_on, 1)
    except UnknownYear:
        return date(due_on.year, 12, 31)
    return due_on


def _found(connection: Connection, condition: Any) -> Complaint:
    row = connection.execute(sa.select(complaints).where(condition)).first()
    if row is None:
        raise NotFound("not_found")
    return _complaint(row)


def _complaint(row: Any) -> Complaint:
    return Complaint(
        row.reference,
        row.service,
        row.evidence,
        row.window,
        row.happened_on,
        row.verdict,
        row.due_on,
        row.state,
        row.answer,
    )
