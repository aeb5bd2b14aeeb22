"""Where an SMS gateway is set the telephone is verified by a code, else by a call."""

import re
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from booking.schema import outbox

from .booking_desk import NAME, PHONE, PLACE, OpenDesk, Visitor, open_desk


@pytest.fixture(scope="module")
def texting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    """An office with a gateway set (nothing is sent: no worker runs)."""
    folder = tmp_path_factory.mktemp("texting")
    url = f"sqlite:///{folder}/booking.sqlite3"
    with open_desk(folder, url, SMS_GATEWAY_URL="http://127.0.0.1:9/") as desk:
        yield desk


@pytest.fixture
def reader(texting: OpenDesk) -> Iterator[Visitor]:
    """A citizen who can read texts."""
    visitor = Visitor(texting)
    yield visitor
    visitor.leave()


def code(desk: OpenDesk) -> str:
    """The code in the newest text."""
    query = sa.select(outbox.c.text_sealed).where(outbox.c.kind == "code")
    with desk.office.database.reading() as connection:
        sealed = connection.execute(query.order_by(outbox.c.id.desc())).scalars().first()
    found = re.search(r"\d{6}", desk.office.vault.open("notice", sealed))
    assert found
    return found[0]


def told_all(reader: Visitor, phone: str) -> str:
    """Up to the consent; what is asked after it."""
    reader.held()
    reader.say(f"{NAME} {phone}")
    reader.say(PLACE)
    return reader.say("同意").text


def test_the_right_code_books_at_once(reader: Visitor) -> None:
    assert "验证码" in told_all(reader, PHONE) and "收不到" in reader.say("?").text
    card = reader.say(code(reader.desk)).card("appointment")
    assert card["status"] == "confirmed" and card["may"]
    assert code(reader.desk) not in str(reader.assistant.tracker(reader.sender))


def test_a_wrong_code_is_asked_again(reader: Visitor) -> None:
    told_all(reader, "13812345601")
    right = code(reader.desk)
    wrong = "000000" if right != "000000" else "111111"
    assert "不对" in reader.say(wrong).text
    assert reader.say(right).card("appointment")["status"] == "confirmed"


def test_whoever_gets_no_code_is_rung_up(reader: Visitor) -> None:
    told_all(reader, "13812345602")
    card = reader.say("收不到").card("appointment")
    assert card["status"] == "held" and card["awaits_call"]


def test_the_form_asks_for_a_code(reader: Visitor) -> None:
    reader.sender = f"web-{reader.sender}"
    assert reader.held().card("contact_form")["verify"] == "code"
