"""Where it stands: other people's pages, small screens, keyboards, paper."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from portal.running import Portal
from tests.widget.conftest import Embed, tab_of
from tests.widget.hand import Hand
from tests.widget.looking import violations

HOSTILE = """<style>
* { color: yellow !important; background: black !important; font: 40px/3 monospace !important;
    letter-spacing: 1em !important; text-transform: uppercase !important;
    text-align: right !important;
    display: inline !important; visibility: hidden !important; direction: rtl !important;
    border: 9px dashed red !important; float: left !important; }
no-proof-guide, div, button { transform: rotate(3deg) !important; opacity: .2 !important; }
button, div, article, textarea { width: 7px !important; position: static !important; }
body { visibility: visible !important; }
</style>
<script>Object.prototype.planted = function () {}; Array.prototype.also = [];</script>"""

FITS = """() => {
  const wrap = document.querySelector("no-proof-guide").shadowRoot;
  const wide = [...wrap.querySelectorAll("*")].filter((part) => {
    const box = part.getBoundingClientRect();
    return box.width && (box.right > innerWidth + 1 || box.left < -1);
  });
  return wide.map((part) => part.outerHTML.slice(0, 120));
}"""

SMALL = """() => [...document.querySelector("no-proof-guide").shadowRoot
  .querySelectorAll("button, summary, .tick, .chip")]
  .map((part) => [part.textContent.trim().slice(0, 20), part.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.height < 38 || box.width < 38))
  .map(([text, box]) => `${text} ${box.width} × ${box.height}`)"""


def test_the_portals_own_page_with_its_strict_policy(page: Page, portal: Portal) -> None:
    refused: list[str] = []
    page.on("console", lambda line: refused.append(line.text) if line.type == "error" else None)
    hand = Hand(page, f"{portal.url}/demo").open()
    hand.say("清单")
    expect(hand.say("空当").locator(".card.slots")).to_be_visible()
    assert refused == []


def test_it_asks_no_other_host_than_the_portal(hand: Hand, portal: Portal) -> None:
    asked: list[str] = []
    hand.page.on("request", lambda request: asked.append(request.url))
    hand.open()
    hand.say("清单")
    hosts = {re.sub(r"(https?://[^/]+).*", r"\1", url) for url in asked}
    assert hosts == {portal.url, re.sub(r"(https?://[^/]+).*", r"\1", hand.address)}


def test_a_hostile_page_changes_nothing(page: Page, portal: Portal, embed: Embed) -> None:
    hand = Hand(page, embed(portal, head=HOSTILE)).open()
    hand.say("清单")
    hand.shot("place hostile page")
    seen = hand.last.locator(".card").evaluate(
        """card => { const {color, fontSize, letterSpacing, visibility, direction, textTransform,
            textAlign} = getComputedStyle(card);
            return [color, fontSize, letterSpacing, visibility, direction, textTransform,
                textAlign]; }"""
    )
    plain = ["rgb(28, 39, 51)", "18px", "normal", "visible", "ltr", "none", "left"]
    assert seen == plain
    assert hand.field.bounding_box()["width"] > 200  # type: ignore[index]


def test_one_tag_places_one_widget_with_its_attributes(
    page: Page, portal: Portal, embed: Embed
) -> None:
    hand = Hand(page, embed(portal, data='data-label="问问要带啥" data-side="left"')).visit()
    expect(hand.guide).to_have_count(1)
    expect(hand.launcher).to_have_text("问问要带啥")
    assert hand.launcher.bounding_box()["x"] < 100  # type: ignore[index]


def test_an_inline_widget_stands_in_the_page(page: Page, portal: Portal, embed: Embed) -> None:
    hand = Hand(page, embed(portal, body="<no-proof-guide inline></no-proof-guide>")).visit()
    hand.button("知道了，开始问").click()
    hand.say("提问")
    expect(hand.launcher).to_have_count(0)
    hand.field.press("Escape")
    expect(hand.field).to_be_visible()
    hand.shot("place inline")


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large type"])
def test_a_narrow_telephone(
    browser: Browser, portal: Portal, embed: Embed, axe: str, large: bool
) -> None:
    phone: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "has_touch": True}
    context = browser.new_context(**phone, is_mobile=True, locale="zh-CN")
    hand = Hand(tab_of(context), embed(portal)).visit()
    hand.shot("place 320 launcher")
    hand.launcher.tap()
    hand.button("知道了，开始问").tap()
    if large:
        hand.menu("大字")
    booking = ("空当 整点", "联系单 验证码", "预约 样例", "投诉")
    for said in ("清单", "一件事", "提问", "窗口", "急事", *booking):
        hand.say(said)
        expect(hand.last.locator(".card")).to_be_visible()
        for folded in hand.last.locator("summary").all():
            folded.click()
        assert hand.page.evaluate(FITS) == [], said
        assert hand.page.evaluate(SMALL) == [], said
        hand.shot(f"place 320 {said}{' large' if large else ''}")
    assert hand.guide.locator(".panel").bounding_box() == {
        "x": 0,
        "y": 0,
        "width": 320,
        "height": 640,
    }
    assert violations(hand.page, axe) == []
    context.close()


def test_escape_closes_and_gives_the_focus_back(hand: Hand) -> None:
    hand.open()
    expect(hand.field).to_be_focused()
    hand.button("更多").click()
    hand.page.keyboard.press("Escape")
    expect(hand.button("更多")).to_be_focused()
    expect(hand.field).to_be_visible()
    hand.page.keyboard.press("Escape")
    expect(hand.launcher).to_be_focused()
    hand.page.keyboard.press("Enter")
    expect(hand.field).to_be_focused()


def test_a_whole_conversation_by_keyboard_alone(hand: Hand) -> None:
    hand.visit()
    keyboard = hand.page.keyboard
    keyboard.press("Tab")
    expect(hand.launcher).to_be_focused()
    keyboard.press("Enter")
    expect(hand.button("知道了，开始问")).to_be_focused()
    keyboard.press("Enter")
    expect(hand.field).to_be_focused()
    keyboard.type("提问")
    keyboard.press("Enter")
    expect(hand.last).to_contain_text("自己盖的")
    _back_to(hand, "自己盖的，没有房产证")
    keyboard.press("Enter")
    expect(hand.answers).to_have_count(2)
    expect(hand.last).to_be_focused()  # the pressed button is gone: reading begins at the answer
    keyboard.press("Escape")
    expect(hand.launcher).to_be_focused()


def _back_to(hand: Hand, name: str) -> None:
    for _ in range(30):
        hand.page.keyboard.press("Shift+Tab")
        if hand.button(name).evaluate("button => button === button.getRootNode().activeElement"):
            return
    raise AssertionError(f"{name} can't be reached by the keyboard")


def test_large_type_and_dark_are_kept(hand: Hand, axe: str) -> None:
    hand.open()
    hand.say("清单")
    hand.menu("大字")
    hand.menu("深色")
    hand.page.reload()
    expect(hand.guide.locator(".wrap.dark.large")).to_have_count(1)
    expect(hand.last).to_contain_text("要签")
    assert violations(hand.page, axe) == []
    hand.tall_shot("state dark and large")


def test_a_dark_device_gets_a_dark_widget(page: Page, hand: Hand) -> None:
    page.emulate_media(color_scheme="dark")
    hand.open()
    expect(hand.guide.locator(".wrap.dark")).to_have_count(1)


def test_the_notice_and_the_menu_without_accessibility_violations(hand: Hand, axe: str) -> None:
    hand.visit()
    assert violations(hand.page, axe) == []
    hand.launcher.click()
    hand.guide.locator("summary").click()
    assert violations(hand.page, axe) == []
    hand.shot("state notice")
    hand.button("知道了，开始问").click()
    hand.button("更多").click()
    assert violations(hand.page, axe) == []
    hand.shot("state menu")


def test_a_card_is_printed_by_itself_all_of_it_open(hand: Hand) -> None:
    hand.page.add_init_script(
        """window.print = () => { top.printed = document.body.innerText;
            top.styled = document.adoptedStyleSheets.length; }"""
    )
    hand.open()
    hand.say("承诺书")
    hand.button("打印").click()
    printed = hand.page.evaluate("() => window.printed")
    assert "承诺人" in printed and "复制文字" not in printed and "县政务服务网" not in printed
    assert hand.page.evaluate("() => window.styled") == 1


def test_a_card_is_saved_as_a_page_with_its_ticks(hand: Hand) -> None:
    hand.open()
    hand.say("清单")
    hand.guide.get_by_label("居民身份证原件").check()
    with hand.page.expect_download() as saved:
        hand.button("存下来").click()
    content = saved.value.path().read_text()
    assert saved.value.suggested_filename.endswith(".html")
    assert "☑" in content and "<details open" in content and "<button" not in content


def test_a_card_is_copied_as_its_text(hand: Hand) -> None:
    hand.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    hand.open()
    hand.say("清单")
    hand.button("复制文字").click()
    expect(hand.status).to_contain_text("复制好了")
    assert "要签" in hand.page.evaluate("() => navigator.clipboard.readText()")


def test_a_card_is_read_aloud_and_hushed(hand: Hand) -> None:
    hand.page.add_init_script(
        """window.spoken = [];
        speechSynthesis.speak = (said) => window.spoken.push([said.text, said.lang]);"""
    )
    hand.open()
    hand.say("清单")
    hand.button("念给我听").click()
    spoken = hand.page.evaluate("() => window.spoken")
    assert "要签" in "".join(text for text, _ in spoken) and spoken[0][1] == "zh-CN"
    hand.button("别念了").click()
    expect(hand.button("念给我听")).to_be_visible()
