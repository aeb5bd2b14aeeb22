"""Pages without JavaScript: the same checklist as in the chat, by its name, facts or code."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
import requests

from knowledge import live
from knowledge.short_code import code_of
from knowledge.vocabulary import FactUse
from portal.running import Portal
from portal.searching import Searcher
from tests.portal.visitor import Visitor

PACK = live.current()
SHOP = PACK.services["individual-business-registration"]
COMPLETE = [service.id for service in PACK.services.values() if service.complete]


def text_of(page: requests.Response) -> str:
    return unescape(re.sub(r"<[^>]+>", "", page.text))


def submitted(portal: Portal, path: str, **facts: str) -> requests.Response:
    return requests.post(portal.url + path, data=facts, timeout=60)


@pytest.mark.parametrize("service_id", COMPLETE)
def test_every_service_has_its_page(portal: Portal, service_id: str) -> None:
    page = Visitor(portal).get(f"/s/{service_id}")
    assert page.status_code == 200
    text = text_of(page)
    assert PACK.services[service_id].spoken in text
    assert "None" not in text and "样例：" not in text
    for fact in PACK.services[service_id].facts.values():
        assert (f'name="{fact.id}"' in page.text) is (fact.use is not FactUse.NEVER)


@pytest.mark.parametrize("event_id", sorted(PACK.events))
def test_every_life_event_has_its_page(portal: Portal, event_id: str) -> None:
    page = Visitor(portal).get(f"/e/{event_id}")
    assert page.status_code == 200
    assert PACK.events[event_id].name in text_of(page)
    assert "None" not in text_of(page)


@pytest.mark.parametrize("pledge_id", sorted(PACK.pledges))
def test_every_pledge_has_its_sample(portal: Portal, pledge_id: str) -> None:
    page = Visitor(portal).get(f"/p/{pledge_id}")
    assert page.status_code == 200
    assert "以窗口提供的格式文本为准" in text_of(page)
    assert all(line in text_of(page) for line in PACK.pledges[pledge_id].declares)


def test_facts_come_by_post_and_change_the_list(portal: Portal) -> None:
    fact = next(f for f in SHOP.facts.values() if f.use is FactUse.ASK)
    pages = [submitted(portal, f"/s/{SHOP.id}", **{fact.id: v.id}) for v in fact.values]
    assert {page.status_code for page in pages} == {200}
    assert len({text_of(page) for page in pages}) > 1
    for page, value in zip(pages, fact.values, strict=True):
        assert value.label in text_of(page)
        assert page.url == f"{portal.url}/s/{SHOP.id}"


def test_the_code_opens_the_same_list_and_the_qr_code_is_drawn(portal: Portal) -> None:
    fact = next(f for f in SHOP.facts.values() if f.use is FactUse.ASK)
    page = submitted(portal, f"/s/{SHOP.id}", **{fact.id: fact.values[-1].id})
    (address,) = set(re.findall(rf'href="({re.escape(portal.url)}/c/[^"]+)"', page.text))
    assert address.endswith(code_of(PACK, SHOP, {fact.id: fact.values[-1].id}))
    assert "<svg" in page.text
    opened = requests.get(address, timeout=60)
    assert re.sub(r"\s", "", text_of(opened)) == re.sub(r"\s", "", text_of(page))


def test_a_code_typed_by_hand_finds_its_page(portal: Portal) -> None:
    code = code_of(PACK, SHOP, {})
    typed = code.lower().replace("-", " ")
    page = requests.get(f"{portal.url}/c", params={"code": typed}, timeout=60)
    assert SHOP.spoken in text_of(page)


def test_a_code_with_a_slip_is_noticed(portal: Portal) -> None:
    code = code_of(PACK, SHOP, {})
    slipped = code[:-1] + ("0" if code[-1] != "0" else "1")
    page = requests.get(f"{portal.url}/c/{slipped}", timeout=60)
    assert page.status_code == 404
    assert "抄错" in text_of(page)


def test_a_code_of_other_rules_leads_to_its_service(portal: Portal) -> None:
    other = replace(PACK, version=f"{(int(PACK.version, 16) + 1) % 16**12:012x}")
    page = requests.get(f"{portal.url}/c/{code_of(other, SHOP, {})}", timeout=60)
    assert page.status_code == 410
    assert f'href="/s/{SHOP.id}"' in page.text


def test_what_nobody_is_asked_about_stands_in_no_address(portal: Portal) -> None:
    tried = 0
    for service_id in COMPLETE:
        service = PACK.services[service_id]
        for fact in service.facts.values():
            if fact.use is FactUse.OFFER and tried < 12:
                tried += 1
                page = submitted(portal, f"/s/{service_id}", **{fact.id: fact.values[-1].id})
                assert f"/c/{code_of(PACK, service, {})}" in page.text
                assert "没有写进码和链接里" in text_of(page)
    assert tried


@pytest.mark.parametrize(
    ("path", "facts"),
    [
        ("/s/nothing", {}),
        (f"/s/{SHOP.id}", {"nonsense": "x"}),
        (f"/s/{SHOP.id}", {f"f{n}": "x" for n in range(100)}),
        ("/e/nothing", {}),
    ],
)
def test_what_we_do_not_know_is_refused_on_a_page(
    portal: Portal, path: str, facts: dict[str, str]
) -> None:
    page = requests.post(portal.url + path, data=facts, headers={"Accept": "text/html"}, timeout=60)
    assert page.status_code in (400, 404)
    assert "12345" in text_of(page)


@pytest.mark.parametrize(
    ("query", "service_id"),
    [
        ("小卖部", "individual-business-registration"),
        ("个体工商户", "individual-business-registration"),
        ("gtgsh", "individual-business-registration"),
        ("GTGSH", "individual-business-registration"),
        ("ｇｔｇｓｈ", "individual-business-registration"),
        ("工伤 认定", "work-injury-recognition"),
    ],
)
def test_search_goes_by_name_alias_and_initials(query: str, service_id: str) -> None:
    found = [service.id for service in Searcher(PACK).find(query)]
    assert service_id in found[:10]


def test_the_list_and_the_search_are_pages(portal: Portal) -> None:
    everything = text_of(Visitor(portal).get("/services"))
    assert all(service.spoken in everything for service in PACK.services.values())
    found = text_of(Visitor(portal).get("/services?q=工伤"))
    assert "工伤" in found and SHOP.spoken not in found
    nothing = text_of(Visitor(portal).get("/services?q=qqqqqqqq"))
    assert "没有找到" in nothing and "12345" in nothing


def test_a_number_in_a_search_is_masked_and_markup_is_text(portal: Portal) -> None:
    page = requests.get(f"{portal.url}/services", params={"q": "<b>13812345678</b>"}, timeout=60)
    assert "13812345678" not in page.text and "<b>" not in page.text


def test_the_demo_embeds_the_widget_with_one_tag(portal: Portal) -> None:
    page = Visitor(portal).get("/demo").text
    assert re.findall(r"<script[^>]*>", page) == ['<script src="/widget/guide.js" defer>']


def test_the_privacy_page_is_the_notice(portal: Portal) -> None:
    notice = Visitor(portal).get("/notice").json()
    text = text_of(Visitor(portal).get("/privacy"))
    assert all(paragraph in text for paragraph in notice["paragraphs"])
    assert all(row["how_long"] in text for row in notice["kept"])
