"""Rasa listens on loopback: its API would let anyone read and write conversations."""

import os
from typing import Any

import rasa.core.constants
from sanic import Sanic

EVERYWHERE = "0.0.0.0"  # what `rasa interactive` asks for whatever its arguments


def interface() -> str:
    """The address to listen on: RASA_INTERFACE, else loopback."""
    return os.environ.get("RASA_INTERFACE", "127.0.0.1")


def port() -> int:
    """The port to listen on: RASA_PORT, else Rasa's 5005."""
    return int(os.environ.get("RASA_PORT", "5005"))


def install() -> None:
    """Set Rasa's defaults, and turn "every interface" into `interface()`."""
    rasa.core.constants.DEFAULT_SERVER_INTERFACE = interface()
    rasa.core.constants.DEFAULT_SERVER_PORT = port()
    run_sanic = Sanic.run

    def run(app: Sanic, host: str | None = None, *args: Any, **kwargs: Any) -> None:
        run_sanic(app, interface() if host in (None, EVERYWHERE) else host, *args, **kwargs)

    Sanic.run = run
