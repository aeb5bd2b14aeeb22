"""In the terminal a number chooses an option."""

from typing import Any

import pytest

from runtime.assistant import Assistant
from runtime.chat import reply, show

QUESTION = {
    "card": "question",
    "question_id": "premises:1",
    "options": [{"value": "own", "label": "自家的"}, {"value": "rented", "label": "租的"}],
}
SERVICES = {
    "card": "choose_service",
    "options": [{"service": "s1", "name": "你好"}, {"service": "s2", "name": "学我说话"}],
}


def after(card: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"text": "请选"}, {"custom": card}]


def test_options_are_shown_with_their_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    show(after(QUESTION))
    assert capsys.readouterr().out == "请选\n  1. 自家的\n  2. 租的\n"


def test_a_number_chooses_an_option_of_a_question(toy: Assistant) -> None:
    (message,) = reply(toy, "numbers", "2", after(QUESTION))
    assert message["custom"]["choice"] == {"question_id": "premises:1", "value": "rented"}


def test_a_number_names_a_service_where_several_are_offered(toy: Assistant) -> None:
    assert reply(toy, "services", "1", after(SERVICES))[0]["text"] == "您好"


@pytest.mark.parametrize("typed", ["0", "3", "你好"])
def test_anything_else_is_said(toy: Assistant, typed: str) -> None:
    assert "text" in reply(toy, "words", typed, after(QUESTION))[0]
