"""Notices: nothing is sent twice, nothing is lost, whatever dies when."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from booking.gateways import InDoubt, NotSent, SmsGateway, gateway_from_environment
from booking.notices import enqueue
from booking.office import Office
from booking.schema import outbox
from booking.worker import dead_letters, deliver_due, send_again
from privacy.vault import Vault, new_key
from tests.booking.conftest import PHONE, Clock, MakeOffice, SentMessages

ROOT = Path(__file__).parents[2]


def put(office: Office, *keys: str, due_at: datetime | None = None) -> None:
    with office.database.writing() as connection:
        for key in keys:
            values = {"code": "123456", "minutes": 10}
            enqueue(connection, office, key, "code", PHONE, values, due_at=due_at)


def states(office: Office) -> dict[str, str]:
    with office.database.reading() as connection:
        return dict(connection.execute(sa.select(outbox.c.key, outbox.c.state)).all())


def test_what_is_due_is_sent_once(office: Office, gateway: SentMessages) -> None:
    put(office, "a", "b")
    assert deliver_due(office, gateway) == 2
    assert deliver_due(office, gateway) == 0
    assert sorted(key for key, *_ in gateway.sent) == ["a", "b"]
    assert gateway.sent[0][1] == PHONE


def test_one_cause_makes_one_notice(office: Office) -> None:
    put(office, "a")
    put(office, "a")
    assert states(office) == {"a": "waiting"}


def test_what_is_due_later_waits(office: Office, gateway: SentMessages, clock: Clock) -> None:
    put(office, "a", due_at=clock.at + timedelta(days=1))
    assert deliver_due(office, gateway) == 0
    clock.advance(days=1)
    assert deliver_due(office, gateway) == 1


def test_a_notice_rolled_back_with_its_cause_is_never_sent(
    office: Office, gateway: SentMessages
) -> None:
    with pytest.raises(RuntimeError), office.database.writing() as connection:
        enqueue(connection, office, "a", "code", PHONE, {"code": "1", "minutes": 1})
        raise RuntimeError("the booking failed")
    assert deliver_due(office, gateway) == 0


def test_a_failure_is_tried_again_with_longer_and_longer_pauses(
    office: Office, gateway: SentMessages, clock: Clock
) -> None:
    put(office, "a")
    gateway.failures = [NotSent("busy"), NotSent("busy")]
    assert deliver_due(office, gateway) == 1
    assert deliver_due(office, gateway) == 0
    clock.advance(seconds=30)
    assert deliver_due(office, gateway) == 1
    clock.advance(seconds=30)
    assert deliver_due(office, gateway) == 0
    clock.advance(seconds=30)
    assert deliver_due(office, gateway) == 1
    assert states(office) == {"a": "sent"}


def test_what_never_goes_out_ends_among_the_dead_letters_and_can_be_sent_again(
    office: Office, gateway: SentMessages, clock: Clock
) -> None:
    put(office, "a")
    gateway.failures = [NotSent("busy")] * 8
    while states(office) == {"a": "waiting"}:
        deliver_due(office, gateway)
        clock.advance(hours=2)
    (letter,) = dead_letters(office)
    assert (letter.tries, letter.error) == (8, "busy")
    assert send_again(office, letter.id)
    assert deliver_due(office, gateway) == 1
    assert not send_again(office, letter.id)
    assert dead_letters(office) == []


def test_what_the_gateway_refuses_for_good_is_not_tried_again(
    office: Office, gateway: SentMessages
) -> None:
    put(office, "a")
    gateway.failures = [NotSent("no such number", final=True)]
    deliver_due(office, gateway)
    assert states(office) == {"a": "dead"}


@pytest.mark.parametrize(("deduplicates", "state"), [(True, "waiting"), (False, "dead")])
def test_a_message_in_doubt_goes_again_only_where_the_gateway_knows_its_key(
    office: Office, deduplicates: bool, state: str
) -> None:
    put(office, "a")
    deliver_due(office, SentMessages(deduplicates, [InDoubt("no answer")]))
    assert states(office) == {"a": state}


def test_many_workers_send_each_notice_once(make_office: MakeOffice) -> None:
    office, gateway = make_office(), SentMessages()
    put(office, *[f"n{number}" for number in range(60)])
    with ThreadPoolExecutor(6) as pool:
        handed = list(pool.map(lambda _: deliver_due(office, gateway), range(6)))
    assert sum(handed) == 60
    assert Counter(key for key, *_ in gateway.sent).most_common(1)[0][1] == 1


def test_once_sent_number_and_text_are_forgotten(office: Office, gateway: SentMessages) -> None:
    put(office, "a")
    deliver_due(office, gateway)
    with office.database.reading() as connection:
        row = connection.execute(sa.select(outbox)).one()
    assert (row.phone_sealed, row.text_sealed) == (None, None)


@dataclass
class SmsServer:
    """An SMS gateway on loopback: keeps what it took, by key, and answers as told."""

    taken: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    pause: threading.Event = field(default_factory=threading.Event)
    took_one: threading.Event = field(default_factory=threading.Event)
    url: str = ""

    def take(self, body: dict[str, Any], headers: dict[str, str]) -> int:
        self.headers.append(headers)
        status = self.statuses.pop(0) if self.statuses else 200
        if status == 200 and body["id"] not in [known["id"] for known in self.taken]:
            self.taken.append(body)
        self.took_one.set()
        self.pause.wait()
        return status


@pytest.fixture
def sms() -> Iterator[SmsServer]:
    server = SmsServer()
    server.pause.set()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            status = server.take(json.loads(self.rfile.read(length)), dict(self.headers))
            try:
                self.send_response(status)
                self.end_headers()
            except BrokenPipeError:
                return  # the sender is gone

        def log_message(self, *_: object) -> None:
            return

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.url = f"http://127.0.0.1:{http.server_port}/send"
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield server
    server.pause.set()
    http.shutdown()
    http.server_close()


def test_the_sms_gateway_is_told_key_number_and_text(sms: SmsServer) -> None:
    SmsGateway(sms.url, "secret").send("k1", PHONE, "您好")
    assert sms.taken == [{"id": "k1", "to": PHONE, "text": "您好"}]
    assert sms.headers[0]["Authorization"] == "Bearer secret"


@pytest.mark.parametrize(
    ("status", "error", "final"),
    [(400, NotSent, True), (429, NotSent, False), (503, InDoubt, None), (302, NotSent, True)],
)
def test_what_the_sms_gateway_answers_is_judged(
    sms: SmsServer, status: int, error: type[Exception], final: bool | None
) -> None:
    sms.statuses = [status]
    with pytest.raises(error) as raised:
        SmsGateway(sms.url, "").send("k1", PHONE, "您好")
    assert getattr(raised.value, "final", None) is final


def test_a_gateway_that_is_away_surely_took_nothing() -> None:
    with pytest.raises(NotSent):
        SmsGateway("http://127.0.0.1:9/send", "").send("k1", PHONE, "您好")


def test_without_a_gateway_set_there_is_none() -> None:
    assert gateway_from_environment({}) is None
    set_up = gateway_from_environment({"SMS_GATEWAY_URL": "http://127.0.0.1:1"})
    assert set_up == SmsGateway("http://127.0.0.1:1", "", False)


@pytest.fixture
def worker_environment(url: str, make_office: MakeOffice, sms: SmsServer) -> dict[str, str]:
    """What a worker process of this test's office is started with."""
    return {
        **os.environ,
        "BOOKING_URL": url,
        "SMS_GATEWAY_URL": sms.url,
        "SMS_GATEWAY_DEDUPLICATES": "1",
    }


