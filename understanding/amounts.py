"""Numbers with units in running text: 四吨半, 十几吨, 4500公斤, 4.5吨以下."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

UNITS: Mapping[str, Mapping[str, float]] = {
    "吨": {"吨": 1.0, "t": 1.0, "公斤": 0.001, "千克": 0.001, "kg": 0.001, "斤": 0.0005},
    "千克": {"公斤": 1.0, "千克": 1.0, "kg": 1.0, "吨": 1000.0, "t": 1000.0, "斤": 0.5},
    "元": {"元": 1.0, "块钱": 1.0, "块": 1.0, "万元": 1e4, "万块钱": 1e4, "万块": 1e4, "万": 1e4},
    "平方米": {"平方米": 1.0, "平方": 1.0, "平米": 1.0, "㎡": 1.0, "平": 1.0, "m2": 1.0},
    "立方米": {"立方米": 1.0, "立方": 1.0, "方": 1.0, "m3": 1.0},
    "岁": {"周岁": 1.0, "岁": 1.0},
    "人": {"个人": 1.0, "个工人": 1.0, "个员工": 1.0, "人": 1.0},
    "户": {"户": 1.0, "家": 1.0, "个成员": 1.0, "个社员": 1.0, "个人": 1.0, "人": 1.0},
    "张床": {"张床": 1.0, "个床位": 1.0, "床位": 1.0, "张": 1.0},
    "年": {"年": 1.0, "个月": 1 / 12},
    "月": {"个月": 1.0, "年": 12.0},
    "天": {"天": 1.0, "周": 7.0, "个星期": 7.0, "个月": 30.0},
}
"""For each unit a pack may use: how people say it, and how many of the unit that is."""

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
_HAN_DIGITS = "".join(_DIGITS)
_NUMBER = rf"\d+(?:\.\d+)?万?|[{_HAN_DIGITS}十百千万]+(?:点[{_HAN_DIGITS}]+)?"
_BELOW_AFTER = re.compile(r"(?:以下|以内|之内|不到)")
_ABOVE_AFTER = re.compile(r"(?:以上|往上|开外)")
_BELOW_BEFORE = re.compile(r"(?:不到|不足|不超过|没超过|没到|低于|小于|少于|没有)$")
_NOT_YET_BEFORE = re.compile(
    r"(?:不到|没到|不满|没满|未满|没得|快要?|快满|马上|眼看|将近|差(?:不多|一点|点)|(?:还)?差.{1,3}到?)$"
)
_ABOVE_BEFORE = re.compile(r"(?<![不没])(?:超过|大于|高于|多于|超)(?:了)?$")
_AGED = re.compile(
    r"(?:[我他她妈爸爹娘婆公爷奶孙儿女子娘弟哥姐妹叔姨舅人]|老爷子|老太太|老头|今年|明年|现在|正好|刚好"
    r"|都|已经|快|要|刚|才|满|上|有|到|虚岁|实岁|年纪|岁数|没|不|,)"
    rf"([{_HAN_DIGITS[1:]}十百]{{2,4}}|\d{{2,3}})(?=(多)?(?:了|的[老人]|[,，。!！?？]|$|出头"
    r"|[还才有卧瘫生病想要不走身腿眼耳没得住没动一躺下患可能在]))"
)
"""An age without 岁 (我妈70了, 老人七十三): somebody or 今年 before it, 了 or the end after it."""
_OLDEST = 120
_BARE_MASS = re.compile(r"(?:总质量|总重)[^\d,，。]{0,3}(\d{4,5})(?![\d.吨公千斤万k])")
"""总质量4490, as a vehicle's papers say it, without a unit."""


@dataclass(frozen=True)
class Amount:
    """A number told in text: it lies in low < number <= high or is low = high exactly."""

    low: float
    high: float
    start: int
    end: int

    def within(self, low: float | None, high: float | None) -> bool:
        """Whether all of the amount lies in low < number <= high (None: open)."""
        above = low is None or self.low > low or (self.low == low and self.high > self.low)
        return above and (high is None or self.high <= high)


