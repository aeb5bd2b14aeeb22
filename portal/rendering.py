"""Pages from templates/."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sanic.response import HTTPResponse, html

from portal.wording import phone


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(
    template: str, status: int = 200, headers: dict[str, str] | None = None, /, **values: Any
) -> HTTPResponse:
    """The page that ``template`` makes of ``values``."""
    text = _templates().get_template(template).render(hotline=phone(), **values)
    return html(text, status, headers)
