"""Custom actions in Rasa's own process, chosen by the URL of the action endpoint.

`url: inprocess:actions` in endpoints.yml runs the actions of the package `actions` here, without
an HTTP server between; any `http://` URL is an action server as Rasa knows it.
"""

import asyncio
import importlib
import json
import logging
from functools import cached_property
from typing import Any

from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

logger = logging.getLogger(__name__)

SCHEME = "inprocess:"
TIMEOUT = 10.0
"""Seconds that an action may take, unless endpoints.yml says `timeout`."""


class InProcessActions(EndpointConfig):
    """An action endpoint whose requests are answered by rasa_sdk in this process."""

    def __init__(self, url: str, **kwargs: Any) -> None:
        super().__init__(url, **kwargs)
        self.package = url[len(SCHEME) :]
        self.timeout = float(self.kwargs.get("timeout", TIMEOUT))

    @cached_property
    def executor(self) -> ActionExecutor:
        """The package's actions, imported when first asked for (by the warm-up)."""
        logging.getLogger("rasa_sdk.executor").setLevel(logging.WARNING)  # a line an action
        executor = ActionExecutor()
        executor.register_package(self.package)
        return executor

    def warm_up(self) -> None:
        """Import all actions and call the package's own `warm_up()`, if it has one."""
        logger.info("%d actions in process", len(self.executor.actions))
        prepare = getattr(importlib.import_module(self.package), "warm_up", None)
        if prepare is not None:
            prepare()

    async def request(self, *args: Any, json: Any = None, **kwargs: Any) -> Any:
        """Run the action that Rasa's request body `json` names.

        Returns the body that an action server would send. Raises ClientResponseError 400 where
        the action rejects to run, TimeoutError after `timeout` seconds, else what the action
        raises.
        """
        try:
            result = await asyncio.wait_for(self.executor.run(json), self.timeout)
        except ActionExecutionRejection as rejection:
            raise rejected(rejection) from rejection
        return as_sent(result)


def as_sent(result: Any) -> Any:
    """`result` as it would arrive over HTTP, so that both kinds of endpoint behave alike."""
    return json.loads(json.dumps(result))


def rejected(rejection: ActionExecutionRejection) -> ClientResponseError:
    """The error by which an action server tells Rasa of a rejection."""
    body = {"action_name": rejection.action_name, "error": rejection.message}
    return ClientResponseError(400, "Bad Request", json.dumps(body))


def endpoint(data: dict[str, Any]) -> EndpointConfig:
    """The endpoint that a section of endpoints.yml describes."""
    url = data.get("url")
    if isinstance(url, str) and url.startswith(SCHEME):
        return InProcessActions(**data)
    return EndpointConfig(**data)


def install() -> None:
    """Let endpoints.yml name actions in process."""
    EndpointConfig.from_dict = staticmethod(endpoint)
