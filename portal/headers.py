"""Headers on everything that leaves (OWASP Secure Headers Project)."""

from __future__ import annotations

from sanic import Sanic
from sanic.request import Request
from sanic.response import BaseHTTPResponse

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
EVERYWHERE = "cross-origin"  # the widget's file is loaded by other pages
SECURE = {"Strict-Transport-Security": "max-age=31536000"}


def install(app: Sanic, secure: bool) -> None:
    """``secure``: the public address is https."""
    always = {**ALWAYS, **(SECURE if secure else {})}

    @app.middleware("response")
    async def add(request: Request, response: BaseHTTPResponse) -> None:
        response.headers.update(always)
        widget = request.path.startswith("/widget/")
        response.headers["Cross-Origin-Resource-Policy"] = EVERYWHERE if widget else "same-origin"
        response.headers.setdefault("Cache-Control", "no-store")
