"""那我老公呢: the same errand for another person; whoever it is for, nothing of the other stays."""

import pytest

from .conftest import Answer, Citizen

CERTIFICATE = "我妈70了卧床不起,想给她办残疾证,头一次办,要带啥"


def facts(answer: Answer) -> dict[str, str]:
    """The facts told that the checklist shows, fact → value."""
    return {fact["fact"]: fact["value"] for fact in answer.card("checklist")["facts"]}


def services(answer: Answer) -> set[str]:
    """The services that the cards of an answer are about."""
    return {card["service"] for card in answer.cards if card.get("service")}


def settled(citizen: Citizen, answer: Answer) -> Answer:
    """The checklist, with 不晓得 to every question before it."""
    for _ in range(4):
        if any(card["card"] == "checklist" for card in answer.cards):
            return answer
        answer = citizen.say("不晓得")
    raise AssertionError(f"no checklist after four answers: {answer.text}")


def test_facts_of_the_very_first_message_are_taken(citizen: Citizen) -> None:
    told = facts(settled(citizen, citizen.say(CERTIFICATE)))
    assert told["disabled-mobility"] == "bedridden"
    assert told["disability-certificate-kind"] == "first"


@pytest.mark.parametrize(
    ("first", "then", "service", "person"),
    [
        ("身份证到期了,我今年四十二,换一张要带啥", "那我老公呢", "id-card-renewal", "您老公"),
        (CERTIFICATE, "换成我爸办", "disability-certificate", "您爸"),
        ("我爷爷八十三了,想领高龄津贴,带啥", "我奶奶也要办一样的", "elderly-allowance", "您奶奶"),
        ("身份证丢了,我今年四十二,补一张要带啥", "要是给我妈办呢", "id-card-reissue", "您妈"),
        ("我驾照快到期了,换证要带啥", "那我媳妇去办要带什么", "driving-licence-renewal", "您媳妇"),
    ],
)
def test_another_person_keeps_the_errand(
    citizen: Citizen, first: str, then: str, service: str, person: str
) -> None:
    settled(citizen, citizen.say(first))
    after = citizen.say(then)
    assert services(after) == {service}
    assert f"按给{person}办算" in after.text


def test_what_was_told_of_the_first_person_is_dropped_and_said(citizen: Citizen) -> None:
    settled(citizen, citizen.say(CERTIFICATE))
    changed = citizen.say("那我老公呢")
    assert "残疾人去得了医院吗" in changed.text
    assert "disabled-mobility" not in facts(settled(citizen, changed))


def test_who_applies_follows_the_person(citizen: Citizen) -> None:
    settled(citizen, citizen.say("帮我妈换驾照,快到期了,要带啥"))
    changed = citizen.say("换成我自己办")
    assert facts(settled(citizen, changed)).get("applicant") != "agent"
    again = citizen.say("要是给我爸办呢")
    assert facts(settled(citizen, again)).get("applicant") == "agent"


def test_a_wrong_person_put_right_keeps_what_was_told(citizen: Citizen) -> None:
    settled(citizen, citizen.say(CERTIFICATE))
    after = citizen.say("不是我妈,是我爸")
    assert "按给您爸办算" in after.text
    assert facts(settled(citizen, after))["disabled-mobility"] == "bedridden"


def test_another_person_in_the_middle_of_a_question(citizen: Citizen) -> None:
    question = citizen.say("身份证要换一张,带啥").card("question")
    after = citizen.say("那我老公呢")
    assert "按给您老公办算" in after.text
    assert after.card("question")["fact"] == question["fact"]


def test_a_person_is_an_answer_where_a_person_was_asked_for(citizen: Citizen) -> None:
    assert citizen.say("我想把医保卡里的钱给家里人用,要办啥").card("question")
    answered = citizen.say("给我妈用")
    assert facts(settled(citizen, answered))["sharing-with"] == "parents"


def test_the_first_persons_facts_stay_out_of_the_next_errand(citizen: Citizen) -> None:
    settled(citizen, citizen.say("我妈是外省户口,我帮她办居住证,她租的房子,要带啥"))
    after = settled(citizen, citizen.say("我自己要补个身份证,丢了,带啥"))
    assert "household-register" not in facts(after)


def test_going_alone_is_answered_with_who_must_come(citizen: Citizen) -> None:
    settled(citizen, citizen.say("我们要领结婚证,都是头一次结婚,带啥"))
    assert "谁去" in citizen.say("那我一个人去行不行").text


def test_whether_a_relative_may_go_is_answered_from_the_rules(citizen: Citizen) -> None:
    settled(citizen, citizen.say("驾照还有一个月到期了,换证要带啥"))
    answer = citizen.say("能不能让我弟弟代办")
    assert "托别人" in answer.text and "代办员" not in answer.text


def test_without_an_errand_another_person_is_no_riddle(citizen: Citizen) -> None:
    answer = citizen.say("那我老公呢")
    assert "checklist" not in [card["card"] for card in answer.cards]
    assert "按给" not in answer.text


def test_what_it_is_not_is_asked_about(citizen: Citizen) -> None:
    citizen.say("我想开个小卖部办执照,房子是租的,要带啥")
    asked = citizen.say("不对,不是租的")
    assert asked.card("question")["fact"] == "premises"
    assert "checklist" in [card["card"] for card in citizen.say("自己屋里盖的").cards]


def test_a_correction_in_the_words_of_a_value(citizen: Citizen) -> None:
    told = citizen.say("我想开个小卖部办执照,房子是租的,要带啥").card("checklist")["facts"][0]
    other = next(value for value in told["others"] if value["value"] == "own-certified")
    assert facts(citizen.say(f"不对，{other['label']}"))["premises"] == "own-certified"
    assert facts(citizen.say(f"{told['name']}是{told['label']}"))["premises"] == "rented"
