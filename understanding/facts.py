"""Facts told in passing: "房子是自己盖的,没房产证" says what kind of premises it is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.model import FactValue, Pack
from knowledge.wording import Groups, spelt_out
from understanding.amounts import find_amounts
from understanding.asserting import are_a_choice, is_asked, is_denied, is_not, is_supposed
from understanding.normalise import normalise
from understanding.wording import may_be_in, needed, same_spoken, small, spans

_DENIES = re.compile(r"(?:都|还|从来)?(?:没|不|无|未|否)")
_PUT_RIGHT = re.compile(r"现在|后来|改|原来|先前|不对|错|刚才")
_ASIDE = re.compile(r"\([^)]*\)")
_LEAST_LABEL = 4
"""Shorter labels (没有, 丢了) mean too many things where nothing was asked."""


@dataclass(frozen=True)
class ValueWords:
    """How people tell one value of a fact: words, or a number of `unit` in low < n <= high.

    `prior` says how common the value is (any positive scale); `denies` that it says no;
    `named` is how a value is said by its fact's name, and how that is quoted: a front end sends
    "户籍:户口在外省" for a value that was tapped.
    """

    words: tuple[str, ...] = ()
    unit: str | None = None
    low: float | None = None
    high: float | None = None
    prior: float = 1.0
    denies: bool = False
    named: frozenset[tuple[str, str]] = frozenset()


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
class Found:
    """What a text tells; `denied` are facts of which it only says what they are not."""

    told: tuple[ToldFact, ...] = ()
    denied: tuple[str, ...] = ()


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
                values[value.id] = words_of(value, pack.words)
            quoted, spoken = (normalise(f"{fact.name}{by}{value.label}") for by in "：是")
            named = values[value.id].named | {(quoted, quoted), (spoken, quoted)}
            values[value.id] = replace(values[value.id], named=named)
    return words


def words_of(value: FactValue, groups: Groups) -> ValueWords:
    """How people tell a value: its words, its label, its numbers."""
    label = _ASIDE.sub("", normalise(value.label)).strip(" ,，。")
    words = (*spelt_out(value.words, groups), *((label,) if len(label) >= _LEAST_LABEL else ()))
    told = ValueWords(words, prior=value.prior, denies=bool(_DENIES.match(label)))
    if value.numbers is None:
        return told
    return replace(told, unit=value.numbers.unit, low=value.numbers.low, high=value.numbers.high)


def find_facts(text: str, facts: FactWords) -> list[ToldFact]:
    """The facts a normalised text tells; see `FactFinder`."""
    return list(FactFinder(facts).find(text).told)


def tapped(facts: Iterable[Mapping[str, str]]) -> bool:
    """Whether facts found were told by a tap: then the message means nothing else."""
    return any(":" in fact["text"] for fact in facts)


class FactFinder:
    """Finds what a text tells, at most one value a fact.

    Of several the rarest counts, which is why it was told (我二婚,她头一次), after a correction
    (原来租的,现在自己盖的) the last. Where hits of one fact overlap, the longest counts
    (没有房产证 is not 有房产证). A negated value is no value, unless the fact has just one other
    value, and that says no or what is told is 不是. What is only asked, or put beside another
    value as a choice, is not told; what is supposed (如果是租的呢) is, unless another value is
    told plainly.
    """

    def __init__(self, facts: FactWords) -> None:
        """Prepare these facts; each word is looked for only where its rarest letter is."""
        self._facts = facts
        each = [(fact, id, told) for fact, values in facts.items() for id, told in values.items()]
        self._owners = _owners((word, fact, id) for fact, id, told in each for word in told.words)
        self._named = [(*named, fact, id) for fact, id, told in each for named in told.named]
        self._by_letter = _by_rarest_letter(self._owners)
        self._by_unit: dict[str, list[tuple[str, str, ValueWords]]] = defaultdict(list)
        for fact, id, told in each:
            if told.unit is not None:
                self._by_unit[told.unit].append((fact, id, told))

    def find(self, text: str) -> Found:
        """What a normalised text tells."""
        tapped_values = self._tapped(text)
        if tapped_values:
            return Found(tapped_values)
        spoken = same_spoken(text)
        hits: dict[str, list[_Hit]] = defaultdict(list)
        for hit in (*self._worded(spoken), *self._counted(spoken)):
            hits[hit.fact].append(hit)
        stated = {fact: self._stated(spoken, hits[fact]) for fact in self._facts if fact in hits}
        chosen = (self._chosen(spoken, entries) for entries in stated.values())
        return Found(
            tuple(
                ToldFact(hit.fact, value, text[hit.start : hit.end])
                for hit, value in filter(None, chosen)
            ),
            tuple(fact for fact, entries in stated.items() if entries and not any(entries)),
        )

    def _tapped(self, text: str) -> tuple[ToldFact, ...]:
        """The facts whose name and value stand in the text word for word; the longest counts."""
        found = [
            ToldFact(fact, value, quoted)
            for said, quoted, fact, value in self._named
            if said in text
        ]
        longest = max((len(fact.text) for fact in found), default=0)
        return tuple(fact for fact in found if len(fact.text) == longest)

    def _worded(self, text: str) -> Iterator[_Hit]:
        letters = small(text)
        for letter in (*set(text), ""):
            for word in self._by_letter.get(letter, ()):
                if may_be_in(text, word):
                    for start, end in spans(letters, word):
                        for fact, value in self._owners[word]:
                            yield _Hit(start, end, fact, value)

    def _counted(self, text: str) -> Iterator[_Hit]:
        for unit, ranges in self._by_unit.items():
            for amount in find_amounts(text, unit):
                for fact, value, told in ranges:
                    if amount.within(told.low, told.high):
                        yield _Hit(amount.start, amount.end, fact, value, counted=True)

    def _stated(self, text: str, hits: Iterable[_Hit]) -> list[tuple[_Hit, str] | None]:
        """Each hit with the value it states; None for one that only denies its value."""
        kept = _longest(hits)
        asked = (hit for hit in kept if is_asked(text, hit.start, hit.end))
        left = [hit for hit in kept if hit not in {*asked, *_choices(text, kept)}]
        return [self._meant(text, hit) for hit in left]

    def _meant(self, text: str, hit: _Hit) -> tuple[_Hit, str] | None:
        if not is_denied(text, hit.start):
            return hit, hit.value
        values = self._facts[hit.fact]
        others = [value for value in values if value != hit.value]
        sure = len(others) == 1 and (is_not(text, hit.start) or values[others[0]].denies)
        return (hit, others[0]) if sure else None

    def _chosen(
        self, text: str, stated: Sequence[tuple[_Hit, str] | None]
    ) -> tuple[_Hit, str] | None:
        told = [entry for entry in stated if entry]
        plain = [entry for entry in told if not is_supposed(text, entry[0].start)] or told
        if not plain or _PUT_RIGHT.search(text):
            return plain[-1] if plain else None
        if len({value for hit, value in plain if hit.counted}) > 1:
            return None  # two people's ages: whose is meant isn't known
        return min(reversed(plain), key=lambda entry: self._facts[entry[0].fact][entry[1]].prior)


def _owners(words: Iterable[tuple[str, str, str]]) -> dict[str, list[tuple[str, str]]]:
    owners: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for word, fact, value in words:
        if (fact, value) not in owners[word]:
            owners[word].append((fact, value))
    return owners


def _by_rarest_letter(words: Iterable[str]) -> dict[str, list[str]]:
    words = list(words)
    counts = Counter(letter for word in words for letter in set(needed(word)))
    found: dict[str, list[str]] = defaultdict(list)
    for word in words:
        rarest = min(needed(word), key=lambda letter: (counts[letter], letter), default="")
        found[rarest].append(word)
    return found


def _longest(hits: Iterable[_Hit]) -> list[_Hit]:
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start, hit.value)):
        if all(hit.end <= other.start or hit.start >= other.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _choices(text: str, hits: Sequence[_Hit]) -> Iterator[_Hit]:
    """The hits put beside a hit of another value as a choice."""
    for first, second in pairwise(hits):
        spans = (first.start, first.end), (second.start, second.end)
        if first.value != second.value and are_a_choice(text, *spans):
            yield from (first, second)
