"""Corrections: facts put right, and what changes is said."""

from knowledge.reading import read_pack
from knowledge.shell import default_pack
from runtime.assistant import Assistant

from .conftest import Citizen

SHOP = "我想开个小卖部办执照,房子是租的,要带啥"


def test_a_corrected_fact_recomputes_and_says_what_changed(citizen: Citizen) -> None:
    before = citizen.say(SHOP)
    assert before.treatments["rental-contract"] == "bring"
    after = citizen.say("不对,房子是我自己屋里盖的,没房产证")
    assert "rental-contract" not in after.treatments
    changed = {change["evidence"]: change for change in after.card("checklist")["changes"]}
    assert changed["rental-contract"]["to"] is None
    assert changed["self-built-house-statement"]["from"] is None
    assert "改了" in after.text


def test_a_bare_correction_is_enough(citizen: Citizen) -> None:
    citizen.say("我想开个小卖部办执照,房子是自己屋里盖的没房产证,要带啥")
    after = citizen.say("不对,我是租的")
    assert after.treatments["rental-contract"] == "bring"


def test_saying_no_without_more_asks_what_is_wrong(citizen: Citizen) -> None:
    citizen.say(SHOP)
    assert "哪里不对" in citizen.say("不对").text


def test_who_applies_can_be_put_right(citizen: Citizen) -> None:
    citizen.say(SHOP)
    after = citizen.say("不是我本人去,是替我妈办")
    assert "power-of-attorney" in after.treatments


def test_another_service_starts_a_new_errand(citizen: Citizen) -> None:
    citizen.say(SHOP)
    answer = citizen.say("算了,先不办这个,我身份证丢了要补一个,带啥")
    services = {card.get("service") for card in answer.cards}
    assert services == {"id-card-reissue"}


def test_starting_over_forgets_everything(citizen: Citizen) -> None:
    citizen.say(SHOP)
    citizen.say("重新来")
    assert "checklist" not in [card["card"] for card in citizen.say("在哪办").cards]


def test_another_value_tapped_on_the_checklist_corrects_the_fact(citizen: Citizen) -> None:
    premises = citizen.say(SHOP).card("checklist")["facts"][0]
    other = next(value for value in premises["others"] if value["value"] == "self-built")
    after = citizen.say(f"不对，{premises['name']}：{other['label']}")
    assert after.card("checklist")["facts"][0]["value"] == "self-built"
    assert "self-built-house-statement" in after.treatments


def test_a_tapped_value_is_never_taken_for_anything_else(assistant: Assistant) -> None:
    services = read_pack(default_pack()).services.values()
    tapped = [
        (f"不对，{fact.name}：{value.label}", fact.id, value.id)
        for service in services
        for fact in service.facts.values()
        for value in fact.values
    ]
    for said, fact, value in tapped[::20]:
        parsed = assistant.parse(said)
        assert parsed["intent"]["name"] == "inform", said
        assert {"fact": fact, "value": value} in [
            {"fact": told["fact"], "value": told["value"]} for told in parsed["facts"]
        ], said


def test_an_open_question_can_be_put_down(citizen: Citizen) -> None:
    citizen.say("开个体户办营业执照要啥材料").card("question")
    assert "先放下" in citizen.say("算了,不办了").text
    assert citizen.say("要钱不").card("office")["service"] == "individual-business-registration"
