"""`make run` and booking: keys made once, roster loaded, the worker kept running, faults told."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import requests

from booking import desk
from booking.confirming import confirm_after_call
from booking.database import open_database
from booking.model import Contact, Errand, Wanted
from booking.office import Office
from booking.staff import to_call
from knowledge.vocabulary import Mode
from privacy.vault import Vault, new_key
from runtime.assistant import free_port
from tests.booking.conftest import postgres_server, url  # noqa: F401
from tests.portal.gateway import sms_gateway
from tests.runtime.test_running import program, said_until

READY = "make chat"
PHONE = "13812345678"


@contextmanager
def started(
    project: Path, monkeypatch: pytest.MonkeyPatch, **settings: str
) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """The program, the portal's address, and what was said until it was ready."""
    rasa, portal = free_port(), free_port()
    for name in ("VAULT_KEYS", "BOOKING_URL", "SMS_GATEWAY_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {**settings, "PORTAL_PORT": str(portal)}.items():
        monkeypatch.setenv(name, value)
    with program(project, "start", rasa, PORTAL_PORT=str(portal)) as running:
        try:
            yield running, f"http://127.0.0.1:{portal}", said_until(running, READY)
        finally:
            running.send_signal(signal.SIGTERM)
            running.communicate()


def worker_of(running: subprocess.Popen[str]) -> int:
    """The process id of the booking worker among the program's children, once it is there."""
    while True:
        children = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()
        for child in children:
            if b"booking\0worker" in Path(f"/proc/{child}/cmdline").read_bytes():
                return int(child)
        time.sleep(0.1)


def office_of(url: str, keys: Path) -> Office:  # noqa: F811
    vault = Vault.from_environment({"VAULT_KEYS": keys.read_text().strip()})
    return Office(open_database(url), vault, ZoneInfo("Asia/Shanghai"))


def book(office: Office) -> str:
    """The reference of an appointment whose notices wait."""
    errand = Errand("individual-business-registration", Mode.FETCH)
    first = office.today() + timedelta(days=2)
    with office.database.reading() as connection:
        township = connection.exec_driver_sql("SELECT id FROM townships ORDER BY id").scalar()
    free = desk.offer(office, errand, township, Wanted(first, first + timedelta(days=20)))
    held = desk.hold(office, "owner", errand, township, free.windows[0].key)
    desk.confirm(office, "owner", held.reference, Contact("张三", PHONE), True, by_call=True)
    assert [waiting.reference for waiting, _ in to_call(office)] == [held.reference]
    return confirm_after_call(office, held.reference).reference


def test_a_first_start_makes_everything_and_a_worker_that_is_killed_runs_again(
    toy_project: Path,
    url: str,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keys = toy_project / "var" / "vault.keys"
    with started(toy_project, monkeypatch, BOOKING_URL=url) as (running, portal, said):
        assert "生成了预约的密钥：var/vault.keys" in said
        assert stat.S_IMODE(keys.stat().st_mode) == 0o600
        ready = requests.get(f"{portal}/ready", timeout=60).json()
        assert ready["parts"]["booking"] == {"ok": True, "open": True, "notices": "queued"}
        killed = worker_of(running)
        os.kill(killed, signal.SIGKILL)
        said_until(running, "预约通知停了，已重新启动。")
        assert worker_of(running) != killed
        office = office_of(url, keys)
        reference = book(office)
        office.database.dispose()
    kept = keys.read_bytes()
    with sms_gateway() as gateway:  # set later: what waited goes out, under the same keys
        settings = {"BOOKING_URL": url, "SMS_GATEWAY_URL": gateway.url}
        with started(toy_project, monkeypatch, **settings) as (_, portal, said):
            assert "密钥" not in said
            assert reference in gateway.wait_for(PHONE, "约好了")
            ready = requests.get(f"{portal}/ready", timeout=60).json()
            assert ready["parts"]["booking"] == {"ok": True, "open": True, "notices": "sent"}
    assert keys.read_bytes() == kept


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("VAULT_KEYS", "nonsense"),
        ("VAULT_KEYS", "k1:c2hvcnQ="),
        ("BOOKING_URL", "nonsense"),
        ("BOOKING_URL", "nowhere://"),
    ],
)
def test_a_setting_that_is_not_well_formed_refuses_the_start(
    toy_project: Path, monkeypatch: pytest.MonkeyPatch, setting: str, value: str
) -> None:
    monkeypatch.delenv("VAULT_KEYS", raising=False)
    monkeypatch.setenv(setting, value)
    with program(toy_project, "start", free_port()) as running:
        said, _ = running.communicate()
    assert running.returncode == 1
    assert f"设置有误：{setting}" in said
    assert "Traceback" not in said


def test_a_database_that_is_away_stops_booking_alone(
    toy_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = "postgresql://127.0.0.1:9/none"
    with started(toy_project, monkeypatch, BOOKING_URL=away) as (_, portal, said):
        assert "预约的库打不开" in said and "12345" in said
        parts = requests.get(f"{portal}/ready", timeout=60).json()["parts"]
        assert {name: part["ok"] for name, part in parts.items()} == {
            "assistant": True,
            "booking": False,
            "knowledge": True,
            "store": True,
        }


def test_keys_that_do_not_open_what_is_kept_are_noticed(
    toy_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{toy_project}/booking.sqlite3"  # noqa: F811
    with started(toy_project, monkeypatch, BOOKING_URL=url):
        office = office_of(url, toy_project / "var" / "vault.keys")
        book(office)
        office.database.dispose()
    other = new_key("k2")
    with started(toy_project, monkeypatch, BOOKING_URL=url, VAULT_KEYS=other) as (_, _, said):
        assert "密钥不对" in said
