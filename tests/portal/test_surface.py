"""What is reachable from outside, by whom, and under which headers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import requests

from portal.running import Portal
from runtime.assistant import Assistant
from tests.portal.conftest import ORIGIN, running
from tests.portal.visitor import Visitor, new_id

ALL_PAGES = [
    "/services",
    "/services?q=xkz",
    "/s/individual-business-registration",
    "/c",
    "/c/nonsense",
    "/privacy",
    "/services/individual-business-registration/book",
    "/appointments",
    "/complaints",
    "/demo",
    "/api/",
    "/nowhere",
]


def sockets_of(pid: int) -> set[str]:
    """The inodes of the sockets that a process and its children hold."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    links = [f for f in Path(f"/proc/{pid}/fd").iterdir() if f.is_symlink()]
    found = {m[1] for f in links if (m := re.match(r"socket:\[(\d+)\]", _target(f)))}
    return found.union(*(sockets_of(int(child)) for child in children))


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except FileNotFoundError:  # closed meanwhile
        return ""


def listeners(pid: int) -> set[str]:
    """The local addresses, as the kernel writes them, on which a process listens."""
    mine = sockets_of(pid)
    rows = [
        line.split()
        for table in ("/proc/net/tcp", "/proc/net/tcp6")
        for line in Path(table).read_text().splitlines()[1:]
    ]
    return {row[1] for row in rows if row[3] == "0A" and row[9] in mine}


def test_rasa_listens_on_loopback_and_the_portal_where_it_is_told_and_nothing_else_does(
    toy: Assistant, portal: Portal
) -> None:
    port = int(portal.url.rsplit(":", 1)[1])
    assert listeners(toy.process.pid) == {f"0100007F:{toy.port:04X}"}
    assert listeners(portal.process.pid) == {f"0100007F:{port:04X}"}


@pytest.mark.parametrize(
    "path",
    [
        "/webhooks/rest/webhook",
        "/webhooks/rest/forget",
        "/conversations/web-x/tracker",
        "/conversations/web-x/tracker/events",
        "/model/parse",
        "/model",
        "/domain",
        "/status",
        "/version",
        "/webhooks/rest/%2e%2e/webhook",
        "//status",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_nothing_of_rasa_is_reached_through_the_portal(
    portal: Portal, method: str, path: str
) -> None:
    reply = requests.request(method, portal.url + path, json={"sender": "x"}, timeout=60)
    assert (reply.status_code, reply.json()["error"]) == (404, "not_found")


@pytest.mark.parametrize(
    "path", ["/static/../portal.key", "/widget/..%2f..%2fportal.yml", "/static/page.py", "/static/"]
)
def test_no_other_file_is_served(portal: Portal, path: str) -> None:
    with requests.Session() as http:
        asked = requests.Request("GET", portal.url + path).prepare()
        asked.url = portal.url + path  # as written, without tidying
        assert http.send(asked, timeout=60).status_code == 404


def test_a_named_portal_may_call_the_door_and_no_other_page(portal: Portal) -> None:
    named = Visitor(portal, Origin=ORIGIN).open()
    reply = named.send("你好")
    assert reply.status_code == 200
    assert reply.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert "Origin" in reply.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in reply.headers
    for stranger in ("https://evil.example", "null", ORIGIN + ".evil.example"):
        named.headers["Origin"] = stranger
        refused = named.send("你好")
        assert (refused.status_code, refused.json()["error"]) == (403, "origin_not_allowed")
        assert "Access-Control-Allow-Origin" not in refused.headers


@pytest.mark.parametrize("path", ["/chat", "/session", "/chat/events", "/forget", "/api/services"])
def test_browsers_are_told_beforehand(portal: Portal, path: str) -> None:
    asked = {
        "Origin": ORIGIN,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
    }
    reply = requests.options(portal.url + path, headers=asked, timeout=60)
    assert reply.status_code == 204
    assert reply.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert "Authorization" in reply.headers["Access-Control-Allow-Headers"]
    stranger = {**asked, "Origin": "https://evil.example"}
    assert requests.options(portal.url + path, headers=stranger, timeout=60).status_code == 403


def test_a_stream_to_another_origin_carries_the_headers_too(portal: Portal) -> None:
    visitor = Visitor(portal, Origin=ORIGIN).open()
    with requests.get(
        f"{portal.url}/chat/events", headers=visitor.headers, stream=True, timeout=60
    ) as reply:
        assert reply.headers["Access-Control-Allow-Origin"] == ORIGIN
        assert reply.headers["X-Accel-Buffering"] == "no"
        assert reply.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", [*ALL_PAGES, "/health", "/notice", "/static/page.css"])
def test_every_answer_is_under_strict_headers(portal: Portal, path: str) -> None:
    headers = Visitor(portal).get(path, Accept="text/html").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Frame-Options"] == "DENY"
    assert "Server" not in headers
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("path", ALL_PAGES)
def test_no_page_asks_another_host_or_holds_what_the_policy_forbids(
    portal: Portal, path: str
) -> None:
    page = Visitor(portal).get(path, Accept="text/html").text
    loaded = re.findall(r'(?:src|href|action)="([^"]*)"', page)
    own = ("/", "#", "tel:", portal.url)
    assert [address for address in loaded if not address.startswith(own)] == []
    assert not re.search(r"\sstyle=|\son\w+=|<script(?! src=)", page)


def test_pages_are_not_kept_by_browsers_and_files_are(portal: Portal) -> None:
    visitor = Visitor(portal)
    assert visitor.get("/s/individual-business-registration").headers["Cache-Control"] == "no-store"
    sheet = visitor.get("/static/page.css")
    assert "max-age" in sheet.headers["Cache-Control"]
    again = visitor.get("/static/page.css", **{"If-None-Match": sheet.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_forged_host_gets_into_no_link_where_the_address_is_set(
    toy: Assistant, tmp_path: Path
) -> None:
    with running(tmp_path, toy.port, PORTAL_PUBLIC_URL="https://guide.example.gov.cn") as portal:
        page = Visitor(portal, Host="evil.example").get("/s/individual-business-registration")
        assert "evil.example" not in page.text
        assert "https://guide.example.gov.cn/c/" in page.text
        assert "max-age" in page.headers["Strict-Transport-Security"]


def test_odd_requests_are_refused_without_a_stack_trace(portal: Portal, visitor: Visitor) -> None:
    for after in ("-1", "x", "9" * 30, "１"):
        assert visitor.get(f"/chat/history?after={after}").status_code == 200
    long = visitor.http.get(f"{portal.url}/health", headers={"X": "x" * 20_000}, timeout=60)
    assert long.status_code in (400, 413)
    assert "Traceback" not in long.text
    assert visitor.post("/chat", {"message_id": new_id(), "text": "\ud800"}).status_code == 200
