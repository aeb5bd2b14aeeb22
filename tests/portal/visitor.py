"""A citizen's front end, as far as tests need one."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import requests

from portal.running import Portal

Json = dict[str, Any]


@dataclass(frozen=True)
class Seen:
    """One server-sent event."""

    event: str
    data: Any
    id: int | None = None


def new_id() -> str:
    return uuid.uuid4().hex


class Visitor:
    """One session; every method gives the raw response unless it says otherwise."""

    def __init__(self, portal: Portal, **headers: str) -> None:
        self.url, self.headers = portal.url, headers
        self.http = requests.Session()
        self.opened: Json = {}

    def open(self, **body: Any) -> Visitor:
        """Agree to the notice and get a token."""
        notice = self.http.get(f"{self.url}/notice", headers=self.headers, timeout=60).json()
        reply = self.post("/session", {"notice": notice["version"], **body})
        assert reply.status_code == 201, reply.text
        self.opened = reply.json()
        self.headers["Authorization"] = f"Bearer {self.opened['token']}"
        return self

    def post(self, path: str, body: Any) -> requests.Response:
        return self.http.post(self.url + path, json=body, headers=self.headers, timeout=60)

    def get(self, path: str, **headers: str) -> requests.Response:
        return self.http.get(self.url + path, headers={**self.headers, **headers}, timeout=60)

    def send(self, text: str, message_id: str | None = None) -> requests.Response:
        return self.post("/chat", {"message_id": message_id or new_id(), "text": text})

    def choose(self, question_id: str, value: str) -> requests.Response:
        choice = {"question_id": question_id, "value": value}
        return self.post("/chat", {"message_id": new_id(), "choice": choice})

    def texts(self, text: str) -> list[str]:
        """The texts that answer ``text``."""
        reply = self.send(text)
        assert reply.status_code == 200, reply.text
        return [message["text"] for message in reply.json()["messages"]]

    def history(self, after: int = 0) -> list[Json]:
        """The events kept."""
        events: list[Json] = self.get(f"/chat/history?after={after}").json()["events"]
        return events

    @contextmanager
    def listening(self, after: int | None = None) -> Iterator[Iterator[Seen]]:
        """The stream's events, one by one."""
        headers = {**self.headers, **({} if after is None else {"Last-Event-ID": str(after)})}
        # A connection of its own: the session's stays free for messages.
        with requests.get(
            f"{self.url}/chat/events", headers=headers, stream=True, timeout=60
        ) as reply:
            assert reply.status_code == 200, reply.text
            yield _events(reply)


def _events(reply: requests.Response) -> Iterator[Seen]:
    fields: dict[str, str] = {}
    for line in reply.iter_lines(chunk_size=1, decode_unicode=True):
        if line:
            name, _, value = line.partition(": ")
            fields[name] = value
        elif "event" in fields:
            number = int(fields["id"]) if "id" in fields else None
            yield Seen(fields["event"], json.loads(fields["data"]), number)
            fields = {}
        else:
            fields = {}


def until(events: Iterator[Seen], name: str) -> list[Seen]:
    """The events up to the first one called ``name``."""
    seen = []
    for event in events:
        seen.append(event)
        if event.event == name:
            return seen
    raise AssertionError(f"the stream ended without {name}: {seen}")
