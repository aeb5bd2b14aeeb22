"""Writing and sending: input methods, a slow or absent portal, nothing lost and nothing twice."""

from __future__ import annotations

from playwright.sync_api import Page, Route, expect

from portal.running import Portal
from tests.widget.hand import Hand
from tests.widget.scripted import Scripted

KEYDOWN = """(field, given) => field.dispatchEvent(
    new KeyboardEvent("keydown", {key: "Enter", bubbles: true, cancelable: true, ...given}))"""


def test_enter_that_picks_a_word_of_an_input_method_sends_nothing(
    hand: Hand, scripted: Scripted
) -> None:
    hand.open()
    hand.field.fill("开店")
    hand.field.evaluate(KEYDOWN, {"isComposing": True})
    hand.field.evaluate(KEYDOWN, {"keyCode": 229})
    expect(hand.field).to_have_value("开店")
    hand.field.press("Enter")
    expect(hand.last).to_contain_text("开店")
    expect(hand.answers).to_have_count(1)


def test_shift_enter_begins_a_line(hand: Hand) -> None:
    hand.open()
    hand.field.fill("一")
    hand.field.press("Shift+Enter")
    expect(hand.field).to_have_value("一\n")


def test_while_it_works_it_says_so(hand: Hand, scripted: Scripted) -> None:
    hand.open()
    scripted.may_answer.clear()
    hand.write("清单")
    expect(hand.status).to_contain_text("正在查")
    hand.shot("state waiting")
    scripted.may_answer.set()
    expect(hand.last).to_contain_text("要签")
    expect(hand.status).to_have_text("")


def test_several_messages_in_a_row_are_answered_in_order(hand: Hand) -> None:
    hand.open()
    for word in ("甲", "乙", "丙"):
        hand.write(word)
    expect(hand.answers).to_have_count(3)
    assert [text[-1] for text in hand.answers.all_inner_texts()] == ["甲", "乙", "丙"]


def test_offline_keeps_the_message_and_sends_it_when_the_network_is_back(
    hand: Hand, scripted: Scripted
) -> None:
    hand.open()
    hand.page.context.set_offline(True)
    hand.write("没网的时候说的")
    expect(hand.status).to_contain_text("网络断了")
    expect(hand.guide).to_contain_text("还没发出去")
    hand.shot("state offline")
    hand.page.context.set_offline(False)
    expect(hand.last).to_contain_text("没网的时候说的")
    expect(hand.guide).not_to_contain_text("还没发出去")
    assert [m["message"] for m in scripted.heard].count("没网的时候说的") == 1


def test_an_unsent_message_outlives_a_reload(hand: Hand) -> None:
    hand.open()
    hand.page.route("**/chat", lambda route: route.abort())
    hand.write("重载以后还在")
    expect(hand.guide).to_contain_text("还没发出去")
    hand.page.unroute("**/chat")
    hand.page.reload()
    expect(hand.last).to_contain_text("重载以后还在")


def test_an_unsent_message_can_be_sent_again_or_dropped(hand: Hand, scripted: Scripted) -> None:
    hand.open()
    hand.page.route("**/chat", lambda route: route.abort())
    hand.write("不发了的")
    hand.button("不发了").click()
    expect(hand.guide).not_to_contain_text("不发了的")
    hand.write("再发一次的")
    expect(hand.guide).to_contain_text("还没发出去")
    hand.page.unroute("**/chat")
    hand.button("再发一次").click()
    expect(hand.last).to_contain_text("再发一次的")
    assert "不发了的" not in [m["message"] for m in scripted.heard]


def test_an_answer_whose_reply_was_lost_comes_once(hand: Hand, scripted: Scripted) -> None:
    hand.open()

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    hand.page.route("**/chat", lose)
    hand.write("回来的路上丢了")
    expect(hand.last).to_contain_text("回来的路上丢了")  # by the stream
    hand.page.unroute("**/chat")
    hand.say("再说一句")
    assert [m["message"] for m in scripted.heard].count("回来的路上丢了") == 1
    expect(hand.answers).to_have_count(2)


def test_an_assistant_that_fails_gives_a_sentence_and_a_telephone(
    hand: Hand, scripted: Scripted
) -> None:
    hand.open()
    scripted.failing = True
    hand.write("助手坏了")
    expect(hand.status).to_contain_text("12345")
    hand.shot("state assistant away")
    scripted.failing = False
    expect(hand.last).to_contain_text("助手坏了")  # it tries again by itself
    expect(hand.status).to_have_text("")


def test_a_portal_that_was_away_is_found_again(hand: Hand, portal: Portal) -> None:
    hand.open()
    hand.say("先前说的")
    portal.stop()
    try:
        hand.write("门户停了的时候")
        expect(hand.status).to_contain_text("12345")
    finally:
        portal.start()
    hand.button("再发一次").click()
    expect(hand.last).to_contain_text("门户停了的时候")


def test_without_a_portal_the_launcher_still_helps(page: Page, hand: Hand) -> None:
    hand.visit()
    page.route("**/notice", lambda route: route.abort())
    hand.launcher.click()
    expect(hand.status).to_contain_text("12345")
    hand.shot("state portal away")
    page.unroute("**/notice")
    hand.button("再试一次").click()
    expect(hand.button("知道了，开始问")).to_be_visible()


def test_a_number_that_names_a_person_is_shown_masked(hand: Hand) -> None:
    hand.open()
    hand.say("我电话13812345678")
    expect(hand.guide.locator(".said")).not_to_contain_text("13812345678")


def test_what_is_left_to_write_is_shown_near_the_end(hand: Hand) -> None:
    hand.open()
    hand.field.fill("长" * 950)
    expect(hand.guide).to_contain_text("还能打50个字")
