"""Several processes as one program: what ends by itself is started again, within reason."""

import subprocess
import time
from dataclasses import dataclass, field
from typing import Protocol

from runtime.assistant import StartFailed

LOOK_SECONDS = 0.5
MOST_RESTARTS = 3
WITHIN = 60.0
"""More than MOST_RESTARTS in so many seconds, and it won't get better by itself."""


class Part(Protocol):
    """A process that can be started and stopped."""

    @property
    def process(self) -> "subprocess.Popen[bytes]":
        """The running process."""

    def start(self) -> object:
        """Start it and wait until it answers; raises StartFailed."""

    def stop(self) -> None:
        """End it and wait for it."""


@dataclass
class Supervised:
    """A part under its name, with the times at which it had to be started again."""

    name: str
    part: Part
    vital: bool = True
    """Whether the others are of no use without it; else it is only started less often."""
    restarts: list[float] = field(default_factory=list)

    def look(self, now: float) -> bool:
        """Start the part again if it has ended; whether it was. Raises StartFailed if vital."""
        if self.part.process.poll() is None:
            return False
        self.restarts = [at for at in self.restarts if at > now - WITHIN]
        if len(self.restarts) >= MOST_RESTARTS:
            if self.vital:
                raise StartFailed(f"{self.name}一再停掉")
            return False
        self.restarts.append(now)
        self.part.start()
        return True


def supervise(parts: list[Supervised]) -> None:
    """Keep all ``parts`` running until the program is stopped; raises StartFailed."""
    while True:
        time.sleep(LOOK_SECONDS)
        for part in parts:
            if part.look(time.monotonic()):
                print(f"{part.name}停了，已重新启动。", flush=True)
