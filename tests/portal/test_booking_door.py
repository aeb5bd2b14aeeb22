"""The contact form and what follows, over the door, on both databases."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import psycopg2

from booking import desk, staff
from booking.confirming import confirm_after_call
from booking.database import open_database
from booking.model import Appointment, Errand, Wanted
from booking.office import Office
from cards.schema import validate
from knowledge.vocabulary import Mode
from portal.running import Portal
from portal.talking import sender_of
from privacy.vault import Vault
from runtime.assistant import Assistant
from runtime.booking import BookingWorker
from tests.booking.conftest import new_postgres
from tests.portal.conftest import KEYS, running, staffed
from tests.portal.gateway import SmsGateway
from tests.portal.test_privacy import found_in
from tests.portal.visitor import Json, Visitor, until

VISIT = Errand("individual-business-registration", Mode.ONSITE)
FETCHING = Errand("individual-business-registration", Mode.FETCH)
NAME, FOR, PLACE = "欧阳测试甲", "老父亲测试", "河边第三家测试"


def windows(office: Office, errand: Errand = VISIT) -> list[str]:
    first = office.today() + timedelta(days=2)
    wanted = Wanted(first, first + timedelta(days=20))
    return [window.key for window in desk.offer(office, errand, "近镇", wanted).windows]


def hold(office: Office, visitor: Visitor, number: int = 0, errand: Errand = VISIT) -> Appointment:
    """What the talk does before it shows the form."""
    owner = sender_of(visitor.opened["session"])
    return desk.hold(office, owner, errand, "近镇", windows(office, errand)[number])


def form(held: Appointment, phone: str, **changes: object) -> Json:
    filled = {"reference": held.reference, "name": NAME, "phone": phone, "place": PLACE}
    return {**filled, "beneficiary": FOR, "consent": True, **changes}


def test_a_code_by_sms_makes_the_hold_an_appointment(
    texting: Portal, office: Office, gateway: SmsGateway, phone: str
) -> None:
    visitor = Visitor(texting).open()
    held = hold(office, visitor)
    sent = visitor.post("/chat/booking/code", {"phone": phone})
    assert sent.json() == {"sent": True, "minutes": office.rules.code_minutes}
    code = gateway.code(phone)
    reply = visitor.post("/chat/booking/confirm", form(held, phone, code=code))
    assert reply.status_code == 200
    card = reply.json()["card"]
    validate(card)
    assert (card["card"], card["status"]) == ("appointment", "confirmed")
    assert card["may"] == ["move", "cancel"]
    assert held.reference in gateway.wait_for(phone, "约好了")


def test_without_a_gateway_staff_call_back_and_then_it_is_booked(
    door: Portal, office: Office, phone: str
) -> None:
    visitor = Visitor(door).open()
    held = hold(office, visitor)
    assert visitor.post("/chat/booking/code", {"phone": phone}).json()["error"] == "no_sms"
    card = visitor.post("/chat/booking/confirm", form(held, phone)).json()["card"]
    validate(card)
    assert (card["status"], card["awaits_call"]) == ("held", True)
    ((waiting, contact),) = staff.to_call(office)
    assert (waiting.reference, contact.phone, contact.name) == (held.reference, phone, NAME)
    confirm_after_call(office, held.reference)
    (mine,) = visitor.get("/chat/booking").json()["cards"]
    assert (mine["status"], mine["reference"]) == ("confirmed", held.reference)


def test_the_same_form_again_gets_the_same_answer_and_one_event(
    door: Portal, office: Office, phone: str
) -> None:
    visitor = Visitor(door).open()
    held = hold(office, visitor)
    first = visitor.post("/chat/booking/confirm", form(held, phone))
    again = visitor.post("/chat/booking/confirm", form(held, phone))
    assert first.json() == again.json()
    events = visitor.history()
    assert [event["id"] for event in events] == [first.json()["event_id"]]
    assert events[0]["data"]["messages"][0]["card"] == first.json()["card"]


def test_another_tab_sees_it_at_once_and_a_reload_still_does(
    door: Portal, office: Office, phone: str
) -> None:
    visitor = Visitor(door).open()
    held = hold(office, visitor)
    with visitor.listening() as events:
        until(events, "ready")
        reply = visitor.post("/chat/booking/confirm", form(held, phone)).json()
        seen = until(events, "answer")[-1]
    assert (seen.id, seen.data["message_id"]) == (reply["event_id"], reply["message_id"])


def test_moving_and_cancelling_are_shown_and_done_once(
    door: Portal, office: Office, phone: str
) -> None:
    visitor = Visitor(door).open()
    held = hold(office, visitor)
    visitor.post("/chat/booking/confirm", form(held, phone))
    confirm_after_call(office, held.reference)
    key = windows(office)[1]
    move = {"reference": held.reference, "key": key}
    moved = [visitor.post("/chat/booking/move", move).json() for _ in range(2)]
    assert moved[0] == moved[1]
    assert moved[0]["card"]["starts_at"].startswith(key[:16])
    cancel = {"reference": held.reference}
    gone = [visitor.post("/chat/booking/cancel", cancel).json() for _ in range(2)]
    assert gone[0] == gone[1]
    assert (gone[0]["card"]["status"], gone[0]["card"]["may"]) == ("cancelled", [])
    assert visitor.get("/chat/booking").json() == {"cards": []}
    states = [event["data"]["messages"][0]["card"]["status"] for event in visitor.history()]
    assert states == ["held", "confirmed", "cancelled"]


def test_a_time_that_went_meanwhile_is_answered_with_the_nearest(
    door: Portal, office: Office, phone: str
) -> None:
    visitor = Visitor(door).open()
    held = hold(office, visitor, errand=FETCHING)
    visitor.post("/chat/booking/confirm", form(held, phone))
    confirm_after_call(office, held.reference)
    key = windows(office, FETCHING)[2]
    for number in range(3):
        desk.hold(office, f"other-{number}", FETCHING, "近镇", key)
    reply = visitor.post("/chat/booking/move", {"reference": held.reference, "key": key})
    assert (reply.status_code, reply.json()["error"]) == (409, "taken")
    validate(reply.json()["card"])
    assert reply.json()["card"]["why_not"] == "taken"
    assert reply.json()["card"]["options"]


WRONG: list[tuple[Json, str, str | None]] = [
    ({"phone": "12"}, "bad_phone", "phone"),
    ({"phone": ""}, "bad_phone", "phone"),
    ({"name": " "}, "bad_name", "name"),
    ({"name": "长" * 41}, "bad_name", "name"),
    ({"beneficiary": "长" * 41}, "bad_beneficiary", "beneficiary"),
    ({"place": ""}, "bad_place", "place"),
    ({"place": "长" * 121}, "bad_place", "place"),
    ({"consent": False}, "no_consent", "consent"),
    ({"code": "000000"}, "bad_code", "code"),
    ({"name": 7}, "bad_request", "name"),
    ({"consent": "yes"}, "bad_request", "consent"),
    ({"place": "长" * 10_000}, "bad_request", "place"),
    ({"reference": ""}, "bad_request", "reference"),
    ({"reference": "0000000000"}, "appointment_unknown", None),
]
"""What is changed in a good form, the refusal, and its field."""


def test_what_is_wrong_with_a_form_is_said_with_its_field(
    door: Portal, office: Office, phone: str
) -> None:
    visitor = Visitor(door).open()
    held = hold(office, visitor)
    good = form(held, phone)
    for changes, code, field in WRONG:
        reply = visitor.post("/chat/booking/confirm", {**good, **changes}).json()
        assert (reply["error"], reply.get("field")) == (code, field), changes
        assert reply["text"] and phone not in str(reply)
    assert visitor.post("/chat/booking/confirm", good).status_code == 200


ODD = ["\u0000", "\ud800", "'; DROP TABLE appointments; --", "\u202e", "９" * 10, "%00", "🏠" * 40]


def test_odd_characters_are_borne(door: Portal, office: Office, phone: str) -> None:
    visitor = Visitor(door).open()
    held = hold(office, visitor)
    for odd in ODD:
        for path in ("cancel", "move", "confirm", "code"):
            body = {"reference": odd, "key": odd, "name": odd, "phone": odd}
            status = visitor.post(f"/chat/booking/{path}", body).status_code
            assert 400 <= status < 500, (path, odd)
    spoken = {"name": "王\u0000大\ud800姐", "place": "城东\u3000桥头"}
    assert visitor.post("/chat/booking/confirm", {**form(held, phone), **spoken}).ok
    ((_, contact),) = staff.to_call(office)
    assert (contact.name, contact.place) == ("王大姐", "城东 桥头")


def test_with_a_gateway_a_form_needs_its_code_or_asks_to_be_called(
    texting: Portal, office: Office, phone: str
) -> None:
    visitor = Visitor(texting).open()
    held = hold(office, visitor)
    refused = visitor.post("/chat/booking/confirm", form(held, phone)).json()
    assert (refused["error"], refused["field"]) == ("not_verified", "code")
    called = visitor.post("/chat/booking/confirm", form(held, phone, by_call=True))
    assert called.json()["card"]["awaits_call"]


def test_a_code_is_sent_only_to_who_holds_a_time_and_not_without_end(
    texting: Portal, office: Office, gateway: SmsGateway, phone: str
) -> None:
    visitor = Visitor(texting).open()
    assert visitor.post("/chat/booking/code", {"phone": phone}).json()["error"] == "hold_expired"
    hold(office, visitor)
    replies = [
        visitor.post("/chat/booking/code", {"phone": str(int(phone) + 10_000 * n)}).json()
        for n in range(1, 7)
    ]
    assert [reply.get("error") for reply in replies][-1] == "too_many_codes"
    first = str(int(phone) + 10_000)
    gateway.code(first)
    again = visitor.post("/chat/booking/code", {"phone": first})
    assert again.status_code in (200, 429)
    assert len(gateway.to(first)) == 1


def test_somebody_elses_appointment_is_nobodys_business(
    door: Portal, office: Office, phone: str
) -> None:
    owner, stranger = Visitor(door).open(), Visitor(door).open()
    held = hold(office, owner)
    for path, body in (
        ("confirm", form(held, phone)),
        ("cancel", {"reference": held.reference}),
        ("move", {"reference": held.reference, "key": windows(office)[0]}),
    ):
        refused = stranger.post(f"/chat/booking/{path}", body)
        assert (refused.status_code, refused.json()["error"]) == (404, "appointment_unknown")
    assert stranger.get("/chat/booking").json() == {"cards": []}
    assert Visitor(door).get("/chat/booking").json()["error"] == "no_token"


def test_a_hold_that_ran_out_says_so(door: Portal, office: Office, phone: str) -> None:
    visitor = Visitor(door).open()
    held = hold(office, visitor)
    desk.cancel(office, sender_of(visitor.opened["session"]), held.reference)
    reply = visitor.post("/chat/booking/confirm", form(held, phone))
    assert (reply.status_code, reply.json()["error"]) == (410, "hold_expired")


def test_forgetting_a_session_lets_its_hold_go_and_keeps_what_is_booked(
    door: Portal, office: Office, phone: str
) -> None:
    visitor = Visitor(door).open()
    kept = hold(office, visitor)
    visitor.post("/chat/booking/confirm", form(kept, phone))
    hold(office, visitor, 1)
    owner = sender_of(visitor.opened["session"])
    assert len(desk.mine(office, owner)) == 2
    told = visitor.post("/forget", {}).json()
    assert told == {"forgotten": True, "appointments": [kept.reference]}
    assert [one.reference for one in desk.mine(office, owner)] == [kept.reference]


def test_what_the_form_holds_is_written_nowhere_in_plain(
    texting: Portal, office: Office, gateway: SmsGateway, phone: str, tmp_path: Path
) -> None:
    visitor = Visitor(texting).open()
    held = hold(office, visitor)
    visitor.post("/chat/booking/code", {"phone": phone})
    code = gateway.code(phone)
    visitor.post("/chat/booking/confirm", form(held, phone, code="000000", name=NAME))
    visitor.post("/chat/booking/confirm", form(held, phone, code=code, consent=False))
    card = visitor.post("/chat/booking/confirm", form(held, phone, code=code)).json()["card"]
    gateway.wait_for(phone, "约好了")
    assert card["status"] == "confirmed"
    secrets = [phone, NAME, FOR, PLACE, code, visitor.opened["token"]]
    assert [each for each in found_in(tmp_path, secrets) if not _is_chance(each, code)] == []
    assert found_in(tmp_path, [held.reference])


def _is_chance(found: tuple[str, str], code: str) -> bool:
    """Six digits may stand in a file by chance (a size, a page's checksum in an index)."""
    return found[1] == code and found[0].endswith(("-shm", "-wal", ".sqlite3"))


def test_a_broken_database_stops_booking_and_nothing_else(toy: Assistant, tmp_path: Path) -> None:
    with running(tmp_path, toy.port, BOOKING_URL="postgresql://127.0.0.1:9/none") as portal:
        visitor = Visitor(portal).open()
        reply = visitor.get("/chat/booking")
        assert (reply.status_code, reply.json()["error"]) == (503, "booking_away")
        assert "12345" in reply.json()["text"]
        assert visitor.texts("你好") == ["您好"]
        ready = visitor.get("/ready")
        assert ready.status_code == 503
        assert ready.json()["parts"]["booking"] == {"ok": False, "open": False, "notices": None}
        assert visitor.post("/forget", {}).json()["forgotten"]


def test_ready_says_what_becomes_of_notices(door: Portal) -> None:
    booking = Visitor(door).get("/ready").json()["parts"]["booking"]
    assert booking == {"ok": True, "open": True, "notices": "queued"}


class Socket:
    """The socket of a PostgreSQL server under another name, which a test may take away."""

    def __init__(self, server: str, folder: Path) -> None:
        self._server = server
        self._socket = next(Path(_host_in(server)).glob(".s.PGSQL.*[0-9]"))
        self._name = folder / self._socket.name
        self.folder = folder
        self.give_back()

    @property
    def url(self) -> str:
        return self._server.replace(_host_in(self._server), str(self.folder))

    def give_back(self) -> None:
        self._name.symlink_to(self._socket)

    def take_away(self) -> None:
        self._name.unlink()
        connection = psycopg2.connect(self._server)
        connection.autocommit = True
        with connection.cursor() as cursor:
            others = "datname = current_database() AND pid <> pg_backend_pid()"
            cursor.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
        connection.close()


def _host_in(url: str) -> str:
    return unquote(url.split("host=", 1)[1].split("&", 1)[0])


def test_a_database_that_goes_away_and_comes_back_is_waited_for(
    toy: Assistant,
    postgres_server: str,
    gateway: SmsGateway,
    phone: str,
    tmp_path: Path,
) -> None:
    (tmp_path / "socket").mkdir()
    socket = Socket(new_postgres(postgres_server), tmp_path / "socket")
    staffed(socket.url, tmp_path)
    settings = {"BOOKING_URL": socket.url, "SMS_GATEWAY_URL": gateway.url}
    worker = BookingWorker({**settings, "VAULT_KEYS": KEYS}, tmp_path / "worker.log")
    vault = Vault.from_environment({"VAULT_KEYS": KEYS})
    with running(tmp_path, toy.port, **settings) as portal:
        worker.start()
        visitor = Visitor(portal).open()
        assert visitor.get("/chat/booking").json() == {"cards": []}
        socket.take_away()
        refused = visitor.get("/chat/booking")
        assert (refused.status_code, refused.json()["error"]) == (503, "booking_away")
        assert not visitor.get("/ready").json()["parts"]["booking"]["ok"]
        assert visitor.texts("你好") == ["您好"]
        socket.give_back()
        while not visitor.get("/ready").json()["parts"]["booking"]["ok"]:
            time.sleep(0.2)
        office = Office(open_database(socket.url), vault, ZoneInfo("Asia/Shanghai"))
        hold(office, visitor)
        office.database.dispose()
        assert visitor.post("/chat/booking/code", {"phone": phone}).status_code == 200
        assert gateway.code(phone)
        assert worker.process.poll() is None
        worker.stop()
