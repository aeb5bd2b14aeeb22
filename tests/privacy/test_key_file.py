"""A machine's own keys: made once, for its owner alone, and never where keys are set."""

from __future__ import annotations

import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from privacy.key_file import FILE_SETTING, make_keys, use_kept_keys
from privacy.vault import KEYS_SETTING, Vault


def settings(folder: Path, **more: str) -> dict[str, str]:
    return {FILE_SETTING: str(folder / "var" / "vault.keys"), **more}


def test_keys_are_made_once_and_open_what_they_sealed(tmp_path: Path) -> None:
    first, later = settings(tmp_path), settings(tmp_path)
    assert make_keys(first)
    assert not make_keys(later)
    sealed = Vault.from_environment(first).seal("name", "张三")
    assert Vault.from_environment(later).open("name", sealed) == "张三"
    assert stat.S_IMODE((tmp_path / "var" / "vault.keys").stat().st_mode) == 0o600
    assert [file.name for file in (tmp_path / "var").iterdir()] == ["vault.keys"]


def test_keys_that_are_set_are_used_and_no_file_is_made(tmp_path: Path) -> None:
    told = settings(tmp_path, VAULT_KEYS="k1:set")
    assert not make_keys(told)
    assert told[KEYS_SETTING] == "k1:set"
    assert not (tmp_path / "var").exists()


def test_without_a_file_nothing_is_set(tmp_path: Path) -> None:
    told = settings(tmp_path)
    use_kept_keys(told)
    assert KEYS_SETTING not in told


def test_two_starts_at_once_have_the_same_keys(tmp_path: Path) -> None:
    gate = threading.Barrier(4)

    def start(_: int) -> tuple[bool, str]:
        told = settings(tmp_path)
        gate.wait()
        made = make_keys(told)
        return made, told[KEYS_SETTING]

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(start, range(4)))
    assert len({keys for _, keys in outcomes}) == 1
    assert sum(made for made, _ in outcomes) == 1


def test_a_file_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file, not a folder")
    with pytest.raises(OSError):
        make_keys(settings(tmp_path))
