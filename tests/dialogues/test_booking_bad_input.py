"""What can't be booked is answered with the reason, and with times that can."""

from collections.abc import Callable

import pytest

from booking import desk
from booking.model import Errand
from knowledge.vocabulary import Mode

from .booking_desk import NAME, PHONE, PLACE, Visitor, day_words


@pytest.mark.parametrize("number", ["1381234567", "138123456789", "12345678901"])
def test_a_wrong_number_is_asked_again(visitor: Visitor, number: str) -> None:
    visitor.held()
    visitor.say(NAME)
    assert "11位" in visitor.say(number).text
    assert "找哪里" in visitor.say(PHONE).text


def test_a_number_is_dictated(visitor: Visitor) -> None:
    visitor.held()
    visitor.say("嗯 我姓王")
    visitor.say("幺三八 一二三四 五六七八")
    assert PHONE[-4:] in visitor.say(PLACE).text


def test_a_day_gone_by(visitor: Visitor) -> None:
    card = visitor.offered_times(when="昨天")
    assert card["why_not"] == "past" and len(card["options"]) > 1


def test_a_day_off(visitor: Visitor) -> None:
    card = visitor.offered_times(when=day_words(visitor.desk.day_off()))
    assert card["why_not"] == "closed" and "不上班" in card["text"] and len(card["options"]) > 1


def test_a_day_too_far(visitor: Visitor) -> None:
    assert visitor.offered_times(when="三个月以后")["why_not"] in ("too_far", "unknown_year")


def test_a_year_nobody_knows(visitor: Visitor) -> None:
    year = visitor.desk.office.today().year + 3
    card = visitor.offered_times(when=f"{year}年国庆后第一个工作日")
    assert card["why_not"] in ("unknown_year", "too_far") and len(card["options"]) > 1


def test_a_full_day(visitor: Visitor) -> None:
    day = visitor.desk.working_day(9)
    visitor.desk.all_away(day)
    card = visitor.offered_times(when=day_words(day))
    assert card["why_not"] == "full" and len(card["options"]) > 1


def test_a_time_just_taken_is_met_with_the_nearest(visitor: Visitor) -> None:
    day = visitor.desk.working_day(11)
    offered = visitor.offered_times(when=f"{day_words(day)}上午")
    visitor.desk.all_away(day)
    card = visitor.say("第一个").card("slots")
    assert card["why_not"] == "taken" and day.isoformat() not in str(card["options"])
    assert offered["options"][0] not in card["options"]


def test_none_of_the_times(visitor: Visitor) -> None:
    visitor.offered_times()
    assert "哪天" in visitor.say("都不合适").text


@pytest.mark.parametrize("text", ["asdf", "。。。", "😀", "1234567"])
def test_nonsense_is_met_with_the_question_again(visitor: Visitor, text: str) -> None:
    offered = visitor.offered_times()
    assert visitor.say(text).card("slots")["options"] == offered["options"]


def test_a_township_that_is_none(visitor: Visitor) -> None:
    visitor.say("约个代办员来看房子,开小卖部办执照")
    assert visitor.say("上海").card("question")["fact"] == "book_township"


def test_a_number_with_too_many_bookings_is_told_so(newcomer: Callable[[], Visitor]) -> None:
    number = "13812342001"
    for _ in range(3):
        newcomer().booked(phone=number)
    last = newcomer()
    last.held()
    last.say(f"{NAME} {number}")
    last.say(PLACE)
    assert "到顶" in last.say("同意").text
    assert desk.mine(last.desk.office, last.sender) == []


def test_no_script_holds_every_time(visitor: Visitor) -> None:
    office, offered = visitor.desk.office, visitor.offered_times()
    errand = Errand("individual-business-registration", Mode.ONSITE)
    key = offered["options"][-2]["value"]
    crowd = [f"script-{number}" for number in range(office.rules.unverified_holds)]
    held = [desk.hold(office, owner, errand, "军店镇", key) for owner in crowd]
    try:
        assert "12345" in visitor.say("第一个").text
    finally:
        for owner, one in zip(crowd, held, strict=True):
            desk.cancel(office, owner, one.reference)


def test_a_hold_that_ran_out_is_offered_anew(visitor: Visitor) -> None:
    visitor.held()
    (held,) = desk.mine(visitor.desk.office, visitor.sender)
    desk.cancel(visitor.desk.office, visitor.sender, held.reference)
    answer = visitor.say(NAME)
    assert "过时" in answer.text and answer.card("slots")
    visitor.say("第一个")
    assert "找哪里" in visitor.say(PHONE).text  # the name needn't be told again


def test_no_to_the_only_time_offered(visitor: Visitor) -> None:
    visitor.offered_times(when=f"{day_words(visitor.desk.working_day(4))}上午")
    assert "哪天" in visitor.say("不要").text
