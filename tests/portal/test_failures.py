"""A dead Rasa, a dead database: a sentence, 12345, and the same message can be sent again."""

from __future__ import annotations

import base64
import sqlite3
import subprocess
import sys
from pathlib import Path

import requests

from portal.running import Portal
from runtime.assistant import Assistant, free_port
from runtime.environment import of_child
from tests.portal.conftest import RedisServer, running
from tests.portal.visitor import Visitor, new_id, until


def parts(portal: Portal) -> dict[str, bool]:
    reply = Visitor(portal).get("/ready")
    found = {name: part["ok"] for name, part in reply.json()["parts"].items()}
    assert (reply.status_code == 200) is all(found.values()) is reply.json()["ready"]
    return found


def refused(reply: requests.Response) -> str:
    """The code of a refusal that leaves a way on."""
    body = reply.json()
    assert reply.status_code == 503
    assert "12345" in body["text"] and body["phone"] == "12345"
    assert int(reply.headers["Retry-After"]) == body["retry_after"]
    return str(body["error"])


def test_a_dead_rasa_and_its_return(toy: Assistant, tmp_path: Path) -> None:
    with running(tmp_path, toy.port) as portal:
        visitor = Visitor(portal).open()
        message_id = new_id()
        toy.stop()
        try:
            assert [name for name, ok in parts(portal).items() if not ok] == ["assistant"]
            with visitor.listening() as events:
                until(events, "ready")
                assert refused(visitor.send("学我说话", message_id)) == "assistant_away"
                failed = until(events, "failed")[-1]
            assert failed.data["message_id"] == message_id and failed.id is None
            assert visitor.get("/s/individual-business-registration").status_code == 200
        finally:
            toy.start()
        assert parts(portal)["assistant"]
        assert visitor.send("学我说话", message_id).status_code == 200
        assert [event["event"] for event in visitor.history()] == ["said", "answer"]


def test_forgetting_while_rasa_is_away_is_finished_later(toy: Assistant, tmp_path: Path) -> None:
    with running(tmp_path, toy.port) as portal:
        visitor = Visitor(portal).open()
        visitor.send("学我说话")
        toy.stop()
        try:
            assert refused(visitor.post("/forget", {})) == "assistant_away"
        finally:
            toy.start()
        assert visitor.send("你好").json()["error"] == "session_unknown"
        assert visitor.post("/forget", {}).json()["forgotten"]
        kept = toy.tracker(f"web-{visitor.opened['session']}")["events"]
        assert [event for event in kept if event["event"] == "user"] == []


def test_something_else_on_rasas_port_is_no_assistant(portal: Portal, tmp_path: Path) -> None:
    other = int(portal.url.rsplit(":", 1)[1])
    with running(tmp_path, other) as confused:
        assert not parts(confused)["assistant"]
        assert refused(Visitor(confused).open().send("你好")) == "assistant_away"


def test_a_locked_database_and_its_return(toy: Assistant, tmp_path: Path) -> None:
    with running(tmp_path, toy.port) as portal:
        visitor = Visitor(portal).open()
        lock = sqlite3.connect(tmp_path / "portal.sqlite3", isolation_level=None)
        lock.execute("BEGIN EXCLUSIVE")
        assert refused(visitor.send("学我说话")) == "store_away"
        assert not parts(portal)["store"]
        lock.execute("ROLLBACK")
        lock.close()
        assert visitor.send("学我说话").status_code == 200
        assert parts(portal)["store"]


def test_a_killed_redis_and_its_return(toy: Assistant, tmp_path: Path) -> None:
    with (
        RedisServer(tmp_path) as server,
        running(tmp_path, toy.port, PORTAL_REDIS=server.url) as portal,
    ):
        visitor = Visitor(portal).open()
        answered = visitor.send("学我说话").json()
        server.kill()
        assert refused(visitor.send("你好")) == "store_away"
        assert refused(Visitor(portal).post("/session", notice_of(portal))) == "store_away"
        assert [name for name, ok in parts(portal).items() if not ok] == ["store"]
        server.start()
        assert visitor.send("学我说话", answered["message_id"]).json() == answered
        assert visitor.send("你好").status_code == 200


def notice_of(portal: Portal) -> dict[str, str]:
    return {"notice": Visitor(portal).get("/notice").json()["version"]}


def test_without_a_readable_pack_the_talk_goes_on_and_ready_says_so(
    toy: Assistant, tmp_path: Path
) -> None:
    (tmp_path / "pack").mkdir()
    with running(tmp_path, toy.port, KNOWLEDGE_PACK=str(tmp_path / "pack")) as portal:
        assert [name for name, ok in parts(portal).items() if not ok] == ["knowledge", "booking"]
        assert refused(Visitor(portal).get("/api/services")) == "knowledge_away"
        page = Visitor(portal).get("/services", Accept="text/html")
        assert page.status_code == 503 and "12345" in page.text
        assert Visitor(portal).open().texts("你好") == ["您好"]


def test_two_processes_on_one_redis_are_one_door(toy: Assistant, tmp_path: Path) -> None:
    server = RedisServer(tmp_path)
    shared = {
        "PORTAL_REDIS": server.url,
        "PORTAL_KEYS": base64.urlsafe_b64encode(b"k" * 32).decode(),
    }
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    with (
        server,
        running(tmp_path / "one", toy.port, **shared) as one,
        running(tmp_path / "other", toy.port, **shared) as other,
    ):
        here = Visitor(one).open()
        there = Visitor(other, Authorization=here.headers["Authorization"])
        with there.listening() as events:
            until(events, "ready")
            reply = here.send("学我说话").json()
            assert until(events, "answer")[-1].id == reply["event_id"]
        assert there.send("学我说话", reply["message_id"]).json() == reply


def test_a_setting_that_is_not_well_formed_ends_the_start_with_a_sentence(tmp_path: Path) -> None:
    environment = of_child(PORTAL_PORT=str(free_port()), PORTAL_ADDRESS_RATE="much")
    run = subprocess.run(
        [sys.executable, "-m", "portal"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 1
    assert "设置有误" in run.stderr
