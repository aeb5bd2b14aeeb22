"""Terms typed by their sound are mended; other words are left alone."""

import pytest

from understanding.homophones import Mender, phrases_of, words_of

NAMES = (
    "居民身份证补领",
    "工伤认定申请",
    "最低生活保障申请",
    "营业执照遗失补领",
    "办护照",
    "办低保",
    "卖药",
)


@pytest.fixture(scope="module")
def mender() -> Mender:
    return Mender(words_of(NAMES) | phrases_of(NAMES))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("营业直照咋办", "营业执照咋办"), ("工商认定", "工伤认定"), ("户照怎么办", "护照怎么办")],
)
def test_a_misspelt_term_is_mended(mender: Mender, typed: str, meant: str) -> None:
    assert mender.mend(typed) == meant


@pytest.mark.parametrize(
    "typed", ["是不是身份证", "买药", "班里有同学", "工商所在哪里", "怎么办护照"]
)
def test_what_is_spelt_as_meant_is_left_alone(mender: Mender, typed: str) -> None:
    assert mender.mend(typed) == typed


def test_mending_keeps_the_length(mender: Mender) -> None:
    assert len(mender.mend("我的营业直照丢了")) == len("我的营业直照丢了")
