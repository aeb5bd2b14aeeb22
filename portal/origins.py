"""Which pages may call the door: the portal's own, and those that PORTAL_ORIGINS names."""

from __future__ import annotations

from sanic import Sanic
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse, empty

from portal.errors import Refused
from portal.settings import Settings

ASKED = ("/chat", "/session", "/forget", "/notice", "/api")
MAY = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Last-Event-ID",
    "Access-Control-Max-Age": "600",
}


def install(app: Sanic, settings: Settings) -> None:
    """Refuse other pages' calls, answer the browser's questions beforehand."""

    @app.middleware("request")
    async def check(request: Request) -> HTTPResponse | None:
        origin = request.headers.get("origin")
        if origin is None or not request.path.startswith(ASKED):
            return None
        if origin not in settings.origins and not _is_own(request, origin, settings):
            raise Refused("origin_not_allowed")
        return empty(headers=MAY) if request.method == "OPTIONS" else None

    @app.middleware("response")
    async def allow(request: Request, response: BaseHTTPResponse) -> None:
        origin = request.headers.get("origin")
        response.headers["Vary"] = "Origin"
        if origin in settings.origins:
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = "Retry-After"


def _is_own(request: Request, origin: str, settings: Settings) -> bool:
    own = {f"http://{request.host}", f"https://{request.host}", settings.public_url}
    return origin in own
