"""A whole conversation with the real assistant, by mouse: the shop in one's own house."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from portal.running import Portal
from runtime.assistant import Assistant
from tests.portal.conftest import running
from tests.widget.hand import Hand
from tests.widget.looking import violations


@pytest.fixture(scope="module")
def real(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with running(tmp_path_factory.mktemp("portal"), assistant.port) as started:
        yield started


def test_the_shop_in_ones_own_house(page: Page, real: Portal, axe: str) -> None:
    hand = Hand(page, f"{real.url}/demo").open()
    hand.button("我想开个小卖部办执照要带啥").click()
    expect(hand.answers).to_have_count(1)
    hand.shot("talk 1 question")
    hand.button("自己盖的，没有房产证").click()
    expect(hand.answers).to_have_count(2)
    expect(hand.last).to_contain_text("要签")
    expect(hand.last).to_contain_text("村里、社区开的经营场所证明")
    hand.shot("talk 2 checklist")
    hand.guide.get_by_label("居民身份证原件").check()
    expect(hand.last).to_contain_text("都备好了")
    hand.last.locator(".group.sign summary").click()
    expect(hand.last.locator(".group.sign")).to_contain_text("依据")
    with page.context.expect_page() as sample:
        hand.last.get_by_role("link", name="看承诺书样本").click()
    expect(sample.value.get_by_text("窗口提供的格式文本为准").first).to_be_visible()
    hand.say("承诺书怎么写")
    expect(hand.last.locator(".card.pledge")).to_be_visible()
    hand.button("帮到了").last.click()
    expect(hand.last).to_contain_text("记下了")
    assert violations(page, axe) == []


def test_a_tap_on_another_case_computes_the_checklist_anew(page: Page, real: Portal) -> None:
    hand = Hand(page, f"{real.url}/demo").open()
    hand.say("我想开个小卖部办执照，房子是租的，要带啥")
    hand.last.locator(".assumed summary", has_text="不是这样").click()
    hand.last.locator(".assumed .chip", has_text="托人办").click()
    expect(hand.answers).to_have_count(2)
    expect(hand.last.locator(".card.checklist")).to_contain_text("托人办")
    hand.shot("talk 3 changed")


def test_a_fact_that_was_told_is_put_right_by_a_tap(page: Page, real: Portal, axe: str) -> None:
    hand = Hand(page, f"{real.url}/demo").open()
    hand.say("我想开个小卖部办执照，房子是租的，要带啥")
    told = hand.last.locator(".facts details", has_text="租的").first
    told.locator("summary").click()
    hand.shot("talk 4 another value")
    assert violations(page, axe) == []
    told.get_by_role("button", name="自己盖的，没有房产证").click()
    expect(hand.answers).to_have_count(2)
    expect(hand.last.locator(".box.changed")).to_contain_text("因为您说“自己盖的，没有房产证”")
    expect(hand.last.locator(".facts")).to_contain_text("自己盖的，没有房产证")
    expect(hand.answers.first.locator(".facts")).to_have_count(0)
