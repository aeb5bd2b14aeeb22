"""Booking, looking up, moving and cancelling without JavaScript, on both databases."""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape
from pathlib import Path

import pytest
import requests

from booking import staff
from booking.changes import sweep
from booking.complaints import answer, complain
from booking.confirming import confirm_after_call
from booking.office import Office
from booking.rules import Rules
from booking.schema import appointments
from portal.running import Portal
from runtime.assistant import Assistant
from tests.portal.conftest import running
from tests.portal.gateway import SmsGateway
from tests.portal.test_privacy import found_in

BOOK = "/services/individual-business-registration/book"
NAME, PLACE = "欧阳测试乙", "桥头第五家测试"
Fields = dict[str, str]


class Reader:
    """Somebody with a browser without scripts: posts a page's own form with some of it changed."""

    def __init__(self, portal: Portal, path: str) -> None:
        self.url = portal.url
        self.http = requests.Session()
        self.page = self.http.get(self.url + path, timeout=60)

    @property
    def text(self) -> str:
        return unescape(re.sub(r"<[^>]+>", " ", self.page.text))

    def fields(self, do: str) -> Fields:
        """What the form with this step holds already."""
        for form in re.findall(r"<form.*?</form>", self.page.text, re.S):
            if not do or f'value="{do}"' in form:
                return _filled(form)
        raise AssertionError(self.text)

    def post(self, do: str, **typed: str) -> Reader:
        path = re.findall(r'<form[^>]*method="post"[^>]*action="([^"]+)"', self.page.text)[0]
        body = {**self.fields(do), "do": do, **typed}
        headers = {"Accept": "text/html"}
        self.page = self.http.post(self.url + path, data=body, headers=headers, timeout=60)
        return self

    def keys(self) -> list[str]:
        return [unescape(key) for key in re.findall(r'name="key" value="([^"]+)"', self.page.text)]

    def wrong(self) -> list[str]:
        return re.findall(r'class="wrong" id="(\w+)-wrong"', self.page.text)

    @property
    def reference(self) -> str:
        found = re.findall(r'class="code-text">([0-9A-Z]{5}) ([0-9A-Z]{5})<', self.page.text)
        return "".join(found[0])

    def held(self) -> Reader:
        """Up to the contact form."""
        self.post("times", mode="onsite", township="近镇")
        return self.post("hold", key=self.keys()[0])

    def contact(self, phone: str) -> Fields:
        return {"name": NAME, "phone": phone, "place": PLACE, "consent": "yes"}


def _filled(form: str) -> Fields:
    told = {}
    for tag in re.findall(r"<input[^>]*>", form):
        values = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if values.get("type") not in ("radio", "checkbox") or " checked" in tag:
            told[values["name"]] = unescape(values.get("value", ""))
    return told


def test_from_the_service_page_to_an_appointment_called_back(
    door: Portal, office: Office, phone: str
) -> None:
    reader = Reader(door, "/s/individual-business-registration")
    assert f'href="{BOOK}"' in reader.page.text
    reader = Reader(door, BOOK).held()
    assert "给您留住了" in reader.text
    reader.post("call", **reader.contact(phone))
    assert reader.page.status_code == 200
    assert "等工作人员回电" in reader.text
    reference = reader.reference
    reader.http.close()
    ((waiting, contact),) = staff.to_call(office)
    assert (waiting.reference, contact.phone, contact.name) == (reference, phone, NAME)
    confirm_after_call(office, reference)
    found = Reader(door, "/appointments").post("find", reference=reference, last4=phone[-4:])
    assert "约好了" in found.text and waiting.code_word in found.text


