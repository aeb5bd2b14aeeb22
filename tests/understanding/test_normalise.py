"""What people type and dictate comes out as one tidy line."""

import pytest

from understanding.normalise import MAX_CHARACTERS, core, normalise


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("請問身分證遺失要怎麼補辦", "请问身份证遗失要怎么补办"),
        ("４．２吨", "4.2吨"),
        ("我想我想办低保", "我想办低保"),
        ("我我我要补证", "我要补证"),
        ("办证\0\u200b呢", "办证呢"),
        ("金额多少", "金额多少"),
    ],
)
def test_noise_goes_and_meaning_stays(typed: str, tidy: str) -> None:
    assert normalise(typed).replace("，", "") == tidy


def test_a_long_message_is_bounded() -> None:
    assert len(normalise("我要办理各种各样的事情," * 500)) <= MAX_CHARACTERS


def test_normalising_twice_changes_nothing() -> None:
    once = normalise("嗯那个,我想问一下就是说我我那个身份證掉了咋個辦!!!")
    assert normalise(once) == once


def test_courtesies_are_not_worth_encoding() -> None:
    assert core(normalise("你好,想咨询下开个小卖部要啥材料,谢谢")) == "开个小卖部要啥材料"


def test_a_message_of_courtesies_alone_is_kept() -> None:
    assert core("谢谢") == "谢谢"


def test_courtesy_words_inside_a_sentence_are_kept() -> None:
    assert core("老师们要考资格证") == "老师们要考资格证"
    assert "麻烦" in core("以后出险麻烦,先过户")
