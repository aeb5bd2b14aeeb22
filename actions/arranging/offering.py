"""Offering free times, and taking the one that is picked: for a booking, and for a move."""

from __future__ import annotations

from dataclasses import replace

from actions.arranging.asking import ask, with_card
from actions.arranging.hearing import NO_TIME_FITS, TIMES, agrees, refuses, time_in
from actions.arranging.matter import Json, Matter, wanted_of
from actions.reply import Reply
from actions.turn import Turn
from booking import desk
from booking.model import Offer, Wanted, Window
from booking.offering import bookable_days
from booking.office import Office
from cards.slots import ANOTHER_TIME, Asked, slots_card


def offer(turn: Turn, office: Office, matter: Matter, unknown_year: bool = False) -> Reply:
    """The free times for the time wanted, else the nearest, with the reason why."""
    if unknown_year:
        first, last = bookable_days(office)
        matter = replace(matter, wanted=wanted_of(Wanted(first, last), ""))
    found = desk.offer(office, matter.errand, matter.township, matter.heard)
    if unknown_year:
        found = Offer(found.windows[:3], "unknown_year")
    return show(turn, matter, found)


def show(turn: Turn, matter: Matter, found: Offer) -> Reply:
    """The card of the free times; the time is asked for anew where there are none."""
    service = turn.pack.services.get(matter.service)
    said = (matter.wanted or {}).get("said", "")
    asked = Asked(matter.goal, matter.errand, matter.township, said)
    card = slots_card(turn.pack, service, asked, found)
    if not found.windows:
        matter = replace(matter, wanted=None)
        return Reply(turn.state, (card,)).then(ask(turn, matter, "another_time"))
    return with_card(turn, matter, "slots", card, [_heard(each) for each in card["options"]])


def _heard(option: Json) -> Json:
    return {**option, "words": (*NO_TIME_FITS, *TIMES) if option["value"] == ANOTHER_TIME else ()}


def pick(turn: Turn, office: Office, matter: Matter) -> str:
    """The time that is picked by its button, its place, or in words; empty where none is.

    ``ANOTHER_TIME`` where none of those offered will do.
    """
    times = offered(turn)
    if turn.parsed.get("choice"):
        return turn.picked or ""
    heard = time_in(office, turn.text).wanted
    if heard:
        return _alone(office, matter, heard, times)
    if len(times) == 1 and agrees(turn.text):
        return times[0]
    if refuses(turn.text):
        return ANOTHER_TIME
    picked = turn.picked or ""
    return picked if picked in (*times, ANOTHER_TIME) else ""


def offered(turn: Turn) -> list[str]:
    """The keys of the windows that the open question offers."""
    options = (turn.state.pending or {}).get("options") or ()
    return [option["value"] for option in options if option["value"] != ANOTHER_TIME]


def _alone(office: Office, matter: Matter, heard: Wanted, times: list[str]) -> str:
    """The only free window in the time told, if it was among those offered."""
    found = desk.offer(office, matter.errand, matter.township, heard)
    keys = [window.key for window in found.windows if not found.why_not]
    among = [key for key in keys if key in times]
    return among[0] if len(among) == 1 and (len(keys) == 1 or heard.minute is not None) else ""


def taken(turn: Turn, matter: Matter, nearest: tuple[Window, ...]) -> Reply:
    """Somebody was faster: the nearest free times."""
    return show(turn, matter, Offer(nearest, "taken"))
