"""Starting to book: for which service, and whether an agent is wanted at all."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.arranging import booking
from actions.arranging.matter import Matter
from actions.errands import choose
from actions.reply import Reply
from actions.turn import Turn
from booking.office import Office
from knowledge.model import Service

_AGENT_WANTED = re.compile(
    r"(?:约|预约|找|派|请|叫|安排|喊)(?:一?[个名位]|下|一下)?[^,，。?？]{0,6}(?:帮办|代办|帮办员|代办员)"
    r"|(?:帮办|代办)员?[^,，。?？]{0,4}(?:来看|上门|来一?趟)"
)
_ASKING = re.compile(r"[?？]|吗|要钱|收费|啥时候能|怎么约|咋约|什么是|不来|没来")


def wants_agent(text: str) -> bool:
    """Whether the message plainly asks for an agent, whatever else it says."""
    return bool(_AGENT_WANTED.search(text)) and not _ASKING.search(text)


def book(turn: Turn, office: Office) -> Reply:
    """Book for the service meant, the one being booked, or the running errand."""
    meant, running = turn.meant, Matter.of(turn.state.matter)
    named = turn.pack.services[meant.services[0]] if meant.doing == "answer" else None
    if named or turn.service or (running and running.goal == "book" and running.service):
        return booking.begin(turn, office, named or _known(turn, running))
    if meant.doing == "ask":
        told = booking.hear(turn, office, Matter("book", under=turn.state.matter))
        with_told = replace(turn, state=replace(turn.state, matter=told.at("service").kept()))
        return choose(with_told, meant.services, then="book_proxy")
    return booking.begin(turn, office, None)


def _known(turn: Turn, running: Matter | None) -> Service | None:
    """The service of the booking under way, else of the running errand."""
    booked = running.service if running and running.goal == "book" else ""
    return turn.pack.services.get(booked) or turn.service
