"""The six cases that must come out right."""

from .conftest import Citizen


def test_a_self_built_shop_takes_a_pledge_and_a_look_on_site(citizen: Citizen) -> None:
    answer = citizen.say("我想在土城开个小卖部,房子是自己屋里盖的,没房产证,要带啥")
    checklist = answer.card("checklist")
    assert checklist["service"] == "individual-business-registration"
    premises = answer.item("self-built-house-statement")
    assert [(s["treatment"], s["mode"]) for s in premises["steps"]] == [
        ("pledge", None),
        ("proxy", "onsite"),
    ]
    assert premises["standing"] == "county"
    assert answer.treatments["market-premises-proof"] == "cancelled"
    assert "村" in answer.text and "不用您跑" in answer.text


def test_the_shop_also_hears_of_the_food_and_tobacco_licences(citizen: Citizen) -> None:
    answer = citizen.say("我想在土城开个小卖部,房子是自己屋里盖的,没房产证,要带啥")
    following = {service["service"] for service in answer.card("checklist")["next_services"]}
    assert {"tobacco-retail-licence"} < following


def test_an_injury_on_the_way_to_work_is_proved_by_the_accident_report(citizen: Citizen) -> None:
    answer = citizen.say("我上班路上骑车被小车撞了,腿断了,想认工伤,要带些啥")
    while "checklist" not in [card["card"] for card in answer.cards]:
        question = answer.card("question")
        value = {"employer-registered": "yes"}.get(question["fact"])
        answer = citizen.press(question, value or question["options"][0]["value"])
    checklist = answer.card("checklist")
    assert checklist["service"] == "work-injury-recognition"
    assert "traffic-accident-report" in answer.treatments
    assert answer.treatments.get("witness-testimony") != "bring"
    assert answer.treatments["insurance-enrolment-proof"] == "shared"
    assert answer.item("insurance-enrolment-proof")["standing"] == "county"
    assert any("1年" in deadline["within"] for deadline in checklist["apply_within"])


def test_the_income_proof_for_the_benefit_is_a_pledge(citizen: Citizen) -> None:
    answer = citizen.say("工伤认定下来了,想领工伤待遇,要带啥")
    while "checklist" not in [card["card"] for card in answer.cards]:
        question = answer.card("question")
        answer = citizen.press(question, question["options"][0]["value"])
    assert answer.treatments["income-proof"] == "pledge"
    assert answer.item("income-proof")["standing"] == "county"
    why = citizen.say("为啥不用收入证明?").card("explanation")
    assert why["treatment"] == "pledge" and why["basis"]


def test_freight_is_asked_about_tonnage_first(citizen: Citizen) -> None:
    question = citizen.say("我想跑货运,办道路货物运输经营许可要带啥").card("question")
    assert question["fact"] == "gross-mass"


def test_a_small_truck_needs_no_freight_permit(citizen: Citizen) -> None:
    answer = citizen.say("我买了个4.2吨的蓝牌小货车拉货,营运证要带啥材料")
    assert answer.card("checklist")["outcome"] == "not_needed"
    assert answer.card("checklist")["basis"]


def test_a_large_truck_brings_the_certificates_of_four_departments(citizen: Citizen) -> None:
    question = citizen.say("办道路货物运输经营许可证要啥材料").card("question")
    answer = citizen.press(question, "over-4500")
    while "checklist" not in [card["card"] for card in answer.cards]:
        question = answer.card("question")
        answer = citizen.press(question, question["options"][0]["value"])
    brought = [item for item in answer.card("checklist")["items"] if item["treatment"] == "bring"]
    assert len([item for item in brought if item["issuer"]]) >= 5
    for word in ("市场监督管理局", "公安局交警", "交通运输部门", "检验检测机构", "2021年8月"):
        assert word in answer.text


def test_the_business_licence_is_photographed_and_uploaded(citizen: Citizen) -> None:
    answer = citizen.say("办烟草证要带啥")
    while "checklist" not in [card["card"] for card in answer.cards]:
        question = answer.card("question")
        answer = citizen.press(question, question["options"][0]["value"])
    licence = answer.item("business-licence")
    assert licence["steps"][0]["mode"] == "photo"
    assert licence["reason"]


def test_seedlings_cost_the_citizen_no_second_trip(citizen: Citizen) -> None:
    answer = citizen.say("我想育苗木卖,办苗木种子生产经营许可证要带啥")
    while "checklist" not in [card["card"] for card in answer.cards]:
        question = answer.card("question")
        answer = citizen.press(question, question["options"][0]["value"])
    assert answer.card("checklist")["procedures"]
    assert "录两遍" in answer.text and "不用多跑" in answer.text


def test_a_workshop_may_be_covered_by_the_cooperatives_licence(citizen: Citizen) -> None:
    answer = citizen.say("我屋里酿黄酒,办小作坊许可证要带啥")
    outcomes = set()
    question = answer.card("question")
    for option in question["options"]:
        pressed = Citizen(citizen.assistant)
        again = pressed.say("我屋里酿黄酒,办小作坊许可证要带啥").card("question")
        for card in pressed.press(again, option["value"]).cards:
            outcomes.add(card.get("outcome"))
    assert "covered_by" in outcomes
