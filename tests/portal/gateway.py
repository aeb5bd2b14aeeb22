"""An SMS gateway on loopback that keeps what it took, by key, and shows it as a phone would."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class SmsGateway:
    """``taken`` are the messages in the order they came."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.url = ""

    def to(self, phone: str) -> list[str]:
        """The texts sent to ``phone``."""
        return [message["text"] for message in self.taken if message["to"] == phone]

    def code(self, phone: str) -> str:
        """The newest code sent to ``phone``, once it is there (the test's time-out ends it)."""
        while True:
            codes = [m[1] for text in self.to(phone) if (m := re.search(r"验证码(\d{6})", text))]
            if codes:
                return codes[-1]
            time.sleep(0.05)

    def wait_for(self, phone: str, word: str) -> str:
        """The first text to ``phone`` with ``word`` in it, once it is there."""
        while True:
            found = [text for text in self.to(phone) if word in text]
            if found:
                return found[0]
            time.sleep(0.05)


@contextmanager
def sms_gateway() -> Iterator[SmsGateway]:
    """A gateway that listens until the block ends."""
    gateway = SmsGateway()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if body["id"] not in [known["id"] for known in gateway.taken]:
                gateway.taken.append(body)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    gateway.url = f"http://127.0.0.1:{server.server_port}/send"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield gateway
    finally:
        server.shutdown()
        server.server_close()
