"""Syllables of Chinese text, folded as they fall together in speech and in careless typing."""

from __future__ import annotations

from functools import lru_cache

from pypinyin import Style, pinyin

_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_FINALS = (("ing", "in"), ("eng", "en"))


@lru_cache(maxsize=20_000)
def syllable(character: str) -> str:
    """The folded, toneless reading of one character, or the character itself if it has none."""
    return fold(pinyin(character, style=Style.NORMAL)[0][0])


@lru_cache(maxsize=20_000)
def readings(character: str) -> frozenset[str]:
    """All folded, toneless readings of one character."""
    return frozenset(fold(r) for r in pinyin(character, style=Style.NORMAL, heteronym=True)[0])


def fold(reading: str) -> str:
    """zh, ch, sh as z, c, s; -ing, -eng as -in, -en: what is mixed up in speech and typing."""
    for initial, folded in _INITIALS:
        if reading.startswith(initial):
            reading = folded + reading[len(initial) :]
            break
    for final, folded in _FINALS:
        if reading.endswith(final):
            return reading[: -len(final)] + folded
    return reading


def syllables(text: str) -> list[str]:
    """One folded syllable a character."""
    return [syllable(character) for character in text]
