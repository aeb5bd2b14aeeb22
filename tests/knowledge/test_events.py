"""一件事: services in order, evidence counted once, every case of every event planned."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from knowledge.checking import check
from knowledge.checking.events import event_problems
from knowledge.decision import Decision
from knowledge.events import LifeEvent
from knowledge.model import UNKNOWN, Pack, Suspended
from knowledge.planning import Piece, Plan, plan
from knowledge.reading import PackError, read_pack
from knowledge.shell import default_pack
from knowledge.vocabulary import Outcome

from .conftest import SMALL_PACK, TODAY

PACK = read_pack(default_pack())
EVENTS = list(PACK.events.values())

START = """
start-hauling:
  名称: 跑车拉货
  说法: [说法一, 说法二, 说法三, 说法四, 说法五, 说法六, 说法七, 说法八]
  官方: 否
  事实:
    房子: {}
    雇不雇人:
      编号: hires
      问法: 雇不雇人？
      选项:
        雇人: {编号: hires, 说法: 雇人, 先验: 30}
        不雇人: {编号: alone, 说法: 不雇人, 先验: 70}
  步骤:
  - {事项: 开店登记, 办出: [执照]}
  - {事项: 货运许可, 已知: {吨位: 大车}, 同次: 是, 说明: 车要先上牌}
  - {事项: 关店登记, 当: {雇不雇人: 雇人}}
  先后说明: 先领执照
  安慰: 一路平安
