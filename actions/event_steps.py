"""Offering the next service of a life event once the one before it has been answered."""

from __future__ import annotations

from dataclasses import replace

from actions.reply import Reply
from actions.state import Json
from actions.turn import Turn

GO_ON = ["下一件", "下一个", "下一步", "接着说", "接着讲", "继续", "然后呢", "还有呢"]
"""What people say for: go on with the next one."""


def offer_next(turn: Turn, reply: Reply) -> Reply:
    """``reply``, with the next waiting service to be had for the asking."""
    following = reply.state.waiting[0]
    label = turn.pack.services[following].spoken
    pending: Json = {
        "fact": None,
        "options": [{"value": following, "label": label, "words": GO_ON, "numbers": None}],
        "question_id": f"next-{following}",
        "then": "ask_requirements",
        "told": {},
    }
    state = replace(reply.state, pending=pending)
    return replace(reply, state=state, sentences=(*reply.sentences, "utter_one_by_one"))
