"""The pages in a real browser: no violation of axe, nothing cut off, nothing fetched elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request

from knowledge import live
from portal.running import Portal
from tests.conftest import ROOT
from tests.widget.conftest import axe, browser  # noqa: F401

SHOTS = ROOT / "results" / "portal"
SHOP = "/s/individual-business-registration"
PAGES = ["/services", "/services?q=工伤", SHOP, "/c", "/c/nonsense", "/privacy", "/api/"]
LOOKS = {
    "wide": {"viewport": {"width": 1100, "height": 900}, "color_scheme": "light"},
    "phone-dark": {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
    "no-script": {"viewport": {"width": 390, "height": 800}, "java_script_enabled": False},
}


@pytest.fixture(params=list(LOOKS))
def look(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def tab(browser: Browser, look: str) -> Iterator[Page]:  # noqa: F811
    context = browser.new_context(**LOOKS[look])
    yield context.new_page()
    context.close()


def shot(tab: Page, path: str, look: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    name = path.strip("/").replace("/", "-").replace("?", "-") or "home"
    tab.screenshot(path=SHOTS / f"{name}-{look}.png", full_page=True)


@pytest.mark.parametrize("path", [*PAGES, "/e/{event}", "/p/{pledge}"])
def test_a_page_is_accessible_fits_and_stays_at_home(
    portal: Portal,
    tab: Page,
    look: str,
    path: str,
    axe: str,  # noqa: F811
) -> None:
    pack = live.current()
    path = path.format(event=next(iter(pack.events)), pledge=next(iter(pack.pledges)))
    asked: list[str] = []
    wrong: list[str] = []
    tab.on("request", lambda request: asked.append(_address(request)))
    tab.on("console", lambda message: wrong.append(message.text))
    tab.goto(portal.url + path)
    shot(tab, path, look)
    assert [address for address in asked if not address.startswith(portal.url)] == []
    assert [text for text in wrong if "404" not in text] == []
    if look != "no-script":
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
        tab.evaluate(axe)
        found = tab.evaluate("axe.run().then(result => result.violations)")
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


def _address(request: Request) -> str:
    return request.url


def test_facts_are_told_by_keyboard_and_the_list_changes(portal: Portal, tab: Page) -> None:
    tab.goto(portal.url + SHOP)
    tab.locator("#facts fieldset").first.locator("input").first.focus()
    tab.keyboard.press("Space")
    tab.locator("#facts button[type=submit]").focus()
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    assert tab.url == portal.url + SHOP
    assert tab.locator(".told").first.inner_text().startswith("按您说的算")
    assert tab.locator("#facts input:checked").count() >= 1


def test_large_type_is_one_press(portal: Portal, tab: Page) -> None:
    tab.goto(portal.url + SHOP)
    size = "getComputedStyle(document.querySelector('.conclusion')).fontSize"
    small = tab.evaluate(size)
    tab.locator("#large").focus()
    tab.keyboard.press("Space")
    assert float(tab.evaluate(size)[:-2]) > float(small[:-2])
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_print_leaves_out_what_paper_cannot_do(portal: Portal, tab: Page) -> None:
    tab.goto(portal.url + SHOP)
    tab.emulate_media(media="print")
    assert not tab.locator("#facts").is_visible()
    assert not tab.locator("nav").first.is_visible()
    assert tab.locator(".code-text").is_visible()
