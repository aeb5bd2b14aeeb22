"""The application: parts, routes, and what happens when it starts and stops."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress

from sanic import Sanic

from portal import (
    api,
    booking_api,
    booking_door,
    booking_pages,
    door,
    failing,
    headers,
    looking_up,
    origins,
    pages,
    widget_files,
)
from portal.errors import Refused
from portal.parts import Parts, pack
from portal.searching import searcher
from portal.settings import Settings

logger = logging.getLogger(__name__)

ROOMS = (
    door,
    booking_door,
    pages,
    booking_pages,
    looking_up,
    widget_files,
    api,
    booking_api,
)
REQUEST_BYTES = 65_536
STOP_SECONDS = 3.0
LOOK_SECONDS = 1.0
PURGE_SECONDS = 600.0


def make_app(settings: Settings, name: str = "portal") -> Sanic:
    """The portal's application, not started yet."""
    app = Sanic(name, configure_logging=False)
    app.config.update(
        REQUEST_MAX_SIZE=REQUEST_BYTES,
        GRACEFUL_SHUTDOWN_TIMEOUT=STOP_SECONDS,
        ACCESS_LOG=False,  # addresses aren't kept
        FALLBACK_ERROR_FORMAT="json",
        PROXIES_COUNT=settings.proxies or None,
        KEEP_ALIVE_TIMEOUT=75,
    )
    origins.install(app, settings)
    headers.install(app, secure=settings.public_url.startswith("https://"))
    failing.install(app)
    for room in ROOMS:
        app.blueprint(room.routes)
    _install_life(app, settings)
    return app


def _install_life(app: Sanic, settings: Settings) -> None:
    @app.before_server_start
    async def begin(app: Sanic, _: object) -> None:
        parts = app.ctx.parts = Parts(settings)
        await parts.keep.open()
        await parts.rasa.open()
        await asyncio.get_running_loop().run_in_executor(None, warm_up)

    @app.after_server_start
    async def work(app: Sanic, _: object) -> None:
        chores = (_watch(app.ctx.parts), _purge(app.ctx.parts))
        app.ctx.chores = [asyncio.create_task(chore) for chore in chores]

    @app.before_server_stop
    async def end(app: Sanic, _: object) -> None:
        app.ctx.parts.hub.close()
        for chore in app.ctx.chores:
            chore.cancel()

    @app.after_server_stop
    async def close(app: Sanic, _: object) -> None:
        await app.ctx.parts.rasa.close()
        await app.ctx.parts.keep(app.ctx.parts.keep.store.close)
        app.ctx.parts.office.close()


def warm_up() -> None:
    """Read the pack and its names before the first citizen; without a pack the talk still works."""
    try:
        searcher(pack()).find("xkz")
    except Refused:
        logger.error("the portal starts without a knowledge pack; /ready says so")


async def _watch(parts: Parts) -> None:
    """Wake the streams of this process when another process has answered."""
    mark = ""
    while True:
        with suppress(Refused):  # the keeper has logged it; the streams find out by themselves
            mark, sessions = await parts.keep(parts.keep.store.changes, mark)
            parts.hub.wake(sessions)
        await asyncio.sleep(LOOK_SECONDS)


async def _purge(parts: Parts) -> None:
    while True:
        with suppress(Refused):  # logged; tried again
            await parts.keep(parts.keep.store.purge, time.time())
        await asyncio.sleep(PURGE_SECONDS)
