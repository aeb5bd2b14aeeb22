"""Questions: one at a time, answered by words, numbers, buttons, or not at all."""

from .conftest import Citizen

OPEN_SHOP = "开个体户办营业执照要啥材料"


def test_a_question_offers_options_and_not_knowing(citizen: Citizen) -> None:
    question = citizen.say(OPEN_SHOP).card("question")
    assert question["fact"] == "premises"
    assert question["options"][-1]["value"] == "unknown"


def test_an_option_is_chosen_in_ones_own_words(citizen: Citizen) -> None:
    citizen.say(OPEN_SHOP)
    answer = citizen.say("就我屋里老房子,哪来的房产证嘛")
    assert answer.treatments["self-built-house-statement"] == "pledge"


def test_an_option_is_chosen_by_its_place(citizen: Citizen) -> None:
    citizen.say(OPEN_SHOP)
    assert citizen.say("第二个").treatments["rental-contract"] == "bring"


def test_an_option_is_chosen_by_its_button(citizen: Citizen) -> None:
    question = citizen.say(OPEN_SHOP).card("question")
    assert citizen.press(question, "rented").treatments["rental-contract"] == "bring"


def test_not_knowing_is_an_answer(citizen: Citizen) -> None:
    citizen.say(OPEN_SHOP)
    checklist = citizen.say("不晓得").card("checklist")
    premises = [a for a in checklist["assumptions"] if a["fact"] == "premises"]
    assert premises and premises[0]["asked"]
    assert checklist["branches"]


def test_an_answer_that_fits_no_option_is_asked_again(citizen: Citizen) -> None:
    citizen.say(OPEN_SHOP)
    again = citizen.say("大概四十来个平方")
    assert again.card("question")["fact"] == "premises"
    assert "没听准" in again.text


def test_an_old_button_does_nothing_silently(citizen: Citizen) -> None:
    question = citizen.say(OPEN_SHOP).card("question")
    citizen.press(question, "rented")
    assert "已经过去" in citizen.press(question, "self-built").text


def test_close_services_are_asked_about(citizen: Citizen) -> None:
    options = citizen.say("我要提公积金").card("choose_service")["options"]
    chosen = citizen.say("第一个")
    assert options[0]["service"] in {card.get("service") for card in chosen.cards}


def test_none_of_the_choices_is_an_answer(citizen: Citizen) -> None:
    choice = citizen.say("我要提公积金").card("choose_service")
    assert "没猜对" in citizen.press(choice, "none").text


def test_a_proof_asked_about_is_not_taken_for_an_answer(citizen: Citizen) -> None:
    citizen.say("老人走了,房子过户到我名下,继承要带啥").card("question")
    answer = citizen.say("公证书要不要")
    assert "checklist" not in [card["card"] for card in answer.cards]
    assert answer.card("question")["fact"]
