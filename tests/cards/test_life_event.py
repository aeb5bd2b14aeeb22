"""The life_event card: its contract, its order of speaking, one paper counted once."""

from dataclasses import replace
from datetime import date

import pytest

from cards.envelope import Card
from cards.life_event import FROM_THE_FIRST, life_event_card
from cards.schema import validate
from knowledge.events import LifeEvent
from knowledge.model import Pack, Suspended
from knowledge.planning import plan
from knowledge.reading import read_pack
from knowledge.settings import default_pack

TODAY = date(2026, 11, 23)
PACK = read_pack(default_pack())
MOST_LINES = 8


def the(event: str, pack: Pack = PACK, **case: str) -> Card:
    told = {fact.replace("_", "-"): value for fact, value in case.items()}
    return life_event_card(pack, plan(pack.events[event], pack, told, TODAY))


def paper(card: Card, evidence: str) -> Card:
    return next(paper for paper in card["papers"] if paper["evidence"] == evidence)


@pytest.mark.parametrize("event", PACK.events.values(), ids=lambda event: event.id)
def test_every_event_keeps_its_contract(event: LifeEvent) -> None:
    card = the(event.id)
    validate(card)
    assert len(card["text"].splitlines()) <= MOST_LINES
    assert "样例" not in card["text"] and "None" not in card["text"]


def test_it_speaks_in_order() -> None:
    text = the("open-restaurant", food_shop_size="small")["text"]
    said = ["件事", "1. ", "先后：", "另带", "不用您跑", "别错过", "从第一件说起", "12345"]
    places = [text.index(words) for words in said]
    assert places == sorted(places)


def test_the_human_sentence_comes_first() -> None:
    card = the("bereavement")
    assert card["comfort"] and card["text"].startswith(card["comfort"])


def test_what_is_not_official_is_not_said_to_be_one_package() -> None:
    assert not the("child-born")["official"]
    assert "不是打包办" in the("child-born")["text"]


def test_the_licence_got_first_is_not_brought_from_home() -> None:
    card = the("open-restaurant")
    assert paper(card, "business-licence")["issued_by"] == "individual-business-registration"
    home, _, on_the_way = card["text"].partition("路上办出来接着用")
    assert "营业执照" not in home.partition("另带")[2]
    assert "营业执照" in on_the_way


def test_one_lease_is_one_lease_whatever_each_window_calls_it() -> None:
    card = the("open-restaurant", premises="rented")
    names = {item["name"] for item in card["items"] if item["evidence"] == "rental-contract"}
    assert len(names) > 1
    assert paper(card, "rental-contract")["copies"] >= 2
    assert card["text"].count(paper(card, "rental-contract")["name"]) == 1


def test_an_inferred_relief_is_not_said_as_fact() -> None:
    for card in (the(event) for event in PACK.events):
        unsure = [p for p in card["papers"] if p["group"] == "unsure" and p["kind"] != "record"]
        home = [p for p in unsure if p["issued_by"] is None]
        assert bool(home) == ("手里有就带上" in card["text"])


def test_services_of_one_visit_are_said_to_be() -> None:
    card = the("child-born")
    visits = [service["visit"] for service in card["services"]]
    assert visits.count(3) == 2 and card["visits"] == max(visits)
    assert "和上一件一趟办" in card["text"]


def test_a_service_that_is_not_needed_is_said_but_not_offered() -> None:
    card = the("open-farm-supplies")
    (needless,) = [s for s in card["services"] if s["status"] == "not_needed"]
    assert needless["reason"] and f"用不着：{needless['spoken']}" in card["text"]
    assert needless["service"] not in {option["value"] for option in card["options"]}


def test_the_options_are_the_numbered_services_and_all_in_turn() -> None:
    card = the("child-born")
    *singly, in_turn = card["options"]
    assert [option["value"] for option in singly] == [s["service"] for s in card["services"]]
    assert in_turn["value"] == FROM_THE_FIRST and in_turn["label"] in card["text"]


def test_a_suspended_service_is_said_to_be_asked_about() -> None:
    stopped = replace(PACK, suspended=Suspended(services={"birth-certificate-issue": "核实"}))
    card = the("child-born", pack=stopped)
    validate(card)
    assert card["services"][0]["status"] == "suspended"
    assert "清单还在核" in card["text"]
    assert not any("birth-certificate-issue" in item["services"] for item in card["items"])


def test_suspended_evidence_is_not_promised() -> None:
    stopped = replace(PACK, suspended=Suspended(evidence={"rental-contract": "核实"}))
    card = the("open-restaurant", pack=stopped, premises="rented")
    assert paper(card, "rental-contract")["group"] == "checking"
    assert "正在核实" in card["text"]


def test_the_question_id_follows_what_was_told() -> None:
    assert the("child-born")["question_id"] == the("child-born")["question_id"]
    told = the("open-restaurant", premises="rented")
    assert told["question_id"] != the("open-restaurant")["question_id"]
