"""Complaints about windows that still ask, with a due date."""

import csv
import io
from datetime import date

import pytest

from booking import complaints
from booking.complaints import Complaint, complain
from booking.model import NotFound, Refused
from booking.office import Office
from tests.booking.conftest import PHONE, Clock


def told(office: Office, owner: str = "s1", **more: object) -> Complaint:
    return complain(office, owner, "work-injury", "income-proof", "should_not", **more)  # type: ignore[arg-type]


def test_a_complaint_gets_a_reference_and_a_due_date_in_working_days(office: Office) -> None:
    kept = told(office, window="社保窗口", happened_on=date(2026, 9, 14))
    assert kept.due_on == date(2026, 9, 20)  # five working days, the make-up Sunday one of them
    assert complaints.status(office, kept.reference.lower()) == kept


def test_over_the_holidays_it_is_due_later(office: Office, clock: Clock) -> None:
    clock.at = clock.at.replace(day=29)
    assert told(office).due_on == date(2026, 10, 12)


def test_at_the_end_of_the_known_calendar_it_is_due_by_its_last_day(
    office: Office, clock: Clock
) -> None:
    clock.at = clock.at.replace(month=12, day=30)
    assert told(office).due_on == date(2026, 12, 31)


def test_the_same_complaint_twice_is_one(office: Office) -> None:
    assert told(office) == told(office)
    assert told(office, "s2").reference != told(office).reference


def test_staff_answer_and_the_citizen_sees_it(office: Office, clock: Clock) -> None:
    kept = told(office)
    clock.advance(days=10)
    assert [late.reference for late in complaints.overdue(office)] == [kept.reference]
    complaints.answer(office, kept.reference, "已经纠正，不再要。")
    assert complaints.status(office, kept.reference).answer == "已经纠正，不再要。"
    assert complaints.overdue(office) == []


def test_the_export_holds_what_happened_and_nobody(office: Office) -> None:
    kept = told(office, window="=HYPERLINK(1)", words="我叫张三", phone=PHONE)
    file = io.StringIO()
    assert complaints.export(office, file) == 1
    assert "张三" not in file.getvalue()
    assert PHONE not in file.getvalue()
    (row,) = csv.DictReader(io.StringIO(file.getvalue()))
    assert (row["编号"], row["结论"], row["窗口"]) == (
        kept.reference,
        "should_not",
        "'=HYPERLINK(1)",
    )


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"happened_on": date(2026, 9, 15)}, "bad_date"),
        ({"phone": "123"}, "bad_phone"),
        ({"words": "长" * 2000}, "too_long"),
    ],
)
def test_what_cannot_be_is_refused(office: Office, more: dict[str, object], reason: str) -> None:
    with pytest.raises(Refused) as error:
        told(office, **more)
    assert error.value.reason == reason


def test_an_unknown_reference_is_not_found(office: Office) -> None:
    with pytest.raises(NotFound):
        complaints.status(office, "0000000000")
    with pytest.raises(NotFound):
        complaints.answer(office, "0000000000", "")
