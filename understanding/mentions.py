"""Several services in one message: the spans that name them, each with a ranking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from understanding.linking import Linker, Read
from understanding.ranking import Ranked

Array = npt.NDArray[np.float32]
MOST = 4
"""Mentions of one message; more are left for later turns."""
_MOST_SPANS = 6
"""A message of more clauses is a story."""
_JOINT = re.compile(
    r"[,，。:：;；、!！?？/]+"
    r"|还有|以及|另外|顺便|顺带|同时|外加|加上|再就是|还要|还想|还得|然后|接着|一起把|而且|并且|最后"
    r"|(?<=.)(?:完了?|好了?|下来|成)?(?:以后|之后|过后|后)(?=[^来期面勤备代])"
    r"|(?<=[完了好])(?=再|去|就)|再(?![婚生就])|(?<!参)(?<!附)加(?![油工入大盟层装])"
    r"|又(?=要|想|得)|(?<![普温拌])和(?![解平好])|跟(?!踪)|(?<!参)与|及(?!时|格)"
)
_ADDED = re.compile(
    r"还|另外|顺便|顺带|同时|加|再|又|接着|然后|后|、|和|跟|与|及|都|一起|一块|也|先|各|两件|几件|[;；]"
    r"|(?<=[好完了])[,，]"
)
"""Without such a word, commas divide one story, not two errands."""
_ASKING_ALONE = re.compile(
    r"^(?:怎么.{0,3}|一起.{0,2}|一块.{0,2}|各?要[什啥].*|哪个先|两个证|两样.*|先.{0,2}|都要.{0,2}"
    r"|分别.*|需要.{0,4}|.{0,2}要几天|要多久)$"
)
"""A span that names nothing."""
_ACT_BEFORE = re.compile(r"补办|补领|补|注销|变更|换领|换|延续|续|办理|申请|办|开|领")
_ACT_AFTER = re.compile(
    r"(?:都|也)*(丢了|掉了|遗失|不见了|搞丢了|弄丢了|到期了?|过期了?|变更|注销|补办|补领|过户)"
)
_SEVERAL = 0.12
"""How much a message must sound like several; few that mean one service do."""
_CANDIDATES = 8
"""The services that the whole message means most ..."""
_LIKELY, _SURE = 0.2, 0.9
"""... are named by a span from the first chance on, any other from the second."""
_LEAST, _WHOLE_COUNTS = 0.001, 0.5
"""A span is read in the light of the whole message: its chances times the whole's to this power."""


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

    Only where a message sounds like several and falls into a few spans are these encoded: one
    encoding stays enough for an ordinary message.
    """
    spans = _spans(read.text) if _sounds_like_several(linker, read) else []
    if not 2 <= len(spans) <= _MOST_SPANS:
        return []
    whole, alone = linker.chances([read])[0], _chances(linker, spans)
    likely = set(np.argsort(-whole)[:_CANDIDATES].tolist())
    found: dict[int, Mention] = {}
    for span, chances in zip(spans, alone, strict=True):
        light = chances * (whole + _LEAST) ** _WHOLE_COUNTS
        best = int(light.argmax())
        if chances[best] >= (_LIKELY if best in likely else _SURE):
            ranking = linker.ranked(light * (chances.sum() / light.sum()))
            found.setdefault(best, Mention(span.said, span.start, span.end, ranking))
    return list(found.values())[:MOST] if len(found) > 1 else []


def _sounds_like_several(linker: Linker, read: Read) -> bool:
    several = float(linker.several.predict(read.messages)[0, 0])
    return several >= _SEVERAL and bool(_ADDED.search(read.text))


def _chances(linker: Linker, spans: Sequence[_Span]) -> Array:
    """The chances [spans, services] of spans, with or without the act they share."""
    said = [span.said for span in spans]
    texts = list(dict.fromkeys([*said, *_with_shared_act(said)]))
    chances = linker.chances(linker.read_many(texts))
    rows = [texts.index(text) for text in said]
    completed = [texts.index(text) for text in _with_shared_act(said)]
    better: Array = np.maximum(chances[rows], chances[completed])
    return better


def _spans(text: str) -> list[_Span]:
    spans, start = [], 0
    for joint in [*_JOINT.finditer(text), None]:
        end = joint.start() if joint else len(text)
        if end - start >= 2 and not _ASKING_ALONE.match(text[start:end]):
            spans.append(_Span(start, end, text[start:end]))
        start = joint.end() if joint else end
    return spans


def _with_shared_act(said: Sequence[str]) -> list[str]:
    """身份证和户口本丢了: both are lost."""
    after = next((found[1] for span in reversed(said) if (found := _ACT_AFTER.search(span))), "")
    return [
        span if _ACT_AFTER.search(span) or _ACT_BEFORE.search(span) else span + after
        for span in said
    ]
