"""Mending characters typed by their sound (生份证 → 身份证) against the domain's own words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

import rjieba

from understanding.pinyin import readings, syllable

LONGEST_TERM = 8
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_NEVER_PART = set("是怎么什吗呢吧啊哪咋的了我你他她不没有在和要想")
"""Function characters: a span with one of them is speech, not a misspelt term."""
_OFTEN_ALONE = set(
    "买卖带说去一二两为未租住交缴另领加家再单做作把到倒接点可能给用新老大小多少人车房钱事上下里外前后请这那哪"
)
"""Characters that are words by themselves: one of them is seldom a slip."""


class Mender:
    """Finds spans that sound like a term of the lexicon but are spelt otherwise."""

    def __init__(self, terms: Iterable[str]) -> None:
        self.terms = frozenset(term for term in terms if _is_term(term))
        self._by_sound: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for term in self.terms:
            self._by_sound[_sound(term)].add(term)

    def mend(self, text: str) -> str:
        """`text` with misspelt terms mended, longest first; everything else is left alone."""
        position, mended, loose = 0, [], _loose(text)
        while position < len(text):
            term = self._term_at(text, position, loose)
            mended.append(term or text[position])
            position += len(term) if term else 1
        return "".join(mended)

    def _term_at(self, text: str, position: int, loose: list[bool]) -> str | None:
        for length in range(min(LONGEST_TERM, len(text) - position), 1, -1):
            span = text[position : position + length]
            if span in self.terms:
                return span
            if (term := self._meant_by(span, loose[position : position + length])) is not None:
                return term
        return None

    def _meant_by(self, span: str, loose: list[bool]) -> str | None:
        """The one term that `span` is a misspelling of; `loose` tells of each of its characters."""
        if not _HAN.fullmatch(span) or _NEVER_PART & set(span):
            return None
        fitting = [t for t in self._by_sound.get(_sound(span), ()) if _misspelt(span, t, loose)]
        return fitting[0] if len(fitting) == 1 else None


def words_of(texts: Iterable[str]) -> set[str]:
    """The words of `texts` that are worth mending towards, and the ends of long ones."""
    words = {
        word for text in texts for run in _HAN.findall(text) for word in rjieba.cut(run, hmm=False)
    }
    return {term for word in words for term in (word, word[-3:]) if _is_term(term)}


def phrases_of(names: Iterable[str]) -> set[str]:
    """Neighbouring words of official names, together (工伤 + 认定)."""
    runs = [rjieba.cut(run, hmm=False) for name in names for run in _HAN.findall(name)]
    phrases = {
        "".join(words[i : i + n]) for words in runs for n in (2, 3) for i in range(len(words))
    }
    return {phrase for phrase in phrases if len(phrase) > 2 and _is_term(phrase)}


def _is_term(term: str) -> bool:
    well_sized = 2 <= len(term) <= LONGEST_TERM
    return well_sized and bool(_HAN.fullmatch(term)) and not _NEVER_PART & set(term)


def _sound(text: str) -> tuple[str, ...]:
    return tuple(syllable(character) for character in text)


def _loose(text: str) -> list[bool]:
    """For each character whether segmentation leaves it alone: misspelt words fall apart."""
    loose: list[bool] = []
    for word in rjieba.cut(text, hmm=False):
        loose.extend([len(word) == 1] * len(word))
    return loose


def _misspelt(span: str, term: str, loose: list[bool]) -> bool:
    """Whether `span` looks like `term` with wrong characters rather than like other words.

    Wrong characters stand alone after segmentation, except one in a long term (工商认定), and
    are none that often stand alone anyway; nearly half of the term must be right.
    """
    wrong = [i for i, (said, meant) in enumerate(zip(span, term, strict=True)) if said != meant]
    if len(span) < 2 * len(wrong) - (len(span) > 2) or any(span[i] in _OFTEN_ALONE for i in wrong):
        return False
    apart = all(loose[i] for i in wrong) and (len(span) > 2 or all(loose))
    heard = all(readings(span[i]) & readings(term[i]) for i in wrong)
    return heard and (apart or (len(wrong) == 1 and len(span) >= 4))