def test_with_sms_the_code_is_asked_for_and_the_same_page_sent_twice_books_once(
    texting: Portal, office: Office, gateway: SmsGateway, phone: str
) -> None:
    reader = Reader(texting, BOOK).held()
    reader.post("code", **reader.contact(phone))
    assert "验证码发出去了" in reader.text
    assert reader.fields("confirm")["phone"] == phone  # what was typed stays
    reader.post("confirm", code="000000")
    assert reader.wrong() == ["code"]
    form, code = reader.fields("confirm"), gateway.code(phone)
    pages = []
    for _ in range(2):
        body = {**form, "do": "confirm", "code": code}
        pages.append(requests.post(texting.url + BOOK, data=body, timeout=60))
    assert "约好了" in pages[0].text
    tokens = re.compile(r'name="token" value="[^"]+"')
    assert tokens.sub("", pages[0].text) == tokens.sub("", pages[1].text)
    gateway.wait_for(phone, "约好了")
    assert len([text for text in gateway.to(phone) if "约好了" in text]) == 1


def booked(door: Portal, office: Office, phone: str) -> str:
    reader = Reader(door, BOOK).held()
    reader.post("call", **reader.contact(phone))
    confirm_after_call(office, reader.reference)
    return reader.reference


def test_moving_by_choosing_a_time_then_cancelling(
    door: Portal, office: Office, phone: str
) -> None:
    reference = booked(door, office, phone)
    spaced = f" {reference[:5].lower()} {reference[5:]} "
    reader = Reader(door, "/appointments").post("find", reference=spaced, last4=phone[-4:])
    before = reader.text
    reader.post("times", when="")
    reader.post("move", key=reader.keys()[-1])
    assert "改好了" in reader.text
    assert reader.text != before
    reader.post("cancel")
    assert "已经取消" in reader.text
    assert "改时间" not in reader.text
    again = Reader(door, "/appointments").post("find", reference=reference, last4=phone[-4:])
    assert "已经取消" in again.text


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    door: Portal, office: Office, phone: str
) -> None:
    reader = Reader(door, BOOK)
    for typed, field in (
        ({"mode": "fly", "township": "近镇"}, "mode"),
        ({"mode": "onsite"}, "township"),
        ({"mode": "onsite", "township": "近镇", "when": "猪肉多少钱"}, "when"),
    ):
        reader.post("times", **typed)
        assert (reader.page.status_code, reader.wrong()) == (400, [field])
        assert f'aria-describedby="{field}' in reader.page.text or field == "mode"
    assert 'value="猪肉多少钱"' in reader.page.text
    reader.post("times", mode="onsite", township="近镇", when="")
    keys = reader.keys()
    reader.post("hold")
    assert reader.wrong() == ["key"]
    reader.post("hold", key=keys[0])
    good = reader.contact(phone)
    for name, value in (("name", ""), ("phone", "12"), ("place", ""), ("consent", "")):
        reader.post("call", **{**good, name: value})
        assert (reader.page.status_code, reader.wrong()) == (400, [name])
        assert 'role="alert"' in reader.page.text
        kept = reader.fields("call")
        assert all(kept[field] == good[field] for field in ("name", "phone") if field != name)
        assert phone not in reader.page.url
    reader.post("call", **good)
    assert reader.page.status_code == 200


def test_a_time_that_went_meanwhile_shows_the_nearest(
    door: Portal, office: Office, phone: str
) -> None:
    readers = [Reader(door, BOOK).post("times", mode="onsite", township="远乡") for _ in range(4)]
    key = readers[0].keys()[0]
    for reader in readers:
        reader.post("hold", key=key)
    assert [reader.page.status_code for reader in readers] == [200, 200, 200, 409]
    assert "约走了" in readers[-1].text
    assert readers[-1].keys()


def test_a_hold_that_is_gone_leads_back_to_the_times(
    door: Portal, office: Office, phone: str
) -> None:
    reader = Reader(door, BOOK).held()
    reference = reader.fields("call")["reference"]
    with office.database.writing() as connection:
        connection.execute(appointments.update().values(hold_expires_at=datetime(2020, 1, 1)))
    assert sweep(office) == 1
    reader.post("call", **reader.contact(phone))
    assert reader.page.status_code == 410
    assert "给您留的时间过了" in reader.text
    assert reference not in reader.text
    assert reader.keys()


