"""A Rasa process started, asked and stopped by another program: make run, chat, bench, tests."""

import copy
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import nullcontext, suppress
from pathlib import Path
from types import TracebackType
from typing import Any

import requests

from runtime.environment import of_child

START_SECONDS = 120
"""How long a start may take on a busy machine before it counts as hung."""


class StartFailed(RuntimeError):
    """The process ended, or never answered."""


def free_port() -> int:
    """A port of the loopback interface that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Assistant:
    """The assistant of `project` with `model`, in a process of its own on loopback."""

    def __init__(
        self,
        project: Path,
        model: Path,
        *,
        port: int | None = None,
        environment: dict[str, str] | None = None,
        log: Path | None = None,
    ) -> None:
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._project = project
        self._model = model.resolve()
        self._environment = of_child(**(environment or {}), RASA_PORT=str(self.port))
        self.log = log
        self._http = requests.Session()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Assistant":
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The running process; raises StartFailed where there is none."""
        if self._process is None:
            raise StartFailed("the assistant isn't running")
        return self._process

    def start(self) -> float:
        """Start the process and wait until it answers; returns the seconds it took."""
        started = time.monotonic()
        command = [sys.executable, "-m", "runtime", "run", "--model", str(self._model)]
        with self.log.open("ab") if self.log else nullcontext() as output:
            self._process = subprocess.Popen(
                command,
                cwd=self._project,
                env=self._environment,
                stdout=output,
                stderr=output,
                start_new_session=True,  # so that stop() reaches Sanic's workers too
            )
        while not self.answers():
            if self._process.poll() is not None or time.monotonic() - started > START_SECONDS:
                self.stop()
                raise StartFailed(f"see {self.log}" if self.log else "see the output above")
            time.sleep(0.05)
        return time.monotonic() - started

    def stop(self) -> None:
        """End the process and wait for it."""
        self._http.close()
        if self._process is None:
            return
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=20)
        with suppress(ProcessLookupError):  # a worker that was still starting outlives its parent
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def restart(self) -> None:
        """Stop and start again: what was kept on disk is there, what was in memory isn't."""
        self.stop()
        self.start()

    def apart(self) -> "Assistant":
        """The same assistant on a connection of its own; it can't be started or stopped there."""
        other = copy.copy(self)
        other._http = requests.Session()
        other._process = None
        return other

    def say(self, sender: str, text: str) -> list[dict[str, Any]]:
        """The messages that answer `text`, typed by `sender`."""
        return self.post({"sender": sender, "message": text})

    def choose(self, sender: str, question_id: str, value: str) -> list[dict[str, Any]]:
        """The messages that answer an option of a question."""
        return self.post({"sender": sender, "choice": {"question_id": question_id, "value": value}})

    def post(self, body: Any) -> Any:
        """The channel's answer to `body`; raises requests.HTTPError where it refuses."""
        return self._json("/webhooks/rest/webhook", body)

    def parse(self, text: str) -> dict[str, Any]:
        """What `text` is understood as, outside any conversation."""
        parsed: dict[str, Any] = self._json("/model/parse", {"text": text})
        return parsed

    def tracker(self, sender: str) -> dict[str, Any]:
        """The conversation kept for `sender`, as Rasa's API gives it."""
        reply = self._http.get(f"{self.url}/conversations/{sender}/tracker", timeout=60)
        reply.raise_for_status()
        tracker: dict[str, Any] = reply.json()
        return tracker

    def _json(self, path: str, body: Any) -> Any:
        reply = self._http.post(self.url + path, json=body, timeout=60)
        reply.raise_for_status()
        return reply.json()

    def answers(self) -> bool:
        """Whether something serves Rasa's API at `url`."""
        try:
            return self._http.get(f"{self.url}/status", timeout=5).ok
        except requests.RequestException:
            return False
