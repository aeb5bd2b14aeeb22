"""Days by name, by weekday and by date: 明儿, 下周三, 10月12号, 三天后."""

from __future__ import annotations

import re
from datetime import date, timedelta

from booking.spoken.span import Now, Span, days_later, month_end, months_later
from booking.spoken.words import NUMBER, number

WEEKDAYS = {c: n for n, c in enumerate("一二三四五六日")} | {"天": 6}
WEEKDAYS |= {str(n): n - 1 for n in range(1, 8)}
RECENT = 60  # days: a date passed so lately is a slip of the tongue, not next year's

_NAMES = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3, "外后": 3}
_NAMED = re.compile(
    r"(?P<day>大前|大后|外后|前|昨|今|明|后)(?:天|日(?!期)|儿个?|个儿?|(?=早|晚|上午|下午))(?!个)"
)
_WEEKDAY = re.compile(
    r"(?P<which>上上|上|这个?|本|下下个?|下个?)?周(?P<day>[一二三四五六日天]|[1-7](?![\d点个]))"
)
_WEEK = re.compile(r"(?P<which>这个?|本|下下个?|下个?)?周(?P<end>末)?(?![一二三四五六日天1-7\d])")
_LATER = re.compile(
    rf"过?(?P<count>{NUMBER}|半)个?(?P<unit>天|日|周|月|小时|钟头|工作日)(?:以后|之后|后|过后)"
    rf"|过(?P<count2>{NUMBER}|半)个?(?P<unit2>天|日|周|月|小时|钟头|工作日)"
)
_FULL = re.compile(
    rf"(?:(?P<year>20\d\d|今|明)年)?(?P<month>{NUMBER})月(?P<day>{NUMBER})(?:号|日)?"
)
_SHORT = re.compile(
    r"(?<![\d.:/-])(?:(?P<year>20\d\d)[./-])?(?P<month>1[0-2]|0?[1-9])[./-]"
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?![\d.:/-]|[点米元块吨斤亩平方万千公岁%％个])"
)
_ALONE = re.compile(
    rf"(?<![路街巷弄镇乡村组栋楼幢院道区座室号牌门线第月])(?P<month>这个?月|本月|下个?月)?"
    rf"(?P<day>(?<![\d零〇一二三四五六七八九十]){NUMBER})(?:号|日)(?![楼门院房店窗线车铺摊])"
)
_PART = re.compile(
    rf"(?P<month>这个?|本|下个?|{NUMBER})?月(?P<part>底|末|初|中旬|上旬|下旬|中(?!旬))"
    r"|(?P<part2>[上中下]旬)"
)
_MONTH = re.compile(rf"(?P<month>这个|本|下个|(?<![{NUMBER[1:-2]}]){NUMBER})月份?(?!{NUMBER})")
_THESE = re.compile("(?P<now>现在|这会儿?)|(?:这|近|最近)[两几]天")
_PARTS = {"初": (1, 5), "上旬": (1, 10), "中": (13, 17), "中旬": (11, 20), "下旬": (21, 31)}
_PARTS |= {"底": (25, 31), "末": (25, 31)}
_WORKDAY = re.compile(r"(?:最近|下一?个?|头一个|第一个)(?:的)?(?:上班日?|工作日)")


def named_day(text: str, now: Now) -> Span | None:
    """今天, 明儿, 大后天; and 昨天, which is past."""
    found = _NAMED.search(text)
    if not found:
        return None
    day = days_later(now.today, _NAMES[found["day"]])
    return Span(day, day, *found.span())


def weekday(text: str, now: Now) -> Span | None:
    """周三 (the next one, today's included), 这周三, 下周三, 下下周三, 上周三."""
    found = _WEEKDAY.search(text)
    if not found:
        return None
    day = days_later(_monday(now.today, found["which"]), WEEKDAYS[found["day"]])
    if found["which"] is None and day < now.today:
        day = days_later(day, 7)
    return Span(day, day, *found.span())


def week(text: str, now: Now) -> Span | None:
    """下周, 这周 and 周末: all their days that aren't past."""
    found = _WEEK.search(text)
    if not found or not (found["which"] or found["end"]):
        return None
    monday = _monday(now.today, found["which"])
    first, last = days_later(monday, 5 if found["end"] else 0), days_later(monday, 6)
    return Span(max(first, now.today), last, *found.span())