def test_a_page_that_is_too_old_or_forged_says_so(door: Portal, phone: str) -> None:
    reader = Reader(door, BOOK).held()
    reader.post("call", **{**reader.contact(phone), "token": "forged.token"})
    assert reader.page.status_code == 410
    assert "从头再来" in reader.text


def test_somebody_without_the_digits_sees_nothing(door: Portal, office: Office, phone: str) -> None:
    reference = booked(door, office, phone)
    reader = Reader(door, "/appointments")
    for number in range(Rules().find_tries):
        reader.post("find", reference=reference, last4=f"{number:04d}")
        assert reader.page.status_code == 404
        assert PLACE not in reader.text and "暗号" not in reader.text
    reader.post("find", reference=reference, last4=phone[-4:])
    assert reader.page.status_code == 429
    other = Reader(door, BOOK).post("times", mode="onsite", township="近镇")
    stolen = {"token": other.fields("hold")["token"], "reference": reference, "do": "cancel"}
    reply = requests.post(
        f"{door.url}/appointments", data=stolen, headers={"Accept": "text/html"}, timeout=60
    )
    assert reply.status_code == 404


def test_a_complaint_is_followed_by_its_reference(door: Portal, office: Office) -> None:
    told = complain(
        office, "me", "individual-business-registration", "", "ask_basis", window="3号窗口"
    )
    reader = Reader(door, "/complaints")
    assert "还在办" in reader.post("", reference=told.reference).text
    answer(office, told.reference, "窗口已改正")
    assert "窗口已改正" in reader.post("", reference=told.reference).text
    reader.post("", reference="0000000000")
    assert reader.page.status_code == 404
    assert "没找到这个投诉编号" in reader.text


def test_where_nobody_may_stand_in_an_agent_may_still_go_along(portal: Portal) -> None:
    page = requests.get(f"{portal.url}/services/divorce-registration/book", timeout=60)
    assert 'value="accompany"' in page.text and 'value="fetch"' not in page.text


def test_without_a_database_the_pages_say_where_to_book(toy: Assistant, tmp_path: Path) -> None:
    with running(tmp_path, toy.port, BOOKING_URL="postgresql://127.0.0.1:9/none") as portal:
        for path in (BOOK, "/appointments", "/complaints"):
            reader = Reader(portal, path)
            if path != BOOK:
                reader.post("find" if path == "/appointments" else "", reference="0000000000")
            assert "12345" in reader.text
        assert requests.get(f"{portal.url}/s/individual-business-registration", timeout=60).ok


def test_nothing_that_was_typed_is_written_in_plain_or_stands_in_an_address(
    texting: Portal, office: Office, gateway: SmsGateway, phone: str, tmp_path: Path
) -> None:
    reader = Reader(texting, BOOK).held()
    reader.post("code", **reader.contact(phone))
    reader.post("confirm", code="12")
    reader.post("confirm", code=gateway.code(phone))
    reference, address = reader.reference, reader.page.url
    Reader(texting, "/appointments").post("find", reference=reference, last4=phone[-4:])
    gateway.wait_for(phone, "约好了")
    assert address == texting.url + BOOK
    assert found_in(tmp_path, [phone, NAME, PLACE]) == []


@pytest.mark.parametrize("path", [BOOK, "/appointments", "/complaints"])
def test_a_page_holds_no_cookie_and_is_not_kept(portal: Portal, path: str) -> None:
    reply = requests.get(portal.url + path, timeout=60)
    assert reply.status_code == 200
    assert "Set-Cookie" not in reply.headers
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["Referrer-Policy"] == "no-referrer"


def test_fields_without_end_are_refused(portal: Portal) -> None:
    for path in (BOOK, "/appointments", "/complaints"):
        reply = requests.post(portal.url + path, data={"reference": "x" * 5000}, timeout=60)
        assert reply.status_code == 400
