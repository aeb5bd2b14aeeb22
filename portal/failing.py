"""What is answered when a request isn't served: JSON to programs, a page to people."""

from __future__ import annotations

import logging

from sanic import Sanic
from sanic.exceptions import InvalidUsage, PayloadTooLarge, SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from portal.errors import Refused
from portal.rendering import page
from runtime.failures import where

logger = logging.getLogger(__name__)


def install(app: Sanic) -> None:
    """Answer every failure in our own way, and none with a stack trace."""

    @app.exception(Exception)
    async def fail(request: Request, error: Exception) -> HTTPResponse:
        refused = refusal(error)
        if _is_person(request):
            values = {"text": refused.body["text"], "code": refused.code}
            return page("refused.html", refused.status, refused.headers, **values)
        return json(refused.body, refused.status, refused.headers)


def refusal(error: Exception) -> Refused:
    """The refusal for any failure; the log gets its kind and place, not its message."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, PayloadTooLarge):
        return Refused("too_large")
    if isinstance(error, InvalidUsage):
        return Refused("bad_request", "the body isn't well formed")
    if isinstance(error, SanicException) and 400 <= error.status_code < 500:
        return Refused("not_found")
    logger.error("a request failed: %s at %s", type(error).__name__, where(error))
    return Refused("failed")


def _is_person(request: Request | None) -> bool:
    return request is not None and "text/html" in request.headers.get("accept", "")
