"""A talk that really books: what the assistant does, without understanding anything.

Behind it are the real booking database and the portal's real endpoints.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

from booking import desk
from booking.model import Errand, Offer, Taken, Wanted
from booking.office import Office
from cards.appointment import appointment_card
from cards.contact_form import contact_form_card
from cards.envelope import Card
from cards.slots import Asked, slots_card
from knowledge.vocabulary import Mode
from tests.widget.gallery import PACK, SHOP
from tests.widget.scripted import ECHO

VISIT = Errand(SHOP.id, Mode.ONSITE)
PLACE = "近镇"
ASK = "约代办员"
ASK_AGAIN = "时间过了，没填完，再约个代办员"
CANCEL = "我要取消约好的预约"


class Bureau:
    """Offers, holds and cancels for whoever speaks; ``left`` is how long a hold lasts."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.verify = "code"
        self.left = timedelta(minutes=10)
        self.taken_first = False

    def answer(self, sender: str, said: str) -> list[Any]:
        """The cards that answer ``said``, a sentence or a window's key."""
        if said in (ASK, ASK_AGAIN):
            return [self._slots(self._free())]
        if said == CANCEL:
            (mine,) = desk.mine(self.office, sender)
            cancelled = desk.cancel(self.office, sender, mine.reference)
            return [appointment_card(PACK, cancelled, ())]
        if said.startswith("20"):
            return [self._held(sender, said)]
        return [ECHO + said]

    def booked(self, sender: str) -> list[str]:
        """The states of what ``sender`` booked or holds."""
        return [one.state.value for one in desk.mine(self.office, sender)]

    def _free(self) -> Offer:
        first = self.office.today() + timedelta(days=2)
        return desk.offer(self.office, VISIT, PLACE, Wanted(first, first + timedelta(days=20)))

    def _slots(self, offer: Offer) -> Card:
        return slots_card(PACK, SHOP, Asked("book", VISIT, PLACE), offer)

    def _held(self, sender: str, key: str) -> Card:
        if self.taken_first:
            self.taken_first = False
            self._take_all(key)
        earlier = replace(self.office, clock=self._clock)
        try:
            held = desk.hold(earlier, sender, VISIT, PLACE, key)
        except Taken as taken:
            return self._slots(Offer(taken.nearest, "taken"))
        return contact_form_card(PACK, held, self.verify)

    def _take_all(self, key: str) -> None:
        """Others are faster, until nobody is free then."""
        while any(window.key == key for window in self._free().windows):
            desk.hold(self.office, secrets.token_hex(), VISIT, PLACE, key)

    def _clock(self) -> datetime:
        """So that a hold of the usual length runs out after ``left``."""
        usual = timedelta(minutes=self.office.rules.hold_minutes)
        return datetime.now(timezone.utc) - usual + self.left
