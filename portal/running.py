"""The portal in a process of its own, started and stopped by another program: make run, tests."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import nullcontext
from pathlib import Path

import requests

from runtime.assistant import START_SECONDS, StartFailed
from runtime.environment import of_child

LOOK_SECONDS = 0.1


class Portal:
    """`python -m portal` on loopback with changes to the environment, its output in ``log``."""

    def __init__(self, environment: dict[str, str], log: Path | None = None) -> None:
        self.url = f"http://127.0.0.1:{environment['PORTAL_PORT']}"
        self.log = log
        self._environment = of_child(**environment)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The running process; raises StartFailed where there is none."""
        if self._process is None:
            raise StartFailed("the portal isn't running")
        return self._process

    def start(self) -> None:
        """Start and wait until it serves; raises StartFailed."""
        until = time.monotonic() + START_SECONDS
        command = [sys.executable, "-m", "portal"]
        with self.log.open("ab") if self.log else nullcontext() as output:
            self._process = subprocess.Popen(
                command, env=self._environment, stdout=output, stderr=output
            )
        while not self.answers():
            if self._process.poll() is not None or time.monotonic() > until:
                self.stop()
                raise StartFailed(f"see {self.log}" if self.log else "see the output above")
            time.sleep(LOOK_SECONDS)

    def stop(self) -> None:
        """End the process and wait for it."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def answers(self) -> bool:
        """Whether something serves at ``url``."""
        try:
            return requests.get(f"{self.url}/health", timeout=5).ok
        except requests.RequestException:
            return False
