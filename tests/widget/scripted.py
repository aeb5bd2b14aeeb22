"""An assistant that answers what it is told to: every state of the widget can be reached.

It speaks as Rasa does behind the portal, so that the portal in between is the real one. Whole
conversations are tested with the real assistant (test_conversation.py).
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Json = dict[str, Any]
ECHO = "您说的是："


class Scripted:
    """Answers ``script[what was said]``, a list of cards and texts; else ``otherwise`` answers.

    That gets the sender and what was said (a choice's value), and by default repeats it.
    """

    def __init__(
        self,
        script: dict[str, list[Any]],
        otherwise: Callable[[str, str], list[Any]] = lambda _, said: [ECHO + said],
    ) -> None:
        self.script, self.otherwise = script, otherwise
        self.heard: list[Json] = []
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.failing = False
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop serving."""
        self.may_answer.set()
        self._server.shutdown()
        self._server.server_close()

    def answer(self, path: str, body: Json) -> Any:
        """What Rasa's channel would answer."""
        if path.endswith("/forget"):
            return {"forgotten": True}
        self.may_answer.wait(60)
        self.heard.append(body)
        said = (body.get("choice") or {}).get("value") or body.get("message", "")
        parts = self.script.get(said) or self.otherwise(body["sender"], said)
        return [entry for part in parts for entry in _entries(part)]

    def _handler(scripted) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self._reply(200, {"model_file": "scripted"})

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if scripted.failing:
                    self._reply(500, {})
                else:
                    self._reply(200, scripted.answer(self.path, body))

            def _reply(self, status: int, body: Any) -> None:
                content = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        return Handler


def _entries(part: Any) -> list[Json]:
    """A card comes as its text and the card, a sentence as its text."""
    return [{"text": part}] if isinstance(part, str) else [{"text": part["text"]}, {"custom": part}]