def find_amounts(text: str, unit: str) -> list[Amount]:
    """All amounts of `unit` in a normalised text, from left to right."""
    words = UNITS.get(unit, {unit: 1.0})
    spoken = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    pattern = re.compile(
        rf"({_NUMBER})(多|几|来)?(个)?({spoken})(半|多|[{_HAN_DIGITS[1:]}](?![十百千万点]))?",
        re.IGNORECASE,
    )
    matches = (m for m in pattern.finditer(text) if not text[: m.start()].endswith("其中"))
    found = [_amount(text, match, words[match[4].lower()]) for match in matches]
    if unit == "岁":
        found = [amount for amount in found if text[: amount.start][-1:] not in ("大", "小")]
    if unit == "千克":
        found += [
            Amount(float(match[1]), float(match[1]), *match.span(1))
            for match in _BARE_MASS.finditer(text)
        ]
    return [*found, *_ages(text)] if unit == "岁" else found


def parse_number(written: str) -> float:
    """4500, 4.5, 3万, 四, 十二, 两千五, 四点五 as a number; 三四 as their middle."""
    if written[0].isdigit():
        return float(written.rstrip("万")) * (10_000 if written.endswith("万") else 1)
    whole, _, part = written.partition("点")
    decimals = "".join(str(_DIGITS[digit]) for digit in part)
    return _whole(whole) + (float(f"0.{decimals}") if decimals else 0.0)


def _whole(written: str) -> float:
    total, section, digit, last_scale = 0.0, 0.0, 0.0, 1.0
    for character in written:
        if character in _DIGITS:
            digit = (digit + _DIGITS[character]) / 2 if digit else float(_DIGITS[character])
        elif character == "万":
            total, section, digit, last_scale = (total + section + digit) * 10_000, 0.0, 0.0, 10_000
        else:
            last_scale = _SCALES[character]
            section, digit = section + (digit or 1) * last_scale, 0.0
    ellipsis = (
        digit * last_scale / 10 if digit and last_scale > 10 and "零" not in written else digit
    )
    return total + section + ellipsis


def _amount(text: str, match: re.Match[str], size: float) -> Amount:
    number, more, _, unit, tail = match.groups()
    low = parse_number(number)
    high = low + _step(low) if more or tail == "多" else low
    if tail == "半":
        low = high = low + 0.5
    elif tail in _DIGITS:
        low = high = low + _DIGITS[tail] / 10  # 四吨二
    low, high = low * size, high * size
    if unit in UNITS["岁"]:
        return _age(text, low, bool(more) or tail == "多", match.span())
    before, after = text[: match.start()], text[match.end() :]
    if _BELOW_AFTER.match(after) or _BELOW_BEFORE.search(before):
        low = 0.0
    elif _ABOVE_AFTER.match(after) or _ABOVE_BEFORE.search(before):
        high = math.inf
    return Amount(low, high, match.start(), match.end())


def _ages(text: str) -> list[Amount]:
    ages = ((parse_number(match[1]), match) for match in _AGED.finditer(text))
    return [_age(text, age, bool(match[2]), match.span(1)) for age, match in ages if age <= _OLDEST]


def _age(text: str, age: float, more: bool, span: tuple[int, int]) -> Amount:
    """Somebody's age in whole years: 七十多 is 70 to 79, 快八十 and 没满80 are 79 at most."""
    before, after = text[: span[0]], text[span[1] :]
    low, high = float(int(age)), float(int(age)) + (_step(age) - 1 if more else 0)
    if _NOT_YET_BEFORE.search(before):
        low = high = low - 1
    elif _ABOVE_AFTER.match(after) or _ABOVE_BEFORE.search(before):
        high = math.inf
    elif _BELOW_AFTER.match(after) or _BELOW_BEFORE.search(before):
        low = 0.0
    return Amount(low, high, *span)


def _step(number: float) -> float:
    """How far 多 and 几 reach: 十几 up to 20, 三十多 up to 40, 三吨多 up to 4."""
    if number < 10:
        return 1.0
    return float(10 ** int(math.log10(number))) if number % 10 == 0 else 1.0