def later(text: str, now: Now) -> Span | None:
    """三天后, 过两周, 半个月后, 5个工作日后, 半小时后."""
    found = _LATER.search(text)
    if not found:
        return None
    unit, told = found["unit"] or found["unit2"], found["count"] or found["count2"]
    if unit in ("小时", "钟头"):
        return _hours_later(now, 30 if told == "半" else 60 * number(told), found)
    count = number(told) if told != "半" else 0
    day = _units_later(now, unit, count, told == "半")
    return Span(day, day, *found.span())


def full_date(text: str, now: Now) -> Span | None:
    """10月12号, 2026年9月20日, 明年三月五号."""
    found = _FULL.search(text)
    if not found:
        return None
    return _dated(found, now, _year(found["year"], now.today))


def short_date(text: str, now: Now) -> Span | None:
    """9.20, 9/20, 2026-9-20."""
    found = _SHORT.search(text)
    if not found:
        return None
    return _dated(found, now, int(found["year"]) if found["year"] else None)


def day_of_month(text: str, now: Now) -> Span | None:
    """12号, 下个月3号; a house number (解放路12号, 3号楼) is none."""
    found = _ALONE.search(text)
    if not found:
        return None
    month = months_later(now.today, 1 if (found["month"] or "").startswith("下") else 0)
    day = _real(month.year, month.month, number(found["day"]))
    if day and day < now.today and not found["month"]:
        month = months_later(now.today, 1)
        day = _real(month.year, month.month, number(found["day"]))
    return Span(day, day, *found.span()) if day else None


def month_part(text: str, now: Now) -> Span | None:
    """月底, 下个月初, 10月中旬, 下旬: what of it is still ahead."""
    found = _PART.search(text)
    if not found:
        return None
    from_day, to_day = _PARTS[found["part"] or found["part2"]]
    month = _month(found["month"], now.today)
    if _within(month, to_day) < now.today:
        month = months_later(month, 1)
    start = max(_within(month, from_day), now.today)
    return Span(start, _within(month, to_day), *found.span())


def month(text: str, now: Now) -> Span | None:
    """下个月, 十一月份: what of it is still ahead."""
    found = _MONTH.search(text)
    if not found:
        return None
    first = _month(found["month"], now.today)
    return Span(max(first, now.today), month_end(first), *found.span())


def these_days(text: str, now: Now) -> Span | None:
    """现在, 这两天, 近几天."""
    found = _THESE.search(text)
    if not found:
        return None
    days = 0 if found["now"] else 3
    return Span(now.today, days_later(now.today, days), *found.span())


def next_workday(text: str, now: Now) -> Span | None:
    """最近的工作日, 下个工作日."""
    found = _WORKDAY.search(text)
    if not found:
        return None
    day = now.calendar.open_days_after(now.today, 1)
    return Span(day, day, *found.span())


def _monday(today: date, which: str | None) -> date:
    weeks = {"上上": -2, "上": -1, "下": 1, "下下": 2}.get((which or "").rstrip("个"), 0)
    return days_later(today, 7 * weeks - today.weekday())


def _hours_later(now: Now, minutes: int, found: re.Match[str]) -> Span:
    at = now.at + timedelta(minutes=minutes)
    return Span(at.date(), at.date(), *found.span(), minute=at.hour * 60 + at.minute)


def _units_later(now: Now, unit: str, count: int, half: bool) -> date:
    if unit == "工作日":
        return now.calendar.open_days_after(now.today, count)
    if unit == "月":
        if half:
            return days_later(now.today, 15)
        month = months_later(now.today, count)
        return month.replace(day=min(now.today.day, month_end(month).day))
    return days_later(now.today, count * (7 if unit == "周" else 1))


def _year(told: str | None, today: date) -> int | None:
    if told in ("今", "明"):
        return today.year + (told == "明")
    return int(told) if told else None


def _dated(found: re.Match[str], now: Now, year: int | None) -> Span | None:
    month, of_month = number(found["month"]), number(found["day"])
    day = _real(year or now.today.year, month, of_month)
    if day and year is None and (now.today - day).days > RECENT:
        day = _real(now.today.year + 1, month, of_month)
    return Span(day, day, *found.span()) if day else None


def _month(told: str | None, today: date) -> date:
    if told is None or told.startswith(("这", "本")):
        return today.replace(day=1)
    if told.startswith("下"):
        return months_later(today, 1)
    month = min(max(number(told), 1), 12)
    return date(today.year + (month < today.month), month, 1)


def _within(month: date, day: int) -> date:
    return month.replace(day=min(day, month_end(month).day))


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
