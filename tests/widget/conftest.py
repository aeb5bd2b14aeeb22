"""A browser, the portal before a scripted assistant, and pages that embed the widget."""

from __future__ import annotations

import os
import shutil
import threading
import uuid
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from portal.running import Portal
from tests.portal.conftest import running
from tests.widget.gallery import everything
from tests.widget.hand import Hand
from tests.widget.scripted import Scripted

ROOT = Path(__file__).parents[2]
PATIENCE = 30_000  # milliseconds; the machine may be busy
Embed = Callable[..., str]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def missing(what: str) -> None:
    """Skip with a reason; where CI is set a missing part is a failure."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing: the widget isn't tested")
    pytest.skip(f"THE WIDGET ISN'T TESTED: {what} is missing")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium (`apt-get install chromium fonts-noto-cjk`), or CHROMIUM.

    Closed after each module: while Playwright is open, its event loop counts as running, and
    no other test may start one.
    """
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        missing("chromium")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core's script, from the widget's development packages (`npm ci` in widget/)."""
    file = ROOT / "widget" / "node_modules" / "axe-core" / "axe.min.js"
    if not file.exists():
        missing("axe-core (npm ci in widget/)")
    return file.read_text()


class Pages(SimpleHTTPRequestHandler):
    """Pages of another origin than the portal's."""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder, and the origin under which its pages are served."""
    folder = tmp_path_factory.mktemp("pages")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Pages, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


SCRIPT = everything()


@pytest.fixture(scope="session")
def scripted_once() -> Iterator[Scripted]:
    assistant = Scripted(SCRIPT)
    yield assistant
    assistant.close()


@pytest.fixture
def scripted(scripted_once: Scripted) -> Iterator[Scripted]:
    """An assistant that answers as the gallery says."""
    yield scripted_once
    scripted_once.failing = False
    scripted_once.may_answer.set()


@pytest.fixture(scope="session")
def portal(
    tmp_path_factory: pytest.TempPathFactory, scripted_once: Scripted, pages: tuple[Path, str]
) -> Iterator[Portal]:
    """The portal's own process; a test that stops it starts it again."""
    folder = tmp_path_factory.mktemp("portal")
    with running(folder, scripted_once.port, PORTAL_ORIGINS=pages[1]) as started:
        yield started


@pytest.fixture
def embed(pages: tuple[Path, str]) -> Embed:
    """A page of another origin with one script tag; returns its address."""

    def written(
        portal: Portal, *, tag: str = "", head: str = "", body: str = "", data: str = ""
    ) -> str:
        folder, origin = pages
        name = f"{uuid.uuid4().hex}.html"
        script = f'<script src="{portal.url}/widget/guide.js" {data} defer></script>'
        (folder / name).write_text(
            f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>门户</title>'
            f'<meta name="viewport" content="width=device-width">{head}{script}</head>'
            f"<body><main><h1>县政务服务网</h1>{body}</main>{tag}</body></html>"
        )
        return f"{origin}/{name}"

    return written


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A citizen's browser, with nothing in it."""
    made = browser.new_context(viewport={"width": 1100, "height": 860}, locale="zh-CN")
    yield made
    made.close()


def tab_of(context: BrowserContext) -> Page:
    """A new tab; an error of a script fails the test."""
    tab = context.new_page()
    tab.on("pageerror", lambda error: pytest.fail(f"a script failed: {error}"))
    tab.set_default_timeout(PATIENCE)
    return tab


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A tab in which an error of a script fails the test."""
    return tab_of(context)


@pytest.fixture
def hand(page: Page, portal: Portal, embed: Embed) -> Hand:
    """A citizen at a page of another origin, the widget not opened yet."""
    return Hand(page, embed(portal))


@pytest.fixture(scope="module")
def gallery(browser: Browser, portal: Portal) -> Iterator[Hand]:
    """One conversation in which every card is called up, one after the other."""
    context = browser.new_context(viewport={"width": 1100, "height": 860}, locale="zh-CN")
    hand = Hand(tab_of(context), f"{portal.url}/demo")
    yield hand.open()
    context.close()
