"""Booking for programs keeps to the specification and to the citizens' own limits."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import requests

from booking.complaints import answer, complain
from booking.confirming import confirm_after_call
from booking.office import Office
from portal.openapi import document
from portal.running import Portal
from runtime.assistant import Assistant
from tests.portal.conftest import running
from tests.portal.test_api import check
from tests.portal.visitor import Json, Visitor

SHOP = "individual-business-registration"
WISH = {"service": SHOP, "mode": "onsite", "township": "近镇"}
_numbers = itertools.count(13700000001)


class Program:
    """A program that books for one person."""

    def __init__(self, portal: Portal) -> None:
        self.visitor = Visitor(portal)
        body = self.post("/api/appointments/token", {}).json()
        check(body, "/api/appointments/token", "post")
        self.visitor.headers["Authorization"] = f"Bearer {body['token']}"
        self.phone = str(next(_numbers))

    def post(self, path: str, body: Json) -> requests.Response:
        return self.visitor.post(path, body)

    def times(self, **changes: str) -> list[str]:
        reply = self.visitor.http.get(
            f"{self.visitor.url}/api/slots", params={**WISH, **changes}, timeout=60
        )
        check(reply.json(), "/api/slots")
        return [option["value"] for option in reply.json()["card"]["options"][:-1]]

    def hold(self, key: str) -> Json:
        reply = self.post("/api/appointments/hold", {**WISH, "key": key}).json()
        check(reply, "/api/appointments/hold", "post")
        card: Json = reply["card"]
        return card

    def form(self, held: Json) -> Json:
        filled = {"reference": held["reference"], "name": "王大姐", "phone": self.phone}
        return {**filled, "place": "河边第三家", "consent": True}

    def book(self, office: Office, key: str) -> Json:
        held = self.hold(key)
        reply = self.post("/api/appointments/confirm", self.form(held)).json()
        check(reply, "/api/appointments/confirm", "post")
        confirm_after_call(office, held["reference"])
        check(self.visitor.get("/api/appointments").json(), "/api/appointments")
        card: Json = reply["card"]
        return card


def test_the_townships(door: Portal) -> None:
    body = Visitor(door).get("/api/townships").json()
    check(body, "/api/townships")
    assert body["townships"] == ["近镇", "远乡"]


def test_a_service_says_how_an_agent_can_help(door: Portal) -> None:
    body = Visitor(door).get(f"/api/services/{SHOP}").json()
    assert "onsite" in [help_["mode"] for help_ in body["helps"]]


def test_a_program_books_moves_and_cancels_and_each_request_may_be_repeated(
    door: Portal, office: Office
) -> None:
    program = Program(door)
    first, second = program.times()[:2]
    assert program.hold(first) == program.hold(first)
    card = program.book(office, first)
    for path, body in (
        ("confirm", program.form(card)),
        ("move", {"reference": card["reference"], "key": second}),
        ("cancel", {"reference": card["reference"]}),
    ):
        replies = [program.post(f"/api/appointments/{path}", body).json() for _ in range(2)]
        check(replies[0], f"/api/appointments/{path}", "post")
        assert replies[0] == replies[1]
    assert replies[0]["card"]["status"] == "cancelled"


def test_reference_and_digits_open_an_appointment_for_a_while(door: Portal, office: Office) -> None:
    program = Program(door)
    card = program.book(office, program.times()[0])
    stranger = Visitor(door)
    told = {"reference": card["reference"].lower(), "last4": program.phone[-4:]}
    found = stranger.post("/api/appointments/find", told).json()
    check(found, "/api/appointments/find", "post")
    assert found["card"]["status"] == "confirmed"
    stranger.headers["Authorization"] = f"Bearer {found['token']}"
    gone = stranger.post("/api/appointments/cancel", {"reference": card["reference"]}).json()
    assert gone["card"]["status"] == "cancelled"


def test_digits_are_not_guessed(door: Portal, office: Office) -> None:
    program = Program(door)
    card = program.book(office, program.times()[0])
    codes = []
    for number in range(office.rules.find_tries + 1):
        wrong = (int(program.phone[-4:]) + 1 + number) % 10_000
        told = {"reference": card["reference"], "last4": f"{wrong:04d}"}
        reply = Visitor(door).post("/api/appointments/find", told)
        codes.append(reply.json()["error"])
    assert set(codes[:-1]) == {"appointment_unknown"}
    assert codes[-1] == "too_many_tries"
    right = {"reference": card["reference"], "last4": program.phone[-4:]}
    assert Visitor(door).post("/api/appointments/find", right).status_code == 429


def test_a_time_that_went_meanwhile_is_answered_with_the_nearest(
    door: Portal, office: Office
) -> None:
    programs = [Program(door) for _ in range(4)]
    key = programs[0].times(township="远乡")[0]
    body = {**WISH, "township": "远乡", "key": key}
    replies = [program.post("/api/appointments/hold", body) for program in programs]
    assert [reply.status_code for reply in replies] == [200, 200, 200, 409]
    refused = replies[-1].json()
    check(refused, "/api/slots", "get", "default")
    assert (refused["error"], refused["card"]["why_not"]) == ("taken", "taken")


def test_a_program_without_a_pass_or_with_another_doors_is_refused(door: Portal) -> None:
    of_a_talk = Visitor(door).open()
    for visitor, code in ((Visitor(door), "no_token"), (of_a_talk, "bad_token")):
        for path in ("hold", "code", "confirm", "cancel", "move"):
            reply = visitor.post(f"/api/appointments/{path}", {})
            assert (reply.status_code, reply.json()["error"]) == (401, code)
        assert visitor.get("/api/appointments").status_code == 401
    program = Program(door)
    assert program.visitor.get("/chat/history").json()["error"] == "bad_token"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"service": "nothing"}, "service_unknown"),
        ({"mode": "dancing"}, "errand_unknown"),
        ({"township": ""}, "township_unknown"),
        ({"township": "外县"}, "township_unknown"),
        ({"when": "猪肉多少钱"}, "when_unknown"),
        ({"service": "x" * 200}, "bad_request"),
    ],
)
def test_a_wish_that_cannot_be_is_an_error_of_the_specification(
    portal: Portal, changes: dict[str, str], code: str
) -> None:
    reply = requests.get(f"{portal.url}/api/slots", params={**WISH, **changes}, timeout=60)
    assert reply.json()["error"] == code
    check(reply.json(), "/api/slots", "get", "default")


def test_a_time_in_words_is_read_back(portal: Portal) -> None:
    params = {**WISH, "when": "下周三上午"}
    card = requests.get(f"{portal.url}/api/slots", params=params, timeout=60).json()["card"]
    assert "周三" in card["wanted"] and "上午" in card["wanted"]


def test_a_complaint_is_followed_by_its_reference(door: Portal, office: Office) -> None:
    told = complain(office, "somebody", SHOP, "residence-proof", "ask_basis", window="3号窗口")
    for status in ("open", "answered"):
        body = Visitor(door).post("/api/complaints/status", {"reference": told.reference}).json()
        check(body, "/api/complaints/status", "post")
        assert body["card"]["status"] == status
        answer(office, told.reference, "已改正")
    unknown = Visitor(door).post("/api/complaints/status", {"reference": "0000000000"})
    assert (unknown.status_code, unknown.json()["error"]) == (404, "complaint_unknown")


def test_one_network_cannot_hold_everything(toy: Assistant, tmp_path: Path) -> None:
    with running(tmp_path, toy.port, PORTAL_HOLD_RATE="2/0.001") as portal:
        programs = [Program(portal) for _ in range(3)]
        key = programs[0].times()[0]
        body = {**WISH, "key": key}
        replies = [program.post("/api/appointments/hold", body) for program in programs]
        assert [reply.status_code for reply in replies] == [200, 200, 429]
        assert replies[-1].json()["error"] == "too_many_holds"


def test_no_address_of_the_specification_takes_a_name_a_number_or_a_reference() -> None:
    for path, methods in document()["paths"].items():
        for method in methods.values():
            named = {parameter["name"] for parameter in method.get("parameters", ())}
            assert not named & {"name", "phone", "reference", "last4", "code_word"}, path
