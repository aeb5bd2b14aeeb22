"""Rasa's ordinary commands work through the one entry point, without TensorFlow."""

import os
import pty
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from runtime.assistant import free_port
from runtime.environment import of_child
from runtime.training import model_of
from tests.conftest import ROOT, TOY


@pytest.fixture
def project(toy_project: Path) -> Path:
    """A copy of the toy project with its trained model."""
    (toy_project / "models").mkdir()
    shutil.copy(model_of(TOY, ROOT / "models" / "toy"), toy_project / "models")
    return toy_project


def rasa(project: Path, *arguments: str) -> str:
    """What `python -m runtime <arguments>` prints; fails unless it exits with 0."""
    run = subprocess.run(
        [sys.executable, "-m", "runtime", *arguments],
        cwd=project,
        env=of_child(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout + run.stderr


def test_data_validate(project: Path) -> None:
    assert "No story structure conflicts found" in rasa(project, "data", "validate")


def test_data_validate_fails_on_a_fault(project: Path) -> None:
    rules = project / "data" / "rules.yml"
    rules.write_text(rules.read_text().replace("action_echo", "action_unheard_of"))
    with pytest.raises(AssertionError, match="action_unheard_of"):
        rasa(project, "data", "validate")


def test_test_nlu(project: Path) -> None:
    rasa(project, "test", "nlu", "--nlu", "data/nlu.yml", "--no-plot")
    assert (project / "results" / "intent_report.json").exists()


def test_test_core(project: Path) -> None:
    story = "stories:\n- story: greets\n  steps:\n  - {intent: greet}\n  - {action: utter_greet}\n"
    (project / "test_stories.yml").write_text(f'version: "3.1"\n{story}')
    rasa(project, "test", "core", "--stories", "test_stories.yml", "--no-plot")
    assert "greets" not in (project / "results" / "failed_test_stories.yml").read_text()


class Terminal:
    """A command run in a terminal of its own."""

    def __init__(self, project: Path, *arguments: str) -> None:
        main, inner = pty.openpty()
        self._typed = main
        self.process = subprocess.Popen(
            [sys.executable, "-m", "runtime", *arguments],
            cwd=project,
            env=of_child(TERM="dumb"),
            stdin=inner,
            stdout=inner,
            stderr=inner,
        )
        os.close(inner)

    def read_until(self, awaited: str) -> None:
        """Read what is printed until `awaited` is; fails when the command ends first."""
        printed = ""
        while awaited not in printed:
            printed += os.read(self._typed, 4096).decode(errors="replace")

    def type(self, line: str) -> None:
        """Type `line` and press enter."""
        time.sleep(0.5)  # the prompt is drawn before it listens
        os.write(self._typed, f"{line}\r".encode())


def test_shell(project: Path) -> None:
    terminal = Terminal(project, "shell", "--port", str(free_port()))
    try:
        terminal.read_until("Your input")
        terminal.type("你好")
        terminal.read_until("您好")
        terminal.type("/stop")
        assert terminal.process.wait(timeout=60) == 0
    finally:
        terminal.process.kill()
