"""Our token: for this door, until its time, under a key of ours."""

from __future__ import annotations

import base64
import stat
from pathlib import Path

import pytest

from portal.errors import Refused
from portal.tokens import Tokens, keys_of

OLD, NEW = b"o" * 32, b"n" * 32


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def code_of(tokens: Tokens, token: str) -> str:
    with pytest.raises(Refused) as refused:
        tokens.read(token)
    return refused.value.code


def test_a_token_is_good_until_it_expires() -> None:
    clock = Clock()
    tokens = Tokens([NEW], clock)
    token, _ = tokens.issue("s", 60)
    assert tokens.read(token).session == "s"
    clock.now += 61
    assert code_of(tokens, token) == "token_expired"


def test_keys_rotate_without_ending_a_session() -> None:
    token, _ = Tokens([OLD]).issue("s", 60)
    assert Tokens([NEW, OLD]).read(token).session == "s"
    assert code_of(Tokens([NEW]), token) == "bad_token"


def test_a_token_for_another_audience_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.tokens.AUDIENCE", "console")
    token, _ = Tokens([NEW]).issue("s", 60)
    monkeypatch.undo()
    assert code_of(Tokens([NEW]), token) == "bad_token"


@pytest.mark.parametrize("token", ["", ".", "..", "a.b", "é.é", "x" * 10_000, "a.b.c"])
def test_anything_else_is_no_token(token: str) -> None:
    assert code_of(Tokens([NEW]), token) == "bad_token"


def test_a_machine_makes_its_own_key_once_and_keeps_it_to_itself(tmp_path: Path) -> None:
    file = tmp_path / "var" / "portal.key"
    assert keys_of("", file) == keys_of("", file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(file.read_bytes()) == 32


def test_keys_that_are_set_are_used(tmp_path: Path) -> None:
    written = ",".join(base64.urlsafe_b64encode(key).decode() for key in (NEW, OLD))
    assert keys_of(written, tmp_path / "none") == [NEW, OLD]
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("written", ["x", "c2hvcnQ="])
def test_a_key_that_is_none_is_refused(tmp_path: Path, written: str) -> None:
    with pytest.raises(ValueError, match="PORTAL_KEYS"):
        Tokens(keys_of(written, tmp_path / "none"))
