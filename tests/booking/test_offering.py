"""What is offered: the fixed grid, half-days on site, the road, holidays, notice, horizon."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from booking import desk
from booking.database import open_database
from booking.loading import load
from booking.model import Errand, Half, UnknownYear, Wanted
from booking.office import Office
from booking.staff import set_away
from booking.working_days import WorkingDays
from knowledge.vocabulary import Mode
from tests.booking.conftest import ANY_DAY, FETCHING, VISIT, Clock, MakeOffice, on, roster


def starts(office: Office, errand: Errand, wanted: Wanted, township: str = "近镇") -> list[str]:
    windows = desk.offer(office, errand, township, wanted).windows
    return [window.starts_at.strftime("%m-%d %H:%M") for window in windows]


def test_a_visit_is_offered_by_half_day(office: Office) -> None:
    windows = desk.offer(office, VISIT, "近镇", on("2026-09-16")).windows
    assert [window.half for window in windows] == [Half.MORNING, Half.AFTERNOON]
    assert [desk.say_window(window) for window in windows] == [
        "2026年9月16日（周三）上午（08:30到12:00之间）",
        "2026年9月16日（周三）下午（14:00到17:00之间）",
    ]


def test_fetching_is_offered_by_its_start_on_the_half_hour(office: Office) -> None:
    assert starts(office, FETCHING, on("2026-09-16"))[:3] == [
        "09-16 08:30",
        "09-16 09:00",
        "09-16 14:00",
    ]


def test_a_road_longer_than_half_a_day_takes_the_day(office: Office) -> None:
    (window,) = desk.offer(office, VISIT, "远乡", on("2026-09-16")).windows
    assert window.half is None
    assert desk.say_window(window) == "2026年9月16日（周三）08:30到17:00"


def test_nobody_goes_to_a_township_we_do_not_know(office: Office) -> None:
    assert desk.offer(office, VISIT, "外县", ANY_DAY).why_not == "not_served"


def test_an_errand_that_takes_more_agents_than_there_are_is_not_served(office: Office) -> None:
    assert desk.offer(office, replace(VISIT, agents=3), "近镇", ANY_DAY).why_not == "not_served"


def test_only_agents_of_the_department_fetch_there(make_office: MakeOffice, tmp_path: Path) -> None:
    office = make_office()
    only = roster(tmp_path / "only", 1, "周一 8:30-12:00", skills="代取:公安局")
    load(office.database, only)
    police = Errand("some-service", Mode.FETCH, "公安局")
    assert desk.offer(office, FETCHING, "近镇", ANY_DAY).why_not == "not_served"
    assert desk.offer(office, police, "近镇", on("2026-09-21")).windows


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2026-09-13", "past"),
        ("2026-09-19", "closed"),  # a Saturday
        ("2026-10-02", "closed"),  # National Day
        ("2026-12-25", "too_far"),
    ],
)
def test_a_day_that_cannot_be_had_is_answered_with_why_and_the_nearest(
    office: Office, day: str, reason: str
) -> None:
    answer = desk.offer(office, VISIT, "近镇", on(day))
    assert answer.why_not == reason
    assert len(answer.windows) == 3


def test_the_nearest_to_a_holiday_come_first(office: Office) -> None:
    days = {w.day for w in desk.offer(office, VISIT, "近镇", on("2026-09-26")).windows}
    assert days <= {date(2026, 9, 24), date(2026, 9, 28)}


def test_a_make_up_sunday_is_worked(office: Office) -> None:
    assert starts(office, VISIT, on("2026-09-20")) == ["09-20 08:30", "09-20 14:00"]


def test_today_needs_notice(office: Office, clock: Clock) -> None:
    assert starts(office, VISIT, on("2026-09-14")) == ["09-14 14:00"]
    clock.advance(hours=4)
    assert desk.offer(office, VISIT, "近镇", on("2026-09-14")).why_not == "too_soon"


def test_a_time_of_day_is_met_by_the_window_that_holds_it(office: Office) -> None:
    wednesday = date(2026, 9, 16)
    assert starts(office, VISIT, Wanted(wednesday, wednesday, minute=15 * 60)) == ["09-16 14:00"]
    assert starts(office, FETCHING, Wanted(wednesday, wednesday, minute=9 * 60)) == ["09-16 09:00"]
    morning = Wanted(wednesday, wednesday, Half.MORNING)
    assert all(start < "09-16 12:00" for start in starts(office, FETCHING, morning))


def test_a_year_whose_holidays_are_unknown_is_said_not_guessed(
    office: Office, clock: Clock
) -> None:
    clock.at = clock.at.replace(month=12, day=28)
    answer = desk.offer(office, VISIT, "近镇", on("2027-01-05"))
    assert answer.why_not == "unknown_year"
    assert all(window.day.year == 2026 for window in answer.windows)


def test_the_operator_tells_a_year(office: Office, clock: Clock, tmp_path: Path) -> None:
    clock.at = clock.at.replace(month=12, day=28)
    folder = roster(tmp_path / "told", 2, "周一至周五 8:30-12:00")
    rows = ["日期,上班,说明", "2027,,国务院办公厅通知", "2027-01-01,否,元旦", "2027-01-03,是,调休"]
    (folder / "calendar.csv").write_text("\n".join(rows), "utf-8")
    load(office.database, folder)
    assert desk.offer(office, VISIT, "近镇", on("2027-01-01")).why_not == "closed"
    assert starts(office, VISIT, on("2027-01-03")) == ["01-03 08:30"]  # made up, like a Monday
    assert starts(office, VISIT, on("2027-01-05")) == ["01-05 08:30"]


def test_working_days_are_counted_over_holidays(office: Office) -> None:
    with office.database.reading() as connection:
        calendar = WorkingDays.read(connection)
    assert calendar.open_days_after(date(2026, 9, 30), 1) == date(2026, 10, 8)
    with pytest.raises(UnknownYear):
        calendar.open_days_after(date(2026, 12, 31), 1)


def test_an_agent_who_is_away_is_not_offered(make_office: MakeOffice) -> None:
    office = make_office(agents=1)
    set_away(office, "a01", date(2026, 9, 16), date(2026, 9, 17))
    assert desk.offer(office, VISIT, "近镇", on("2026-09-16")).why_not == "full"
    assert starts(office, VISIT, on("2026-09-18"))


def test_two_processes_may_open_an_empty_database_at_once(url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        for database in pool.map(open_database, [url] * 4):
            database.dispose()


def test_the_horizon_is_counted_in_days(office: Office) -> None:
    last = office.today() + timedelta(days=office.rules.horizon_days)
    answer = desk.offer(office, VISIT, "近镇", Wanted(last + timedelta(1), last + timedelta(9)))
    assert answer.why_not == "too_far"
    assert max(window.day for window in answer.windows) <= last
