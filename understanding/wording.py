"""The words of facts, as people really say them: fillers slip in, 没 has many forms.

In a word of the pack `…` stands for up to six characters of the same clause, none of them a
negation, and `(a|b)` for either. Between the characters of a word people put a 了, 个, 我 ...:
换法人 is heard in 换了法人.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

NO = "(?:没有|没得|没|无|未)"
_SAME = str.maketrans("哒啦咯喽冇俺咱您伢崽", "了了了了没我我你娃娃")
_NO_WORDS = ("没有", "没得", "没")
_GAP = r"[^,，、。;；!！?？:：没不未别]{0,6}?"
_FILLER = "[了个过的着得也都又还就才我你他她给把是在点些这那]{0,2}"
_SHORT_FILLER = "[了个过的]?"
_MARKS = frozenset("…()|没有得无未")
"""What isn't a letter of its own: signs, and a negation that has many forms."""
_SMALL = str.maketrans(
    {
        letter: chr(0xC0 + n)
        for n, letter in enumerate(
            "了个过的着得也都又还就才我你他她给把是在点些这那没不未别，、。；"
        )
    }
)
"""Letters that stand in sets of letters, as ones below 256: for others `re` takes 2 ms a set."""
_NOT_AFTER = {
    "个": "0123456789一二三四五六七八九十两几多这那每整半找换叫来派请约喊有",
    "掉": "用卖关销吃花忘拆",
    "新": "重",
    "租": "公廉出",
}
"""八个人 is no 个人, 用掉了 isn't lost, 重新办 isn't new: letters that a word doesn't follow."""
_NOT_BEFORE = {"证": "明"}
"""没证明 isn't 没证."""
_NO_AT_END = r"(?:没有|没得|[没无](?=[,，。!！?？;；了吧嘛啊的呀]|$))"
_CHOICE = re.compile(r"\(([^)]*)\)")


def same_spoken(text: str) -> str:
    """Dialect characters as common ones (冇 → 没, 哒 → 了), in lower case, each in its place."""
    return text.translate(_SAME).replace("莫得", "没得").lower()


@lru_cache(maxsize=50_000)
def needed(word: str) -> str:
    """Letters without which `word` can't be heard in a `same_spoken` text, in their order."""
    letters = _CHOICE.sub("", same_spoken(word))
    return "".join(letter for letter in letters if letter not in _MARKS)


def may_be_in(text: str, word: str) -> bool:
    """Whether all letters that `word` needs stand in the text, in order: most often not."""
    place = 0
    for letter in needed(word):
        place = text.find(letter, place) + 1
        if not place:
            return False
    return True


def spans(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Where a text that went through `same_spoken` and `small` says the word."""
    return (match.span() for match in heard_as(word).finditer(text))


def small(text: str) -> str:
    """The text as `spans` takes it: each letter in its place."""
    return text.translate(_SMALL)


@lru_cache(maxsize=50_000)
def heard_as(word: str) -> re.Pattern[str]:
    """The pattern of `word` in a text that went through `same_spoken` and `small`."""
    word = same_spoken(word)
    shortest = _CHOICE.sub(lambda found: min(found[1].split("|"), key=len), word)
    is_long = len(shortest.replace("…", "")) > 2
    expression = _expression(word, _FILLER if is_long else _SHORT_FILLER)
    before, after = _NOT_AFTER.get(word[0]), _NOT_BEFORE.get(word[-1])
    pattern = (
        (f"(?<![{before}])" if before else "") + expression + (f"(?![{after}])" if after else "")
    )
    return re.compile(pattern.translate(_SMALL))


def _expression(word: str, filler: str) -> str:
    parts: list[str] = []
    place = 0
    while place < len(word):
        part, length = _part(word, place, filler)
        if parts and _takes_filler(word[place - 1], word[place]):
            parts.append(filler)
        parts.append(part)
        place += length
    return "".join(parts)


def _part(word: str, place: int, filler: str) -> tuple[str, int]:
    if word[place] == "…":
        return _GAP, 1
    if word[place] == "(":
        end = word.index(")", place)
        choices = (_expression(choice, filler) for choice in word[place + 1 : end].split("|"))
        return f"(?:{'|'.join(choices)})", end + 1 - place
    for no in _NO_WORDS:
        if word.startswith(no, place):
            return (_NO_AT_END if place and place + len(no) == len(word) else NO), len(no)
    if place == 0 and word[0] in "无未":
        return NO, 1
    return re.escape(word[place]), 1


def _takes_filler(before: str, after: str) -> bool:
    return "…" not in (before, after) and (before == ")" or not before.isascii())
