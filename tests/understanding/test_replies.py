"""A reply is read against the options of the question just asked."""

import pytest

from understanding.replies import UNKNOWN, read_reply

OPTIONS = [
    {"value": "own", "label": "自己的房，有房产证", "words": ["有房产证", "买的门面"]},
    {"value": "rented", "label": "租的", "words": ["租了", "房东"]},
    {"value": "self-built", "label": "自己盖的，没有房产证", "words": ["自己盖", "老房子"]},
]
YES_NO = [{"value": "yes", "label": "是的"}, {"value": "no", "label": "不是"}]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("就我屋里老房子,哪来的房产证嘛", "self-built"),
        ("第二个", "rented"),
        ("2", "rented"),
        ("选b", "rented"),
        ("头一个", "own"),
        ("最后那个", "self-built"),
        ("租人家的", "rented"),
        ("自己盖的,要不要房产证", "self-built"),
        ("不晓得", UNKNOWN),
        ("搞不清楚", UNKNOWN),
    ],
)
def test_an_answer_selects(text: str, value: str) -> None:
    reply = read_reply(text, OPTIONS)
    assert reply is not None and reply.value == value


def test_all_options_can_be_refused() -> None:
    reply = read_reply("都不是", OPTIONS)
    assert reply is not None and reply.value is None


@pytest.mark.parametrize("text", ["为啥要问这个", "第九个", "办低保要带什么", "房产证要不要带"])
def test_something_else_is_no_reply(text: str) -> None:
    assert read_reply(text, OPTIONS) is None


@pytest.mark.parametrize(
    ("text", "value"), [("是的", "yes"), ("嗯", "yes"), ("不是", "no"), ("没有", "no")]
)
def test_yes_and_no(text: str, value: str) -> None:
    reply = read_reply(text, YES_NO)
    assert reply is not None and reply.value == value


@pytest.mark.parametrize(
    ("text", "value"), [("4.2", "light"), ("4495", "light"), ("十二", "heavy"), ("第二个", "heavy")]
)
def test_a_bare_number_answers_a_question_about_a_number(text: str, value: str) -> None:
    options = [
        {"value": "light", "label": "4.5吨及以下", "numbers": {"unit": "千克", "high": 4500}},
        {"value": "heavy", "label": "超过4.5吨", "numbers": {"unit": "千克", "low": 4500}},
    ]
    reply = read_reply(text, options)
    assert reply is not None and reply.value == value
