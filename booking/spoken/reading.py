"""From citizens' words to days and a part of the day, to be read back before anything is done.

The rules are tried in order, the most particular first. Nothing is guessed: words that no rule
knows are no time, and a festival in a year whose holidays are unknown says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from booking.model import UnknownYear, Wanted
from booking.spoken import days
from booking.spoken.festivals import festival
from booking.spoken.lunar import lunar_day
from booking.spoken.span import Now, Span, days_later
from booking.spoken.words import half_of_day, minute_of_day
from booking.working_days import WorkingDays

LONGEST = 200
A_WEEK = 7
ANY = 30  # days meant by "as soon as you can"

Rule = Callable[[str, Now], Span | None]
RULES: tuple[Rule, ...] = (
    festival,
    lunar_day,
    days.later,
    days.next_workday,
    days.month_part,
    days.full_date,
    days.weekday,
    days.week,
    days.named_day,
    days.day_of_month,
    days.short_date,
    days.month,
    days.these_days,
)

_SAME = (
    (re.compile("星期|礼拜"), "周"),
    (re.compile("[這]"), "这"),
    (re.compile("後"), "后"),
    (re.compile(r"[\s的]|那天|当天"), ""),
    (re.compile("下一个?周"), "下周"),
    (re.compile("今日"), "今天"),
    (re.compile("明日"), "明天"),
    (re.compile("赶明儿?"), "明天"),
)
_SOON = re.compile(
    "越快越好|越早越好|尽快|尽早|马上|最快|最早|随便|哪天都|都行|都可以|什么时候都|有空就|随时|不限"
)
_JOIN = re.compile(r"^(?:上午|下午)?(?:到|至|或者?是?|、|和|还是|跟|,|-|~)(?=.)")
_SINCE = re.compile("^(?:上午|下午)?(?:以后|之后|过后|往后|起|后(?![天儿日半]))")
_UNTIL = re.compile("^(?:上午|下午)?(?:以前|之前|前(?![天儿日半一两三几]))")


@dataclass(frozen=True)
class Heard:
    """What was understood of a time; ``unknown_year`` is set where its holidays aren't known."""

    wanted: Wanted | None
    unknown_year: int | None = None


def hear(text: str, at: datetime, calendar: WorkingDays) -> Heard | None:
    """The days and the part of the day that ``text`` means at the moment ``at`` (county's zone).

    None where it names no time.
    """
    plain = _plain(text)
    now = Now(at, calendar)
    try:
        span = _span(plain, now)
    except UnknownYear as unknown:
        return Heard(None, unknown.year)
    # 周五十点 is ten on Friday, not fifty: the day's words are not read twice.
    rest = plain if span is None else f"{plain[: span.start]} {plain[span.end :]}"
    half, minute = half_of_day(plain), minute_of_day(rest, half_of_day(plain))
    if span is None:
        if half is None and minute is None:
            return None
        return Heard(Wanted(now.today, days_later(now.today, ANY), half, minute))
    minute = span.minute if span.minute is not None else minute
    return Heard(Wanted(span.first, span.last, half, minute))


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text[:LONGEST])
    for pattern, same in _SAME:
        plain = pattern.sub(same, plain)
    return plain


def _span(text: str, now: Now) -> Span | None:
    found = _first(text, now)
    if found is None:
        soon = _SOON.search(text)
        return Span(now.today, days_later(now.today, ANY), *soon.span()) if soon else None
    rest = text[found.end :]
    if _SINCE.match(rest):
        return Span(found.first, days_later(found.last, A_WEEK), found.start, found.end)
    if _UNTIL.match(rest):
        return Span(min(now.today, found.first), found.last, found.start, found.end)
    return _joined(found, rest, now)


def _joined(found: Span, rest: str, now: Now) -> Span:
    """下周三或者周四: both days and what lies between."""
    join = _JOIN.match(rest)
    if not join:
        return found
    at = datetime.combine(found.first, now.at.timetz())
    other = _first(rest[join.end() :], Now(at, now.calendar))
    if other is None or not found.first <= other.last or (other.last - found.first).days > ANY:
        return found
    return Span(found.first, max(found.last, other.last), found.start, found.end)


def _first(text: str, now: Now) -> Span | None:
    for rule in RULES:
        try:
            found = rule(text, now)
        except (ValueError, OverflowError):
            continue  # digits that make no number, or no date
        if found:
            return found
    return None
