"""The demo page with its widget under axe, in the states a visitor brings it into."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from portal.running import Portal
from tests.portal.test_browser import LOOKS, shot
from tests.widget.conftest import axe, browser  # noqa: F401
from tests.widget.hand import Hand


@pytest.fixture(params=["wide", "phone-dark"])
def look(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def hand(browser: Browser, portal: Portal, look: str) -> Iterator[Hand]:  # noqa: F811
    context = browser.new_context(**LOOKS[look])
    yield Hand(context.new_page(), f"{portal.url}/demo")
    context.close()


def whole_page(page: Page, axe: str) -> list[str]:  # noqa: F811
    """Every violation on the page, the widget's shadow tree included."""
    page.evaluate(axe)
    found: list[dict[str, Any]] = page.evaluate("axe.run().then(result => result.violations)")
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found]


def test_the_demo_in_its_states(hand: Hand, look: str, axe: str) -> None:  # noqa: F811
    hand.visit()
    expect(hand.launcher).to_be_visible()
    shot(hand.page, "/demo", look)
    assert whole_page(hand.page, axe) == [], "closed"
    hand.launcher.click()
    agree = hand.button("知道了，开始问")
    expect(agree).to_be_visible()
    assert whole_page(hand.page, axe) == [], "the notice"
    agree.click()
    expect(hand.field).to_be_visible()
    assert whole_page(hand.page, axe) == [], "open"
    hand.say("你好")
    shot(hand.page, "/demo-answered", look)
    assert whole_page(hand.page, axe) == [], "answered"
    hand.page.keyboard.press("Escape")
    expect(hand.launcher).to_be_visible()
    assert whole_page(hand.page, axe) == [], "closed again"
    assert hand.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_demo_without_scripts_leads_to_the_pages(
    browser: Browser,  # noqa: F811
    portal: Portal,
) -> None:
    context = browser.new_context(**LOOKS["no-script"])
    tab = context.new_page()
    tab.goto(f"{portal.url}/demo")
    shot(tab, "/demo", "no-script")
    tab.locator("main").get_by_role("link", name="办事清单").click()
    assert tab.url == f"{portal.url}/services"
    context.close()