"""

Write = Callable[[str], Path]


@pytest.fixture
def with_events(tmp_path: Path) -> Write:
    """Copies the small pack and writes its events."""
    folder = tmp_path / "pack"
    copytree(SMALL_PACK, folder)

    def write(events: str) -> Path:
        (folder / "events.yml").write_text(events, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def hauling(with_events: Write) -> Pack:
    return read_pack(with_events(START))


def planned(pack: Pack, **case: str) -> Plan:
    (event,) = pack.events.values()
    return plan(event, pack, {fact.replace("_", "-"): value for fact, value in case.items()}, TODAY)


def piece(found: Plan, name: str) -> Piece:
    return next(piece for piece in found.pieces if piece.item.item.name == name)


def services(found: Plan) -> list[str]:
    return [step.service.id for step in found.steps]


def test_a_pack_without_events_has_none(small_pack: Pack) -> None:
    assert small_pack.events == {}


def test_services_come_in_the_order_to_do_them(hauling: Pack) -> None:
    assert services(planned(hauling, hires="hires")) == ["open-shop", "haul-freight", "close-shop"]


def test_a_step_is_left_out_where_its_condition_fails(hauling: Pack) -> None:
    assert "close-shop" not in services(planned(hauling, hires="alone"))


def test_an_untold_fact_is_taken_at_its_commonest_value_and_said(hauling: Pack) -> None:
    found = planned(hauling)
    assert "close-shop" not in services(found)
    assert {a.fact.id: a.value.id for a in found.assumptions} == {
        "house": "certified",
        "hires": "alone",
    }


def test_what_was_asked_and_not_known_is_assumed_as_asked(hauling: Pack) -> None:
    found = planned(hauling, hires=UNKNOWN)
    assert {a.fact.id: a.asked for a in found.assumptions} == {"house": False, "hires": True}


def test_what_is_assumed_of_the_event_holds_for_all_its_services(hauling: Pack) -> None:
    found = planned(hauling)
    decisions = [step.decision for step in found.steps if step.decision]
    assert {decision.case["house"] for decision in decisions} == {"certified"}


def test_what_the_event_settles_is_not_left_open(hauling: Pack) -> None:
    freight = planned(hauling).steps[1].decision
    assert freight is not None
    assert freight.case["mass"] == "large" and freight.outcome is Outcome.CHECKLIST


def test_services_of_one_visit_share_its_number(hauling: Pack) -> None:
    found = planned(hauling, hires="hires")
    assert [step.visit for step in found.steps] == [1, 1, 2]
    assert found.visits == 2


def test_a_service_that_is_not_needed_takes_no_visit(with_events: Write) -> None:
    small = START.replace("吨位: 大车", "吨位: 小车").replace(", 同次: 是", "")
    found = planned(read_pack(with_events(small)), hires="hires")
    assert [step.visit for step in found.steps] == [1, 0, 2]
    assert not found.steps[1].to_do


def test_what_a_step_issues_is_not_brought_from_home(hauling: Pack) -> None:
    assert piece(planned(hauling, hires="hires"), "执照").issued_by == "open-shop"


def test_the_same_piece_is_counted_once_for_all_services(with_events: Write) -> None:
    twice = START.replace(
        "- {事项: 关店登记", "- {事项: 开店登记, 当: {雇不雇人: 雇人}}\n  - {事项: 关店登记"
    )
    found = planned(read_pack(with_events(twice)), hires="hires", house="rented")
    assert [p.item.item.name for p in found.pieces].count("租赁合同") == 1
    assert piece(found, "租赁合同").services == ("open-shop", "open-shop")
    assert piece(found, "租赁合同").copies == 2


def test_a_piece_shown_twice_is_brought_once(hauling: Pack) -> None:
    assert piece(planned(hauling), "房产证").copies == 1


def test_a_suspended_service_is_not_decided(hauling: Pack) -> None:
    stopped = replace(hauling, suspended=Suspended(services={"haul-freight": "核实"}))
    step = planned(stopped).steps[1]
    assert step.decision is None and step.to_do


def test_a_value_that_no_service_knows_is_ignored(hauling: Pack) -> None:
    assert planned(hauling, mass="no-such-mass").steps[1].decision


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("事项: 货运许可", "事项: 货运许", "是不是“货运许可”"),
        ("吨位: 大车", "吨位: 巨车", "没有情形“吨位: 巨车”"),
        ("雇不雇人: 雇人", "雇不雇人: 雇马", "没有选项“雇马”"),
        ("当: {雇不雇人", "当: {经营: 有, 雇不雇人", "没有叫“经营”的情形"),
        ("办出: [执照]", "办出: [招牌]", "证明目录里没有“招牌”"),
        ("先后说明", "先后", "是不是“先后说明”"),
    ],
)
def test_a_fault_says_what_to_mend(with_events: Write, old: str, new: str, says: str) -> None:
    with pytest.raises(PackError) as caught:
        read_pack(with_events(START.replace(old, new, 1)))
    problem = next(each for each in caught.value.problems if says in each.message)
    line = START.replace(old, new, 1).partition(new)[0].count("\n") + 1
    assert problem.place.file == "events.yml" and problem.place.line == line


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("官方: 否", "官方: 是", "要写“来源”"),
        ("说法七, 说法八", "说法七, 说法七", "至少要写8种"),
        (", 办出: [执照]", ", 办出: [村里证明]", "后面没有哪一步要"),
        ("- {事项: 开店登记, 办出", "- {事项: 开店登记, 同次: 是, 办出", "不能写“同次”"),
        ("- {事项: 关店登记, 当: {雇不雇人: 雇人}}", "- {事项: 关店登记}", "不改变"),
    ],
)
def test_an_idle_or_unfounded_entry_is_a_problem(
    with_events: Write, old: str, new: str, says: str
) -> None:
    assert old in START
    pack = read_pack(with_events(START.replace(old, new, 1)))
    assert any(says in problem.message for problem in event_problems(pack, TODAY))
    assert not check(pack, TODAY).usable


def test_the_small_event_is_sound(hauling: Pack) -> None:
    assert list(event_problems(hauling, TODAY)) == []


def test_the_county_has_at_least_thirty_two_events() -> None:
    assert len(EVENTS) >= 32


def test_nothing_is_called_official_without_its_list() -> None:
    assert all(event.source for event in EVENTS if event.official)


def test_the_countys_events_are_sound() -> None:
    assert list(event_problems(PACK, TODAY)) == []


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.id)
def test_evidence_is_counted_once_in_every_event(event: LifeEvent) -> None:
    found = plan(event, PACK, {}, TODAY)
    keys = [piece.item.key for piece in found.pieces]
    decisions: list[Decision] = [step.decision for step in found.steps if step.decision]
    assert len(keys) == len(set(keys))
    assert set(keys) == {item.key for decision in decisions for item in decision.items}


@pytest.mark.parametrize(
    "event", ["bereavement", "work-death", "work-injury", "serious-illness", "disabled-support"]
)
def test_deaths_and_injuries_get_a_human_sentence(event: str) -> None:
    assert PACK.events[event].comfort
