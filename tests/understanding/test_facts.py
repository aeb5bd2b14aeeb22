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


@pytest.mark.parametrize("text", ["不是租的", "有没有房产证都行", "是不是租的"])
def test_what_is_denied_or_asked_is_not_told(text: str) -> None:
    assert told(text) == {}


def test_a_later_word_corrects_an_earlier_one() -> None:
    assert told("原来租的,现在自己盖的") == {"premises": "self-built"}


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
