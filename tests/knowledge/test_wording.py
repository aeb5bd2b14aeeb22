"""Groups of words that facts share."""

import pytest

from knowledge.wording import ill_formed, spelt_out

GROUPS = {"证": ("房产证", "房本"), "丢了": ("丢了", "掉了"), "都算": ("《丢了》", "《都算》")}


def test_a_group_alone_means_all_its_words() -> None:
    assert spelt_out(("《丢了》", "没影了"), GROUPS) == ("丢了", "掉了", "没影了")


def test_a_group_within_a_word_means_any_of_its_words() -> None:
    assert spelt_out(("没办《证》",), GROUPS) == ("没办(房产证|房本)",)


def test_a_group_that_names_itself_ends() -> None:
    assert spelt_out(("《都算》",), GROUPS) == ("丢了", "掉了")


@pytest.mark.parametrize("word", ["(甲|乙", "甲)乙", "(甲|(乙|丙))"])
def test_brackets_must_close_and_not_nest(word: str) -> None:
    assert ill_formed(word)
    assert not ill_formed("(甲|乙)…(丙|丁)")
