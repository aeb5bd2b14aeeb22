"""`make run` and `make chat`: one command each, from files to an answer."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from runtime.assistant import free_port
from runtime.environment import of_child


def program(project: Path, name: str, port: int, **settings: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", f"runtime.{name}"],
        cwd=project,
        env=of_child(
            **{"RASA_PORT": str(port), "PORTAL_PORT": str(free_port()), **settings},
            PYTHONUNBUFFERED="1",
        ),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def said_until(running: "subprocess.Popen[str]", awaited: str) -> str:
    """What is printed up to `awaited`; fails when the program ends first."""
    assert running.stdout is not None
    printed = ""
    for line in running.stdout:
        printed += line
        if awaited in line:
            return printed
    raise AssertionError(printed)


def test_run_trains_starts_says_where_to_look_and_stops_everything(toy_project: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/webhooks/rest/webhook"
    with program(toy_project, "start", port) as running:
        said = said_until(running, "make chat")
        answer = requests.post(url, json={"sender": "me", "message": "你好"}, timeout=60)
        running.send_signal(signal.SIGTERM)
    assert "训练模型中" in said
    assert url in said
    assert answer.json()[0]["text"] == "您好"
    assert running.returncode == 0
    with pytest.raises(requests.ConnectionError):
        requests.get(url, timeout=5)


def test_run_fails_when_training_does(toy_project: Path) -> None:
    (toy_project / "domain.yml").write_text("intents: 3")
    with program(toy_project, "start", free_port()) as running:
        said, _ = running.communicate()
    assert running.returncode == 1
    assert "domain.yml" in said


def test_chat_talks_in_the_terminal(toy_project: Path) -> None:
    with program(toy_project, "chat", free_port()) as running:
        said, _ = running.communicate("你好\n学我说话\n")
    assert running.returncode == 0
    assert "您好" in said
    assert "学我说话\n\n(完)" in said
