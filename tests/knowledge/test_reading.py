"""Reading: every fault names its file and line and says in Chinese what to mend."""

import pytest

from knowledge.reading import PackError, read_pack

from .conftest import Edit

SHOP = "services/trade/open-shop.yml"


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (SHOP, "做法: [{步骤: [自带/原件]}]", "作法: [{步骤: [自带/原件]}]", "是不是“做法”"),
        (SHOP, "- 证明: 房产证", "- 证明: 房产正", "是不是“房产证”"),
        (SHOP, "房子: 有证", "房子: 有正", "没有选项“有正”"),
        (SHOP, "{房子: 租的}", "{屋子: 租的}", "没有叫“屋子”的情形"),
        (SHOP, "把握: 县里", "把握: 听说", "只能是县里、法律、推断"),
        (SHOP, "自带/复印件", "自带/传真", "自带/…"),
        (SHOP, "承诺: house-pledge", "承诺: no-pledge", "pledges.yml 里没有"),
        (SHOP, "依据: [日报报道]", "依据: [日报报到]", "是不是“日报报道”"),
        (SHOP, "登记条例 第1条", "登记条例 第7条", "没有“第7条”"),
        (SHOP, "已推行: 是", "已推行: 也许", "只能写“是”或“否”"),
        (SHOP, "接着办: [货运许可]", "接着办: [货运]", "没有叫“货运”的事项"),
        (SHOP, "编号: open-shop", "编号: open-shops", "是不是“open-shop”"),
        ("systems.yml", "已接通: 否", "接通: 否", "没有“接通”"),
        ("facts.yml", "先验: 50", "先验: 一半", "应当是一个数"),
        ("pledges.yml", "不选承诺: 可以照交证明", "不选承诺: ''", "自愿"),
        ("evidence/all.yml", "系统: [社保系统]", "系统: [社保]", "没有叫“社保”的来源系统"),
    ],
)
def test_a_fault_names_its_line_and_what_to_mend(
    edited: Edit, file: str, old: str, new: str, says: str
) -> None:
    folder = edited(file, old, new)
    before, _, _ = (folder / file).read_text(encoding="utf-8").partition(new)
    with pytest.raises(PackError) as caught:
        read_pack(folder)
    problem = next(each for each in caught.value.problems if says in each.message)
    assert problem.place.line == before.count("\n") + 1
    assert file.endswith(problem.place.file)


def test_all_faults_are_found_at_once(edited: Edit) -> None:
    edited(SHOP, "把握: 县里", "把握: 听说")
    with pytest.raises(PackError) as caught:
        read_pack(edited("systems.yml", "级别: 省级", "级: 省级"))
    assert len(caught.value.problems) >= 2


def test_broken_yaml_is_explained(edited: Edit) -> None:
    with pytest.raises(PackError, match="缩进不齐"):
        read_pack(edited(SHOP, "要件:\n", "要件:\n   x: [\n"))


def test_a_key_written_twice_is_refused(edited: Edit) -> None:
    with pytest.raises(PackError, match="写了两遍"):
        read_pack(edited(SHOP, "口语: 开店", "口语: 开店\n口语: 开铺子"))


def test_a_file_in_another_encoding_is_refused(edited: Edit) -> None:
    folder = edited(SHOP, "口语: 开店", "口语: 开店")
    (folder / SHOP).write_bytes((folder / SHOP).read_text(encoding="utf-8").encode("gbk"))
    with pytest.raises(PackError, match="UTF-8"):
        read_pack(folder)


def test_the_version_follows_the_content(edited: Edit) -> None:
    from .conftest import SMALL_PACK

    assert read_pack(edited(SHOP, "开店", "开铺")).version != read_pack(SMALL_PACK).version
