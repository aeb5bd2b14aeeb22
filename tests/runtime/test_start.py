"""The start: on loopback, without telemetry, everything loaded, or not at all."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from runtime.assistant import Assistant, StartFailed, free_port
from runtime.environment import of_child
from runtime.training import model_of


def modules_loaded(toy: Assistant, sender: str) -> int:
    (count,) = [m["custom"]["modules"] for m in toy.say(sender, "学我说话") if "custom" in m]
    return int(count)


def test_nothing_is_imported_by_the_first_messages(toy: Assistant) -> None:
    toy.restart()
    first = modules_loaded(toy, "first")
    assert modules_loaded(toy, "second") == first


def addresses_of_this_machine() -> list[str]:
    """The addresses by which others reach this machine, where it has any."""
    found = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None)}
    return [str(a) for a in found if not str(a).startswith("127.") and a != "::1"]


def listening(port: int) -> list[str]:
    """The local addresses on which someone listens on `port`, as the kernel writes them."""
    rows = [
        line.split()
        for table in ("/proc/net/tcp", "/proc/net/tcp6")
        for line in Path(table).read_text().splitlines()[1:]
    ]
    return [row[1] for row in rows if row[1].endswith(f":{port:04X}") and row[3] == "0A"]


def test_rasa_listens_on_loopback_only(toy: Assistant) -> None:
    assert listening(toy.port) == [f"0100007F:{toy.port:04X}"]
    for address in addresses_of_this_machine():
        with pytest.raises(OSError):
            socket.create_connection((address, toy.port), timeout=5)


def test_a_command_that_asks_for_every_interface_gets_loopback() -> None:
    port = free_port()
    code = (
        "from runtime.__main__ import adapt_rasa; adapt_rasa(); from sanic import Sanic;"
        "app = Sanic('any'); app.get('/')(lambda request: None);"
        f"app.run(host='0.0.0.0', port={port})"
    )
    with subprocess.Popen([sys.executable, "-W", "ignore", "-c", code], env=of_child()) as server:
        while not listening(port) and server.poll() is None:
            time.sleep(0.1)
        found = listening(port)
        server.terminate()
    assert found == [f"0100007F:{port:04X}"]


def test_telemetry_is_off_whatever_the_environment_says() -> None:
    code = (
        "from runtime.__main__ import adapt_rasa; adapt_rasa();"
        "import rasa.telemetry; print(rasa.telemetry.is_telemetry_enabled())"
    )
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        env={**os.environ, **of_child(), "RASA_TELEMETRY_ENABLED": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.split()[-1:] == ["False"], run.stderr


def start_of(project: Path, model: Path, log: Path) -> str:
    """What is said by a start of `project` with `model` that must fail."""
    with pytest.raises(StartFailed), Assistant(project, model, log=log):
        pass
    return log.read_text()


def test_without_a_model_the_start_fails_and_says_what_to_do(
    toy_project: Path, tmp_path: Path
) -> None:
    said = start_of(toy_project, tmp_path / "none.tar.gz", tmp_path / "log")
    assert "没有可用的模型" in said
    assert "make train" in said


def test_without_a_response_that_the_house_says_the_start_fails(
    toy_project: Path, tmp_path: Path
) -> None:
    domain = toy_project / "domain.yml"
    domain.write_text(domain.read_text().replace("utter_too_long", "utter_other"))
    said = start_of(toy_project, model_of(toy_project, tmp_path / "models"), tmp_path / "log")
    assert "utter_too_long" in said


def test_conversations_outlive_a_restart(toy: Assistant) -> None:
    toy.say("faithful", "学我说话")
    toy.restart()
    (before,) = [m["custom"]["before"] for m in toy.say("faithful", "学我讲") if "custom" in m]
    assert before == "学我说话"
