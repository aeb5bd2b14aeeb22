"""Whom a message is about, and when that changes the person of a running errand."""

import pytest

from understanding.people import person_in


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("那我老公呢", "husband"),
        ("要是给我妈办呢", "mother"),
        ("换成我儿子办", "son"),
        ("我爸也要办一样的", "father"),
        ("那我屋里老汉要带什么", "father"),
        ("如果是我媳妇来办呢", "wife"),
        ("那我自己呢", "self"),
    ],
)
def test_another_person_for_the_same_errand(text: str, who: str) -> None:
    person = person_in(text)
    assert person is not None and (person.who, person.change) == (who, "surely")


def test_a_bare_person_may_be_an_answer() -> None:
    person = person_in("给我妈办")
    assert person is not None and person.change == "unless_reply"


def test_what_is_told_beside_the_person_is_no_other_errand() -> None:
    person = person_in("那我妈呢,她70了", told=["70"])
    assert person is not None and person.change == "surely"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("我妈70了卧床不起,想给她办残疾证", "mother"),
        ("我老公的驾照掉了要补一个", "husband"),
        ("我要换驾照", "self"),
    ],
)
def test_a_person_named_with_an_errand_changes_nothing_running(text: str, who: str) -> None:
    person = person_in(text)
    assert person is not None and (person.who, person.change) == (who, "")


@pytest.mark.parametrize("text", ["我老公帮我去办行不行", "我想开个小卖部"])
def test_whoever_only_helps_is_not_meant(text: str) -> None:
    person = person_in(text)
    assert person is not None and person.who == "self" and not person.change


@pytest.mark.parametrize("text", ["我是他儿子", "办残疾证要带什么", "那高龄津贴呢"])
def test_nobody_is_named(text: str) -> None:
    assert person_in(text) is None


def test_a_wrong_person_is_put_right() -> None:
    person = person_in("不是我妈,是我爸")
    assert person is not None and person.who == "father" and person.put_right


def test_going_alone() -> None:
    person = person_in("那我一个人去行不行")
    assert person is not None and person.alone
