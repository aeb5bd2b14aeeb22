"""After conversations full of numbers, nothing written to disk holds one of them."""

from __future__ import annotations

from pathlib import Path

import pytest
import requests

from portal.running import Portal
from runtime.assistant import Assistant
from tests.portal.conftest import RedisServer, running
from tests.portal.visitor import Visitor, new_id

SPELT = {
    "13812345678": [
        "13812345678",
        "138 1234 5678",
        "１３８１２３４５６７８",
        "幺三八幺二三四五六七八",
    ],
    "420325199001011234": [
        "420325199001011234",
        "420325 19900101 1234",
        "４２０３２５１９９００１０１１２３４",
    ],
    "42032519900101123X": ["42032519900101123X", "42032519900101123x"],
    "6222021234567890123": ["6222021234567890123", "6222 0212 3456 7890 123"],
}
WRITTEN = [spelling for spellings in SPELT.values() for spelling in spellings]


def everything_in(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def found_in(folder: Path, needles: list[str]) -> list[tuple[str, str]]:
    return [
        (name, needle)
        for name, content in everything_in(folder).items()
        for needle in needles
        for encoded in (needle.encode(), needle.encode("unicode_escape"))
        if encoded in content
    ]


def talk_in_numbers(portal: Portal) -> None:
    """Numbers wherever a citizen or a program could put them."""
    visitor = Visitor(portal).open()
    for number in WRITTEN:
        assert number not in str(visitor.send(f"学我说话 我的号是{number}谢谢").json())
        visitor.send(number)
        visitor.send("说来话长" * 300 + number)
    for path in ("/services", "/c", f"/s/{WRITTEN[0]}", f"/api/services/{WRITTEN[0]}"):
        requests.get(portal.url + path, params={"q": WRITTEN[0]}, timeout=60)
    form = {WRITTEN[0]: WRITTEN[1]}
    requests.post(f"{portal.url}/s/individual-business-registration", data=form, timeout=60)
    visitor.post(
        "/chat", {"message_id": new_id(), "choice": {"question_id": "q", "value": "13812345678"}}
    )
    visitor.post("/chat", {"message_id": WRITTEN[0], "text": "出错吧 13812345678"})
    visitor.post("/chat/rate", {"message_id": "13812345678", "helpful": True})
    assert WRITTEN[0] not in str(visitor.history())


@pytest.mark.parametrize("kept_in", ["sqlite", "redis"])
def test_no_number_is_written_anywhere(kept_in: str, toy: Assistant, tmp_path: Path) -> None:
    with RedisServer(tmp_path) as server:
        settings = {"PORTAL_REDIS": server.url} if kept_in == "redis" else {}
        with running(tmp_path, toy.port, **settings) as portal:
            talk_in_numbers(portal)
            assert toy.log is not None
            written = [*found_in(tmp_path, WRITTEN), *found_in(toy.log.parent, WRITTEN)]
    assert written == []


def test_the_search_for_numbers_would_find_one(toy: Assistant, tmp_path: Path) -> None:
    with running(tmp_path, toy.port) as portal:
        Visitor(portal).open().send("学我说话 独角兽一号")
        assert toy.log is not None
        assert found_in(tmp_path, ["独角兽一号"])
        assert found_in(toy.log.parent, ["独角兽一号"])


def test_who_asks_is_written_nowhere(toy: Assistant, tmp_path: Path) -> None:
    with running(tmp_path, toy.port, PORTAL_PROXIES="1") as portal:
        visitor = Visitor(portal, **{"X-Forwarded-For": "203.0.113.77"}).open()
        visitor.send("学我说话")
        visitor.send("出错吧")
        visitor.get("/nowhere")
        token = visitor.opened["token"]
    assert found_in(tmp_path, ["203.0.113.77", token]) == []


def test_a_rating_leads_to_nobody(toy: Assistant, tmp_path: Path) -> None:
    with running(tmp_path, toy.port) as portal:
        visitor = Visitor(portal).open()
        message_id = visitor.send("学我说话").json()["message_id"]
        visitor.post("/chat/rate", {"message_id": message_id, "helpful": False})
        visitor.post("/forget", {})
        session = visitor.opened["session"]
    assert found_in(tmp_path, [session, message_id]) == []
