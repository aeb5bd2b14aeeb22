"""What outlives what: reloads, tabs, browsers; and what is gone when it should be."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from portal.running import Portal
from tests.widget.conftest import Embed
from tests.widget.hand import Hand
from tests.widget.scripted import Scripted

STORED = "() => JSON.stringify([{...localStorage}, {...sessionStorage}])"


def test_a_reload_gives_the_conversation_back(hand: Hand, scripted: Scripted) -> None:
    hand.open()
    hand.say("清单")
    hand.guide.get_by_label("居民身份证原件").check()
    heard = len(scripted.heard)
    hand.page.reload()
    expect(hand.last).to_contain_text("要签")
    expect(hand.guide.get_by_label("居民身份证原件")).to_be_checked()
    expect(hand.answers).to_have_count(1)
    assert len(scripted.heard) == heard, "a reload must not say anything"


def test_a_question_is_still_open_after_a_reload(hand: Hand) -> None:
    hand.open()
    hand.say("提问")
    hand.page.reload()
    hand.button("租的").click()
    expect(hand.answers).to_have_count(2)
    expect(hand.answers.first.get_by_role("button", name="租的")).to_be_disabled()
    expect(hand.answers.first).to_contain_text("选了")


def test_the_history_comes_from_the_portal_where_the_tab_lost_it(hand: Hand) -> None:
    hand.open()
    hand.say("清单")
    hand.page.evaluate(
        """() => { for (const [name, value] of Object.entries(sessionStorage)) {
            const state = JSON.parse(value);
            sessionStorage[name] = JSON.stringify({...state, entries: [], lastId: 0}); } }"""
    )
    hand.page.reload()
    expect(hand.last).to_contain_text("要签")


def test_two_tabs_are_two_conversations(hand: Hand) -> None:
    hand.open()
    hand.say("第一个窗口")
    other = Hand(hand.page.context.new_page(), hand.address).open()
    expect(other.answers).to_have_count(0)
    other.say("第二个窗口")
    expect(hand.answers).to_have_count(1)


def test_a_remembered_conversation_is_shared_by_tabs_and_outlives_them(hand: Hand) -> None:
    hand.open()
    hand.say("记住我")
    hand.menu("记住")
    expect(hand.button("记住")).to_have_attribute("aria-pressed", "true")
    hand.button("更多").click()
    other = Hand(hand.page.context.new_page(), hand.address).visit()
    expect(other.last).to_contain_text("记住我")
    other.say("在第二个窗口说的")
    expect(hand.last).to_contain_text("在第二个窗口说的")
    hand.menu("删除对话")
    hand.button("删掉").click()
    expect(hand.answers).to_have_count(0)
    expect(other.answers).to_have_count(0)
    assert "记住我" not in other.page.evaluate(STORED)


def test_without_remembering_nothing_stays_when_the_tab_is_closed(
    hand: Hand, browser: Browser
) -> None:
    hand.open()
    hand.say("关了就没")
    fresh = Hand(hand.page.context.new_page(), hand.address).visit()
    fresh.launcher.click()
    expect(fresh.button("知道了，开始问")).to_be_visible()
    assert fresh.page.evaluate("() => localStorage.length") == 0


def test_deleting_asks_first_and_deletes_at_the_portal_too(hand: Hand) -> None:
    hand.open()
    hand.say("要删的")
    hand.menu("删除对话")
    expect(hand.guide).to_contain_text("删吗")
    hand.shot("state delete")
    hand.button("不删").click()
    expect(hand.answers).to_have_count(1)
    with hand.page.expect_response("**/forget") as deleted:
        hand.button("删除对话").click()
        hand.button("删掉").click()
    assert deleted.value.status == 200
    expect(hand.button("知道了，开始问")).to_be_visible()
    expect(hand.answers).to_have_count(0)


def test_a_session_that_is_gone_is_replaced_and_what_was_shown_stays_as_text(hand: Hand) -> None:
    hand.open()
    hand.say("提问")
    hand.page.evaluate(
        """() => { for (const [name, value] of Object.entries(sessionStorage)) {
            sessionStorage[name] = JSON.stringify({...JSON.parse(value), token: "void"}); } }"""
    )
    hand.page.reload()
    expect(hand.guide).to_contain_text("隔得久了")
    expect(hand.answers.first.get_by_role("button", name="租的")).to_be_disabled()
    hand.say("重新说")
    expect(hand.last).to_contain_text("重新说")


def test_starting_over_is_said_to_the_assistant(hand: Hand, scripted: Scripted) -> None:
    hand.open()
    hand.menu("从头来")
    expect(hand.last).to_contain_text("重新来")
    assert scripted.heard[-1]["message"] == "重新来"


def test_rating_counts_once_and_survives_a_reload(hand: Hand) -> None:
    hand.open()
    hand.say("清单")
    with hand.page.expect_response("**/chat/rate") as rated:
        hand.button("没帮到").click()
    assert rated.value.json() == {"rated": True}
    expect(hand.last).to_contain_text("记下了")
    hand.page.reload()
    expect(hand.last).to_contain_text("记下了")


@pytest.fixture
def kiosk(page: Page, portal: Portal, embed: Embed) -> Hand:
    return Hand(page, embed(portal, tag='<no-proof-guide kiosk="4" open></no-proof-guide>'))


def test_a_kiosk_wipes_itself_when_nobody_is_there(kiosk: Hand) -> None:
    kiosk.visit()
    kiosk.button("知道了，开始问").click()
    kiosk.say("清单")
    assert "清单" not in kiosk.page.evaluate(STORED)
    expect(kiosk.guide).to_contain_text("您还在用吗")
    kiosk.shot("state kiosk")
    expect(kiosk.button("知道了，开始问")).to_be_visible()
    expect(kiosk.answers).to_have_count(0)


def test_a_kiosk_can_be_wiped_at_once_and_offers_no_way_out_of_the_page(kiosk: Hand) -> None:
    kiosk.visit()
    kiosk.button("知道了，开始问").click()
    kiosk.say("清单")
    expect(kiosk.guide.locator("a[target]")).to_have_count(0)
    with kiosk.page.expect_response("**/forget"):
        kiosk.menu("用完了，清掉")
    expect(kiosk.answers).to_have_count(0)
