"""Each card as a citizen sees it: nothing hidden that matters, nothing an ear or eye stumbles at."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.widget.conftest import SCRIPT
from tests.widget.hand import Hand
from tests.widget.looking import violations


def test_every_card_is_drawn_and_without_an_accessibility_violation(hand: Hand, axe: str) -> None:
    hand.open()
    for said in SCRIPT:
        hand.say(said)
        for opened in hand.last.locator("summary").all():
            opened.click()
        assert violations(hand.page, axe) == [], said
        hand.tall_shot(f"card {said}")
