"""What else is asked of an errand: place, entitlement, progress, a person."""

import pytest

from .conftest import Citizen


def test_no_sample_value_reaches_a_citizen(citizen: Citizen) -> None:
    answer = citizen.say("头一回办个体户营业执照在哪里办,地址在哪,几点上班")
    assert "样例" not in answer.text
    assert "12345" in answer.text


def test_entitlement_is_never_promised(citizen: Citizen) -> None:
    answer = citizen.say("我能不能吃低保")
    assert answer.card("eligibility")["decided_by"]
    assert "您能领" not in answer.text


def test_progress_cannot_be_seen_here(citizen: Citizen) -> None:
    assert "看不到" in citizen.say("我的工伤认定办到哪一步了").text


def test_a_queue_number_is_got_elsewhere(citizen: Citizen) -> None:
    assert "取" in citizen.say("能不能帮我取个号").text


def test_a_person_is_named_by_the_hotline(citizen: Citizen) -> None:
    assert citizen.say("我要转人工").card("handoff")["phone"] == "12345"


def test_two_services_in_one_message_are_answered_in_turn(citizen: Citizen) -> None:
    answer = citizen.say("我要补办身份证,还要给老人办高龄津贴,都要带啥")
    seen = {card.get("service") for card in answer.cards}
    for _ in range(4):
        if "question" not in [card["card"] for card in answer.cards]:
            break
        answer = citizen.say("不晓得")
        seen |= {card.get("service") for card in answer.cards}
    assert {"id-card-reissue", "elderly-allowance"} <= seen


@pytest.mark.parametrize("text", ["你好", "谢谢你", "再见", "你是不是机器人", "你能干啥"])
def test_small_talk_is_answered(citizen: Citizen, text: str) -> None:
    assert citizen.say(text).cards == []


def test_who_asks_for_the_law_gets_every_line_s_article(citizen: Citizen) -> None:
    citizen.say("我想在土城开个小卖部,房子是自己屋里盖的,没房产证,要带啥")
    basis = citizen.say("法律依据是哪一条").card("basis")
    assert basis["items"][0]["basis"][0]["law"]


def test_a_proof_is_found_by_the_end_of_its_name(citizen: Citizen) -> None:
    citizen.say("老人走了,房子过户到我名下,继承要带啥")
    citizen.say("没有遗嘱")
    assert citizen.say("公证书还要不要带").card("explanation")["name"] == "继承权公证书"


def test_who_lost_somebody_gets_a_human_word_first(citizen: Citizen) -> None:
    answer = citizen.say("我爸走了,丧葬费咋领")
    assert answer.text.startswith("请节哀。")
    assert "请节哀" not in citizen.say("不晓得").text
