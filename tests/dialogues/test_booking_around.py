"""Around a booking: digressions answered and returned from, corrections, second thoughts."""

import pytest

from booking import desk

from .booking_desk import NAME, PHONE, PLACE, Visitor, day_words


def test_a_question_in_between_is_answered_and_the_booking_goes_on(visitor: Visitor) -> None:
    visitor.held()
    assert visitor.say("要带啥?").card("question")["fact"] == "premises"
    answer = visitor.say("自己盖的")
    assert answer.card("checklist") and "怎么称呼" in answer.text.splitlines()[-1]
    assert "找哪里" in visitor.say(f"{NAME},{PHONE}").text


def test_a_question_while_times_are_offered_leaves_them_open(visitor: Visitor) -> None:
    offered = visitor.offered_times()
    answer = visitor.say("要钱不?")
    assert answer.card("office") and answer.card("slots")["options"] == offered["options"]
    assert "留住了" in visitor.say("第一个").text


def test_somebody_who_wanders_off_is_not_nagged(visitor: Visitor) -> None:
    visitor.offered_times()
    for question in ("要钱不?", "要多久?"):
        assert visitor.say(question).card("slots")
    assert "slots" not in [card["card"] for card in visitor.say("在哪办?").cards]
    assert visitor.say("约代办").card("slots")


def test_an_emergency_is_answered_alone(visitor: Visitor) -> None:
    visitor.offered_times()
    answer = visitor.say("屋里着火了快来人啊")
    assert "119" in answer.text and len(answer.cards) == 1
    assert "留住了" in visitor.say("第一个").text


def test_not_this_day_but_that(visitor: Visitor) -> None:
    first, then = visitor.desk.working_day(3), visitor.desk.working_day(6)
    visitor.offered_times(when=day_words(first))
    card = visitor.say(f"不是{day_words(first)},{day_words(then)}").card("slots")
    assert {window["date"] for window in card["days"]} == {then.isoformat()}


def test_another_township(visitor: Visitor) -> None:
    visitor.offered_times("土城")
    assert visitor.say("说错了,换成军店镇").card("slots")["township"] == "军店镇"


def test_another_time_after_one_was_held(visitor: Visitor) -> None:
    visitor.held()
    visitor.say(f"{NAME} {PHONE}")
    visitor.say(PLACE)
    day = visitor.desk.working_day(5)
    card = visitor.say(f"换到{day_words(day)}下午").card("slots")
    asked = visitor.press(card, card["options"][0]["value"])
    assert asked.card("question")["fact"] == "book_consent"  # what was told isn't asked again
    assert len(desk.mine(visitor.desk.office, visitor.sender)) == 1


def test_a_number_is_put_right_before_agreeing(visitor: Visitor) -> None:
    visitor.held()
    visitor.say(f"{NAME} {PHONE}")
    visitor.say(PLACE)
    assert "6789" in visitor.say("电话错了,是13912346789").text


def test_everything_is_told_anew(visitor: Visitor) -> None:
    visitor.held()
    visitor.say(f"{NAME} {PHONE}")
    asked = visitor.say(PLACE).card("question")
    assert "怎么称呼" in visitor.press(asked, "again").text


@pytest.mark.parametrize("no", ["不同意", "我不同意", "不同意,算了"])
def test_without_consent_nothing_is_booked(visitor: Visitor, no: str) -> None:
    visitor.held()
    visitor.say(f"{NAME} {PHONE}")
    visitor.say(PLACE)
    assert not visitor.say(no).cards
    assert desk.mine(visitor.desk.office, visitor.sender) == []


@pytest.mark.parametrize("no", ["不确定", "不取消", "别取消", "先不", "不了"])
def test_a_no_to_cancelling_keeps_the_appointment(visitor: Visitor, no: str) -> None:
    card = visitor.booked(phone="13812343001")
    visitor.say("取消预约")
    visitor.say(no)
    mine = desk.mine(visitor.desk.office, visitor.sender)
    assert [one.reference for one in mine] == [card["reference"]]


def test_whoever_keeps_his_number_to_himself_hears_what_it_is_for(visitor: Visitor) -> None:
    visitor.held()
    assert "联系" in visitor.say("我不想留电话").text


def test_giving_up_half_way_frees_the_time(visitor: Visitor) -> None:
    visitor.held()
    assert "不约了" in visitor.say("算了不约了").text
    assert desk.mine(visitor.desk.office, visitor.sender) == []


def test_giving_up_while_asked_for_which_service(visitor: Visitor) -> None:
    visitor.say("帮我约个代办员")
    assert "不约了" in visitor.say("算了").text


def test_starting_over_asks_first_where_a_time_is_held(visitor: Visitor) -> None:
    visitor.held()
    assert visitor.say("重新来").card("question")["fact"] == "start_over_sure"
    assert "怎么称呼" in visitor.say("不").text
    visitor.say("重新来")
    assert "不算了" in visitor.say("确定").text
    assert desk.mine(visitor.desk.office, visitor.sender) == []


def test_starting_over_with_nothing_held_just_does(visitor: Visitor) -> None:
    visitor.offered_times()
    assert "不算了" in visitor.say("重新来").text


def test_what_an_agent_costs_is_said_at_any_time(visitor: Visitor) -> None:
    assert "不收钱" in visitor.say("代办员收费吗").text
    visitor.offered_times()
    answer = visitor.say("代办员收费吗")
    assert "不收钱" in answer.text and answer.card("slots")


def test_time_and_place_are_heard_while_it_is_asked_for_which_service(visitor: Visitor) -> None:
    asked = visitor.say("俺想开个小卖部,你们能不能派个代办员来屋里看哈").card("choose_service")
    day = visitor.desk.working_day(4)
    assert visitor.say(f"{day_words(day)}上午,土城的").card("choose_service") == asked
    shop = next(o["service"] for o in asked["options"] if o["service"].startswith("individual"))
    card = visitor.press(asked, shop).card("slots")
    assert (card["township"], card["days"][0]["date"]) == ("土城镇", day.isoformat())


def test_what_the_number_is_for_is_said(visitor: Visitor) -> None:
    visitor.held()
    visitor.say(NAME)
    answer = visitor.say("要电话干啥")
    assert "联系" in answer.text and "电话是多少" in answer.text


def test_thanks_do_not_bring_the_question_again(visitor: Visitor) -> None:
    visitor.held()
    assert visitor.say("谢谢").text == "不客气。还有别的事要办吗？"
    assert "电话" in visitor.say(NAME).text
