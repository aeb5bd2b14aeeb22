"""Facts told in passing, with negation, corrections and numbers."""

import pytest

from knowledge.reading import read_pack
from knowledge.shell import default_pack
from understanding.amounts import find_amounts, parse_number
from understanding.facts import FactFinder, ValueWords, facts_of, find_facts
from understanding.normalise import normalise

FACTS = {
    "mass": {
        "light": ValueWords(("蓝牌",), "吨", None, 4.5),
        "heavy": ValueWords(("黄牌",), "吨", 4.5, None),
    },
    "premises": {
        "own": ValueWords(("有房产证", "买的门面")),
        "rented": ValueWords(("租的", "房东")),
        "self-built": ValueWords(("自己盖", "没有房产证", "老房子")),
    },
}


def told(text: str) -> dict[str, str]:
    return {fact.fact: fact.value for fact in find_facts(text, FACTS)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4.2吨", "light"),
        ("四吨半", "light"),
        ("4500公斤", "light"),
        ("4.5吨以下", "light"),
        ("超过4.5吨", "heavy"),
        ("十几吨", "heavy"),
        ("五吨多", "heavy"),
        ("四吨二", "light"),
        ("不是黄牌", "light"),
    ],
)
def test_the_mass_of_a_truck(text: str, value: str) -> None:
    assert told(text) == {"mass": value}


@pytest.mark.parametrize("text", ["不到五吨", "没有吨位", "运输证"])
def test_what_leaves_the_mass_open_tells_nothing(text: str) -> None:
    assert told(text) == {}


def test_the_longest_words_count() -> None:
    assert told("房子没有房产证") == {"premises": "self-built"}


@pytest.mark.parametrize(
    "text",
    [
        "不是租的",
        "有没有房产证都行",
        "是不是租的",
        "有房产证没有",
        "要有房产证吗",
        "租的还是买的门面有区别吗",
    ],
)
def test_what_is_denied_or_asked_is_not_told(text: str) -> None:
    assert told(text) == {}


def test_a_later_word_corrects_an_earlier_one() -> None:
    assert told("原来租的,现在自己盖的") == {"premises": "self-built"}


def test_the_rarer_of_two_values_is_why_it_was_told() -> None:
    marriage = {
        "before": {
            "first": ValueWords(("头婚", "头一次"), prior=74),
            "again": ValueWords(("二婚", "离过婚"), prior=14),
        }
    }
    assert [fact.value for fact in find_facts("我二婚,她头一次", marriage)] == ["again"]


def test_what_is_supposed_is_told_unless_another_value_is_plain() -> None:
    assert told("如果是租的呢") == {"premises": "rented"}
    assert told("是租的,要是老房子就不用来了") == {"premises": "rented"}


def test_a_value_denied_is_known_as_denied() -> None:
    assert FactFinder(FACTS).find("不是租的").denied == ("premises",)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("我妈70了卧床不起", "old"),
        ("老人七十三", "old"),
        ("快七十了", "younger"),
        ("没满70岁", "younger"),
        ("今年六十二了", "younger"),
        ("七十多岁", "old"),
    ],
)
def test_an_age_is_heard_with_and_without_its_unit(text: str, value: str) -> None:
    ages = {
        "age": {
            "old": ValueWords((), "岁", 69, None),
            "younger": ValueWords((), "岁", None, 69),
        }
    }
    assert [fact.value for fact in find_facts(text, ages)] == [value]


@pytest.mark.parametrize("text", ["886", "店里三十多平", "改大两岁", "儿子26岁,我今年75岁"])
def test_what_is_nobodys_age_or_two_peoples_tells_none(text: str) -> None:
    ages = {
        "age": {
            "old": ValueWords((), "岁", 69, None),
            "younger": ValueWords((), "岁", None, 69),
        }
    }
    assert find_facts(text, ages) == []


def test_a_fact_quotes_the_words_that_told_it() -> None:
    assert find_facts("我那老房子", FACTS)[0].text == "老房子"


@pytest.mark.parametrize(
    ("written", "number"),
    [("四", 4), ("十二", 12), ("两千五", 2500), ("四点五", 4.5), ("3万", 30000)],
)
def test_numbers_as_they_are_written(written: str, number: float) -> None:
    assert parse_number(written) == number


def test_amounts_carry_their_place() -> None:
    amount = find_amounts("车重4.2吨", "吨")[0]
    assert "车重4.2吨"[amount.start : amount.end] == "4.2吨"


def test_a_value_that_was_tapped_is_read_word_for_word_in_every_service() -> None:
    pack = read_pack(default_pack())
    finder = FactFinder(facts_of(pack))
    for service in pack.services.values():
        for fact in service.facts.values():
            for value in fact.values:
                said = normalise(f"不对，{fact.name}：{value.label}")
                told = {found.fact: found.value for found in finder.find(said).told}
                usable = {each: told[each] for each in told if service.knows(each, told[each])}
                assert usable == {fact.id: value.id}, said
