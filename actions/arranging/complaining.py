"""A window asks for too much: recorded if the citizen wants, with window and day if he knows."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from actions.arranging.asking import ask, choose, ended
from actions.arranging.hearing import agrees, reference_in, refuses, skips
from actions.arranging.matter import Matter
from actions.excess import excess
from actions.reply import Reply
from actions.turn import Turn
from booking import complaints, desk
from booking.model import NotFound, Refused
from booking.office import Office
from cards.complaint import complaint_card
from cards.options import option

LONGEST_WINDOW = 60
_WEEKDAY = re.compile("(?<!下)(?<!下个)(?:周|星期|礼拜)[一二三四五六日天]")
_WINDOW = re.compile("窗|号|局|厅|所|中心|站")
LONGEST_WORDS = 500


def begin(turn: Turn) -> Reply:
    """What the rules say of the proof that a window asks for, and whether to record it."""
    running = Matter.of(turn.state.matter)
    under = turn.state.matter if running and running.goal == "book" else None
    matter = Matter("complain", words=turn.text[:LONGEST_WORDS], under=under)
    return _about(turn, matter) if turn.evidence else ask(turn, matter, "proof")


def _about(turn: Turn, matter: Matter) -> Reply:
    found = excess(turn)
    told = replace(
        matter,
        service=next((card.get("service") or "" for card in found.reply.cards), ""),
        evidence=(turn.evidence[0].id,),
        verdict=found.verdict,
    )
    explained = replace(found.reply, state=turn.state)
    return explained.then(_record(turn, told))


def _record(turn: Turn, matter: Matter) -> Reply:
    options = [option("record", ("记", "要记", "投诉")), option("leave", ("不记", "算了"))]
    return choose(turn, matter, "record", options)


def answer(turn: Turn, office: Office, matter: Matter) -> Reply | None:
    """The next step after an answer; None where the message is none."""
    if matter.step == "proof":
        return _about(turn, matter) if turn.evidence else None
    if matter.step == "record":
        return _wanted(turn, matter)
    if matter.step == "window":
        return _window(turn, office, matter)
    return _day(turn, office, matter)


def _window(turn: Turn, office: Office, matter: Matter) -> Reply | None:
    named = _WINDOW.search(turn.text)
    if not named and desk.when(office, turn.text).wanted:
        return _day(turn, office, matter)
    if turn.intent.startswith("ask_") and not named:
        return None
    window = "" if skips(turn.text) else turn.text[:LONGEST_WINDOW]
    return ask(turn, replace(matter, window=window), "day")


def _wanted(turn: Turn, matter: Matter) -> Reply | None:
    if turn.picked == "leave" or refuses(turn.text):
        return Reply(ended(turn, matter), sentences=("utter_complain_left",))
    if turn.picked == "record" or agrees(turn.text):
        return ask(turn, matter, "window")
    return None


def _day(turn: Turn, office: Office, matter: Matter) -> Reply | None:
    if skips(turn.text):
        return record(turn, office, matter, None)
    heard = desk.when(office, turn.text).wanted
    if heard is None:
        return None
    return record(turn, office, matter, _gone_by(turn, office, heard.first))


def _gone_by(turn: Turn, office: Office, day: date) -> date:
    """A weekday means the last one here, where booking hears the next one."""
    week_before = day - timedelta(days=7)
    ahead = day > office.today() >= week_before
    return week_before if ahead and _WEEKDAY.search(turn.text) else day


def record(turn: Turn, office: Office, matter: Matter, day: date | None) -> Reply:
    """Record the complaint; the same one is recorded once."""
    evidence = matter.evidence[0] if matter.evidence else ""
    told = (turn.sender, matter.service, evidence, matter.verdict, matter.window)
    try:
        kept = complaints.complain(office, *told, day, matter.words)
    except Refused:  # a day that is still to come
        return ask(turn, matter, "day").after("utter_complain_bad_day")
    return Reply(ended(turn, matter), (complaint_card(turn.pack, kept),))


def status(turn: Turn, office: Office) -> Reply:
    """How the complaint stands whose reference is in the message."""
    try:
        found = complaints.status(office, reference_in(turn.text))
    except NotFound:
        return Reply(turn.state, sentences=("utter_complaint_not_found",))
    return Reply(turn.state, (complaint_card(turn.pack, found),))


def again(turn: Turn, office: Office, matter: Matter) -> Reply:
    """The open question once more."""
    return _record(turn, matter) if matter.step == "record" else ask(turn, matter, matter.step)
