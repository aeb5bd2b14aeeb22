"""Rasa listens on loopback: its API would let anyone read and write conversations."""

from typing import Any

import rasa.core.constants
from sanic import Sanic

from runtime.environment import interface, port

EVERYWHERE = "0.0.0.0"  # what `rasa interactive` asks for whatever its arguments


def install() -> None:
    """Set Rasa's defaults, and turn "every interface" into `interface()`."""
    rasa.core.constants.DEFAULT_SERVER_INTERFACE = interface()
    rasa.core.constants.DEFAULT_SERVER_PORT = port()
    run_sanic = Sanic.run

    def run(app: Sanic, host: str | None = None, *args: Any, **kwargs: Any) -> None:
        run_sanic(app, interface() if host in (None, EVERYWHERE) else host, *args, **kwargs)

    Sanic.run = run
