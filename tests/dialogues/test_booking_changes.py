"""Looking up, moving and cancelling, from the same session or with reference and digits."""

from collections.abc import Callable

from booking import desk
from booking.confirming import confirm_after_call

from .booking_desk import PHONE, Visitor, day_words

Newcomer = Callable[[], Visitor]


def test_an_appointment_is_shown_to_its_session(visitor: Visitor) -> None:
    card = visitor.booked(phone="13812341001")
    assert visitor.say("我约的是几点").card("appointment")["reference"] == card["reference"]


def test_an_appointment_is_found_by_reference_and_digits(
    visitor: Visitor, newcomer: Newcomer
) -> None:
    reference = visitor.booked(phone="13812341002")["reference"]
    other = newcomer()
    assert "预约号" in other.say("查一下我的预约").text
    assert other.say(f"{reference} 尾号1002").card("appointment")["reference"] == reference


def test_reference_and_digits_may_come_one_after_the_other(
    visitor: Visitor, newcomer: Newcomer
) -> None:
    reference = visitor.booked(phone="13812341003")["reference"]
    other = newcomer()
    assert "尾号" in other.say(f"预约号{reference}查一下").text
    assert other.say("1003").card("appointment")["reference"] == reference


def test_wrong_digits_open_nothing_and_lock_after_some_tries(
    visitor: Visitor, newcomer: Newcomer
) -> None:
    reference = visitor.booked(phone="13812341004")["reference"]
    other = newcomer()
    assert "对不上" in other.say(f"查预约{reference}尾号9999").text
    answers = [other.say(f"{reference} 尾号99{n:02d}").text for n in range(7)]
    assert "一个小时" in answers[-1] or any("一个小时" in answer for answer in answers)
    assert not any(reference in answer for answer in answers)


def test_cancelling_asks_first(visitor: Visitor) -> None:
    visitor.booked(phone="13812341005")
    assert visitor.say("取消预约").card("question")["fact"] == "cancel_sure"
    assert "留着" in visitor.say("不").text
    assert len(desk.mine(visitor.desk.office, visitor.sender)) == 1


def test_cancelled_and_booked_again(visitor: Visitor) -> None:
    card = visitor.booked(phone="13812341006")
    visitor.say("取消预约")
    gone = visitor.say("确定")
    assert gone.card("appointment")["status"] == "cancelled"
    assert gone.card("appointment")["reference"] == card["reference"]
    assert "哪天" in visitor.say("要").text


def test_several_appointments_are_told_apart(visitor: Visitor) -> None:
    first = visitor.booked(phone="13812341007")
    visitor.say("再约一个代办员来土城看房子,开小卖部办执照")
    offered = visitor.say("越快越好").card("slots")
    visitor.press(offered, offered["options"][0]["value"])
    visitor.say("王桂花 13812341007")
    visitor.say("河口村")
    second = visitor.say("同意").card("appointment")
    choice = visitor.say("取消预约").card("question")
    assert {o["value"] for o in choice["options"]} == {first["reference"], second["reference"]}
    visitor.press(choice, second["reference"])
    assert visitor.say("确定").card("appointment")["reference"] == second["reference"]


def test_a_confirmed_appointment_is_moved(visitor: Visitor) -> None:
    reference = visitor.booked(phone="13812341008")["reference"]
    confirm_after_call(visitor.desk.office, reference)
    assert "改到哪天" in visitor.say("我想改个时间").text
    day = visitor.desk.working_day(8)
    offered = visitor.say(f"{day_words(day)}上午").card("slots")
    assert offered["purpose"] == "move"
    moved = visitor.say("第一个").card("appointment")
    assert moved["reference"] == reference and moved["starts_at"].startswith(day.isoformat())


def test_what_waits_for_a_call_is_not_moved(visitor: Visitor) -> None:
    visitor.booked(phone="13812341009")
    assert "取消了重新约" in visitor.say("我想改个时间").text


def test_somebody_elses_session_sees_nothing(visitor: Visitor, newcomer: Newcomer) -> None:
    reference = visitor.booked(phone="13812341010")["reference"]
    assert reference not in newcomer().say("查一下我的预约").text
    assert PHONE not in str(visitor.assistant.tracker(visitor.sender))
