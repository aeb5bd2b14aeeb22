"""Whose turn it is: the matter being arranged takes what answers it, the rest is answered as ever.

After something else was answered, the matter's open question is put once more.
"""

from __future__ import annotations

import logging
from dataclasses import replace

from sqlalchemy.exc import SQLAlchemyError

from actions.arranging import booking, changing, complaining, contact
from actions.arranging.arranged import Otherwise, again, arranged, aside, stopped
from actions.arranging.asking import ended
from actions.arranging.counter import COUNTER
from actions.arranging.hearing import agrees, reference_in, refuses, stops
from actions.arranging.matter import Matter
from actions.arranging.offers import OFFER
from actions.arranging.starting import asks_fee, book, wants_agent, which_again
from actions.reply import Reply
from actions.turn import Turn
from booking.office import Office
from cards.handoff import handoff_card
from knowledge.model import Service
from privacy.vault import CannotOpen
from runtime.failures import where

logger = logging.getLogger(__name__)

MOST_ASIDES = 2
"""After so many other questions in a row the matter waits to be taken up again."""

OWN = ("cancel_booking", "reschedule_booking", "check_booking", "report_excess_demand")
"""Intents that know best what to do with a reference or an agent."""

COURTESIES = ("thank", "goodbye", "bot_challenge")
"""Intents that are answered in a sentence, after which the question needn't be put again."""

ALONE = ("emergency", "violence_or_suicide")
"""What is answered without coming back to a booking."""


def wanted_at_the_counter(turn: Turn) -> bool:
    """Whether the message may be about a matter, so that the office has to be asked."""
    arranged = turn.state.matter or turn.state.arranging
    told = reference_in(turn.text) or wants_agent(turn.text) or asks_fee(turn.text)
    return bool(arranged or told)


def lead(turn: Turn, otherwise: Otherwise) -> Reply:
    """The reply to ``turn``; ``otherwise`` is the action's own. Blocks on the database."""
    try:
        office = COUNTER.open()
        return _lead(turn, office, otherwise) if office else _closed(turn, otherwise)
    except (SQLAlchemyError, OSError, CannotOpen) as error:
        logger.error("booking failed: %s at %s", type(error).__name__, where(error))
        COUNTER.close()
        return closed(turn)


def closed(turn: Turn) -> Reply:
    """Nothing can be booked here just now: whom to ring."""
    state = replace(turn.state, matter=None)
    if state.arranging:
        state = state.settled()
    return Reply(state, (handoff_card(turn.pack, "booking", turn.service),))


def book_for(turn: Turn, service: Service) -> Reply:
    """Book for the service that was picked."""
    office = COUNTER.open()
    return booking.begin(turn, office, service) if office else closed(turn)


def _closed(turn: Turn, otherwise: Otherwise) -> Reply:
    return closed(turn) if turn.state.matter else otherwise(turn)


def _lead(turn: Turn, office: Office, otherwise: Otherwise) -> Reply:
    matter = Matter.of(turn.state.matter)
    if reference_in(turn.text) and "投诉" in turn.text:
        reply = complaining.status(turn, office)
    elif asks_fee(turn.text):
        reply = aside(turn, lambda asked: _no_money(asked, otherwise))
    elif matter is None:
        return _offered(turn, office, otherwise)
    elif turn.state.arranging:
        reply = arranged(turn, office, matter, otherwise)
    else:
        reply = _paused(turn, office, matter, otherwise)
    return _resumed(turn, office, reply)


def _paused(turn: Turn, office: Office, matter: Matter, otherwise: Otherwise) -> Reply:
    """Another question than the matter's is open: for which service, or one of the checklist's."""
    if stops(turn.text):
        return stopped(turn, office, matter)
    asked = which_again(turn, office, matter) if matter.step == "service" else None
    return asked or otherwise(turn)


def _offered(turn: Turn, office: Office, otherwise: Otherwise) -> Reply:
    """Take up the offer of an agent, or a reference that is named; else as ever."""
    offered = (turn.state.pending or {}).get("offered")
    if turn.state.arranging == OFFER and offered and agrees(turn.text):
        settled = replace(turn, state=replace(turn.state.settled(), matter=offered))
        service = turn.pack.services.get(offered["service"])
        return booking.begin(settled, office, service)
    if turn.state.arranging == OFFER and refuses(turn.text):
        return Reply(turn.state.settled(), sentences=("utter_affirmed",))
    if turn.intent in OWN:
        return otherwise(turn)
    if reference_in(turn.text):
        return changing.begin(turn, office, "check")
    return book(turn, office) if wants_agent(turn.text) else otherwise(turn)


def _no_money(turn: Turn, otherwise: Otherwise) -> Reply:
    """What an agent costs; where one is asked for in the same breath, the booking begins."""
    if turn.intent == "book_proxy" and not turn.state.matter:
        return otherwise(turn).after("utter_agent_no_money")
    return Reply(turn.state, sentences=("utter_agent_no_money",))


def _resumed(turn: Turn, office: Office, reply: Reply) -> Reply:
    """``reply`` and the open question of the matter, unless another question is open."""
    matter = Matter.of(reply.state.matter)
    if matter is None or reply.state.pending:
        return reply
    if contact.is_done(turn, office, matter):
        return replace(reply, state=ended(replace(turn, state=reply.state), matter))
    alone = turn.parsed.get("out_of_scope_kind") in ALONE or turn.intent in COURTESIES
    if alone or matter.asides >= MOST_ASIDES:
        return replace(reply, state=replace(reply.state, pending=_kept(turn)))
    counted = replace(matter, asides=matter.asides + 1)
    return reply.then(again(replace(turn, state=reply.state), office, counted))


def _kept(turn: Turn) -> dict[str, object] | None:
    return turn.state.pending if turn.state.arranging else None
