"""Several services in one message: the spans that name them, each with a ranking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from understanding.linking import Linker, Read
from understanding.ranking import Ranked

MOST = 4
"""Mentions of one message; more are left for later turns."""
_JOINT = re.compile(
    r"[,，。;；、!！?？/]+|(?:还有|以及|另外|顺便|顺带|同时|外加|加上|再就是|还要|还想|然后|接着|一起把|和|跟|与|及)"
)
_ADDED = re.compile(
    r"还|另外|顺便|顺带|同时|外加|加上|再|接着|然后|以后|之后|、|和|跟|与|以及|及|都|一起|一块|也|先|各|两件|几件|[;；]"
)
"""Without such a word, commas divide one story, not two errands."""
_ACT_BEFORE = re.compile(r"补办|补领|补|注销|变更|换领|换|延续|续|办理|申请|办|开|领")
_ACT_AFTER = re.compile(
    r"(?:都|也)*(丢了|掉了|遗失|不见了|搞丢了|弄丢了|到期了?|过期了?|变更|注销|补办|补领|过户)"
)
_SHARED_GRAMS = 0.22
_SURE = 0.35
_SEVERAL = 0.12
"""Sentences of one service seldom reach it (3 % of the tuning split), most of several do."""


@dataclass(frozen=True)
class Mention:
    """A span start..end of the tidied message and the services it means, best first."""

    text: str
    start: int
    end: int
    ranking: list[Ranked]

    def as_output(self) -> dict[str, Any]:
        """The form of the parsing contract; three services a mention."""
        ranking = [service.as_output() for service in self.ranking[:3]]
        return {"text": self.text, "start": self.start, "end": self.end, "ranking": ranking}


@dataclass(frozen=True)
class _Span:
    start: int
    end: int
    said: str


def find_mentions(linker: Linker, read: Read) -> list[Mention]:
    """The services of a message that names at least two, in its order; else nothing.

    Only where at least two spans share words with strings of different services are the spans
    encoded: one encoding stays enough for an ordinary message.
    """
    several = float(linker.several.predict(read.messages)[0, 0]) >= _SEVERAL
    spans = _spans(read.text) if several and _ADDED.search(read.text) else []
    if len(spans) < 2 or len(_named(linker, spans)) < 2:
        return []
    reads = linker.read_many([span.said for span in spans])
    found = [_mention(span, linker.rank(part)) for span, part in zip(spans, reads, strict=True)]
    return _distinct([mention for mention in found if mention.ranking[0].confidence >= _SURE])


def _mention(span: _Span, ranking: list[Ranked]) -> Mention:
    return Mention(span.said, span.start, span.end, ranking)


def _distinct(mentions: Sequence[Mention]) -> list[Mention]:
    by_service: dict[str, Mention] = {}
    for mention in mentions:
        by_service.setdefault(mention.ranking[0].id, mention)
    return list(by_service.values())[:MOST] if len(by_service) > 1 else []


def _named(linker: Linker, spans: Sequence[_Span]) -> set[int]:
    """The services whose strings share clearly many n-grams with one of the spans."""
    shared = linker.index.shared_grams(linker.spaces.grams.vectors(span.said for span in spans))
    return {int(row.argmax()) for row in shared if row.max() >= _SHARED_GRAMS}


def _spans(text: str) -> list[_Span]:
    spans, start = [], 0
    for joint in [*_JOINT.finditer(text), None]:
        end = joint.start() if joint else len(text)
        if end - start >= 2:
            spans.append(_Span(start, end, text[start:end]))
        start = joint.end() if joint else end
    return _with_shared_acts(spans)


def _with_shared_acts(spans: Sequence[_Span]) -> list[_Span]:
    """身份证和户口本丢了: both are lost. 补办身份证和户口本: both are to be reissued."""
    completed: list[_Span] = []
    after = next(
        (found[1] for span in reversed(spans) if (found := _ACT_AFTER.search(span.said))), ""
    )
    before = next((found[0] for span in spans if (found := _ACT_BEFORE.search(span.said))), "")
    for span in spans:
        if _ACT_AFTER.search(span.said) or _ACT_BEFORE.search(span.said):
            completed.append(span)
        else:
            said = f"{span.said}{after}" if after else f"{before}{span.said}"
            completed.append(replace(span, said=said))
    return completed
