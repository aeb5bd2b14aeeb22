"""From an errand and a time in words to a held window; blocking calls, the office comes first."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from booking import desk
from booking.helping import Help, helps_of
from booking.model import Errand, Offer, Taken, Wanted
from booking.offering import bookable_days
from booking.office import Office
from booking.schema import townships
from cards.contact_form import contact_form_card
from cards.envelope import Card
from cards.slots import ANOTHER_TIME, Asked, slots_card
from knowledge.deciding import decide
from knowledge.model import Pack, Service
from knowledge.vocabulary import Mode
from portal.checklists import service_of, today
from portal.parts import pack
from portal.refusals import refused
from privacy.masking import mask

LONGEST_WHEN = 60


@dataclass(frozen=True)
class Wish:
    """What somebody wants an agent for; ``when`` in words, empty for any time."""

    service: str
    mode: str
    township: str = ""
    when: str = ""


def helps_for(known: Pack, service: Service) -> list[Help]:
    """How an agent can help with ``service``; not at all while it is unfinished or suspended."""
    if not service.complete or service.id in known.suspended.services:
        return []
    return helps_of(decide(service, {}, today(known)))


def places(office: Office) -> list[str]:
    """The townships that agents go to, as the operator lists them."""
    query = sa.select(townships.c.id).order_by(townships.c.travel_minutes, townships.c.id)
    with office.database.reading() as connection:
        return list(connection.execute(query).scalars())


def times(office: Office, wish: Wish) -> Card:
    """The slots card of free times for ``wish``; raises Refused, naming the field."""
    errand, township = errand_in(office, wish)
    wanted, said, unknown_year = _wanted(office, wish.when)
    offer = desk.offer(office, errand, township, wanted)
    if unknown_year:
        offer = Offer(offer.windows[:3], "unknown_year")
    return slots(errand, township, offer, "book", said)


def times_to_move(office: Office, errand: Errand, township: str, when: str) -> Card:
    """The slots card of free times for an appointment that is to be moved."""
    wanted, said, _ = _wanted(office, when)
    return slots(errand, township, desk.offer(office, errand, township, wanted), "move", said)


def held(office: Office, owner: str, wish: Wish, key: str, sends_codes: bool) -> Card:
    """The contact form of the hold of ``key``.

    Raises:
        BookingError: verify_first, no_such_window.
        Refused: taken, with a ``card`` of the nearest free times; errand_unknown, township_unknown.
    """
    errand, township = errand_in(office, wish)
    if key == ANOTHER_TIME:
        raise refused("no_such_window")
    try:
        hold = desk.hold(office, owner, errand, township, key)
    except Taken as taken:
        card = slots(errand, township, Offer(taken.nearest, "taken"), "book")
        raise refused("taken", card=card) from taken
    return contact_form_card(pack(), hold, "code" if sends_codes else "call")


def slots(errand: Errand, township: str, offer: Offer, purpose: str, said: str = "") -> Card:
    """The slots card of ``offer``."""
    known = pack()
    asked = Asked(purpose, errand, township, said)
    return slots_card(known, known.services.get(errand.service), asked, offer)


def errand_in(office: Office, wish: Wish) -> tuple[Errand, str]:
    """The errand and the township wished for; raises Refused."""
    known = pack()
    service = service_of(known, wish.service)
    for help_ in helps_for(known, service):
        if help_.mode.value == wish.mode:
            return help_.errand(service), _township(office, help_.mode, wish.township)
    raise refused("errand_unknown")


def _township(office: Office, mode: Mode, told: str) -> str:
    """Where to; wanted only where the agent comes to the citizen."""
    if told in places(office) or (not told and mode is not Mode.ONSITE):
        return told
    raise refused("township_unknown")


def _wanted(office: Office, when: str) -> tuple[Wanted, str, bool]:
    """The time wanted, as read back, and whether it hangs on a year that isn't known yet."""
    first, last = bookable_days(office)
    if not when.strip():
        return Wanted(first, last), "", False
    heard = desk.when(office, mask(when[:LONGEST_WHEN]))
    if heard.wanted is None and heard.unknown_year is None:
        raise refused("when_unknown")
    return heard.wanted or Wanted(first, last), heard.read_back, heard.wanted is None
