"""Times in citizens' words become a date and a window, read back with date and weekday."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking import desk
from booking.model import Half
from booking.office import Office
from booking.spoken import hear
from booking.working_days import WorkingDays
from tests.booking.conftest import ZONE

TUESDAY = datetime(2026, 9, 15, 10, 0, tzinfo=ZONE)
CALENDAR = WorkingDays({}, frozenset(), {})
AM, PM = Half.MORNING, Half.AFTERNOON


def days(text: str, at: datetime = TUESDAY) -> tuple[str, str]:
    heard = hear(text, at, CALENDAR)
    assert heard and heard.wanted
    return heard.wanted.first.isoformat(), heard.wanted.last.isoformat()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("下周三上午", "2026-09-23"),
        ("国庆后第一个工作日", "2026-10-08"),
        ("腊月二十六", "2027-02-02"),
        ("今天", "2026-09-15"),
        ("明儿", "2026-09-16"),
        ("明儿个一早", "2026-09-16"),
        ("后儿下午", "2026-09-17"),
        ("大后天", "2026-09-18"),
        ("昨天", "2026-09-14"),
        ("周五", "2026-09-18"),
        ("这周五", "2026-09-18"),
        ("下星期一", "2026-09-21"),
        ("下个礼拜天", "2026-09-27"),
        ("下下周二", "2026-09-29"),
        ("上周三", "2026-09-09"),
        ("周一", "2026-09-21"),  # this week's is over
        ("10月12号", "2026-10-12"),
        ("十月十二号", "2026-10-12"),
        ("2026年9月20日", "2026-09-20"),
        ("9.20", "2026-09-20"),
        ("9/20行不行", "2026-09-20"),
        ("9月14号", "2026-09-14"),  # yesterday's, not next year's
        ("3月5号", "2027-03-05"),
        ("明年三月五号", "2027-03-05"),
        ("20号", "2026-09-20"),
        ("12号", "2026-10-12"),
        ("下个月3号", "2026-10-03"),
        ("三天后", "2026-09-18"),
        ("过两天", "2026-09-17"),
        ("一周后", "2026-09-22"),
        ("半个月后", "2026-09-30"),
        ("3个工作日后", "2026-09-18"),
        ("下个工作日", "2026-09-16"),
        ("国庆", "2026-10-01"),
        ("国庆放假回来第一天", "2026-10-08"),
        ("国庆节后上班第一天", "2026-10-08"),
        ("国庆后第二个工作日", "2026-10-09"),
        ("国庆节后的周一", "2026-10-12"),
        ("国庆节以后的第二个星期一", "2026-10-19"),
        ("初八上午", "2026-09-18"),
        ("星期三（23号）", "2026-09-16"),
        ("改到下下个星期一", "2026-09-28"),
        ("我腿不好，想请人明天下午来看店面", "2026-09-16"),
        ("今儿后半天", "2026-09-15"),
        ("现在", "2026-09-15"),
        ("国庆前最后一个工作日", "2026-09-30"),
        ("中秋前一天", "2026-09-24"),
        ("八月十五", "2026-09-25"),
        ("农历八月二十", "2026-09-30"),
        ("阴历九月初九", "2026-10-18"),
        ("冬月初一", "2026-12-09"),
        ("腊月廿六", "2027-02-02"),
        ("除夕", "2027-02-05"),
        ("正月初八", "2027-02-13"),
        ("大年初八", "2027-02-13"),
        ("元旦", "2027-01-01"),
        ("十一月五号", "2026-11-05"),
        ("下禮拜二".replace("禮", "礼"), "2026-09-22"),
        ("下周 三 的 上午", "2026-09-23"),
        ("１０月１２日", "2026-10-12"),
    ],
)
def test_one_day(text: str, day: str) -> None:
    assert days(text) == (day, day)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("下周", "2026-09-21", "2026-09-27"),
        ("这周", "2026-09-15", "2026-09-20"),
        ("周末", "2026-09-19", "2026-09-20"),
        ("月底", "2026-09-25", "2026-09-30"),
        ("下旬", "2026-09-21", "2026-09-30"),
        ("下个月初", "2026-10-01", "2026-10-05"),
        ("月初", "2026-10-01", "2026-10-05"),
        ("下个月", "2026-10-01", "2026-10-31"),
        ("十一月份", "2026-11-01", "2026-11-30"),
        ("这两天", "2026-09-15", "2026-09-18"),
        ("18号到20号", "2026-09-18", "2026-09-20"),
        ("周一到周五都行", "2026-09-21", "2026-09-25"),
        ("下周前三天", "2026-09-21", "2026-09-27"),
        ("过了中秋再说", "2026-09-28", "2026-10-04"),
        ("国庆后", "2026-10-08", "2026-10-14"),
        ("国庆前", "2026-09-24", "2026-09-30"),
        ("周三到周五", "2026-09-16", "2026-09-18"),
        ("下周三或者周四上午", "2026-09-23", "2026-09-24"),
        ("下周三以后", "2026-09-23", "2026-09-30"),
        ("20号之前", "2026-09-15", "2026-09-20"),
        ("越快越好", "2026-09-15", "2026-10-15"),
        ("哪天都行", "2026-09-15", "2026-10-15"),
        ("下午", "2026-09-15", "2026-10-15"),
    ],
)
def test_some_days(text: str, first: str, last: str) -> None:
    assert days(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "half", "minute"),
    [
        ("下周三上午", AM, None),
        ("后天一早", AM, None),
        ("明天擦黑", PM, None),
        ("明天中午", PM, None),
        ("明早9点", AM, 9 * 60),
        ("下周二下午两点半", PM, 14 * 60 + 30),
        ("周五3点", None, 15 * 60),
        ("周五十点一刻", None, 10 * 60 + 15),
        ("明天14:30", None, 14 * 60 + 30),
        ("明天中午十二点", PM, 12 * 60),
        ("半小时后", None, 10 * 60 + 30),
        ("10月12号", None, None),
    ],
)
def test_the_part_of_the_day(text: str, half: Half | None, minute: int | None) -> None:
    heard = hear(text, TUESDAY, CALENDAR)
    assert heard and heard.wanted
    assert (heard.wanted.half, heard.wanted.minute) == (half, minute)


@pytest.mark.parametrize(
    "text",
    [
        "我要办执照",
        "城关镇36号",
        "解放路12号",
        "3号楼2单元",
        "五组12号",
        "13812345678",
        "2月30号",
        "要4.5吨的车",
        "",
        "两个人",
    ],
)
def test_what_is_no_time_is_not_taken_for_one(text: str) -> None:
    assert hear(text, TUESDAY, CALENDAR) is None


@pytest.mark.parametrize("text", ["过完年", "春节后第一个工作日", "元旦后", "年前"])
def test_a_holiday_of_an_unknown_year_is_said_not_guessed(text: str) -> None:
    heard = hear(text, TUESDAY, CALENDAR)
    assert heard and heard.wanted is None
    assert heard.unknown_year == 2027


def test_once_the_operator_told_the_year_it_is_understood() -> None:
    off = {date(2027, 2, 5) + timedelta(days=n): False for n in range(8)}
    told = WorkingDays(off, frozenset({2027}), {})
    heard = hear("过完年第一个工作日", TUESDAY, told)
    assert heard and heard.wanted
    assert heard.wanted.first == date(2027, 2, 15)


def test_right_after_the_holiday_it_is_still_that_holiday() -> None:
    assert days("国庆后第一个工作日", TUESDAY.replace(month=10, day=6))[0] == "2026-10-08"


def test_what_was_understood_is_read_back_with_date_and_weekday(office: Office) -> None:
    office = replace(office, clock=lambda: TUESDAY)
    assert desk.when(office, "下周三上午").read_back == "2026年9月23日（周三）上午"
    assert desk.when(office, "下周二下午两点半").read_back == "2026年9月22日（周二）14:30"
    assert (
        desk.when(office, "周三到周五").read_back == "2026年9月16日（周三）到2026年9月18日（周五）"
    )
    assert desk.when(office, "过完年").unknown_year == 2027
    assert desk.when(office, "不晓得").wanted is None


@given(
    st.text(alphabet="今明后天下周一二三十月初号日年前过0123456789点半国庆腊农历.:/- ", max_size=14)
)
def test_no_words_break_it(text: str) -> None:
    heard = hear(text, TUESDAY, CALENDAR)
    assert heard is None or heard.wanted is None or heard.wanted.first <= heard.wanted.last


def test_a_very_long_text_is_read_only_in_its_beginning() -> None:
    assert hear("啊" * 100_000 + "明天", TUESDAY, CALENDAR) is None
