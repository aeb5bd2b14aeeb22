"""Whole conversations about 一件事: the plan, one service after the other, corrections."""

from .conftest import Answer, Citizen


def answered_in_full(citizen: Citizen, answer: Answer) -> Answer:
    """Press the first option until a checklist comes."""
    while "checklist" not in [card["card"] for card in answer.cards]:
        question = answer.card("question")
        answer = citizen.press(question, question["options"][0]["value"])
    return answer


def test_opening_a_restaurant_is_answered_with_all_it_takes(citizen: Citizen) -> None:
    card = citizen.say("开餐馆要办些啥证").card("life_event")
    services = [service["service"] for service in card["services"]]
    assert card["event"] == "open-restaurant"
    assert services[0] == "individual-business-registration"
    assert {"health-certificate", "small-catering-filing"} <= set(services)


def test_a_precise_request_still_gets_its_checklist(citizen: Citizen) -> None:
    answer = citizen.say("我想在土城开个小卖部,房子是自己屋里盖的,没房产证,要带啥")
    assert answer.card("checklist")["service"] == "individual-business-registration"


def test_a_death_is_met_with_a_human_sentence_first(citizen: Citizen) -> None:
    answer = citizen.say("我爹过世了要办哪些手续")
    card = answer.card("life_event")
    assert card["event"] == "bereavement" and answer.text.startswith(card["comfort"])


def test_from_the_first_one_after_the_other(citizen: Citizen) -> None:
    card = citizen.say("被单位裁了，都要办些啥").card("life_event")
    first, second = card["options"][0]["value"], card["options"][1]["value"]
    answer = answered_in_full(citizen, citizen.say("从第一件说起"))
    assert answer.card("checklist")["service"] == first
    answer = answered_in_full(citizen, citizen.say("下一件"))
    assert answer.card("checklist")["service"] == second


def test_the_way_on_is_said_before_the_list(citizen: Citizen) -> None:
    citizen.say("被单位裁了，都要办些啥")
    assert "下一件" in answered_in_full(citizen, citizen.say("从第一件说起")).text


def test_after_the_last_service_nothing_more_is_offered(citizen: Citizen) -> None:
    card = citizen.say("被单位裁了，都要办些啥").card("life_event")
    *singly, in_turn = card["options"]
    answer = answered_in_full(citizen, citizen.press(card, in_turn["value"]))
    for _ in singly[1:]:
        assert "下一件" in answer.text
        answer = answered_in_full(citizen, citizen.say("下一件"))
    assert "下一件" not in answer.text


def test_one_service_can_be_picked_by_its_number(citizen: Citizen) -> None:
    card = citizen.say("孩子出生要办哪些证").card("life_event")
    answer = answered_in_full(citizen, citizen.say("第二个"))
    assert answer.card("checklist")["service"] == card["options"][1]["value"]


def test_one_service_can_be_picked_by_its_button(citizen: Citizen) -> None:
    card = citizen.say("孩子出生要办哪些证").card("life_event")
    answer = citizen.press(card, "resident-medical-enrolment")
    checklist = answered_in_full(citizen, answer).card("checklist")
    assert checklist["service"] == "resident-medical-enrolment"


def test_what_the_event_settles_is_not_asked_again(citizen: Citizen) -> None:
    card = citizen.say("孩子出生要办哪些证").card("life_event")
    answer = citizen.press(card, "resident-medical-enrolment")
    facts = {fact["fact"]: fact["value"] for fact in answer.card("checklist")["facts"]}
    assert facts["resident-medical-person"] == "newborn"


def test_what_was_told_of_the_event_is_asked_once(citizen: Citizen) -> None:
    card = citizen.say("开餐馆要办些啥证，门面是租的").card("life_event")
    assert "premises" not in {assumed["fact"] for assumed in card["assumptions"]}
    answer = citizen.press(card, "individual-business-registration")
    facts = {fact["fact"]: fact["value"] for fact in answer.card("checklist")["facts"]}
    assert facts["premises"] == "rented"


def test_a_correction_plans_the_event_anew(citizen: Citizen) -> None:
    card = citizen.say("开餐馆要办些啥证").card("life_event")
    assert {a["fact"]: a["value"] for a in card["assumptions"]}["premises"] == "rented"
    corrected = citizen.say("不对,房子是自己屋里盖的").card("life_event")
    assert "premises" not in {assumed["fact"] for assumed in corrected["assumptions"]}
    assert "self-built-house-statement" in {item["evidence"] for item in corrected["items"]}


def test_an_answer_within_the_walk_is_not_asked_for_again(citizen: Citizen) -> None:
    citizen.say("屋里酿黄酒卖要办哪些证")
    question = citizen.say("从第一件说起").card("question")
    assert question["fact"] == "premises"
    answered_in_full(citizen, citizen.press(question, "self-built"))
    answered_in_full(citizen, citizen.say("下一件"))
    answer = citizen.say("下一件")
    asked = [card["fact"] for card in answer.cards if card["card"] == "question"]
    assert "premises" not in asked


def test_another_errand_ends_the_event(citizen: Citizen) -> None:
    citizen.say("被单位裁了，都要办些啥")
    answered_in_full(citizen, citizen.say("从第一件说起"))
    answer = answered_in_full(citizen, citizen.say("身份证丢了补办要带什么"))
    assert answer.card("checklist")["service"] == "id-card-reissue"
    assert "下一件" not in answer.text


def test_a_digression_keeps_the_way_on(citizen: Citizen) -> None:
    card = citizen.say("被单位裁了，都要办些啥").card("life_event")
    answered_in_full(citizen, citizen.say("从第一件说起"))
    citizen.say("在哪里办")
    answer = answered_in_full(citizen, citizen.say("下一件"))
    assert answer.card("checklist")["service"] == card["options"][1]["value"]


def test_starting_over_forgets_the_event(citizen: Citizen) -> None:
    citizen.say("孩子出生要办哪些证")
    citizen.say("重新来")
    assert not [card for card in citizen.say("第二个").cards if card["card"] == "checklist"]
