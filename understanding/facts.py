"""Facts told in passing: "房子是自己盖的,没房产证" says what kind of premises it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from knowledge.model import FactValue, Pack
from understanding.amounts import find_amounts
from understanding.normalise import normalise

_NEGATION = re.compile(
    r"(?:不是|不算|不属于|并非|没有|没得|冇得|冇|没|无|未|非|别|不用|不)(?:什么|啥子|啥|去|在|得|搞|办|交|要|那种|这种)?$"
)
_WHETHER = re.compile(r"(?:是不是|有没有|要不要|有冇得|是否|有无|能不能|可不可以|用不用|需不需要)$")


@dataclass(frozen=True)
class ValueWords:
    """How people tell one value of a fact: words, or a number of `unit` in low < n <= high.

    `named` is how a front end says a value that was tapped ("户籍:户口在外省").
    """

    words: tuple[str, ...] = ()
    unit: str | None = None
    low: float | None = None
    high: float | None = None
    named: frozenset[str] = frozenset()


FactWords = Mapping[str, Mapping[str, ValueWords]]
"""fact id -> value id -> how it is told."""


@dataclass(frozen=True)
class ToldFact:
    """A fact, the value told, and the words that told it."""

    fact: str
    value: str
    text: str

    def as_output(self) -> dict[str, str]:
        """The form of the parsing contract."""
        return {"fact": self.fact, "value": self.value, "text": self.text}


@dataclass(frozen=True)
class _Hit:
    start: int
    end: int
    fact: str
    value: str


def facts_of(pack: Pack) -> dict[str, dict[str, ValueWords]]:
    """The words of the pack's facts: shared ones first, then what single services add."""
    words: dict[str, dict[str, ValueWords]] = {}
    own = (fact for service in pack.services.values() for fact in service.facts.values())
    for fact in (*pack.facts.values(), *own):
        values = words.setdefault(fact.id, {})
        for value in fact.values:
            known = values.setdefault(value.id, _words_of(value))
            said = normalise(f"{fact.name}：{value.label}")
            values[value.id] = replace(known, named=known.named | {said})
    return words


def find_facts(text: str, facts: FactWords) -> list[ToldFact]:
    """The facts a normalised text tells, at most one value each; of several the last one told.

    Where hits of one fact overlap, the longest counts (没有房产证 is not 有房产证). A negated
    value is no value, unless the fact has just one other value.
    """
    told = {fact.fact: fact for fact in _tapped(text, facts)}
    if told:
        return list(told.values())
    for fact, values in facts.items():
        for hit in _longest(_hits(text, fact, values)):
            value = _stated(text, hit, values)
            if value is not None:
                told[fact] = ToldFact(fact, value, text[hit.start : hit.end])
    return list(told.values())


def tapped(facts: Iterable[Mapping[str, str]]) -> bool:
    """Whether facts found were told by a tap: then the message means nothing else."""
    return any(":" in fact["text"] for fact in facts)


def _tapped(text: str, facts: FactWords) -> list[ToldFact]:
    """The facts whose name and value stand in the text word for word; the longest counts."""
    if ":" not in text:
        return []
    found = [
        ToldFact(fact, value, said)
        for fact, values in facts.items()
        for value, told in values.items()
        for said in told.named
        if said in text
    ]
    longest = max((len(fact.text) for fact in found), default=0)
    return [fact for fact in found if len(fact.text) == longest]


def _words_of(value: FactValue) -> ValueWords:
    if value.numbers is None:
        return ValueWords(tuple(value.words))
    numbers = value.numbers
    return ValueWords(tuple(value.words), numbers.unit, numbers.low, numbers.high)


def _hits(text: str, fact: str, values: Mapping[str, ValueWords]) -> Iterator[_Hit]:
    for value, told in values.items():
        for word in told.words:
            if word not in text:
                continue  # most aren't, and there are more words than re keeps patterns
            for match in re.finditer(re.escape(word), text):
                yield _Hit(match.start(), match.end(), fact, value)
        if told.unit is not None:
            for amount in find_amounts(text, told.unit):
                if amount.within(told.low, told.high):
                    yield _Hit(amount.start, amount.end, fact, value)


def _longest(hits: Iterable[_Hit]) -> list[_Hit]:
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start, hit.value)):
        if all(hit.end <= other.start or hit.start >= other.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _stated(text: str, hit: _Hit, values: Mapping[str, ValueWords]) -> str | None:
    before = text[max(0, hit.start - 6) : hit.start]
    if _WHETHER.search(before) or _asks_whether(text, hit):
        return None
    if not _NEGATION.search(before):
        return hit.value
    others = [value for value in values if value != hit.value]
    return others[0] if len(others) == 1 else None


def _asks_whether(text: str, hit: _Hit) -> bool:
    """有没有房产证: the hit 没有房产证 is the second half of a question."""
    first = text[hit.start]
    return first in "没不" and hit.start > 0 and text[hit.start - 1] == text[hit.start + 1]
