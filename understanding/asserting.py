"""Whether words in a text are stated, denied, only asked about, or supposed."""

from __future__ import annotations

import re

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
_OR_NOT = re.compile(r"^(?:没有|没得|没|不是|不)[?？啊呀]*$")
_IF = re.compile(r"(?:如果|要是|假如|假使|万一|若是|倘若)[^,，。;；]*$")
_EITHER = re.compile(r"还是|或者|或是")
_COMPARED = re.compile(r"区别|不同|哪个好|哪个划算|哪样好|差别")
_CLAUSE_END = re.compile(r"[,，。;；!！]")
_NEAR = 8
"""Values further apart than so many characters aren't put beside each other as a choice."""


def is_asked(text: str, start: int, end: int) -> bool:
    """有没有房产证, 有房产证没有, 要房产证吗: what is asked about or asked for isn't told."""
    before = text[max(0, start - 6) : start]
    if _WHETHER.search(before) or _second_half(text, start) or _first_half(text, end):
        return True
    if before.endswith("还是") or text.startswith("还是", end):
        return bool(_QUESTION_END.search(text) or _COMPARED.search(text))
    rest = _CLAUSE_END.split(text[end:], maxsplit=1)[0]
    if text[start] in "有是" and _OR_NOT.match(rest):
        return True
    demanded = _DEMANDED.search(before) and _ASKED_AFTER.match(rest)
    return bool(demanded and _QUESTION_END.search(rest))


def is_denied(text: str, start: int) -> bool:
    """不是租的, 没有请人: a negation stands before words that hold none themselves."""
    return text[start] not in "没不无未" and bool(_NEGATION.search(text[max(0, start - 6) : start]))


def is_not(text: str, start: int) -> bool:
    """The words before `start` say 不是 or 不: the thing is another one, not absent."""
    return bool(_IS_NOT.search(text[max(0, start - 6) : start]))


def is_supposed(text: str, start: int) -> bool:
    """如果是租的呢: supposed within the same clause."""
    return bool(_IF.search(text[:start]))


def are_a_choice(text: str, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """租的还是自己的, 续证和新办有啥区别: two spans, one after the other, to choose from."""
    between, after = text[first[1] : second[0]], text[second[1] :]
    return len(between) < _NEAR and bool(_EITHER.search(between) or _COMPARED.search(after))


def _second_half(text: str, start: int) -> bool:
    if start == 0 or text[start] not in "没不":
        return False
    first = text[start - 1]
    return first == "有" or (first == text[start + 1 : start + 2] and first != "还")


def _first_half(text: str, end: int) -> bool:
    last, after = text[end - 1], text[end : end + 2]
    return after[:1] in ("没", "不") and (after[1:] == last or (last == "有" and after[1:] == "得"))
