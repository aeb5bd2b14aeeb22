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
