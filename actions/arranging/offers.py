"""An offer to book, open until something else is asked: "要" takes it."""

from __future__ import annotations

from dataclasses import replace

from actions.arranging.counter import COUNTER
from actions.arranging.helping import offered_in
from actions.arranging.matter import Json, Matter
from actions.reply import Reply, Said
from actions.state import State
from knowledge.decision import Decision

OFFER = "offer"


def open_to_booking(state: State, matter: Matter) -> State:
    """The state in which a yes starts ``matter``; a question that is open stays open."""
    if state.pending or state.matter:
        return state
    pending: Json = {
        "fact": None,
        "matter": OFFER,
        "options": [],
        "question_id": f"offer-{matter.service}",
        "offered": matter.kept(),
    }
    return replace(state, pending=pending)


def with_offer(reply: Reply, decision: Decision) -> Reply:
    """``reply`` with a checklist, and a word about agents where they help with a piece of it."""
    ways = offered_in(decision)
    if not ways or reply.state.matter or COUNTER.office is None:
        return reply
    state = open_to_booking(reply.state, Matter("book", service=decision.service.id))
    said = Said(f"utter_agent_{ways[0].mode.value}", {"pieces": ways[0].names})
    return replace(reply, state=state, closing=(*reply.closing, said))
