"""Checking: nothing lighter is claimed than the sources carry, and nothing written is idle."""

import pytest

from knowledge.checking import check
from knowledge.model import Pack
from knowledge.reading import read_pack

from .conftest import TODAY, Edit

SHOP = "services/trade/open-shop.yml"
CLOSE = "services/trade/close-shop.yml"
FREIGHT = "services/trade/haul-freight.yml"


def test_a_sound_pack_is_usable_and_lists_what_is_to_be_filled_in(small_pack: Pack) -> None:
    report = check(small_pack, TODAY)
    assert report.problems == ()
    assert report.to_fill_in == ("大厅地址：样例：待填",)


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (SHOP, "把握: 县里, 依据: [日报报道]", "把握: 县里, 依据: [登记条例 第2条]", "没有报道"),
        (SHOP, "把握: 县里, 依据: [日报报道], ", "把握: 县里, ", "却没有依据"),
        (SHOP, "理由: 签承诺再上门看, ", "", "要写“理由”"),
        (SHOP, ", 查不到: 交建房手续", "", "要写“查不到”"),
        (SHOP, "承诺: house-pledge, ", "", "要写用哪份“承诺”"),
        (
            SHOP,
            "依据: [登记条例 第2条], 理由: 库里有",
            "依据: [登记条例 第9条], 理由: 库里有",
            "还没见过条文",
        ),
        (SHOP, "  - 证明: 身份证", "  - 证明: 房产证", "不在电子证照库里"),
        (
            SHOP,
            "- 要件: 村里证明\n",
            "- 要件: 村里证明\n  依据: 登记条例 第1条\n",
            "不该写要求它的“依据”",
        ),
        (
            SHOP,
            "当: {房子: 没证}\n    证明:\n    - 证明: 房子证明",
            "当: {房子: 没证}\n    证明:\n    - 证明: 体检表",
            "关系人身健康",
        ),
        (CLOSE, "没有条件的理由: 都一样\n", "", "没有条件的理由"),
        (
            CLOSE,
            "步骤: [数据共享], 把握: 法律, 依据: [登记条例 第2条]",
            "步骤: [数据共享], 把握: 推断",
            "只有推断的理由",
        ),
        (CLOSE, "证明: 执照", "证明: 村里证明", "要写用哪个“系统”"),
        (
            FREIGHT,
            "房子: {先验: {有证: 1, 没证: 98, 租的: 1}}",
            "房子: {怎么用: 给看}\n  信用: {怎么用: 问}",
            None,
        ),
        (FREIGHT, "当: {吨位: 小车}", "当: {吨位: 小车, 房子: [有证, 没证, 租的]}", None),
        ("evidence/all.yml", "别名: [房本]", "别名: [二代证]", "既指"),
        ("facts.yml", "词: [没证]", "词: [有证]", "属于两个选项"),
        ("facts.yml", "词: [没证]", "词: [《没有这组》]", "没有词组"),
        ("facts.yml", "词: [没证]", "词: [(没证|没本]", "括号没配对"),
    ],
)
def test_what_the_sources_do_not_carry_is_refused(
    edited: Edit, file: str, old: str, new: str, says: str | None
) -> None:
    messages = [p.message for p in check(read_pack(edited(file, old, new)), TODAY).problems]
    assert (messages == []) if says is None else any(says in message for message in messages)


def test_a_way_no_case_reaches_is_found(edited: Edit) -> None:
    rented = "做法: [{步骤: [自带/复印件]}, {步骤: [自带/出示], 当: {房子: 有证}}]"
    pack = read_pack(edited(SHOP, "做法: [{步骤: [自带/复印件]}]", rented))
    assert [p.message for p in check(pack, TODAY).problems] == [
        "“租赁合同”的这种做法在哪种情形下都轮不到，请查“当”"
    ]


def test_an_outcome_behind_a_wider_one_is_found(edited: Edit) -> None:
    second = "- {当: {吨位: 小车, 房子: 租的}, 结果: 别处办, 说明: 轮不到}\n问:"
    pack = read_pack(edited(FREIGHT, "问:", second))
    assert any("都轮不到" in p.message for p in check(pack, TODAY).problems)


def test_a_question_that_changes_nothing_is_found(edited: Edit) -> None:
    pack = read_pack(edited(FREIGHT, "当: {房子: 没证}", "当: {房子: [没证, 有证, 租的]}"))
    assert any("问了也不改变" in p.message for p in check(pack, TODAY).problems)


def test_too_many_cases_are_refused(edited: Edit) -> None:
    options = ", ".join(f"甲{n}: {{编号: a{n}}}" for n in range(150))
    fact = "\n".join(f"  情{k}: {{编号: f{k}, 问法: 几？, 选项: {{{options}}}}}" for k in (1, 2))
    edited(FREIGHT, "  房子: {先验", f"{fact}\n  房子: {{先验")
    pack = read_pack(edited(FREIGHT, "当: {房子: 没证}", "当: {房子: 没证, 情1: 甲1, 情2: 甲2}"))
    assert any("多过20000" in p.message for p in check(pack, TODAY).problems)
