"""A hundred widgets at once: each gets its own answers, none is lost, and none costs much.

Each talks with the portal under an address of its own (127.0.0.0/8), because a browser opens six
connections to one host at most: as a hundred citizens' browsers they don't share them. They stand
in two pages, so that what ninety-nine more cost can be told from what the page costs.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from portal.running import Portal
from tests.portal.conftest import running
from tests.widget.conftest import Embed, tab_of
from tests.widget.hand import SHOTS
from tests.widget.scripted import ECHO, Scripted

MANY = 100
QUESTIONS = 3

BEGIN = """() => Promise.all([...document.querySelectorAll("[inline]")].map(async (guide) => {
  const until = async (found) => {
    while (!found()) await new Promise((done) => setTimeout(done, 50));
    return found();
  };
  (await until(() => guide.shadowRoot.querySelector(".agree"))).click();
  await until(() => guide.shadowRoot.querySelector("textarea"));
}))"""

SAY = """([round, want]) => {
  const guides = [...document.querySelectorAll("[inline]")];
  return Promise.all(guides.map(async (guide, number) => {
    const root = guide.shadowRoot;
    const field = root.querySelector("textarea");
    field.value = `第${number}个问第${round}句`;
    field.dispatchEvent(new Event("input"));
    await new Promise((done) => setTimeout(done));
    root.querySelector(".send").click();
    while (root.querySelectorAll(".answer").length < want) {
      await new Promise((done) => setTimeout(done, 50));
    }
  }));
}"""

TOLD = """() => [...document.querySelectorAll("[inline]")].map((guide) =>
  [...guide.shadowRoot.querySelectorAll(".answer")].map((answer) => answer.innerText.trim()))"""


@pytest.fixture(scope="module")
def door(
    tmp_path_factory: pytest.TempPathFactory, scripted_once: Scripted, pages: tuple[object, str]
) -> Iterator[Portal]:
    """A portal that listens on every loopback address."""
    folder = tmp_path_factory.mktemp("hundred")
    settings = {"PORTAL_INTERFACE": "0.0.0.0", "PORTAL_ORIGINS": pages[1]}
    with running(folder, scripted_once.port, **settings) as started:
        yield started


def talk(browser: Browser, door: Portal, embed: Embed, count: int) -> tuple[Any, float, float]:
    """What ``count`` widgets were told, the seconds it took, and the bytes of the page's heap."""
    port = door.url.rsplit(":", 1)[1]
    tags = "".join(
        f'<no-proof-guide inline kiosk="900" door="http://127.0.1.{n + 1}:{port}"></no-proof-guide>'
        for n in range(count)
    )
    context = browser.new_context(locale="zh-CN")
    page = tab_of(context)
    page.goto(embed(door, body=tags))
    page.evaluate(BEGIN)
    began = time.monotonic()
    for number in range(QUESTIONS):
        page.evaluate(SAY, [number, number + 1])
    took = time.monotonic() - began
    told, heap = page.evaluate(TOLD), _heap(page)
    context.close()
    return told, took, heap


def _heap(page: Page) -> float:
    """The bytes of living objects."""
    client = page.context.new_cdp_session(page)
    client.send("HeapProfiler.collectGarbage")
    return float(client.send("Runtime.getHeapUsage")["usedSize"])


def test_each_of_a_hundred_gets_its_own_answers(
    browser: Browser, door: Portal, embed: Embed, scripted_once: Scripted
) -> None:
    talk(browser, door, embed, 1)  # warm
    *_, empty = talk(browser, door, embed, 0)
    _, alone_took, alone = talk(browser, door, embed, 1)
    before = len(scripted_once.heard)
    told, took, heap = talk(browser, door, embed, MANY)
    for number, answers in enumerate(told):
        expected = [f"{ECHO}第{number}个问第{round_}句" for round_ in range(QUESTIONS)]
        assert answers == expected
    heard = [(body["sender"], body["message"]) for body in scripted_once.heard[before:]]
    assert len(heard) == len(set(heard)) == MANY * QUESTIONS
    assert len({sender for sender, _ in heard}) == MANY
    figures = {
        "memory of one more, by memory of the first": (heap - alone) / (MANY - 1) / (alone - empty),
        "time of a hundred at once, by time of one": took / alone_took,
    }
    SHOTS.mkdir(parents=True, exist_ok=True)
    (SHOTS / "hundred.json").write_text(json.dumps(figures, indent=2))
    assert figures["memory of one more, by memory of the first"] < 2
    assert figures["time of a hundred at once, by time of one"] < MANY
