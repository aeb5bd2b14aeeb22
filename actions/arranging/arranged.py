"""A message while a matter's own question is open: an answer, a way out, or a digression."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import ModuleType

from actions.arranging import booking, changing, complaining, contact, starting_over
from actions.arranging.asking import ended
from actions.arranging.contact import is_settled
from actions.arranging.hearing import stops
from actions.arranging.matter import Matter
from actions.arranging.starting import book
from actions.reply import Reply
from actions.turn import Turn
from booking import desk
from booking.office import Office

PLAIN = ("inform", "affirm", "deny", "ask_help", "nlu_fallback", "")
"""Intents of a message that, answering nothing, asks nothing either."""

CHANGES = ("cancel_booking", "reschedule_booking")

HEARD = ("time", "slots", "form", "service")
"""Steps at which what wasn't understood is said in words of its own."""

GOALS: dict[str, ModuleType] = {
    "book": booking,
    "check": changing,
    "move": changing,
    "cancel": changing,
    "complain": complaining,
    "start_over": starting_over,
}

Otherwise = Callable[[Turn], Reply]


def arranged(turn: Turn, office: Office, matter: Matter, otherwise: Otherwise) -> Reply:
    """The reply where the matter's question is open; ``otherwise`` is the action's own."""
    if turn.pressed_too_late:
        return again(turn, office, matter).after("utter_choice_outdated")
    if stops(turn.text) and matter.step not in ("sure", "record", "which"):
        return stopped(turn, office, matter)
    reply = _answer(turn, office, matter)
    return reply or _unanswered(turn, office, matter, otherwise)


def _answer(turn: Turn, office: Office, matter: Matter) -> Reply | None:
    if (matter.goal, matter.step) == ("book", "service") and turn.meant.doing != "decline":
        return book(turn, office)
    reply: Reply | None = GOALS[matter.goal].answer(turn, office, matter)
    return reply


def _unanswered(turn: Turn, office: Office, matter: Matter, otherwise: Otherwise) -> Reply:
    if turn.picked == "stop":
        return stopped(turn, office, matter)
    if matter.goal == "book" and _means_this_one(turn, office):
        return _changed_mind(turn, office, matter)
    if turn.intent not in PLAIN and turn.parsed.get("out_of_scope_kind") != "gibberish":
        return aside(turn, otherwise)
    if matter.step in ("find", "digits"):
        return Reply(ended(turn, matter), sentences=("utter_booking_not_told",))
    return again(turn, office, matter).after(f"utter_unheard_{_kind(matter.step)}")


def _means_this_one(turn: Turn, office: Office) -> bool:
    """Whether a change is asked of the booking under way, as nothing else is booked."""
    return turn.intent in CHANGES and not any(map(is_settled, desk.mine(office, turn.sender)))


def _changed_mind(turn: Turn, office: Office, matter: Matter) -> Reply:
    if turn.intent == "cancel_booking":
        return stopped(turn, office, matter)
    return again(turn, office, matter)


def _kind(step: str) -> str:
    """What kind of answer was expected."""
    return {"another_time": "time"}.get(step, step if step in HEARD else "answer")


def stopped(turn: Turn, office: Office, matter: Matter) -> Reply:
    """The matter given up; what the portal's form has booked meanwhile may be cancelled."""
    if contact.is_done(turn, office, matter):
        return changing.begin(replace(turn, state=ended(turn, matter)), office, "cancel")
    if matter.goal == "book":
        return contact.stopped(turn, office, matter, "utter_book_stopped")
    return Reply(ended(turn, matter), sentences=("utter_affirmed",))


def aside(turn: Turn, otherwise: Otherwise) -> Reply:
    """Answer something else; what it left untouched is asked once more."""
    reply = otherwise(turn)
    ours = turn.state.matter and turn.state.arranging
    untouched = reply.state.pending is turn.state.pending
    return replace(reply, state=reply.state.settled()) if ours and untouched else reply


def again(turn: Turn, office: Office, matter: Matter) -> Reply:
    """The open question once more."""
    reply: Reply = GOALS[matter.goal].again(turn, office, matter)
    return reply
