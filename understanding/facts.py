"""Facts told in passing: "房子是自己盖的,没房产证" says what kind of premises it is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from knowledge.model import FactValue, Pack
from knowledge.wording import Groups, spelt_out
from understanding.amounts import find_amounts
from understanding.normalise import normalise
from understanding.wording import heard_as, needed, same_spoken

_DENIES = re.compile(r"(?:都|还|从来)?(?:没|不|无|未|否)")
_IS_NOT = re.compile(r"(?:不是|不算|不属于|并非|非|不)(?:什么|啥子|啥|去|那种|这种)?$")
_NEGATION = re.compile(
    r"(?:不是|不算|不属于|并非|没有|没得|没|无|未|非|别|不用|不)"
    r"(?:什么|啥子|啥|去|在|得|搞|办|交|要|是|有|过|签|领|做|参加|那种|这种)?$"
)
_WHETHER = re.compile(
    r"(?:是不是|有没有|要不要|有没得|是否|有无|能不能|可不可以|用不用|需不需要|算不算|该不该)"
    r"(?:都|也|得|要|有|算|属于)?$"
)
_DEMANDED = re.compile(r"(?:要|需要|得要|算|属于|用)(?:不要|有|办|交|带|拿|是)?$")
_ASKED_AFTER = re.compile(r"^[^,，。;；]{0,4}?(?:吗|么|不|没|没有|没得)?[?？]?$")
_QUESTION_END = re.compile(r"(?:吗|么|不|没|没有|没得|[?？])[?？]?$")
_EITHER = re.compile(r"还是|或者|或是")
_COMPARED = re.compile(r"区别|不同|哪个好|哪个划算|哪样好|差别")
_PUT_RIGHT = re.compile(r"现在|后来|改|原来|先前|不对|错|刚才")
_IF = re.compile(r"(?:如果|要是|假如|假使|万一|若是|倘若)[^,，。;；]*$")
_CLAUSE_END = re.compile(r"[,，。;；!！]")
_ASIDE = re.compile(r"\([^)]*\)")
_LEAST_LABEL = 4
"""Shorter labels (没有, 丢了) mean too many things where nothing was asked."""


@dataclass(frozen=True)
class ValueWords:
    """How people tell one value of a fact: words, or a number of `unit` in low < n <= high.

    `prior` says how common the value is (any positive scale); `denies` that it says no.
    """

    words: tuple[str, ...] = ()
    unit: str | None = None
    low: float | None = None
    high: float | None = None
    prior: float = 1.0
    denies: bool = False


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
    counted: bool = False


def facts_of(pack: Pack) -> dict[str, dict[str, ValueWords]]:
    """The words of the pack's facts: shared ones first, then what single services add."""
    words: dict[str, dict[str, ValueWords]] = {}
    own = (fact for service in pack.services.values() for fact in service.facts.values())
    for fact in (*pack.facts.values(), *own):
        values = words.setdefault(fact.id, {})
        for value in fact.values:
            if value.id not in values:
                values[value.id] = _words_of(value, pack.words)
    return words


def label_of(value: FactValue) -> str:
    """A value's label as a message that repeats it reads, without what it adds in brackets."""
    return _ASIDE.sub("", normalise(value.label)).strip(" ,，。")


def find_facts(text: str, facts: FactWords) -> list[ToldFact]:
    """The facts a normalised text tells; see `FactFinder`."""
    return FactFinder(facts).find(text)


class FactFinder:
    """Finds what a text tells, at most one value a fact.

    Of several the rarest counts, which is why it was told (我二婚,她头一次), after a correction
    (原来租的,现在自己盖的) the last. Where hits of one fact overlap, the longest counts (没有房产证 is not 有房产证). A negated
    value is no value, unless the fact has just one other value, and that says no or what is told
    is 不是. What is only asked, or put
    beside another value as a choice, is not told; what is supposed (如果是租的呢) is, unless
    another value is told plainly.
    """

    def __init__(self, facts: FactWords) -> None:
        """Prepare these facts; each word is looked for only where its rarest character is."""
        self._facts = facts
        owners: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for fact, values in facts.items():
            for value, told in values.items():
                for word in told.words:
                    owners[word].append((fact, value))
        self._owners = {word: tuple(dict.fromkeys(found)) for word, found in owners.items()}
        self._by_letter = _by_rarest_letter(self._owners)
        self._by_unit = _by_unit(facts)

    def find(self, text: str) -> list[ToldFact]:
        """The facts that a normalised text tells."""
        spoken = same_spoken(text)
        hits: dict[str, list[_Hit]] = defaultdict(list)
        for hit in (*self._worded(spoken), *self._counted(spoken)):
            hits[hit.fact].append(hit)
        told = (self._told(spoken, found) for found in hits.values())
        return [
            ToldFact(hit.fact, value, text[hit.start : hit.end])
            for hit, value in filter(None, told)
        ]

    def _worded(self, text: str) -> Iterator[_Hit]:
        letters = set(text)
        for letter in (*letters, ""):
            for word in self._by_letter.get(letter, ()):
                if needed(word) <= letters:
                    for match in heard_as(word).finditer(text):
                        for fact, value in self._owners[word]:
                            yield _Hit(match.start(), match.end(), fact, value)

    def _counted(self, text: str) -> Iterator[_Hit]:
        for unit, ranges in self._by_unit.items():
            for amount in find_amounts(text, unit):
                for fact, value, told in ranges:
                    if amount.within(told.low, told.high):
                        yield _Hit(amount.start, amount.end, fact, value, counted=True)

    def _told(self, text: str, hits: Iterable[_Hit]) -> tuple[_Hit, str] | None:
        kept = _longest(hits)
        stated = [
            (hit, value)
            for hit in kept
            if not _is_a_choice(text, hit, kept)
            and (value := _stated(text, hit, self._facts[hit.fact])) is not None
        ]
        plain = [entry for entry in stated if not _IF.search(text[: entry[0].start])]
        left = plain or stated
        if not left or _PUT_RIGHT.search(text):
            return left[-1] if left else None
        if len({value for hit, value in left if hit.counted}) > 1:
            return None  # two people's ages: whose is meant isn't known
        return min(reversed(left), key=lambda entry: self._facts[entry[0].fact][entry[1]].prior)


