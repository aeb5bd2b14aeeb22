"""A window asks for too much: checked, recorded if wanted, told its state."""

from datetime import date, timedelta

import pytest

from booking import complaints

from .booking_desk import Visitor

SHOP = "我想在土城开个小卖部,房子是自己屋里盖的,没房产证,要带啥"


def happened(visitor: Visitor, reference: str) -> date | None:
    return complaints.status(visitor.desk.office, reference).happened_on


def test_a_demand_against_the_rules_is_recorded_with_window_and_day(visitor: Visitor) -> None:
    visitor.say(SHOP)
    answer = visitor.say("窗口还要我去村委会开住所证明")
    assert "不该再要" in answer.text and "投诉" in answer.card("question")["question"]
    assert "哪个窗口" in visitor.say("要").text
    assert "哪天" in visitor.say("二楼市场监管窗口").text
    card = visitor.say("昨天").card("complaint")
    assert card["verdict"] == "should_not" and card["status"] == "open"
    assert card["service"] == "individual-business-registration"
    assert card["window"] == "二楼市场监管窗口"


def test_where_the_rules_are_unsure_the_window_must_show_its_basis(visitor: Visitor) -> None:
    visitor.say("窗口还要我开收入证明")
    visitor.say("记下来")
    visitor.say("不晓得")
    card = visitor.say("记不得").card("complaint")
    assert card["verdict"] == "ask_basis" and "不该再要" not in card["text"]


def test_what_isn_t_wanted_isn_t_recorded(visitor: Visitor) -> None:
    visitor.say("窗口还要我开收入证明")
    answer = visitor.say("不用记")
    assert not answer.cards and "12345" in answer.text


def test_a_complaint_without_a_proof_asks_for_it(visitor: Visitor) -> None:
    assert "哪一样" in visitor.say("我要投诉").text
    assert visitor.say("亲属关系证明").card("question")["fact"] == "complain_record"


@pytest.mark.parametrize("day", ["明天", "下周三"])
def test_a_day_still_to_come_is_asked_again(visitor: Visitor, day: str) -> None:
    visitor.say("窗口还要我开收入证明")
    visitor.say("要")
    visitor.say("二楼窗口")
    assert "还没到" in visitor.say(day).text


def test_a_complaint_tells_its_state_by_its_reference(visitor: Visitor) -> None:
    visitor.say("窗口还要我开收入证明")
    visitor.say("要")
    visitor.say("二楼窗口")
    reference = visitor.say("今天").card("complaint")["reference"]
    complaints.answer(visitor.desk.office, reference, "已请窗口改正")
    card = visitor.say(f"投诉编号{reference}答复了没").card("complaint")
    assert card["status"] == "answered" and "已请窗口改正" in card["text"]


def test_an_unknown_reference_is_said_to_be_none(visitor: Visitor) -> None:
    assert "没有这个投诉编号" in visitor.say("投诉编号ABCDE12345答复了没").text


def test_a_booking_waits_for_the_complaint(visitor: Visitor) -> None:
    visitor.offered_times()
    visitor.say("窗口还要我开收入证明")
    assert visitor.say("不用记").card("slots")


def test_a_weekday_is_the_one_gone_by(visitor: Visitor) -> None:
    today = visitor.desk.office.today()
    tomorrow = today + timedelta(days=1)
    visitor.say("窗口还要我开收入证明")
    visitor.say("要")
    visitor.say("二楼窗口")
    card = visitor.say("周" + "一二三四五六日"[tomorrow.weekday()]).card("complaint")
    assert happened(visitor, card["reference"]) == tomorrow - timedelta(days=7)
