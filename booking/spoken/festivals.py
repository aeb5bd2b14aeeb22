"""Days told by a festival: 国庆后第一个工作日, 过完年, 中秋前一天, 五一前.

A festival's holiday is the run of days off around its day, by the calendar; where that year is
unknown, ``UnknownYear`` says so.
"""

from __future__ import annotations

import re
from datetime import date

import chinese_calendar

from booking.spoken.days import WEEKDAYS
from booking.spoken.lunar import coming
from booking.spoken.span import Now, Span, days_later
from booking.spoken.words import NUMBER, number

AROUND = 7  # days meant by a bare 国庆后 or 国庆前
JUST_OVER = 10  # days for which 国庆后 still means the holiday just over

_FESTIVALS = {
    "元旦": (1, 1),
    "五一": (5, 1),
    "劳动节": (5, 1),
    "国庆": (10, 1),
    "十一": (10, 1),
}
_LUNAR = {"春节": (1, 1), "过年": (1, 1), "年": (1, 1), "端午": (5, 5), "中秋": (8, 15)}
_NAMES = "元旦|五一|劳动节|国庆|十一(?!月|点|[号日个])|春节|过年|端午|中秋|清明"
_FESTIVAL = re.compile(
    rf"(?:过完|过了)(?P<over>{_NAMES}|年)节?|(?P<name>{_NAMES}|(?<![今明去前后])年(?=前|后))节?"
    rf"(?:长?假|放假|假期)?(?:(?P<after>之?以?后|过后|完了?|回来)|(?P<before>之?以?前))?"
)
_NTH_WORKDAY = re.compile(rf"^第?(?P<count>{NUMBER}|头一)个?(?:上班日?|工作日|上班的?那?天)")
_FIRST_DAY = re.compile(r"^(?:上班|开工)(?:第一天|头一天|那天)?")
_NTH_DAY = re.compile(rf"^第?(?P<count>{NUMBER})天")
_WEEKDAY = re.compile(rf"^(?:第?(?P<count>{NUMBER})个|那个?)?周(?P<day>[一二三四五六日天])")
_LAST = re.compile(r"^(?:最后|末)一?个?(?:工作日|上班日?|天)")


def festival(text: str, now: Now) -> Span | None:
    """The days told by a festival (raises UnknownYear)."""
    found = _FESTIVAL.search(text)
    if not found:
        return None
    name, rest = found["over"] or found["name"], text[found.end() :]
    if found["after"] or found["over"]:
        return _after(rest, _holiday(name, now)[1], found, now)
    if found["before"]:
        return _before(rest, _holiday(name, now)[0], found, now)
    day = _day_of(name, now)
    return Span(day, day, *found.span())


def _after(rest: str, last: date, found: re.Match[str], now: Now) -> Span:
    """After the last day off: a working day, a day or a weekday of it; else the week after."""
    start = found.start()
    if nth := _NTH_WORKDAY.match(rest):
        count = 1 if nth["count"] == "头一" else number(nth["count"])
        day = now.calendar.open_days_after(last, count)
        return Span(day, day, start, found.end() + nth.end())
    if first := _FIRST_DAY.match(rest):
        day = now.calendar.open_days_after(last, 1)
        return Span(day, day, start, found.end() + first.end())
    if nth := _NTH_DAY.match(rest):
        day = days_later(last, number(nth["count"]))
        return Span(day, day, start, found.end() + nth.end())
    if named := _WEEKDAY.match(rest):
        ahead = (WEEKDAYS[named["day"]] - last.weekday() - 1) % 7 + 1
        weeks = number(named["count"]) - 1 if named["count"] else 0
        day = days_later(last, ahead + 7 * weeks)
        return Span(day, day, start, found.end() + named.end())
    return Span(days_later(last, 1), days_later(last, AROUND), *found.span())


def _before(rest: str, first: date, found: re.Match[str], now: Now) -> Span:
    start = found.start()
    if nth := _NTH_DAY.match(rest):
        day = days_later(first, -number(nth["count"]))
        return Span(day, day, start, found.end() + nth.end())
    if one := re.match("^(?:的)?一天", rest):
        day = days_later(first, -1)
        return Span(day, day, start, found.end() + one.end())
    if latest := _LAST.match(rest):
        day = days_later(first, -1)
        while not now.calendar.is_open(day):
            day = days_later(day, -1)
        return Span(day, day, start, found.end() + latest.end())
    return Span(max(now.today, days_later(first, -AROUND)), days_later(first, -1), *found.span())


def _holiday(name: str, now: Now) -> tuple[date, date]:
    """The first and last day off around the festival's day."""
    first = last = _day_of(name, now)
    while not now.calendar.is_open(days_later(first, -1)):
        first = days_later(first, -1)
    while not now.calendar.is_open(days_later(last, 1)):
        last = days_later(last, 1)
    return first, last


def _day_of(name: str, now: Now) -> date:
    """The festival's coming day, or the one just over."""
    since = days_later(now.today, -JUST_OVER)
    if name == "清明":
        return _clear_and_bright(since)
    if name in _LUNAR:
        day = coming(*_LUNAR[name], False, since)
        assert day is not None  # every year has these days
        return day
    month, of_month = _FESTIVALS[name]
    day = date(since.year, month, of_month)
    return day if day >= since else day.replace(year=since.year + 1)


def _clear_and_bright(since: date) -> date:
    """清明, the solar term at the start of April."""
    days = [_term(year) for year in (since.year, since.year + 1)]
    return next(day for day in days if day >= since)


def _term(year: int) -> date:
    terms: list[tuple[date, str]] = chinese_calendar.get_solar_terms(
        date(year, 4, 1), date(year, 4, 30)
    )
    return next(day for day, name in terms if name == "清明")
