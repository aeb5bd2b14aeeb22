"""A whole booking in a real browser, with and without scripts; every page under axe, on paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from booking.confirming import confirm_after_call
from booking.office import Office
from portal.running import Portal
from tests.portal.gateway import SmsGateway
from tests.portal.test_browser import LOOKS, shot
from tests.widget.conftest import axe, browser  # noqa: F401

BOOK = "/services/individual-business-registration/book"
CUT_OFF = "document.documentElement.scrollWidth > innerWidth"


@pytest.fixture
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The pages look the same on both databases; test_booking_pages goes through both."""
    return f"sqlite:///{tmp_path_factory.mktemp('browser')}/booking.sqlite3"


@pytest.fixture(params=list(LOOKS))
def look(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def tab(browser: Browser, look: str) -> Iterator[Page]:  # noqa: F811
    context = browser.new_context(**LOOKS[look])
    yield context.new_page()
    context.close()


class Walk:
    """Goes on to the next page and looks at each: no violation of axe, nothing cut off."""

    def __init__(self, tab: Page, look: str, axe: str) -> None:  # noqa: F811
        self.tab, self.look, self._axe = tab, look, axe
        self.addresses: list[str] = []
        tab.on("request", lambda request: self.addresses.append(request.url))

    def press(self, button: str, name: str) -> None:
        with self.tab.expect_navigation():
            self.tab.get_by_role("button", name=button, exact=True).click()
        self.see(name)

    def see(self, name: str) -> None:
        shot(self.tab, f"booking-{name}", self.look)
        if self.look == "no-script":
            return
        assert not self.tab.evaluate(CUT_OFF), name
        self.tab.evaluate(self._axe)
        found = self.tab.evaluate("axe.run().then(result => result.violations)")
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == [], name


def test_a_booking_from_the_service_page_to_the_printed_appointment(
    texting: Portal,
    gateway: SmsGateway,
    phone: str,
    tab: Page,
    look: str,
    axe: str,  # noqa: F811
) -> None:
    walk = Walk(tab, look, axe)
    tab.goto(f"{texting.url}/s/individual-business-registration")
    tab.get_by_role("link", name="约帮办代办").click()
    walk.see("wish")
    walk.press("看有哪些时间", "wish-wrong")
    tab.get_by_label("代办员上门").check()
    tab.get_by_label("哪个乡镇").select_option("近镇")
    walk.press("看有哪些时间", "times")
    walk.press("就这个时间", "times-wrong")
    tab.locator("input[name=key]").first.check()
    walk.press("就这个时间", "contact")
    tab.locator("#phone").fill("12")
    walk.press("等工作人员回电", "contact-wrong")
    assert tab.locator("#phone").input_value() == "12"
    tab.get_by_label("怎么称呼您").fill("王大姐")
    tab.locator("#phone").fill(phone)
    tab.get_by_label("到哪里上门").fill("河边第三家")
    tab.get_by_label("我同意").check()
    walk.press("发验证码", "code")
    tab.get_by_label("短信验证码").fill(gateway.code(phone))
    walk.press("约好", "appointment")
    assert tab.get_by_role("heading", level=1).inner_text() == "约好了"
    tab.emulate_media(media="print")
    shot(tab, "booking-printed", look)
    assert tab.locator(".slip").is_visible()
    assert not tab.get_by_role("button").first.is_visible()
    assert not any(phone in address for address in walk.addresses)
    assert all(address.startswith(texting.url) for address in walk.addresses)


def test_looking_up_moving_and_cancelling(
    door: Portal,
    office: Office,
    phone: str,
    tab: Page,
    look: str,
    axe: str,  # noqa: F811
) -> None:
    walk = Walk(tab, look, axe)
    tab.goto(door.url + BOOK)
    tab.get_by_label("代办员上门").check()
    tab.get_by_label("哪个乡镇").select_option("近镇")
    walk.press("看有哪些时间", "times")
    tab.locator("input[name=key]").first.check()
    walk.press("就这个时间", "contact-called")
    for name, typed in (("name", "王大姐"), ("phone", phone), ("place", "河边")):
        tab.locator(f"#{name}").fill(typed)
    tab.get_by_label("我同意").check()
    walk.press("填好了，等回电", "waiting")
    reference = tab.locator(".code-text").first.inner_text().replace(" ", "")
    confirm_after_call(office, reference)
    tab.get_by_role("navigation").get_by_role("link", name="查预约").click()
    walk.see("find")
    tab.get_by_label("预约号").fill(reference)
    tab.get_by_label("电话后四位").fill("0000")
    walk.press("查", "find-wrong")
    tab.get_by_label("电话后四位").fill(phone[-4:])
    walk.press("查", "found")
    walk.press("看有哪些时间", "move")
    tab.locator("input[name=key]").last.check()
    walk.press("改到这个时间", "moved")
    tab.get_by_text("取消这个预约").click()
    walk.press("确定取消", "cancelled")
    assert tab.get_by_role("heading", level=1).inner_text() == "已经取消"
    assert not any(reference in address for address in walk.addresses)


def test_a_booking_by_keyboard_alone(
    door: Portal,
    phone: str,
    browser: Browser,  # noqa: F811
) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(door.url + BOOK)

    def to(label: str) -> None:
        tab.get_by_label(label).first.focus()

    to("代办员上门")
    tab.keyboard.press("Space")
    tab.keyboard.press("Tab")
    tab.keyboard.press("ArrowDown")
    with tab.expect_navigation():
        tab.get_by_role("button", name="看有哪些时间").press("Enter")
    tab.locator("input[name=key]").first.focus()
    tab.keyboard.press("Space")
    with tab.expect_navigation():
        tab.get_by_role("button", name="就这个时间").press("Enter")
    to("怎么称呼您")
    for typed in ("王大姐", phone, "", "河边第三家"):
        tab.keyboard.type(typed)
        tab.keyboard.press("Tab")
    tab.keyboard.press("Space")
    tab.keyboard.press("Tab")
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    assert tab.get_by_role("heading", level=1).inner_text() == "等工作人员回电"
    context.close()


@pytest.mark.parametrize("path", ["/complaints", "/appointments"])
def test_the_pages_to_look_up(
    portal: Portal,
    tab: Page,
    look: str,
    path: str,
    axe: str,  # noqa: F811
) -> None:
    walk = Walk(tab, look, axe)
    tab.goto(portal.url + path)
    walk.see(path.strip("/"))
    tab.get_by_role("textbox").first.fill("0000000000")
    walk.press("查", f"{path.strip('/')}-unknown")
