"""Digressions: answered, and the open question comes back."""

from .conftest import Citizen


def test_a_question_in_between_is_answered_and_ours_comes_back(citizen: Citizen) -> None:
    citizen.say("开个体户办营业执照要啥材料")
    answer = citizen.say("要钱不?要多久?")
    assert answer.card("office")["service"] == "individual-business-registration"
    assert answer.card("question")["fact"] == "premises"
    assert citizen.say("租的").card("checklist")


def test_why_is_answered_from_the_decision(citizen: Citizen) -> None:
    citizen.say("我想在土城开个小卖部,房子是自己屋里盖的,没房产证,要带啥")
    why = citizen.say("为啥不用村里开住所证明?").card("explanation")
    assert why["treatment"] == "cancelled" and why["basis"]


def test_the_pledge_is_shown_with_its_bar_and_consequences(citizen: Citizen) -> None:
    citizen.say("我想在土城开个小卖部,房子是自己屋里盖的,没房产证,要带啥")
    pledge = citizen.say("承诺书写些啥?说假话会咋样?").card("pledge")
    assert pledge["declares"] and pledge["consequences"] and pledge["bar"] and pledge["alternative"]


def test_a_proof_is_explained_without_a_service(citizen: Citizen) -> None:
    card = citizen.say("亲属关系证明还去村里开不?").card("evidence")
    assert card["no_longer_issued_by"] and card["replaced_by"] and card["what_to_say"]


def test_a_demand_at_the_window_is_met_with_advice(citizen: Citizen) -> None:
    citizen.say("我想在土城开个小卖部,房子是自己屋里盖的,没房产证,要带啥")
    answer = citizen.say("窗口还要我去村委会开住所证明")
    assert "不该再要" in answer.text and "12345" in answer.text


def test_thanks_and_greetings_keep_the_errand(citizen: Citizen) -> None:
    citizen.say("开个体户办营业执照要啥材料")
    citizen.say("谢谢")
    assert citizen.say("租的").card("checklist")["service"] == "individual-business-registration"


def test_the_same_question_gets_the_same_answer(citizen: Citizen) -> None:
    first = citizen.say("我想开个小卖部办执照,房子是租的,要带啥")
    again = citizen.say("我想开个小卖部办执照,房子是租的,要带啥")
    assert first.card("checklist")["items"] == again.card("checklist")["items"]


def test_the_window_wants_it_means_the_proof_spoken_of(citizen: Citizen) -> None:
    citizen.say("亲属关系证明还去村里开不?")
    answer = citizen.say("窗口非要我开,怎么办")
    assert answer.card("evidence")["name"] == "亲属关系证明"


def test_what_was_told_before_a_choice_is_kept_when_the_choice_is_put_again(
    citizen: Citizen,
) -> None:
    citizen.say("开店的房子是租的,卖吃的要办啥证").card("choose_service")
    again = citizen.say("我那个店在土城").card("choose_service")
    citizen.press(again, "small-catering-filing")
    told = citizen.say("不晓得").card("checklist")["facts"]
    assert ("premises", "rented") in [(fact["fact"], fact["value"]) for fact in told]
