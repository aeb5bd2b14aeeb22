"""Every setting that our code reads is documented for operators, and no other."""

from __future__ import annotations

import re

from tests.conftest import ROOT

ROOMS = (
    "actions", "booking", "cards", "channels", "knowledge", "portal", "privacy", "records",
    "runtime", "understanding",
)  # fmt: skip
READ = re.compile(
    r'(?:environ|environment|given)(?:\.get\(|\.setdefault\(|\[)\s*"([A-Z][A-Z_0-9]+)"'
    r'|_SETTING = "([A-Z][A-Z_0-9]+)"|\$\{([A-Z][A-Z_0-9]+)[:}]'
)
OF_INSTALLING = {"PYTHON310"}
NOT_OURS = {"HOME"}


def read_settings() -> set[str]:
    files = [f for room in ROOMS for f in (ROOT / room).rglob("*.py")]
    files += [ROOT / "endpoints.yml", ROOT / "endpoints.shared.yml"]
    found = {name for f in files for match in READ.findall(f.read_text()) for name in match}
    return (found | OF_INSTALLING) - NOT_OURS - {""}


def documented() -> set[str]:
    lines = (ROOT / "docs" / "operators" / "settings.md").read_text().splitlines()
    rows = [line.split("|")[1] for line in lines if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`([A-Z][A-Z_0-9]+)`", row)}


def test_every_setting_is_documented_and_every_documented_one_is_read() -> None:
    assert read_settings() == documented()


def test_the_documented_defaults_are_the_codes() -> None:
    written = (ROOT / "docs" / "operators" / "settings.md").read_text()
    code = (ROOT / "portal" / "settings.py").read_text()
    defaults = re.findall(r'given\.get\("(PORTAL_\w+)", "([^"]+)"\)', code)
    assert len(defaults) > 10
    for name, default in defaults:
        assert f"| `{name}` | {default} |" in written
