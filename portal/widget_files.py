"""Files for browsers: the widget's, which other pages load too, and the pages' style sheet."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, raw

from portal.errors import Refused

ROOT = Path(__file__).parent
FOLDERS = {"widget": ROOT.parent / "widget" / "dist", "static": ROOT / "static"}
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}
routes = Blueprint("files")


@routes.get("/<kind:(widget|static)>/<name>")
async def serve(request: Request, kind: str, name: str) -> HTTPResponse:
    file = FOLDERS[kind] / name
    if file.parent != FOLDERS[kind] or file.suffix not in TYPES or not file.is_file():
        raise Refused("not_found")
    content, tag = _read(file, file.stat().st_mtime_ns)
    headers = {"ETag": tag, "Cache-Control": "public, max-age=300"}
    if request.headers.get("if-none-match") == tag:
        return HTTPResponse(status=304, headers=headers)
    return raw(content, headers=headers, content_type=TYPES[file.suffix])


@lru_cache(maxsize=20)
def _read(file: Path, changed: int) -> tuple[bytes, str]:
    """The content and its tag; read anew when the file has ``changed``."""
    content = file.read_bytes()
    return content, f'"{hashlib.sha256(content).hexdigest()[:20]}"'
