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


class Mender:
    """Finds spans that sound like a term of the lexicon but are spelt otherwise."""

    def __init__(self, terms: Iterable[str]) -> None:
        self.terms = frozenset(term for term in terms if _is_term(term))
        self._by_sound: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for term in self.terms:
            self._by_sound[_sound(term)].add(term)

    def mend(self, text: str) -> str:
        """`text` with misspelt terms mended, longest first; everything else is left alone."""
        position, mended = 0, []
        while position < len(text):
            term = self._term_at(text, position)
            mended.append(term or text[position])
            position += len(term) if term else 1
        return "".join(mended)

    def _term_at(self, text: str, position: int) -> str | None:
        for length in range(min(LONGEST_TERM, len(text) - position), 1, -1):
            span = text[position : position + length]
            if span in self.terms:
                return span
            if (term := self._meant_by(span)) is not None:
                return term
        return None

    def _meant_by(self, span: str) -> str | None:
        if not _HAN.fullmatch(span) or _NEVER_PART & set(span):
            return None
        candidates = [t for t in self._by_sound.get(_sound(span), ()) if _plausible(span, t)]
        return candidates[0] if len(candidates) == 1 else None


def lexicon(texts: Iterable[str]) -> set[str]:
    """Terms worth mending towards: the words of `texts`, and neighbouring words together."""
    terms: set[str] = set()
    for text in texts:
        for run in _HAN.findall(text):
            words = rjieba.cut(run)
            terms.update(words)
            terms.update("".join(pair) for pair in zip(words, words[1:]))
            terms.update("".join(three) for three in zip(words, words[1:], words[2:]))
    return {term for term in terms if _is_term(term)}


def _is_term(term: str) -> bool:
    well_sized = 2 <= len(term) <= LONGEST_TERM
    return well_sized and bool(_HAN.fullmatch(term)) and not _NEVER_PART & set(term)


def _sound(text: str) -> tuple[str, ...]:
    return tuple(syllable(character) for character in text)


def _plausible(span: str, term: str) -> bool:
    """Two characters are weak evidence: they must not be a word already, and share a character."""
    same = sum(a == b for a, b in zip(span, term, strict=True))
    if len(span) == 2:
        return same == 1 and len(rjieba.cut(span)) > 1 and _sounds_alike(span, term)
    return same * 2 >= len(span) - 1


def _sounds_alike(span: str, term: str) -> bool:
    return all(readings(a) & readings(b) for a, b in zip(span, term, strict=True))
