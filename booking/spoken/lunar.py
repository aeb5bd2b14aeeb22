"""The farmers' calendar, as people say it: 腊月二十六, 正月初八, 农历八月二十.

The conversion's table (cntime-nlp) follows the Hong Kong Observatory's for 1888 to 2111.
"""

from __future__ import annotations

import re
from datetime import date

from cntimenlp.helpers.LunarSolarConverter import Lunar, LunarSolarConverter, Solar

from booking.spoken.span import Now, Span
from booking.spoken.words import number

MONTHS = {"正": 1, "冬": 11, "腊": 12}
LONGEST_MONTH = 30

_UNIT = "[一二三四五六七八九]"
_DAY = f"初(?:{_UNIT}|十)|[一二三]?十{_UNIT}?|廿{_UNIT}?|卅|[0-9]{{1,2}}"
_DATE = re.compile(
    rf"(?P<mark>农历|阴历|旧历|老历)?(?P<leap>闰)?"
    rf"(?P<month>[正冬腊一二三四五六七八九]|十[一二]?|[0-9]{{1,2}})月(?P<day>{_DAY})(?!号|日)"
)
_DAY_ALONE = re.compile(
    r"(?:大年|年)(?P<day>初[一二三四五六七八九十])|(?P<eve>大年三十|除夕|年三十)"
)

_ANY_MONTH = re.compile(rf"(?<!月)初(?P<day>{_UNIT}|十)")

_converter = LunarSolarConverter()


def lunar_day(text: str, now: Now) -> Span | None:
    """The coming day that ``text`` names in the farmers' calendar.

    Months 正, 冬, 腊 and days with 初, 廿 are the farmers' on their own,
    the others only with 农历 or 阴历 before
    them; 八月十五 is what everybody calls mid-autumn.
    """
    found = _DATE.search(text)
    if found and _is_lunar(found):
        month = MONTHS.get(found["month"]) or number(found["month"])
        day = coming(month, number(found["day"]), bool(found["leap"]), now.today)
        return Span(day, day, *found.span()) if day else None
    return _new_year(text, now.today)


def _is_lunar(found: re.Match[str]) -> bool:
    said = bool(found["mark"] or found["leap"]) or found[0] == "八月十五"
    return said or found["month"] in MONTHS or found["day"][0] in "初廿卅"


def _new_year(text: str, today: date) -> Span | None:
    found = _DAY_ALONE.search(text)
    if not found:
        return _of_any_month(text, today)
    if found["eve"]:
        eve = _coming_eve(today)
        return Span(eve, eve, *found.span())
    day = coming(1, number(found["day"]), False, today)
    return Span(day, day, *found.span()) if day else None


def _of_any_month(text: str, today: date) -> Span | None:
    """初八 by itself: the coming one, whatever the month."""
    found = _ANY_MONTH.search(text)
    if not found:
        return None
    days = [date.fromordinal(today.toordinal() + ahead) for ahead in range(LONGEST_MONTH + 1)]
    day = next(day for day in days if _day_of_month(day) == number(found["day"]))
    return Span(day, day, *found.span())


def _day_of_month(day: date) -> int:
    return int(_converter.SolarToLunar(Solar(day.year, day.month, day.day)).lunarDay)


def _coming_eve(today: date) -> date:
    """The day before the coming 正月初一 (腊月 has 29 days or 30)."""
    new_year = coming(1, 1, False, date.fromordinal(today.toordinal() + 1))
    assert new_year is not None  # every year has one
    return date.fromordinal(new_year.toordinal() - 1)


def coming(month: int, day: int, leap: bool, today: date) -> date | None:
    """The next such day on or after ``today``; None where no year near has it."""
    if not (1 <= month <= 12 and 1 <= day <= LONGEST_MONTH):
        return None
    for year in range(today.year - 1, today.year + 4):
        found = _solar(year, month, day, leap)
        if found and found >= today:
            return found
    return None


def _solar(year: int, month: int, day: int, leap: bool) -> date | None:
    """That day, or None where the year has no such day (a short month, no leap month)."""
    solar = _converter.LunarToSolar(Lunar(year, month, day, leap))
    found = date(solar.solarYear, solar.solarMonth, solar.solarDay)
    back = _converter.SolarToLunar(Solar(found.year, found.month, found.day))
    same = (back.lunarYear, back.lunarMonth, back.lunarDay) == (year, month, day)
    return found if same and bool(back.isleap) == leap else None
