"""The gateway port, and an SMS gateway over HTTP.

A gateway is told a notice's key with each message. Where it knows keys it has seen
(``deduplicates``), a message whose fate is unknown is sent again under the same key; where it
doesn't, such a message goes to the dead letters instead: nothing is sent twice.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import requests

URL_SETTING = "SMS_GATEWAY_URL"
TOKEN_SETTING = "SMS_GATEWAY_TOKEN"
DEDUPLICATES_SETTING = "SMS_GATEWAY_DEDUPLICATES"
SECONDS = 10


class NotSent(Exception):
    """The gateway did not take the message; ``final`` where trying again can't help."""

    def __init__(self, why: str, final: bool = False) -> None:
        super().__init__(why)
        self.final = final


class InDoubt(Exception):
    """The message may or may not have been taken (no answer came)."""


class Gateway(Protocol):
    """Whatever carries a notice to a telephone."""

    @property
    def deduplicates(self) -> bool:
        """Whether a key seen before is not sent again."""

    def send(self, key: str, phone: str, text: str) -> None:
        """Hand over one message.

        Raises:
            NotSent: if it surely wasn't taken.
            InDoubt: if it may have been.
        """


@dataclass(frozen=True)
class SmsGateway:
    """Posts ``{"id", "to", "text"}`` as JSON with a bearer token; any 2xx takes the message."""

    url: str
    token: str
    deduplicates: bool = False

    def send(self, key: str, phone: str, text: str) -> None:
        """See ``Gateway.send``. 4xx (but 408, 429) is final; 5xx and no answer are in doubt."""
        body = {"id": key, "to": phone, "text": text}
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key}
        try:
            answer = requests.post(
                self.url, json=body, headers=headers, timeout=SECONDS, allow_redirects=False
            )
        except requests.exceptions.ConnectTimeout as error:
            raise NotSent("the gateway can't be reached") from error
        except requests.RequestException as error:
            raise _unreached(error) from error
        _judge(answer.status_code)


def _unreached(error: requests.RequestException) -> Exception:
    """Never connected means surely not sent; a broken connection means nobody knows."""
    refused = isinstance(error, requests.ConnectionError) and "NewConnectionError" in str(error)
    if refused:
        return NotSent("the gateway can't be reached")
    return InDoubt(f"no answer ({type(error).__name__})")


def _judge(status: int) -> None:
    if 200 <= status < 300:
        return
    if status >= 500:
        raise InDoubt(f"status {status}")
    raise NotSent(f"status {status}", final=status not in (408, 429))


def gateway_from_environment(environment: Mapping[str, str] = os.environ) -> Gateway | None:
    """The SMS gateway of SMS_GATEWAY_URL; None where none is set: notices then wait."""
    url = environment.get(URL_SETTING)
    if not url:
        return None
    deduplicates = environment.get(DEDUPLICATES_SETTING, "").lower() in ("1", "true", "yes")
    return SmsGateway(url, environment.get(TOKEN_SETTING, ""), deduplicates)