def _words_of(value: FactValue, groups: Groups) -> ValueWords:
    label = label_of(value)
    words = (*spelt_out(value.words, groups), *((label,) if len(label) >= _LEAST_LABEL else ()))
    told = ValueWords(words, prior=value.prior, denies=bool(_DENIES.match(label)))
    if value.numbers is None:
        return told
    numbers = value.numbers
    return replace(told, unit=numbers.unit, low=numbers.low, high=numbers.high)


def _by_rarest_letter(words: Iterable[str]) -> dict[str, list[str]]:
    words = list(words)
    counts = Counter(letter for word in words for letter in needed(word))
    found: dict[str, list[str]] = defaultdict(list)
    for word in words:
        found[min(needed(word), key=lambda letter: (counts[letter], letter), default="")].append(
            word
        )
    return found


def _by_unit(facts: FactWords) -> dict[str, list[tuple[str, str, ValueWords]]]:
    found: dict[str, list[tuple[str, str, ValueWords]]] = defaultdict(list)
    for fact, values in facts.items():
        for value, told in values.items():
            if told.unit is not None:
                found[told.unit].append((fact, value, told))
    return found


def _longest(hits: Iterable[_Hit]) -> list[_Hit]:
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start, hit.value)):
        if all(hit.end <= other.start or hit.start >= other.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _is_a_choice(text: str, hit: _Hit, hits: Iterable[_Hit]) -> bool:
    """租的还是自己的, 续证和新办有啥区别: two values put side by side."""
    for other in hits:
        first, second = sorted((hit, other), key=lambda hit: hit.start)
        between, after = text[first.end : second.start], text[second.end :]
        chosen = _EITHER.search(between) or _COMPARED.search(after)
        if other.value != hit.value and len(between) < 8 and chosen:
            return True
    return False


def _stated(text: str, hit: _Hit, values: Mapping[str, ValueWords]) -> str | None:
    before = text[max(0, hit.start - 6) : hit.start]
    is_asked = _asks_whether(text, hit) or _asks_whether_after(text, hit)
    if _WHETHER.search(before) or is_asked or _asks_for(text, before, hit):
        return None
    if text[hit.start] in "没不无未" or not _NEGATION.search(before):
        return hit.value
    others = [value for value in values if value != hit.value]
    if len(others) != 1:
        return None
    return others[0] if _IS_NOT.search(before) or values[others[0]].denies else None


def _asks_whether(text: str, hit: _Hit) -> bool:
    """有没有房产证: the hit 没有房产证 is the second half of a question."""
    if hit.start == 0 or text[hit.start] not in "没不":
        return False
    first = text[hit.start - 1]
    return first == "有" or (first == text[hit.start + 1 : hit.start + 2] and first != "还")


def _asks_whether_after(text: str, hit: _Hit) -> bool:
    """房产证有没有, 租没租: the hit is the first half of a question."""
    last, after = text[hit.end - 1], text[hit.end : hit.end + 2]
    return after[:1] in ("没", "不") and (after[1:] == last or (last == "有" and after[1:] == "得"))


def _asks_for(text: str, before: str, hit: _Hit) -> bool:
    """要房产证吗, 算工伤不: what is asked for isn't there."""
    rest = _CLAUSE_END.split(text[hit.end :], maxsplit=1)[0]
    return bool(
        _DEMANDED.search(before) and _ASKED_AFTER.match(rest) and _QUESTION_END.search(rest)
    )
