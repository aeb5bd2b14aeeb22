"""Booking a proxy agent in talk: from the checklist or out of the blue, and never twice."""

from collections.abc import Callable

from booking import desk
from booking.model import Contact
from booking.staff import contact_of, to_call

from .booking_desk import NAME, PHONE, PLACE, OpenDesk, Visitor
from .conftest import Citizen

SHOP = "我想在土城开个小卖部,房子是自己屋里盖的,没房产证,要带啥"


def test_a_checklist_with_an_agent_offers_one(visitor: Visitor) -> None:
    answer = visitor.say(SHOP)
    assert answer.card("checklist")["service"] == "individual-business-registration"
    assert "代办员" in answer.text.splitlines()[-1] and "不收钱" in answer.text.splitlines()[-1]
    assert visitor.say("要").card("question")["fact"] == "book_township"


def test_the_offer_may_be_left(visitor: Visitor) -> None:
    visitor.say(SHOP)
    assert not visitor.say("不用").cards


def test_a_booking_from_the_checklist_to_the_appointment(visitor: Visitor) -> None:
    visitor.say(SHOP)
    visitor.say("要")
    assert "哪天" in visitor.say("土城").text
    offered = visitor.say("越快越好").card("slots")
    assert offered["errand"]["mode"] == "onsite" and offered["township"] == "土城镇"
    assert "留住了" in visitor.press(offered, offered["options"][0]["value"]).text
    assert "电话" in visitor.say(f"我叫{NAME}").text
    assert "找哪里" in visitor.say(PHONE).text
    asked = visitor.say(PLACE)
    assert "王**" in asked.text and PHONE[-4:] in asked.text and "同意" in asked.text
    card = visitor.say("同意").card("appointment")
    assert card["status"] == "held" and card["awaits_call"]
    assert card["code_word"] in card["text"] and "不收钱" in card["text"]


def test_while_agents_are_samples_none_is_named(visitor: Visitor) -> None:
    card = visitor.booked()
    assert card["provisional"] and card["agent"] == []
    assert "样例" not in card["text"] and "12345" in card["text"]


def test_staff_see_whom_to_ring_and_for_whom(visitor: Visitor) -> None:
    visitor.say("给我妈约个代办员来土城看房子,开小卖部办执照")
    offered = visitor.say("越快越好").card("slots")
    visitor.press(offered, offered["options"][-2]["value"])
    visitor.say(f"我姓李,电话{PHONE[:-1]}9")
    visitor.say(PLACE)
    reference = visitor.say("同意").card("appointment")["reference"]
    kept = contact_of(visitor.desk.office, reference)
    assert (kept.name, kept.beneficiary, kept.place) == ("李", "妈", PLACE)
    assert reference in {booked.reference for booked, _ in to_call(visitor.desk.office)}


def test_an_agent_is_asked_for_out_of_the_blue(visitor: Visitor) -> None:
    assert "哪件事" in visitor.say("帮我约个代办员").text
    assert visitor.say("开小卖部办执照").card("question")["fact"] == "book_township"
    assert "哪天" in visitor.say("在军店").text


def test_of_close_services_the_one_is_meant_with_which_an_agent_helps(visitor: Visitor) -> None:
    answer = visitor.say("约个帮办来看我的店面,我要办营业执照")
    assert answer.card("question")["fact"] == "book_township"


def test_an_agent_asked_for_while_services_are_told_apart(visitor: Visitor) -> None:
    visitor.say("哎那个 我要开个小店 房子自己盖的")
    assert visitor.say("那你们派人来看屋嘛").card("question")["fact"] == "book_township"


def test_one_message_may_tell_everything(visitor: Visitor) -> None:
    day = visitor.desk.working_day(3)
    said = f"{day.month}月{day.day}号上午约个代办员到军店镇看房子,开小卖部办执照"
    card = visitor.say(said).card("slots")
    assert card["township"] == "军店镇" and card["why_not"] == ""
    assert {window["date"] for window in card["days"]} == {day.isoformat()}


def test_a_time_that_is_the_only_one_is_taken_with_a_yes(visitor: Visitor) -> None:
    day = visitor.desk.working_day(3)
    visitor.say("约个代办员来军店镇看房子,开小卖部办执照")
    visitor.say(f"{day.month}月{day.day}号上午")
    assert "留住了" in visitor.say("好").text


def test_a_choice_pressed_twice_holds_one_time(visitor: Visitor) -> None:
    offered = visitor.offered_times()
    visitor.press(offered, offered["options"][0]["value"])
    again = visitor.press(offered, offered["options"][0]["value"])
    assert "留住了" in again.text
    assert len(desk.mine(visitor.desk.office, visitor.sender)) == 1


def test_the_same_agreement_books_once(visitor: Visitor) -> None:
    card = visitor.booked(phone="13812340001")
    visitor.say("同意")
    mine = desk.mine(visitor.desk.office, visitor.sender)
    assert [one.reference for one in mine] == [card["reference"]]


def test_what_is_booked_already_is_shown(visitor: Visitor) -> None:
    card = visitor.booked(phone="13812340002")
    again = visitor.say("约个代办员来土城看房子,开小卖部办执照")
    assert "约过" in again.text
    assert again.card("appointment")["reference"] == card["reference"]


def test_what_nobody_may_do_for_another_is_said_and_company_offered(visitor: Visitor) -> None:
    answer = visitor.say("约个代办员替我去补身份证")
    assert "代办员不能替您做" in answer.text
    assert "陪同去办" in [option["label"] for option in answer.card("question")["options"]]


def test_what_only_the_citizen_may_do_is_said_with_the_little_help_there_is(
    visitor: Visitor,
) -> None:
    answer = visitor.say("领结婚证能不能约个代办员替我去")
    if answer.cards[0]["card"] == "choose_service":
        answer = visitor.say("领结婚证")
    asked = answer.card("question")
    assert "自己来办" in asked["text"]
    assert [option["value"] for option in asked["options"]] == ["accompany", "stop"]
    assert "不约了" in visitor.press(asked, "stop").text


def test_the_portal_gets_a_form_and_the_talk_sees_that_it_was_filled_in(
    desk_open: OpenDesk, newcomer: Callable[[], Visitor]
) -> None:
    visitor = newcomer()
    visitor.sender = f"web-{visitor.sender}"
    form = visitor.held().card("contact_form")
    assert form["verify"] == "call" and form["consent"]
    assert "填" in visitor.say("填好了").text
    contact = Contact(NAME, "13812340003", "", PLACE)
    desk.confirm(desk_open.office, visitor.sender, form["reference"], contact, True, by_call=True)
    card = visitor.say("填好了").card("appointment")
    assert card["reference"] == form["reference"] and card["awaits_call"]


def test_without_an_office_the_hotline_is_named(citizen: Citizen) -> None:
    card = citizen.say("帮我约个代办员").card("handoff")
    assert card["reason"] == "booking" and "12345" in card["text"]
    assert "约就说" not in citizen.say(SHOP).text
