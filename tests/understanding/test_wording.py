"""The words of facts as people really say them."""

import pytest

from understanding.wording import same_spoken, small, spans


def heard(word: str, text: str) -> bool:
    return any(spans(small(same_spoken(text)), word))


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("换法人", "公司换了个法人"),
        ("过给儿子", "我把店过给我儿子"),
        ("没签合同", "冇签合同"),
        ("没房产证", "没得房产证"),
        ("丢了", "执照丢哒"),
        ("下班…撞", "下班回屋里让车撞了"),
        ("(帮|替)…老人", "替我屋里老人问"),
        ("没《组》", "没《组》"),
    ],
)
def test_a_word_is_heard_with_what_people_put_between(word: str, text: str) -> None:
    assert heard(word, text)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("单位…交…社保", "单位没给我交社保"),
        ("下班…撞", "下班了,后来撞"),
        ("个人", "我们八个人"),
        ("个人", "找个人帮我"),
        ("掉了", "签注用掉了"),
        ("新办", "要重新办吗"),
        ("租房", "申请公租房"),
        ("没证", "没证明就莫来"),
        ("房产证没有", "房产证那个没说明白"),
    ],
)
def test_what_only_looks_alike_is_not_heard(word: str, text: str) -> None:
    assert not heard(word, text)
