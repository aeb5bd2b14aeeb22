"""What a citizen tells of himself is kept back from Rasa, and only what he was asked for."""

import pytest

from channels.contacts_in_passing import Contacts, Passing, withheld


@pytest.mark.parametrize(
    ("text", "name", "phone"),
    [
        ("王桂花 13812345678", "王桂花", "13812345678"),
        ("李四 13812345678", "李四", "13812345678"),
        ("我叫王桂花,电话13812345678", "王桂花", "13812345678"),
        ("嗯 我姓李 电话是幺三八一二三四五六七八", "李", "13812345678"),
        ("138 1234 5678,王师傅", "王师傅", "138 1234 5678"),
        ("王桂花 1381234567", "王桂花", "1381234567"),
        ("我姓王", "王", ""),
        ("王大姐", "王大姐", ""),
        ("叫我老李就行", "老李", ""),
        ("我啊 我叫王桂花嘛", "王桂花", ""),
        ("0719-3222222", "", "0719-3222222"),
    ],
)
def test_name_and_number_as_people_say_them(text: str, name: str, phone: str) -> None:
    told, rest = withheld("name", text)
    assert (told.get("name", ""), told.get("phone", "")) == (name, phone)
    assert all(said not in rest for said in told.values())


@pytest.mark.parametrize(
    "text",
    [
        "要带啥?",
        "算了不约了",
        "不是周三,周四",
        "换成军店镇",
        "好",
        "第一个",
        "谢谢",
        "要多久",
        "同意",
    ],
)
@pytest.mark.parametrize("wanted", ["name", "phone", "place", "consent"])
def test_what_is_no_contact_is_handed_on(wanted: str, text: str) -> None:
    assert withheld(wanted, text) == ({}, text)


def test_an_address_is_kept_back() -> None:
    told, rest = withheld("place", "河口村三组,小学对面")
    assert told == {"place": "河口村三组小学对面"} and rest == "[地址]"


def test_all_in_one_breath() -> None:
    told, rest = withheld("name", "王桂花 13812345678 河口村三组")
    assert told == {"name": "王桂花", "phone": "13812345678", "place": "河口村三组"}
    assert rest == "[称呼] [电话号码] [地址]"


def test_a_name_is_told_again_beside_the_number() -> None:
    assert withheld("phone", "张三丰 13812345678")[0]["name"] == "张三丰"


def test_a_code_and_the_last_digits() -> None:
    assert withheld("code", "是 123456")[0] == {"code": "123456"}
    assert withheld("digits", "5678") == ({"digits": "5678"}, "[手机尾号]")
    told, rest = withheld("", "预约号ABCDE12345尾号5678")
    assert told == {"digits": "5678"} and "5678" not in rest and "ABCDE12345" in rest


def test_unasked_only_what_surely_is_a_name() -> None:
    told, rest = withheld("", "我叫王桂花,电话13812345678,想开店")
    assert told == {"name": "王桂花", "phone": "13812345678"} and "想开店" in rest
    assert withheld("", "我啊 我叫王桂花嘛")[0] == {"name": "王桂花"}
    assert withheld("", "我叫他去办") == ({}, "我叫他去办")
    assert withheld("", "我是租的") == ({}, "我是租的")


def test_senders_are_kept_apart_and_forgotten() -> None:
    contacts = Contacts()
    contacts.keep("a", name="王")
    contacts.keep("a", phone="13812345678")
    assert contacts.of("a") == Passing(name="王", phone="13812345678")
    assert contacts.of("b") == Passing()
    contacts.forget("a")
    assert contacts.of("a") == Passing()


def test_what_is_kept_is_bounded_in_time_and_number(monkeypatch: pytest.MonkeyPatch) -> None:
    contacts = Contacts()
    monkeypatch.setattr("channels.contacts_in_passing.MOST_SENDERS", 3)
    for sender in "abcd":
        contacts.keep(sender, name="王")
    assert contacts.of("a") == Passing() and contacts.of("d").name == "王"
    monkeypatch.setattr("channels.contacts_in_passing.KEPT_SECONDS", 0)
    assert contacts.of("d") == Passing()
