"""Every setting is documented."""

import re

import pytest

from tests.conftest import ROOT

READ = re.compile(r'environ(?:\.get\(|\.setdefault\(|\[)"(\w+)"|\$\{([A-Z][A-Z_0-9]+)[:}]')
WHERE = ("runtime", "channels", "privacy", "scripts", "endpoints.yml", "endpoints.shared.yml")
NOT_OURS = {"HOME"}


def settings() -> set[str]:
    """The environment variables that our files read."""
    files = [f for name in WHERE for f in [ROOT / name, *(ROOT / name).rglob("*")] if f.is_file()]
    text = "\n".join(f.read_text() for f in files if f.suffix in {".py", ".sh", ".yml"})
    return {python or shell for python, shell in READ.findall(text)} - NOT_OURS


@pytest.mark.parametrize("name", sorted(settings()))
def test_every_setting_is_documented(name: str) -> None:
    assert f"`{name}`" in (ROOT / "docs" / "developers" / "running.md").read_text()
