"""Differences: which service, for whom, what, and from when, in words a citizen understands."""

from datetime import date
from pathlib import Path

from knowledge.diffing import stages
from knowledge.model import Pack
from knowledge.reading import read_pack
from knowledge.shell.diffing import in_words

from .conftest import SMALL_PACK, TODAY, Edit

SHOP = "services/trade/open-shop.yml"
FREIGHT = "services/trade/haul-freight.yml"
CHECKUP = "- {要件: 体检, 证明: [{证明: 体检表, 做法: [{步骤: [自带/原件]}]}]}\n随身:"


def words(folder: Path, on: date = TODAY) -> str:
    return in_words(stages(read_pack(SMALL_PACK), read_pack(folder), on))


def test_the_same_version_differs_in_nothing(small_pack: Pack) -> None:
    assert stages(small_pack, small_pack, TODAY) == []
    assert in_words([]) == "两个版本对群众没有不同。"


def test_a_changed_treatment_names_those_whom_it_touches(edited: Edit) -> None:
    text = words(edited(SHOP, "自带/复印件", "自带/原件"))
    assert "《开店登记》" in text and "《货运许可》" not in text
    assert "房子是“租的”的：“租赁合同”以前带复印件；现在带原件。" in text


def test_a_piece_no_longer_needed_is_said(edited: Edit) -> None:
    text = words(edited(SHOP, "- 要件: 村里证明\n", "- 要件: 村里证明\n  至: 2026-01-01\n"))
    assert "所有人：“村里证明”不在清单上了。" in text


def test_a_new_piece_is_said(edited: Edit) -> None:
    text = words(edited(SHOP, "随身:", CHECKUP))
    assert "所有人：加了“体检表”：带原件。" in text


def test_an_inferred_easing_is_not_said_as_fact(edited: Edit) -> None:
    text = words(edited(SHOP, "做法: [{步骤: [自带/复印件]}]",
                        "做法: [{步骤: [部门核验], 理由: 能核, 查不到: 带来}]"))
    assert "窗口自己向开的单位核（按规定推断的，县里未确认）" in text


def test_an_outcome_that_changes_is_told_as_a_whole(edited: Edit) -> None:
    text = words(edited(FREIGHT, "结果: 不用办", "结果: 别处办"))
    assert "吨位是“小车”的：以前不用办（四吨半以下不用办），现在不在这里办" in text
    assert "行驶证" not in text


def test_dated_rules_are_told_with_their_day(small_pack: Pack) -> None:
    found = stages(small_pack, small_pack, date(2024, 6, 1))
    assert [stage.since for stage in found] == [date(2025, 1, 1)]
    text = in_words(found)
    assert text.startswith("2025-01-01起：")
    assert "房子是“没证”、吨位是“大车”的：“参保记录”以前带原件" in text


def test_a_new_and_a_gone_service_are_named(edited: Edit) -> None:
    folder = edited("services.csv", "close-shop", "close-shop")
    (folder / "services/trade/close-shop.yml").unlink()
    assert "不再回答《关店登记》（市监局）。" in words(folder)
    back = in_words(stages(read_pack(folder), read_pack(SMALL_PACK), TODAY))
    assert "新写全了《关店登记》（市监局）。" in back


def test_sentences_beside_the_list_are_compared(edited: Edit) -> None:
    text = words(edited(SHOP, "随身: [身份证原件]", "随身: [身份证原件]\n时限: {说明: 当场}"))
    assert "时限：现在是“当场”。" in text


def test_cases_that_make_no_simple_group_are_called_some(edited: Edit) -> None:
    """Either fact may bring it about: no list of values says that exactly."""
    either = CHECKUP.replace("证明:", "当: [{房子: 没证}, {信用: 失信}], 证明:", 1)
    found = stages(read_pack(SMALL_PACK), read_pack(edited(SHOP, "随身:", either)), TODAY)
    (difference,) = found[0].changed[0].differences
    assert not difference.whom.exact
    assert "有的人：加了“体检表”" in in_words(found)
