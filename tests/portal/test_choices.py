"""A choice is checked against the question last asked, then handed over as parsed data."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.running import Portal
from runtime.assistant import Assistant
from tests.conftest import ROOT, TOY, unstarted
from tests.portal.conftest import running
from tests.portal.visitor import Visitor, new_id

QUESTION = {
    "card": "question",
    "text": "房子是哪来的？",
    "question_id": "premises:1",
    "options": [{"value": "rented", "label": "租的"}, {"value": "own", "label": "自己的"}],
}
SERVICES = {
    "card": "choose_service",
    "text": "您要办的是哪一件？",
    "question_id": "which:1",
    "options": [{"service": "open-shop", "name": "开店"}, {"service": "none", "name": "都不是"}],
}


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The toy, whose 闭嘴 asks a question and whose 学我说话 asks back between services."""
    folder = tmp_path_factory.mktemp("asking")
    project = Path(shutil.copytree(TOY, folder / "toy", ignore=shutil.ignore_patterns(".rasa")))
    actions = project / "toy_actions" / "actions.py"
    written = actions.read_text()
    for name, card in (("action_silence", QUESTION), ("action_echo", SERVICES)):
        before, after = written.split(f'return "{name}"', 1)
        head, body = after.split("Events:\n", 1)
        asked = f"        out.utter_message(text={card['text']!r}, json_message={card!r})\n"
        written = f'{before}return "{name}"{head}Events:\n{asked}        return []\n{body}'
    actions.write_text(written)
    with unstarted(project, ROOT / "models" / "toy", folder) as started:
        yield started


@pytest.fixture(scope="module")
def portal(asking: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with running(tmp_path_factory.mktemp("choices"), asking.port) as started:
        yield started


def test_an_option_of_the_open_question_is_taken(visitor: Visitor) -> None:
    assert visitor.texts("闭嘴") == ["房子是哪来的？"]
    (message,) = visitor.choose("premises:1", "rented").json()["messages"]
    assert message["card"] == {"choice": {"question_id": "premises:1", "value": "rented"}}
    said = [event["data"] for event in visitor.history() if event["event"] == "said"]
    assert said[-1]["text"] == "租的"
    assert said[-1]["choice"] == {"question_id": "premises:1", "value": "rented"}


def test_a_service_is_chosen_by_its_id(visitor: Visitor) -> None:
    visitor.send("学我说话")
    assert visitor.choose("which:1", "open-shop").status_code == 200


def test_an_answered_question_is_no_longer_open(visitor: Visitor) -> None:
    visitor.send("闭嘴")
    visitor.choose("premises:1", "rented")
    assert visitor.choose("premises:1", "own").json()["error"] == "choice_outdated"


def test_a_newer_question_takes_the_older_ones_place(visitor: Visitor) -> None:
    visitor.send("闭嘴")
    visitor.send("学我说话")
    assert visitor.choose("premises:1", "rented").json()["error"] == "choice_outdated"
    assert visitor.choose("which:1", "none").status_code == 200


def test_a_question_stays_open_over_a_digression(visitor: Visitor) -> None:
    visitor.send("闭嘴")
    visitor.send("你好")
    assert visitor.choose("premises:1", "own").status_code == 200


def test_an_option_that_was_not_offered_is_refused(visitor: Visitor) -> None:
    visitor.send("闭嘴")
    reply = visitor.choose("premises:1", "borrowed")
    assert (reply.status_code, reply.json()["error"]) == (400, "bad_request")
    assert visitor.choose("premises:1", "own").status_code == 200


def test_a_choice_sent_twice_is_made_once(visitor: Visitor) -> None:
    visitor.send("闭嘴")
    body = {
        "message_id": new_id(),
        "choice": {"question_id": "premises:1", "value": "rented"},
    }
    assert visitor.post("/chat", body).json() == visitor.post("/chat", body).json()


def test_another_sessions_question_is_not_ours(portal: Portal, visitor: Visitor) -> None:
    visitor.send("闭嘴")
    stranger = Visitor(portal).open()
    assert stranger.choose("premises:1", "rented").json()["error"] == "choice_outdated"
