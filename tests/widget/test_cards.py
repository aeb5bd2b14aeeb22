"""Each card as a citizen sees it: nothing hidden that matters, nothing an ear or eye stumbles at."""

from __future__ import annotations

import pytest

from tests.widget.conftest import SCRIPT
from tests.widget.hand import Hand
from tests.widget.looking import violations


@pytest.mark.parametrize("said", SCRIPT)
def test_a_card_is_drawn_without_an_accessibility_violation(
    gallery: Hand, axe: str, said: str
) -> None:
    gallery.say(said)
    gallery.tall_shot(f"card {said}")
    for folded in gallery.last.locator("summary").all():
        folded.click()
    assert violations(gallery.page, axe, ".answer:last-child") == []
