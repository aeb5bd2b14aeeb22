"""What is being verified is said to be so, and nothing else is claimed of it."""

from dataclasses import replace
from datetime import date

from cards.checklist import checklist_card
from cards.handoff import handoff_card
from cards.schema import validate
from knowledge.deciding import decide
from knowledge.model import Pack, Suspended
from knowledge.reading import read_pack
from knowledge.settings import default_pack

TODAY = date(2026, 11, 22)
SHOP = "individual-business-registration"
RENTED = {"premises": "rented"}


def suspended(pack: Pack, *evidence: str) -> Pack:
    return replace(pack, suspended=Suspended(evidence=dict.fromkeys(evidence, "省里刚改")))


def test_a_suspended_piece_says_only_that_it_is_being_verified() -> None:
    pack = read_pack(default_pack())
    decision = decide(pack.services[SHOP], RENTED, TODAY)
    before = checklist_card(pack, decision)
    brought = next(item for item in before["items"] if item["group"] == "bring")
    card = checklist_card(suspended(pack, brought["evidence"]), decision)
    validate(card)
    item = next(item for item in card["items"] if item["evidence"] == brought["evidence"])
    assert item["group"] == "checking"
    assert "正在核实" in item["steps"][0]["what"] and item["basis"] == []
    assert f"{brought['name']}正在核实，去之前先打12345问清楚要不要带。" in card["text"]
    assert "省里刚改" not in card["text"]


def test_a_suspended_piece_is_not_counted_among_those_to_bring() -> None:
    pack = read_pack(default_pack())
    decision = decide(pack.services[SHOP], RENTED, TODAY)
    brought = [
        i["evidence"] for i in checklist_card(pack, decision)["items"] if i["group"] == "bring"
    ]
    card = checklist_card(suspended(pack, *brought), decision)
    assert card["now"] == 0
    assert "不用另外带证明" not in card["text"]


def test_a_suspended_proof_asked_about_by_itself_leads_to_people() -> None:
    pack = read_pack(default_pack())
    card = handoff_card(pack, "suspended", evidence=pack.evidence["household-book"])
    validate(card)
    assert card["text"].startswith("“居民户口簿”的规定正在核实")
