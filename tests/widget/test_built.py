"""The committed file: made from these sources, small, of an old browser's language, alone."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
from pathlib import Path

from tests.widget.conftest import ROOT, missing

WIDGET = ROOT / "widget"
BUILT = WIDGET / "dist" / "guide.js"
MOST_BYTES = 20_000

# Since which Chromium: at() 92, randomUUID 92, structuredClone 98, hasOwn 93, AbortSignal.timeout
# 103, :is 88, :where 88, inset 87, dvh 108, :has 105, aspect-ratio 88, static blocks 94, ??= 85.
TOO_NEW = re.compile(
    r"\.at\(|randomUUID|structuredClone|hasOwn\(|AbortSignal\.|findLast|toSorted|static\{"
    r"|:is\(|:where\(|:has\(|inset:|\ddvh|aspect-ratio|@container|@layer"
)


def test_it_is_made_from_the_committed_sources(tmp_path: Path) -> None:
    if not shutil.which("node") or not (WIDGET / "node_modules" / "esbuild").exists():
        missing("node or the widget's packages (npm ci in widget/)")
    made = tmp_path / "guide.js"
    subprocess.run(["node", "build.mjs", made], cwd=WIDGET, check=True, timeout=300)
    assert made.read_text() == BUILT.read_text(), "widget/dist is stale: make widget"


def test_it_is_small() -> None:
    assert len(gzip.compress(BUILT.read_bytes(), 9)) <= MOST_BYTES


def test_it_needs_nothing_newer_than_chromium_86() -> None:
    assert TOO_NEW.findall(BUILT.read_text()) == []


def test_it_names_no_host() -> None:
    hosts = set(re.findall(r"https?://[\w.-]+", BUILT.read_text()))
    assert hosts <= {"http://www.w3.org"}  # the namespaces of SVG and MathML
