"""Cards over the county's whole pack: each keeps its contract and its order of speaking."""

from datetime import date
from pathlib import Path

import pytest

from cards.basis import basis_card
from cards.checklist import checklist_card
from cards.choose_service import choose_service_card
from cards.eligibility import eligibility_card
from cards.envelope import Card
from cards.error import error_card
from cards.evidence import evidence_card
from cards.explanation import explanation_card
from cards.handoff import handoff_card
from cards.office import office_card
from cards.out_of_scope import out_of_scope_card
from cards.pledge import pledge_card
from cards.progress import progress_card
from cards.question import question_card
from cards.schema import card_names, validate
from knowledge.comparing import changes_between
from knowledge.deciding import decide
from knowledge.model import Pack, Service
from knowledge.reading import read_pack
from knowledge.settings import default_pack
from knowledge.vocabulary import Treatment

TODAY = date(2026, 11, 22)
PACK = read_pack(default_pack())
COMPLETE = [service for service in PACK.services.values() if service.complete]
SHOP = PACK.services["individual-business-registration"]
MOST_LINES = 8
ROOT = Path(__file__).resolve().parents[2]


def the(pack: Pack, service: Service, **case: str) -> Card:
    return checklist_card(pack, decide(service, case, TODAY))


@pytest.mark.parametrize("service", COMPLETE, ids=lambda service: service.id)
def test_every_checklist_keeps_its_contract(service: Service) -> None:
    card = the(PACK, service)
    validate(card)
    assert len(card["text"].splitlines()) <= MOST_LINES
    assert "样例" not in card["text"] and "None" not in card["text"]


@pytest.mark.parametrize("service", COMPLETE, ids=lambda service: service.id)
def test_every_question_and_side_answer_keeps_its_contract(service: Service) -> None:
    for fact in service.facts.values():
        validate(question_card(PACK, service, fact, {}))
    for card in (
        office_card(PACK, service),
        eligibility_card(PACK, service),
        progress_card(PACK, service),
        handoff_card(PACK, "not_ready", service),
    ):
        validate(card)
        assert "样例" not in card["text"]


@pytest.mark.parametrize("service", COMPLETE, ids=lambda service: service.id)
def test_every_piece_can_be_explained(service: Service) -> None:
    decision = decide(service, {}, TODAY)
    for item in decision.items:
        card = explanation_card(PACK, decision, item.item.evidence)
        validate(card)
        assert card["text"]


@pytest.mark.parametrize("service", COMPLETE, ids=lambda service: service.id)
def test_every_checklist_can_say_what_it_stands_on(service: Service) -> None:
    card = basis_card(PACK, decide(service, {}, TODAY))
    validate(card)
    assert len(card["text"].splitlines()) <= MOST_LINES


def test_what_is_used_instead_is_said_with_what_to_do_and_its_basis() -> None:
    decision = decide(SHOP, {"premises": "self-built"}, TODAY)
    card = explanation_card(PACK, decision, PACK.evidence["property-certificate"])
    assert "换成" in card["text"] and "签一份承诺书代替" in card["text"]
    assert card["basis"]


def test_an_assumption_is_understood_without_its_question() -> None:
    text = the(PACK, PACK.services["birth-service-registration"])["text"]
    assert "生育登记结没结婚：领了" in text


def test_every_evidence_type_has_a_card() -> None:
    for piece in PACK.evidence.values():
        validate(evidence_card(PACK, piece))


def test_every_pledge_used_has_a_card() -> None:
    for service in COMPLETE:
        decision = decide(service, {}, TODAY)
        for item in decision.items:
            if item.way.pledge:
                card = pledge_card(PACK, decision, item.way.pledge, item.key[0])
                validate(card)
                assert "以窗口提供的格式文本为准" in card["text"]


def test_cards_about_nothing_in_particular_keep_their_contract() -> None:
    kinds = ("emergency", "violence_or_suicide", "abuse", "prompt_injection", "chitchat")
    for kind in (*kinds, "gibberish", "commercial", "other_government", "unheard-of"):
        validate(out_of_scope_card(PACK, kind))
    for reason in ("asked", "booking", "suspended", "lost"):
        validate(handoff_card(PACK, reason))
    validate(error_card(PACK))
    validate(progress_card(PACK, None))
    validate(choose_service_card(PACK, [service.id for service in COMPLETE[:3]]))


def test_an_answer_speaks_in_order() -> None:
    text = the(PACK, SHOP, premises="self-built")["text"]
    places = [text.index(word) for word in ("要带：", "要签：", "不用您跑：", "12345")]
    assert places == sorted(places)


def test_an_inferred_lighter_treatment_is_never_said_as_fact() -> None:
    for service in COMPLETE:
        for item in the(PACK, service)["items"]:
            lighter = item["treatment"] != Treatment.BRING.value
            if lighter and item["standing"] == "inferred":
                assert item["group"] in ("unsure", "bring")


def test_what_is_unsure_says_to_take_along_what_is_at_hand() -> None:
    text = the(PACK, SHOP, premises="own-certified")["text"]
    assert "手里有就带上" in text and "没有不用专门去开" in text and "出示依据" in text


def test_before_is_claimed_only_where_a_source_says_so() -> None:
    assert the(PACK, SHOP, premises="self-built")["before"]["source"]
    assert "before" not in the(PACK, PACK.services["marriage-registration"])


def test_a_correction_says_what_changed_and_why() -> None:
    before = decide(SHOP, {"premises": "rented"}, TODAY)
    after = decide(SHOP, {"premises": "self-built"}, TODAY)
    card = checklist_card(PACK, after, changes_between(before, after), SHOP.facts["premises"])
    validate(card)
    assert {change["because"] for change in card["changes"]} == {"自己盖的，没有房产证"}
    assert "改了" in card["text"]


def test_samples_are_replaced_by_the_advice_to_ring_first() -> None:
    card = office_card(PACK, SHOP)
    assert card["address"] == "" and "先打12345核实" in card["text"]


def test_every_kind_of_card_has_a_schema_of_its_own() -> None:
    assert {"checklist", "question", "error"} <= set(card_names())


def test_every_card_is_documented() -> None:
    page = (ROOT / "docs" / "developers" / "cards.md").read_text(encoding="utf-8")
    assert [name for name in card_names() if f"| `{name}` |" not in page] == []


def test_a_pledge_is_filled_with_the_case() -> None:
    decision = decide(SHOP, {"premises": "self-built"}, TODAY)
    item = next(item for item in decision.items if item.way.pledge)
    assert item.way.pledge
    card = pledge_card(PACK, decision, item.way.pledge, item.key[0])
    validate(card)
    assert "情形：自己盖的，没有房产证。" in card["text"]
