"""The channel behind the portal, over HTTP: every message gets a sensible answer."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from channels.turns import MAX_WAITING
from runtime.assistant import Assistant


def texts(messages: list[dict[str, str]]) -> list[str]:
    return [message["text"] for message in messages if "text" in message]


@pytest.mark.parametrize("typed", ["", "/", "\x00", "闭嘴"])
def test_an_answer_is_never_empty(toy: Assistant, typed: str) -> None:
    assert texts(toy.say("quiet", typed)) == ["没听懂"]


@pytest.mark.parametrize("typed", ["/restart", "／restart", "/fail", '/inform{"x": 1}'])
def test_a_typed_command_is_text(toy: Assistant, typed: str) -> None:
    toy.say("typist", typed)
    events = toy.tracker("typist")["events"]
    user = [event for event in events if event["event"] == "user"][-1]
    assert user["text"] == typed.lstrip("/／")
    assert user["parse_data"]["intent"]["confidence"] < 1


def test_a_message_of_5000_characters_is_answered_politely_and_not_read(toy: Assistant) -> None:
    assert texts(toy.say("teller", "说来话长" * 1250)) == ["太长了,最多1000字"]
    assert not [e for e in toy.tracker("teller")["events"] if e["event"] == "user"]


def test_a_message_at_the_limit_is_read(toy: Assistant) -> None:
    said = "学我说话" * 250
    assert texts(toy.say("patient", said))[0].startswith(said)


def test_personal_numbers_reach_neither_the_answer_nor_the_conversation_kept(
    toy: Assistant,
) -> None:
    answer = toy.say("private", "学我说话 13812345678 420325199001011234")
    assert "13812345678" not in str(answer)
    kept = str(toy.tracker("private"))
    assert "13812345678" not in kept
    assert "420325199001011234" not in kept
    assert "[身份证号]" in kept


def test_a_text_with_blank_lines_stays_one_message(toy: Assistant) -> None:
    assert texts(toy.say("reader", "学我说话")) == ["学我说话\n\n(完)"]


def test_a_choice_is_handed_over_without_understanding(toy: Assistant) -> None:
    (message,) = toy.choose("chooser", "premises:1", "rented")
    assert message["custom"] == {"choice": {"question_id": "premises:1", "value": "rented"}}


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        "你好",
        {"message": "你好"},
        {"sender": "", "message": "你好"},
        {"sender": "a\nb", "message": "你好"},
        {"sender": 7, "message": "你好"},
        {"sender": "x" * 129, "message": "你好"},
        {"sender": "x", "message": 5},
        {"sender": "x", "choice": "rented"},
        {"sender": "x", "choice": {"question_id": "q"}},
        {"sender": "x", "choice": {"question_id": "q", "value": "v" * 200}},
    ],
)
def test_a_malformed_body_is_refused(toy: Assistant, body: object) -> None:
    with pytest.raises(requests.HTTPError) as refused:
        toy.post(body)
    assert refused.value.response.status_code == 400


def test_a_request_larger_than_any_message_is_refused(toy: Assistant) -> None:
    with pytest.raises((requests.HTTPError, requests.ConnectionError)):
        toy.say("flood", "水" * 100_000)
    assert texts(toy.say("flood", "你好")) == ["您好"]


def test_messages_sent_at_once_by_one_sender_are_answered_one_after_the_other(
    toy: Assistant,
) -> None:
    with ThreadPoolExecutor(MAX_WAITING) as pool:
        answers = list(pool.map(lambda _: toy.say("hasty", "学我说话"), range(MAX_WAITING)))
    assert all(texts(answer) == ["学我说话\n\n(完)"] for answer in answers)
    events = toy.tracker("hasty")["events"]
    assert sum(event["event"] == "user" for event in events) == MAX_WAITING