def start_worker(environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "booking", "worker"], cwd=ROOT, env=environment)


def wait_until(office: Office, gone: str) -> None:
    """Until no notice is in the state ``gone`` any more (pytest's time-out ends it otherwise)."""
    while gone in states(office).values():
        time.sleep(0.05)


def test_a_worker_killed_between_commit_and_sending_loses_and_repeats_nothing(
    make_office: MakeOffice, sms: SmsServer, worker_environment: dict[str, str], clock: Clock
) -> None:
    """Killed with SIGKILL while the gateway has the message and hasn't answered yet."""
    keys = {"VAULT_KEYS": new_key("k1")}
    clock.at = datetime.now(timezone.utc)  # the worker has the real clock
    first = make_office()
    office = Office(first.database, Vault.from_environment(keys), first.zone, first.rules, clock)
    put(office, *[f"n{number}" for number in range(5)])
    sms.pause.clear()
    worker = start_worker({**worker_environment, **keys})
    try:
        assert sms.took_one.wait(60)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    assert Counter(states(office).values()) == {"waiting": 4, "sending": 1}
    assert len(sms.taken) == 1
    sms.pause.set()
    with office.database.writing() as connection:  # two minutes later
        late = datetime.now(timezone.utc).replace(tzinfo=None) - timedelta(minutes=1)
        sending = outbox.c.state == "sending"
        connection.execute(outbox.update().where(sending).values(lease_until=late))
    worker = start_worker({**worker_environment, **keys})
    try:
        wait_until(office, "waiting")
        wait_until(office, "sending")
    finally:
        worker.terminate()
        assert worker.wait() == 0
    assert set(states(office).values()) == {"sent"}
    assert sorted(message["id"] for message in sms.taken) == [f"n{n}" for n in range(5)]


def test_a_sender_that_died_where_no_key_is_known_is_a_dead_letter(
    office: Office, clock: Clock
) -> None:
    class Dies(SentMessages):
        def send(self, key: str, phone: str, text: str) -> None:
            raise KeyboardInterrupt

    put(office, "a")
    with pytest.raises(KeyboardInterrupt):
        deliver_due(office, Dies())
    assert states(office) == {"a": "sending"}
    clock.advance(minutes=3)
    knows_no_keys = SentMessages(deduplicates=False)
    assert deliver_due(office, knows_no_keys) == 0
    assert [letter.error for letter in dead_letters(office)] == [
        "in doubt: the sender died while sending"
    ]
