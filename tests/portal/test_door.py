"""The door as docs/developers/door.md promises it, before a real Rasa."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from portal.running import Portal
from runtime.assistant import Assistant
from tests.portal.visitor import Visitor, new_id, until


def test_a_message_is_answered_with_text_and_card_as_one(visitor: Visitor) -> None:
    (message,) = visitor.send("学我说话").json()["messages"]
    assert message["text"].startswith("学我说话")
    assert message["card"]["card"] == "echo"


def test_without_agreeing_to_the_notice_there_is_no_session(portal: Portal) -> None:
    reply = Visitor(portal).post("/session", {})
    assert reply.status_code == 409
    assert reply.json()["notice"]["version"] == Visitor(portal).get("/notice").json()["version"]


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (None, "no_token"),
        ("Basic eA==", "no_token"),
        ("Bearer x.y", "bad_token"),
        ("Bearer " + "x" * 600, "bad_token"),
    ],
)
@pytest.mark.parametrize("path", ["/chat", "/chat/rate", "/forget"])
def test_without_our_token_nothing_is_done(
    portal: Portal, path: str, header: str | None, code: str
) -> None:
    headers = {"Authorization": header} if header else {}
    reply = Visitor(portal, **headers).post(path, {"message_id": new_id(), "text": "你好"})
    assert (reply.status_code, reply.json()["error"]) == (401, code)


def test_a_token_with_one_letter_changed_opens_nothing(visitor: Visitor) -> None:
    token = visitor.opened["token"]
    visitor.headers["Authorization"] = "Bearer " + ("A" if token[0] != "A" else "B") + token[1:]
    assert visitor.send("你好").json()["error"] == "bad_token"


def test_one_message_id_is_answered_once_however_often_it_is_sent(
    visitor: Visitor, toy: Assistant
) -> None:
    message_id = new_id()
    with ThreadPoolExecutor(5) as pool:
        replies = list(pool.map(lambda _: visitor.send("学我说话", message_id).json(), range(5)))
    assert all(reply == replies[0] for reply in replies)
    assert visitor.send("学我说话", message_id).json() == replies[0]
    said = toy.tracker(f"web-{visitor.opened['session']}")["events"]
    assert Counter(event["event"] for event in said)["user"] == 1
    assert [event["event"] for event in visitor.history()] == ["said", "answer"]


def test_a_message_id_used_for_other_words_is_refused(visitor: Visitor) -> None:
    message_id = new_id()
    visitor.send("学我说话", message_id)
    reply = visitor.send("你好", message_id)
    assert (reply.status_code, reply.json()["error"]) == (409, "message_id_reused")


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        {"text": "你好"},
        {"message_id": "short", "text": "你好"},
        {"message_id": "no spaces in it", "text": "你好"},
        {"message_id": "x" * 65, "text": "你好"},
        {"message_id": "13812345678", "text": "你好"},
        {"message_id": "abcdefgh"},
        {"message_id": "abcdefgh", "text": 3},
        {"message_id": "abcdefgh", "text": "你好", "choice": {"question_id": "q", "value": "v"}},
        {"message_id": "abcdefgh", "choice": "v"},
        {"message_id": "abcdefgh", "choice": {"question_id": "q"}},
        {"message_id": "abcdefgh", "choice": {"question_id": "q", "value": "v" * 129}},
    ],
)
def test_a_malformed_message_is_refused_in_words(visitor: Visitor, body: object) -> None:
    reply = visitor.post("/chat", body)
    assert (reply.status_code, reply.json()["error"]) == (400, "bad_request")
    assert "12345" in reply.json()["text"]


def test_a_body_that_is_no_json_is_refused(visitor: Visitor) -> None:
    reply = visitor.http.post(
        f"{visitor.url}/chat", data=b"\xff{", headers=visitor.headers, timeout=60
    )
    assert (reply.status_code, reply.json()["error"]) == (400, "bad_request")


def test_a_story_of_5000_characters_is_answered_kindly_and_hardly_kept(visitor: Visitor) -> None:
    assert visitor.texts("说来话长" * 1250) == ["太长了,最多1000字"]
    (said, _) = visitor.history()
    assert len(said["data"]["text"]) <= 101


def test_a_body_larger_than_any_message_is_refused(visitor: Visitor) -> None:
    reply = visitor.post("/chat", {"message_id": new_id(), "text": "水" * 30_000})
    assert (reply.status_code, reply.json()["error"]) == (413, "too_large")


def test_a_choice_of_a_question_nobody_asked_is_outdated(visitor: Visitor) -> None:
    reply = visitor.choose("premises:1", "rented")
    assert (reply.status_code, reply.json()["error"]) == (409, "choice_outdated")
    assert visitor.history() == []


def test_messages_of_a_session_are_answered_one_after_the_other(visitor: Visitor) -> None:
    with ThreadPoolExecutor(5) as pool:
        replies = list(pool.map(lambda _: visitor.send("学我说话"), range(5)))
    assert [reply.status_code for reply in replies] == [200] * 5
    names = [event["event"] for event in visitor.history()]
    assert names == ["said", "answer"] * 5


def test_when_too_many_messages_wait_the_next_is_refused(visitor: Visitor) -> None:
    with ThreadPoolExecutor(16) as pool:
        replies = list(pool.map(lambda _: visitor.send("卡住吧"), range(16)))
    refused = [reply.json()["error"] for reply in replies if reply.status_code == 429]
    assert refused and set(refused) == {"too_many_waiting"}
    assert visitor.send("你好").status_code == 200


def test_a_stream_gives_back_what_was_said_and_then_what_comes(visitor: Visitor) -> None:
    visitor.send("学我说话")
    with visitor.listening() as events:
        kept = until(events, "ready")
        assert [seen.event for seen in kept] == ["said", "answer", "ready"]
        reply = visitor.send("你好").json()
        said, answer = until(events, "answer")
    assert said.data["text"] == "你好"
    assert (answer.id, answer.data["messages"]) == (reply["event_id"], reply["messages"])


def test_a_stream_goes_on_where_it_broke_off(visitor: Visitor) -> None:
    first = visitor.send("你好").json()["event_id"]
    second = visitor.send("学我说话").json()["event_id"]
    with visitor.listening(after=first) as events:
        kept = until(events, "ready")
    assert [seen.event for seen in kept] == ["said", "answer", "ready"]
    assert kept[1].id == second
    assert visitor.history(after=first)[-1]["id"] == second


def test_two_tabs_see_the_same(visitor: Visitor) -> None:
    with visitor.listening() as one, visitor.listening() as other:
        until(one, "ready")
        until(other, "ready")
        visitor.send("你好")
        assert until(one, "answer")[-1] == until(other, "answer")[-1]


def test_nobody_hears_another_session(portal: Portal, visitor: Visitor) -> None:
    stranger = Visitor(portal).open()
    visitor.send("学我说话")
    assert stranger.history() == []
    with stranger.listening() as events:
        stranger.send("你好")
        assert until(events, "answer")[-1].data["messages"][0]["text"] == "您好"


def test_an_idle_stream_pings(visitor: Visitor) -> None:
    with visitor.listening() as events:
        assert [seen.event for seen in until(events, "ping")] == ["ready", "ping"]


def test_a_session_has_at_most_six_streams(visitor: Visitor) -> None:
    open_streams = [
        requests.get(f"{visitor.url}/chat/events", headers=visitor.headers, stream=True, timeout=60)
        for _ in range(7)
    ]
    codes = [stream.status_code for stream in open_streams]
    for stream in open_streams:
        stream.close()
    assert codes == [200] * 6 + [409]


def test_an_answer_is_there_although_its_asker_hung_up(visitor: Visitor) -> None:
    with pytest.raises(requests.ReadTimeout):
        visitor.http.post(
            f"{visitor.url}/chat",
            json={"message_id": new_id(), "text": "卡住吧"},
            headers=visitor.headers,
            timeout=0.2,
        )
    with visitor.listening() as events:
        assert until(events, "answer")[-1].data["messages"][0]["text"] == "对不住,出错了"


def test_renewing_keeps_the_session(visitor: Visitor) -> None:
    visitor.send("你好")
    reply = visitor.post("/session", {"remember": True})
    assert reply.status_code == 200
    renewed = reply.json()
    assert renewed["session"] == visitor.opened["session"]
    assert renewed["expires_at"] > visitor.opened["expires_at"]
    assert len(visitor.history()) == 2


def test_what_is_forgotten_is_gone_from_the_portal_and_from_rasa(
    visitor: Visitor, toy: Assistant
) -> None:
    visitor.send("学我说话")
    sender = f"web-{visitor.opened['session']}"
    with visitor.listening() as events:
        until(events, "ready")
        assert visitor.post("/forget", {}).json()["forgotten"]
        until(events, "forgotten")
    assert visitor.send("你好").json()["error"] == "session_unknown"
    assert [e for e in toy.tracker(sender)["events"] if e["event"] == "user"] == []
    assert visitor.post("/forget", {}).status_code == 200


def test_an_answer_can_be_rated_and_only_an_answer(visitor: Visitor) -> None:
    message_id = visitor.send("学我说话").json()["message_id"]
    for helpful in (False, True):
        reply = visitor.post("/chat/rate", {"message_id": message_id, "helpful": helpful})
        assert reply.json() == {"rated": True}
    unknown = visitor.post("/chat/rate", {"message_id": new_id(), "helpful": True})
    assert (unknown.status_code, unknown.json()["error"]) == (404, "message_unknown")


def test_health_and_readiness(portal: Portal) -> None:
    assert Visitor(portal).get("/health").json() == {"status": "ok"}
    ready = Visitor(portal).get("/ready")
    assert ready.status_code == 200
    assert {name: part["ok"] for name, part in ready.json()["parts"].items()} == {
        "assistant": True,
        "knowledge": True,
        "store": True,
        "booking": True,
    }


def test_a_path_that_is_not_there_says_so(portal: Portal) -> None:
    reply = Visitor(portal).get("/webhooks/rest/webhook")
    assert (reply.status_code, reply.json()["error"]) == (404, "not_found")
