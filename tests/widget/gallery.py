"""One of each card, made by the real builders from the county's pack."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from cards.checklist import checklist_card
from cards.choose_service import choose_service_card
from cards.eligibility import eligibility_card
from cards.envelope import Card
from cards.error import error_card
from cards.evidence import evidence_card
from cards.explanation import explanation_card
from cards.handoff import handoff_card
from cards.life_event import life_event_card
from cards.office import office_card
from cards.out_of_scope import out_of_scope_card
from cards.pledge import pledge_card
from cards.progress import progress_card
from cards.question import question_card
from knowledge.comparing import changes_between
from knowledge.deciding import decide
from knowledge.decision import Decision
from knowledge.model import Service
from knowledge.planning import plan
from knowledge.reading import read_pack
from knowledge.shell import default_pack
from tests.widget.booking_gallery import booking_cards

TODAY = date(2026, 11, 22)
PACK = read_pack(default_pack())
SHOP = PACK.services["individual-business-registration"]
ALIKE = ["individual-business-registration", "company-registration", "food-business-licence"]
UNKNOWN = {
    "card": "weather",
    "v": 1,
    "text": "这是以后才有的卡片。\n照文字念就行。",
    "pack_version": "",
    "as_of": "",
}


def checklist(service: Service = SHOP, **case: str) -> Card:
    """The checklist of ``service`` in ``case``."""
    return checklist_card(PACK, decide(service, case, TODAY))


def corrected() -> Card:
    """The shop's checklist after 不对，是自己盖的."""
    before = decide(SHOP, {"premises": "rented"}, TODAY)
    after = decide(SHOP, {"premises": "self-built"}, TODAY)
    return checklist_card(PACK, after, changes_between(before, after), SHOP.facts["premises"])


def other_outcomes() -> dict[str, Card]:
    """One card for each outcome that isn't a checklist."""
    found: dict[str, Card] = {}
    for service in PACK.services.values():
        for fact in service.facts.values():
            for value in fact.values:
                card = checklist(service, **{fact.id: value.id})
                found.setdefault(card["outcome"], card)
        if len(found) == 5:
            break
    found.pop("checklist")
    return found


def suspended() -> Card:
    """A checklist with a piece that is being verified."""
    piece = decide(SHOP, {"premises": "self-built"}, TODAY).items[0].item.evidence.id
    held = replace(PACK.suspended, evidence={piece: PACK.county.as_of})
    return checklist_card(
        replace(PACK, suspended=held), decide(SHOP, {"premises": "self-built"}, TODAY)
    )


def pledge() -> Card:
    """The shop's pledge."""
    decision = _shop()
    item, signed = next((i, i.way.pledge) for i in decision.items if i.way.pledge)
    return pledge_card(PACK, decision, signed, item.key[0])


def explanation() -> Card:
    """Why the shop's proof of premises isn't asked for."""
    decision = _shop()
    item = next(item for item in decision.items if item.way.pledge)
    return explanation_card(PACK, decision, item.item.evidence)


def _shop() -> Decision:
    return decide(SHOP, {"premises": "self-built"}, TODAY)


def life_event(event: str = "") -> Card:
    """A life event with several services."""
    chosen = PACK.events.get(event) or max(PACK.events.values(), key=lambda e: len(e.steps))
    return life_event_card(PACK, plan(chosen, PACK, {}, TODAY))


def _longest_evidence() -> Card:
    piece = next(piece for piece in PACK.evidence.values() if piece.no_longer_issued)
    return evidence_card(PACK, piece)


def everything() -> dict[str, list[Any]]:
    """A script: what to say, and the card that answers it."""
    legal_aid = PACK.services["legal-aid"]
    script: dict[str, list[Any]] = {
        "清单": [checklist(premises="self-built")],
        "长清单": [checklist(legal_aid)],
        "改清单": [corrected()],
        "核实": [suspended()],
        "提问": [question_card(PACK, SHOP, SHOP.facts["premises"], {})],
        "挑选": [choose_service_card(PACK, ALIKE)],
        "承诺书": [pledge()],
        "为什么": [explanation()],
        "证明": [_longest_evidence()],
        "窗口": [office_card(PACK, legal_aid)],
        "条件": [eligibility_card(PACK, legal_aid)],
        "进度": [progress_card(PACK, SHOP)],
        "找人": [handoff_card(PACK, "asked")],
        "约人": [handoff_card(PACK, "booking", SHOP)],
        "急事": [out_of_scope_card(PACK, "emergency")],
        "闲聊": [out_of_scope_card(PACK, "chitchat")],
        "出错": [error_card(PACK)],
        "一件事": [life_event()],
        "新卡": [UNKNOWN],
        "缺卡": [{name: part for name, part in checklist().items() if name != "items"}],
        "几张": ["先说一句。", checklist(premises="self-built"), error_card(PACK)],
    }
    script.update(booking_cards(PACK))
    script.update({f"结果 {name}": [card] for name, card in other_outcomes().items()})
    return script
