"""Each card as a citizen sees it: nothing hidden, nothing to stumble at."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

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


@pytest.mark.parametrize("said", ["新卡", "缺卡"])
def test_a_card_that_it_cant_draw_is_shown_by_its_text(gallery: Hand, said: str) -> None:
    expect(gallery.say(said)).to_contain_text(SCRIPT[said][0]["text"].splitlines()[0])


def test_buttons_of_an_earlier_question_are_dead(gallery: Hand) -> None:
    asked = gallery.say("提问")
    expect(asked.locator(".option").first).to_be_enabled()
    gallery.say("说点别的")
    expect(gallery.answers.nth(-2).locator(".option").first).to_be_disabled()


def test_why_and_by_which_law_open_on_a_tap(gallery: Hand) -> None:
    sign = gallery.say("清单").locator(".group.sign")
    expect(sign.get_by_text("依据", exact=True)).to_be_hidden()
    sign.get_by_text("为什么").click()
    expect(sign.get_by_text("依据", exact=True)).to_be_visible()
