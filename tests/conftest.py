"""What several rooms' tests share: the assistant itself, running, on a port of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from runtime import environment, without_tensorflow
from runtime.assistant import Assistant
from runtime.training import model_of

environment.prepare([])
without_tensorflow.stand_in()

ROOT = Path(__file__).parent.parent
TOY = ROOT / "tests" / "runtime" / "toy"


def unstarted(project: Path, models: Path, folder: Path) -> Assistant:
    """The assistant of `project`, not started yet, that keeps all its data in `folder`."""
    return Assistant(
        project,
        model_of(project, models),
        environment={
            "TRACKER_DB": str(folder / "conversations.sqlite3"),
            "RECORDS_URL": f"sqlite:///{folder}/records.sqlite3",
            "KNOWLEDGE_STATE": str(folder / "knowledge"),
        },
        log=folder / "assistant.log",
    )


@pytest.fixture
def toy_project(tmp_path: Path) -> Path:
    """A copy of the toy's files that a test may change."""
    return Path(shutil.copytree(TOY, tmp_path / "toy", ignore=shutil.ignore_patterns(".rasa")))


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The real assistant, trained and running: `.say(sender, text)`, `.parse(text)` and more.

    Shared by all tests: each test talks as a sender of its own.
    """
    with unstarted(ROOT, ROOT / "models", tmp_path_factory.mktemp("assistant")) as started:
        yield started


@pytest.fixture(scope="session")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """A tiny assistant with an action for each way in which an action can end."""
    with unstarted(TOY, ROOT / "models" / "toy", tmp_path_factory.mktemp("toy")) as started:
        yield started
