"""Starting to book: for which service, and whether an agent is wanted at all."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.arranging import booking
from actions.arranging.hearing import way_in
from actions.arranging.helping import named_helps
from actions.arranging.matter import Matter
from actions.errands import choose
from actions.reply import Reply
from actions.turn import Turn
from booking.office import Office
from knowledge.model import Service
from understanding.decision import Costs

_AGENT_WANTED = re.compile(
    r"(?:约|预约|找|派|请|叫|安排|喊)(?:一?[个名位]|下|一下)?[^,，。?？]{0,6}(?:帮办|代办|帮办员|代办员)"
    r"|派(?:一?个)?人来|(?:帮办|代办)员?[^,，。?？]{0,4}(?:来看|上门|来一?趟)|^(?:那就?)?(?:再|另外?)约一个"
)
_FEE = re.compile(r"(?:代办|帮办)员?[^,，。]{0,6}(?:钱|收费|费用|花费|红包)")
READ_BACK = Costs(wrong_checklist=7.0)
"""A booking names its service before it is made, so that a wrong one costs a correction."""
_ASKING = re.compile(r"[?？]|吗|要钱|收费|啥时候能|怎么约|咋约|什么是|不来|没来")


def wants_agent(text: str) -> bool:
    """Whether the message plainly asks for an agent, whatever else it says."""
    return bool(_AGENT_WANTED.search(text)) and not _ASKING.search(text)


def asks_fee(text: str) -> bool:
    """Whether the message asks what an agent costs."""
    return bool(_FEE.search(text))


def book(turn: Turn, office: Office) -> Reply:
    """Book for the service meant, the one being booked, or the running errand."""
    meant, running = turn.meant_at(READ_BACK), Matter.of(turn.state.matter)
    named = turn.pack.services[meant.services[0]] if meant.doing == "answer" else None
    if named or turn.service or (running and running.goal == "book" and running.service):
        return booking.begin(turn, office, named or _known(turn, running))
    asked = bool(running and running.step == "service")
    likely = meant.services or _offered(turn) or (turn.guesses if asked else ())
    options = _helped(turn, office, likely)
    if len(options) == 1:
        return booking.begin(turn, office, turn.pack.services[options[0]])
    return which(turn, office, options) if options else booking.begin(turn, office, None)


def _known(turn: Turn, running: Matter | None) -> Service | None:
    """The service of the booking under way, else of the running errand."""
    booked = running.service if running and running.goal == "book" else ""
    return turn.pack.services.get(booked) or turn.service


def _helped(turn: Turn, office: Office, options: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the services with which an agent helps, in the way wanted; else all of them."""
    told = f"{booking.running(turn).words} {turn.text}"
    services = [turn.pack.services[option] for option in options]
    ways = {each.id: [way.mode.value for way in named_helps(turn, each)] for each in services}
    wanted = tuple(option for option, known in ways.items() if way_in(told, known))
    return wanted or tuple(option for option, known in ways.items() if known) or options


def which(turn: Turn, office: Office, options: tuple[str, ...]) -> Reply:
    """Ask back for which service, keeping what the message tells of the rest."""
    told = booking.hear(turn, office, booking.running(turn))
    told = replace(told.at("service"), words=told.words or turn.text)
    kept = replace(turn, state=replace(turn.state, matter=told.kept()))
    return choose(kept, options, then="book_proxy")


def _offered(turn: Turn) -> tuple[str, ...]:
    """The services of the open choice."""
    options = [option["value"] for option in (turn.state.choice or {}).get("options") or ()]
    return tuple(each for each in options if each in turn.pack.services)


def which_again(turn: Turn, office: Office, matter: Matter) -> Reply | None:
    """The open choice of services once more, where the message told of place or time instead."""
    if turn.picked or booking.hear(turn, office, matter) == matter:
        return None
    return which(turn, office, _offered(turn))
