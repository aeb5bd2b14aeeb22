"""Whether a message asks what an answer stands on: 依据是哪一条, 哪个文件说的, 为什么."""

from __future__ import annotations

import re

_LAW = re.compile(
    "依据|法律|法规|法条|条文|条款|哪一?条|第几条|哪个文件|啥文件|什么文件|文件上|红头文件"
    "|规定在哪|哪里规定|谁规定"
)

_WHY = re.compile(
    "^(?:那|这|它|你)?(?:又|个|是|都|说)*(?:为什么|为啥|为么|凭什么|凭啥|怎么不|咋不)"
)


def asks_for_law(text: str) -> bool:
    """Whether ``text`` asks for the law, an article or a document."""
    return bool(_LAW.search(text))


def refers_back(text: str) -> bool:
    """Whether ``text``, naming no proof, can only be about the one spoken of before."""
    return asks_for_law(text) or bool(_WHY.search(text))
