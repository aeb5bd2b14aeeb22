"""Deciding: which way leads, what is assumed, and what the trace keeps."""

from datetime import date

import pytest

from knowledge.deciding import IncompleteService, UnknownValue, decide
from knowledge.decision import DecidedItem, Decision, Verdict
from knowledge.model import UNKNOWN, Pack, Service
from knowledge.reading import read_pack
from knowledge.vocabulary import Mode, Outcome, Treatment

from .conftest import TODAY, Edit


def decision(pack: Pack, service: str, case: dict[str, str], on: date = TODAY) -> Decision:
    return decide(pack.services[service], case, on)


def item(found: Decision, evidence: str) -> DecidedItem:
    return next(each for each in found.items if each.item.evidence.id == evidence)


def verdicts(found: Decision, evidence: str) -> list[Verdict]:
    return [step.verdict for step in found.trace if step.item and step.item.evidence.id == evidence]


def test_the_same_case_on_the_same_day_decides_the_same(small_pack: Pack) -> None:
    case = {"house": "uncertified"}
    assert decision(small_pack, "open-shop", case) == decision(small_pack, "open-shop", case)


def test_the_lightest_open_way_leads_and_the_others_stay_as_alternatives(small_pack: Pack) -> None:
    proof = item(decision(small_pack, "open-shop", {"house": "uncertified"}), "house-proof")
    assert [step.treatment for step in proof.way.steps] == [Treatment.PLEDGE, Treatment.PROXY]
    assert proof.way.steps[1].mode is Mode.ONSITE
    assert [way.treatment for way in proof.other_ways] == [Treatment.PROXY, Treatment.BRING]


def test_a_proxy_agent_leads_only_where_the_county_does_it(small_pack: Pack) -> None:
    found = decision(small_pack, "open-shop", {"house": "uncertified"})
    assert Verdict.NOT_IN_FORCE in verdicts(found, "house-proof")


def test_a_pledge_is_closed_to_whoever_says_he_is_barred(small_pack: Pack) -> None:
    case = {"house": "uncertified", "credit": "barred"}
    found = decision(small_pack, "open-shop", case)
    assert item(found, "house-proof").treatment is Treatment.BRING
    assert Verdict.PLEDGE_BARRED in verdicts(found, "house-proof")


def test_a_bar_nobody_spoke_of_is_no_assumption(small_pack: Pack) -> None:
    found = decision(small_pack, "open-shop", {"house": "uncertified"})
    assert [assumed.fact.id for assumed in found.assumptions] == []


def test_data_of_the_handling_department_itself_is_open_unconnected(small_pack: Pack) -> None:
    found = decision(small_pack, "close-shop", {})
    assert item(found, "trade-licence").treatment is Treatment.SHARED


def test_another_departments_unconnected_system_is_closed(small_pack: Pack) -> None:
    found = decision(small_pack, "haul-freight", {"mass": "large"})
    assert item(found, "vehicle-licence").treatment is Treatment.BRING
    assert verdicts(found, "vehicle-licence") == [Verdict.SYSTEM_CLOSED, Verdict.LEADS]


def test_connecting_a_system_changes_the_answer(edited: Edit) -> None:
    folder = edited("systems.yml", "国家级, 已接通: 否", "国家级, 已接通: 是")
    found = decision(read_pack(folder), "haul-freight", {"mass": "large"})
    assert item(found, "vehicle-licence").treatment is Treatment.SHARED


def test_a_certificate_is_exempt_only_since_it_is_in_the_library(small_pack: Pack) -> None:
    before = decision(small_pack, "open-shop", {"house": "certified"}, date(2019, 12, 31))
    after = decision(small_pack, "open-shop", {"house": "certified"}, date(2020, 1, 1))
    assert item(before, "identity-card").treatment is Treatment.BRING
    assert item(after, "identity-card").treatment is Treatment.EXEMPT


def test_a_rule_holds_from_its_first_to_its_last_day(small_pack: Pack) -> None:
    case = {"mass": "large", "house": "uncertified"}
    old = decision(small_pack, "haul-freight", case, date(2024, 12, 31))
    new = decision(small_pack, "haul-freight", case, date(2025, 1, 1))
    assert item(old, "insurance-record").treatment is Treatment.BRING
    assert item(new, "insurance-record").treatment is Treatment.SHARED
    assert Verdict.NOT_YET in verdicts(old, "insurance-record")
    assert Verdict.LAPSED in verdicts(new, "insurance-record")


def test_when_every_rule_has_lapsed_the_window_must_check(edited: Edit) -> None:
    folder = edited("services/trade/haul-freight.yml", "自: 2025-01-01", "至: 2025-06-30")
    case = {"mass": "large", "house": "uncertified"}
    record = item(decision(read_pack(folder), "haul-freight", case), "insurance-record")
    assert record.treatment is Treatment.VERIFIED and record.way.implied


def test_an_outcome_rule_comes_before_any_checklist(small_pack: Pack) -> None:
    found = decision(small_pack, "haul-freight", {"mass": "small"})
    assert found.outcome is Outcome.NOT_NEEDED
    assert found.items == ()
    assert found.reason and found.basis


def test_an_unknown_fact_is_taken_at_its_commonest_value_and_said(small_pack: Pack) -> None:
    found = decision(small_pack, "open-shop", {})
    assert [(a.fact.id, a.value.id, a.asked) for a in found.assumptions] == [
        ("house", "certified", False)
    ]


def test_not_knowing_is_an_answer_that_is_remembered(small_pack: Pack) -> None:
    found = decision(small_pack, "open-shop", {"house": UNKNOWN})
    assert found.assumptions[0].asked


def test_facts_of_another_errand_are_ignored(small_pack: Pack) -> None:
    assert decision(small_pack, "close-shop", {"mass": "small"}).case == {}


def test_a_value_the_fact_does_not_have_is_refused(small_pack: Pack) -> None:
    with pytest.raises(UnknownValue):
        decision(small_pack, "open-shop", {"house": "castle"})


def test_a_service_without_rules_is_not_guessed_at() -> None:
    with pytest.raises(IncompleteService):
        decide(Service("x", "某事", "某局", "个人"), {}, TODAY)


def test_lists_that_do_not_lead_stay_in_the_trace(small_pack: Pack) -> None:
    found = decision(small_pack, "open-shop", {"house": "certified"})
    assert set(verdicts(found, "house-proof")) == {Verdict.NOT_THIS_CASE}


def test_pieces_to_bring_are_counted(small_pack: Pack) -> None:
    assert decision(small_pack, "open-shop", {"house": "certified"}).pieces_to_bring == 1
    assert decision(small_pack, "open-shop", {"house": "uncertified"}).pieces_to_bring == 0
