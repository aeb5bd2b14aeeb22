"""Custom actions: in Rasa's process or on an action server, and never silent when they fail."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from runtime.assistant import Assistant, free_port
from runtime.environment import of_child
from runtime.training import model_of
from tests.conftest import ROOT, TOY


def card(messages: list[dict[str, Any]]) -> dict[str, Any]:
    (found,) = [message["custom"] for message in messages if "custom" in message]
    assert isinstance(found, dict)
    return found


def log_of(assistant: Assistant) -> str:
    assert assistant.log is not None
    return assistant.log.read_text()


def test_actions_run_in_rasas_own_process(toy: Assistant) -> None:
    assert card(toy.say("p", "学我说话"))["process"] == toy.process.pid


def test_the_packages_own_warm_up_ran_before_the_first_message(toy: Assistant) -> None:
    assert card(toy.say("w", "学我说话"))["warm"]


def test_the_domain_is_not_copied_into_each_call(toy: Assistant) -> None:
    assert not card(toy.say("d", "学我说话"))["domain_sent"]


def test_slots_that_an_action_sets_are_there_for_the_next(toy: Assistant) -> None:
    toy.say("s", "学我说话")
    assert card(toy.say("s", "学我讲"))["before"] == "学我说话"


@pytest.mark.parametrize("typed", ["出错吧", "卡住吧"])
def test_an_action_that_fails_or_hangs_apologises_and_keeps_the_conversation(
    toy: Assistant, typed: str
) -> None:
    sender = f"unlucky {typed}"
    toy.say(sender, "学我说话")
    assert [m["text"] for m in toy.say(sender, typed)] == ["对不住,出错了"]
    assert card(toy.say(sender, "学我讲"))["before"] == "学我说话"


def test_a_failure_is_logged_by_place_without_the_citizens_words(toy: Assistant) -> None:
    toy.say("logged", "出错吧")
    log = log_of(toy)
    assert "action_fail failed: ValueError at" in log
    assert "toy_actions/actions.py:" in log
    assert "secret" not in log
    assert "出错吧" not in log


def test_an_action_may_still_reject_to_run(toy: Assistant) -> None:
    assert [m["text"] for m in toy.say("rejected", "拒绝吧")] == ["没听懂"]


@pytest.fixture
def action_server() -> Iterator[str]:
    """The URL of the toy's actions served over HTTP."""
    port = free_port()
    serve = [sys.executable, "-m", "runtime", "run", "actions", "--actions", "toy_actions"]
    server = subprocess.Popen([*serve, "--port", str(port)], cwd=TOY, env=of_child())
    url = f"http://127.0.0.1:{port}"
    while server.poll() is None and not up(url):
        time.sleep(0.1)
    yield f"{url}/webhook"
    server.terminate()
    server.wait()


def up(url: str) -> bool:
    try:
        return requests.get(f"{url}/health", timeout=5).ok
    except requests.ConnectionError:
        return False


def test_an_action_server_works_by_changing_the_endpoint(
    action_server: str, tmp_path: Path
) -> None:
    endpoints = tmp_path / "endpoints.yml"
    endpoints.write_text(f"action_endpoint:\n  url: {action_server}\n")
    model = model_of(TOY, ROOT / "models" / "toy")
    with Assistant(TOY, model, environment={"RASA_ENDPOINTS": str(endpoints)}) as remote:
        assert card(remote.say("far", "学我说话"))["process"] != remote.process.pid
        assert [m["text"] for m in remote.say("far", "出错吧")] == ["对不住,出错了"]
        assert [m["text"] for m in remote.say("far", "拒绝吧")] == ["没听懂"]
        assert card(remote.say("far", "学我讲"))["before"] == "学我说话"
