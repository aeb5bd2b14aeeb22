"""The committed files: made from these sources, small, of an old browser's language, alone."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.widget.conftest import ROOT, missing

WIDGET = ROOT / "widget"
BUILT = WIDGET / "dist"
MOST_BYTES = {"guide.js": 20_000, "more.js": 9_000}
"""Gzipped: what every page loads, and what is fetched when the first of its cards comes."""

AFTER = json.loads((Path(__file__).parent / "after_chromium_86.json").read_text())
OURS = {
    *("at", "changed", "conditions", "day", "days", "hints", "limits", "messages", "minutes"),
    *("seconds", "token", "until", "when", "with"),
}
"""Fields of our own that newer browsers have a use for, too: read, never called."""
OUR_METHODS = {"changed", "forget", "hide", "move", "redraw"}
DOES_WITHOUT = {"accent-color"}
"""Where it isn't known the boxes are as the browser draws them."""
ALSO_NEW = re.compile(r":is\(|AbortSignal\.(?:any|timeout)|adoptedStyleSheets\.push|\d[dsl]v[hw]\b")
"""What the list can't hold: their names mean older things, too (88, 103, 116, 99, 108)."""

both = pytest.mark.parametrize("name", MOST_BYTES)


@cache
def used(name: str) -> Any:
    """What the file uses, read from its syntax tree; it parses as ECMAScript 2021."""
    _wants_node("acorn")
    script = Path(__file__).parent / "names_used.mjs"
    run = ["node", script, BUILT / name]
    read = subprocess.run(run, cwd=WIDGET, check=True, timeout=300, capture_output=True)
    return json.loads(read.stdout)


def _wants_node(package: str) -> None:
    if not shutil.which("node") or not (WIDGET / "node_modules" / package).exists():
        missing("node or the widget's packages (npm ci in widget/)")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the files made anew."""
    _wants_node("esbuild")
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(["node", "build.mjs", folder], cwd=WIDGET, check=True, timeout=300)
    return folder


@both
def test_it_is_made_from_the_committed_sources(made: Path, name: str) -> None:
    stale = "widget/dist is stale: make widget"
    assert (made / name).read_text() == (BUILT / name).read_text(), stale


def test_there_is_nothing_else() -> None:
    assert {file.name for file in BUILT.iterdir()} == set(MOST_BYTES)


@both
def test_it_is_small(name: str) -> None:
    assert len(gzip.compress((BUILT / name).read_bytes(), 9)) <= MOST_BYTES[name]


@both
def test_it_calls_and_names_nothing_newer_than_chromium_86(name: str) -> None:
    newer = set(AFTER["names"])
    assert newer & set(used(name)["called"]) <= OUR_METHODS
    assert newer & set(used(name)["names"]) <= OURS | OUR_METHODS
    assert ALSO_NEW.findall((BUILT / name).read_text()) == []


@both
def test_its_style_needs_nothing_newer_than_chromium_86(name: str) -> None:
    style = "".join(used(name)["styles"])
    declared = re.findall(r"[{;]\s*([a-z-]+):([^;}]*)", style)
    assert len(declared) > 30, "the style wasn't found"
    properties = {name for name, _ in declared}
    values = {f"{name}:{v}" for name, told in declared for v in re.findall(r"[a-z-]+", told)}
    assert properties & set(AFTER["properties"]) <= DOES_WITHOUT
    assert values & set(AFTER["values"]) == set()
    selectors = " ".join(re.findall(r"(?:^|[}{])([^{}]+)(?=\{)", style))
    assert set(re.findall(r":([a-z-]+)", selectors)) & set(AFTER["selectors"]) == set()
    assert set(re.findall(r"@([a-z-]+)", style)) & set(AFTER["rules"]) == set()


def test_the_list_of_what_is_newer_knows_what_tempts() -> None:
    tempting = {"structuredClone", "randomUUID", "hasOwn", "findLast", "toSorted", "at"}
    assert tempting <= set(AFTER["names"])
    assert {"aspect-ratio", "inset"} <= set(AFTER["properties"])
    assert {"has", "where"} <= set(AFTER["selectors"])
    assert {"container", "layer"} <= set(AFTER["rules"])
    assert not {"fetch", "replaceAll", "includes", "allSettled"} & set(AFTER["names"])


@both
def test_it_names_no_host(name: str) -> None:
    hosts = set(re.findall(r"https?://[\w.-]+", (BUILT / name).read_text()))
    assert hosts <= {"http://www.w3.org"}  # the namespaces of SVG and MathML
