"""Words for numbers and parts of the day."""

from __future__ import annotations

import re

from booking.model import Half

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
NUMBER = "[0-9零〇一二两俩三四五六七八九十廿卅]+"


def number(text: str) -> int:
    """A number of days, months or hours as said: 二十六, 廿六, 26, 初八, 半 not.

    Raises:
        ValueError: if it isn't one.
    """
    if text.isdecimal():
        return int(text)
    text = text.removeprefix("初").replace("廿", "二十").replace("卅", "三十")
    text = text.replace("十十", "十")
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int("".join(str(_digit(c)) for c in text))
    return 10 * (_digit(tens) if tens else 1) + (_digit(ones) if ones else 0)


def _digit(character: str) -> int:
    if character in DIGITS:
        return DIGITS[character]
    return int(character)


_MORNING = re.compile("上午|早上|早晨|清早|大早|一早|早起|前半天|头半天|今早|明早|后早|半上午|赶早")
_AFTERNOON = re.compile("下午|后半天|晌午后|过了晌午|午后|后晌|傍晚|今晚|明晚|晚上|夜里|擦黑")
_NOON = re.compile("中午|晌午|正午")
_CLOCK = re.compile(
    rf"(?<![\d月])(?P<hour>{NUMBER})(?:(?:点钟?|时)(?:(?P<half>半)|(?P<quarter>[一三])刻"
    rf"|(?P<minute>{NUMBER})分?)?|[:：](?P<colon>[0-5]\d))"
)


def half_of_day(text: str) -> Half | None:
    """The half of the day that is named, if any; noon is the afternoon's start."""
    if _AFTERNOON.search(text) or _NOON.search(text):
        return Half.AFTERNOON
    return Half.MORNING if _MORNING.search(text) else None


def minute_of_day(text: str, half: Half | None) -> int | None:
    """A time of day in minutes since midnight (下午三点半 → 930), if one is named.

    ``half`` is the half of the day named with it. Without one, hours from one to six are the
    afternoon's: nobody is seen at night.
    """
    found = _CLOCK.search(text)
    if not found:
        return None
    try:
        hour, minute = number(found["hour"]), _minutes(found)
    except ValueError:
        return None
    if hour <= 12 and (half is Half.AFTERNOON or (half is None and 1 <= hour <= 6)):
        hour = hour % 12 + 12 if hour != 12 else 12
    return hour * 60 + minute if hour < 24 else None


def _minutes(found: re.Match[str]) -> int:
    if found["half"]:
        return 30
    if found["quarter"]:
        return 15 * number(found["quarter"])
    told = found["minute"] or found["colon"]
    return min(number(told), 59) if told else 0
