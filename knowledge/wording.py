"""The words of facts (词) as officials write them: shared groups of words written once.

A word may hold 《组》, a group of `words.yml`. Standing alone it means all words of the group;
inside a longer word it means any one of them: 替《家里人》…办.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

GROUP = re.compile(r"《([^《》]*)》")
Groups = Mapping[str, tuple[str, ...]]


def spelt_out(words: Sequence[str], groups: Groups) -> tuple[str, ...]:
    """The words with their groups written out: `(a|b)` for any one of several."""
    return tuple(dict.fromkeys(plain for word in words for plain in _spelt_out(word, groups)))


def ill_formed(word: str) -> bool:
    """Whether brackets of a word, spelt out, don't close or stand within each other."""
    return bool(re.search(r"[()]", re.sub(r"\([^()]+\)", "", word)))


def unknown_groups(words: Sequence[str], groups: Groups) -> list[str]:
    """The groups named in the words that there are none of."""
    return [name for word in words for name in GROUP.findall(word) if name not in groups]


def _spelt_out(word: str, groups: Groups) -> Iterator[str]:
    alone = GROUP.fullmatch(word)
    if alone:
        yield from _members(alone[1], groups)
    else:
        yield GROUP.sub(lambda found: f"({'|'.join(_members(found[1], groups))})", word)


def _members(name: str, groups: Groups) -> tuple[str, ...]:
    """The words of a group; one that names itself has no more to add."""
    others = {other: words for other, words in groups.items() if other != name}
    return spelt_out(groups.get(name, ()), others)
