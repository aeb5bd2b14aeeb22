"""Finding a service by its name, by what people call it, or by pinyin initials (cjr 残疾人)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin

from knowledge.model import Pack, Service

LONGEST = 60
MOST = 30
LIKE_ENOUGH = 0.34
"""Share of a query's character pairs that a name must have, where nothing else is found."""


@dataclass(frozen=True)
class _Entry:
    service: Service
    words: tuple[str, ...]
    initials: tuple[str, ...]


class Searcher:
    """Looks services up in one version of the pack."""

    def __init__(self, pack: Pack) -> None:
        self._entries = [_entry(service, pack) for service in pack.services.values()]

    def find(self, query: str) -> list[Service]:
        """The services that fit ``query``, best first; all where it is empty."""
        parts = _plain(query[:LONGEST]).split()
        scored = [(self._score(entry, parts), entry.service) for entry in self._entries]
        found = [(score, service) for score, service in scored if score > 0]
        if not found:
            found = self._alike("".join(parts))
        return [service for _, service in sorted(found, key=lambda pair: -pair[0])]

    def _score(self, entry: _Entry, parts: Iterable[str]) -> float:
        """The weakest part counts; 0 where one doesn't fit. 1 for no parts."""
        return min((_fit(entry, part) for part in parts), default=1.0)

    def _alike(self, query: str) -> list[tuple[float, Service]]:
        pairs = _pairs(query)
        scored = [
            (max(_share(pairs, word) for word in entry.words), entry.service)
            for entry in self._entries
        ]
        best = sorted(scored, key=lambda pair: -pair[0])[:MOST]
        return [(score, service) for score, service in best if score >= LIKE_ENOUGH]


def _entry(service: Service, pack: Pack) -> _Entry:
    named = (service.spoken, service.name, *pack.aliases.get(service.id, ()))
    words = tuple(dict.fromkeys(map(_plain, named)))
    return _Entry(service, words, tuple(map(_initials, words)))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower().strip()


def _initials(word: str) -> str:
    return "".join(lazy_pinyin(word, style=Style.FIRST_LETTER)).lower()


def _fit(entry: _Entry, part: str) -> float:
    spellings = entry.initials if part.isascii() and part.isalpha() else entry.words
    return max(_closeness(part, spelling) for spelling in spellings)


def _closeness(part: str, spelling: str) -> float:
    """The whole is better than the beginning, the beginning better than somewhere inside."""
    if part not in spelling:
        return 0.0
    return len(part) / len(spelling) + (1 if spelling.startswith(part) else 0)


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _share(pairs: set[str], word: str) -> float:
    return len(pairs & _pairs(word)) / len(pairs) if pairs else 0.0


_searchers: dict[str, Searcher] = {}


def searcher(pack: Pack) -> Searcher:
    """The searcher of ``pack``; made once a version."""
    if pack.version not in _searchers:
        made = Searcher(pack)
        _searchers.clear()
        _searchers[pack.version] = made
        return made
    return _searchers[pack.version]
