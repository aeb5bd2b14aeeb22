"""Reading a reply against the options of the question just asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from understanding.amounts import parse_number
from understanding.facts import ValueWords, find_facts
from understanding.normalise import normalise

UNKNOWN = "unknown"
"""The value of 不晓得: an answer, though it tells no value."""

_ORDINAL = re.compile(
    r"^(?:我)?(?:选|要|是|就|办)*(?:第)?([1-9一二两三四五六七八九abc])(?:个|种|项|条|号|样)?(?:吧|嘛|的|啊|哦|了|那个)*$"
)
_FIRST = re.compile(r"^(?:就|是|选|要)*(?:头一个|前面?那?一?个|上面那?个|前者)(?:吧|嘛)?$")
_LAST = re.compile(r"^(?:就|是|选|要)*(?:最后[一那]?个|后面?那?一?个|下面那?个|后者)(?:吧|嘛)?$")
_UNSURE = re.compile(
    r"(?:不晓得|不知道|不清楚|不太清楚|搞不清|弄不清|说不清|说不准|不确定|不懂|不明白|没搞懂|不记得|记不得|记不清|忘了|忘记了|哪晓得|晓不得|不好说|没注意)"
)
_NONE = re.compile(
    r"(?:都不是|都不对|都没有|一个都不|哪个都不是|没有一个|不是这些|都不沾边|以上都不)"
)
_YES = re.compile(
    r"^(?:是|对|嗯|有|要|好|行|可以|没错|当然|就是|可不|中)(?:的|了|啊|呀|对|是|哦|嘛|滴|呢)*$"
)
_NO = re.compile(
    r"^(?:不是|没有|没得|冇得|冇|没|不|否|不要|不对|不用|无)(?:的|了|啊|呀|哦|嘛|呢)*$"
)
_ASKING = re.compile(
    r"[?？]|为什么|为啥|怎么|咋|啥意思|什么意思|多少|哪里|哪儿|吗$|凭什么|凭啥|能不能|要不要"
)
_YES_LABEL = re.compile(r"^(?:是|有|要|能|对|会|已)")
_NO_LABEL = re.compile(r"^(?:不|没|否|无|未)")
_CLAUSES = re.compile(r"[,，、;；。]")
_EMPTY = set("我你他她它的是有没不个就那这了吧嘛啊呢哦呀在自己,，。、!！?？ 人家")
_CLEAR_OVERLAP = 0.34
_NUMBER = re.compile(r"\d+(?:\.\d+)?|[零一二三四五六七八九十百千两]{2,}")
_LEAST_KILOS = 100
"""Whoever answers 4.2 to the mass of a vehicle says tons."""


@dataclass(frozen=True)
class Reply:
    """What a reply chose: a value, `UNKNOWN`, or None where it refused all options."""

    value: str | None
    text: str


def read_reply(text: str, options: Sequence[Mapping[str, Any]]) -> Reply | None:
    """Which of the options `{"value", "label", "words"?}` a normalised reply chooses.

    None where it is no reply to this question: then it is read as any other message.
    """
    bare = text.strip(" ,，。.!！~、")
    if (position := _position(bare, len(options))) is not None:
        return Reply(str(options[position]["value"]), text)
    asks = _ASKING.search(bare) and not _UNSURE.search(bare)
    if (value := _told(_telling_part(bare) if asks else bare, options)) is not None:
        return Reply(value, text)
    if asks:
        return None
    return _general(bare, text, options)


def _telling_part(bare: str) -> str:
    """A message without the clauses that ask: 公证书要不要 tells of no 公证书."""
    return ",".join(clause for clause in _CLAUSES.split(bare) if not _ASKING.search(clause))


def _general(bare: str, text: str, options: Sequence[Mapping[str, Any]]) -> Reply | None:
    if _NONE.search(bare):
        return Reply(None, text)
    if _UNSURE.search(bare) and len(bare) <= 20:
        return Reply(UNKNOWN, text)
    value = _yes_or_no(bare, options) or _alike(bare, options)
    return Reply(value, text) if value is not None else None


def _position(bare: str, count: int) -> int | None:
    if _FIRST.match(bare):
        return 0
    if _LAST.match(bare):
        return count - 1
    match = _ORDINAL.match(bare.lower())
    if match is None:
        return None
    place = "123456789".find(match[1]) + 1 or "一二三四五六七八九".find(match[1]) + 1
    place = place or {"两": 2, "a": 1, "b": 2, "c": 3}[match[1]]
    return place - 1 if place <= count else None


def _told(bare: str, options: Sequence[Mapping[str, Any]]) -> str | None:
    words = {str(o["value"]): _words_of(o) for o in options}
    unit = next((value.unit for value in words.values() if value.unit), None)
    if unit and _NUMBER.fullmatch(bare):
        bare += "吨" if unit == "千克" and parse_number(bare) < _LEAST_KILOS else unit
    told = find_facts(bare, {"asked": words})
    return told[0].value if told else None


def _words_of(option: Mapping[str, Any]) -> ValueWords:
    numbers = option.get("numbers") or {}
    label = normalise(str(option["label"]))
    return ValueWords(
        (*_CLAUSES.split(label), *map(str, option.get("words") or ())),
        numbers.get("unit"),
        numbers.get("low"),
        numbers.get("high"),
    )


def _telling(text: str) -> set[str]:
    return set(text) - _EMPTY


def _yes_or_no(bare: str, options: Sequence[Mapping[str, Any]]) -> str | None:
    if len(options) != 2:
        return None
    pattern = _YES_LABEL if _YES.match(bare) else _NO_LABEL if _NO.match(bare) else None
    fitting = [str(o["value"]) for o in options if pattern and pattern.match(str(o["label"]))]
    return fitting[0] if len(fitting) == 1 else None


def _alike(bare: str, options: Sequence[Mapping[str, Any]]) -> str | None:
    """The option whose label clearly shares most characters with a short reply."""
    said = _telling(bare)
    if not said or len(bare) > 24:
        return None
    shares = []
    for option in options:
        known = _telling(normalise(str(option["label"])))
        shares.append(len(said & known) / len(said))
    ranked = sorted(shares, reverse=True)
    if ranked[0] < _CLEAR_OVERLAP or (len(ranked) > 1 and ranked[1] > ranked[0] / 2):
        return None
    return str(options[shares.index(ranked[0])]["value"])
