"""Booking under `make run`: keys, tables and roster before the parts start; its worker as a part.

A setting that isn't well formed refuses the start; a database that is away or a fault in the
pack's files doesn't: the assistant runs, and says whom to ring instead.
"""

import os
import subprocess
import sys
from contextlib import nullcontext, suppress
from pathlib import Path

import sqlalchemy as sa

from booking.database import DEFAULT_URL, URL_SETTING, Database, open_database
from booking.loading import BadRoster, load
from booking.rules import BadRules, read_rules
from knowledge.settings import default_pack
from privacy.key_file import FILE_SETTING, key_file, make_keys, use_kept_keys
from privacy.vault import KEYS_SETTING, CannotOpen, Vault, VaultClosed
from runtime.assistant import StartFailed
from runtime.environment import of_child

NEW_KEYS = """\
生成了预约的密钥：{file}。请马上另存一份，和库分开放；丢了，预约里的姓名电话就打不开了。"""
WRONG_KEYS = "预约库里有打不开的姓名电话：密钥不对，或者换丢了。找回原来的密钥，写进 VAULT_KEYS。"
OFF = "预约先停着，问到预约会请群众打12345，别的照常。"
AWAY = f"预约的库打不开（{URL_SETTING}）：{OFF}库好了自动恢复。"
BAD_ROSTER = "代办员名单没有更新，还用上次载入的：\n{faults}"
BAD_RULES = f"预约的规矩有误：{{fault}}。{OFF}"


def check_settings() -> None:
    """Raise ValueError for a setting of booking that isn't well formed; costs nothing."""
    _keys_used()
    if os.environ.get(KEYS_SETTING):
        _vault()
    try:
        sa.engine.make_url(os.environ.get(URL_SETTING, DEFAULT_URL)).get_dialect()
    except (sa.exc.ArgumentError, sa.exc.NoSuchModuleError) as error:
        raise ValueError(f"{URL_SETTING}：不是数据库的地址") from error


def _keys_used() -> None:
    try:
        use_kept_keys()
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{FILE_SETTING}：{key_file()}读不了") from error


def prepare_booking() -> list[str]:
    """Make the keys, bring the tables up to date, load the pack's booking data.

    Returns what the operator should know. Raises ValueError as ``check_settings``.
    """
    check_settings()
    said = [NEW_KEYS.format(file=key_file())] if _keys_made() else []
    vault = _vault()
    try:
        database = open_database()
    except (sa.exc.SQLAlchemyError, OSError):
        return [*said, AWAY]
    try:
        return [*said, *_loaded(database, default_pack() / "booking"), *_unopened(database, vault)]
    except (sa.exc.SQLAlchemyError, OSError):
        return [*said, AWAY]
    finally:
        database.dispose()


def _keys_made() -> bool:
    try:
        return make_keys()
    except OSError as error:
        raise ValueError(f"{FILE_SETTING}：{key_file()}读不了，或者写不进去") from error


def _vault() -> Vault:
    try:
        return Vault.from_environment()
    except VaultClosed as error:
        raise ValueError(f"{error}，用 python -m booking new-key 造") from error


def _loaded(database: Database, folder: Path) -> list[str]:
    try:
        load(database, folder)
    except BadRoster as error:
        return [BAD_ROSTER.format(faults=error)]
    try:
        read_rules(folder / "rules.yml")
    except BadRules as error:
        return [BAD_RULES.format(fault=error)]
    return []


def _unopened(database: Database, vault: Vault) -> list[str]:
    """Whether the newest contact opens: a key lost or swapped is noticed at the start."""
    newest = sa.text("SELECT phone_sealed FROM contacts ORDER BY id DESC LIMIT 1")
    with database.reading() as connection:
        sealed = connection.execute(newest).scalar()
    try:
        vault.open("phone", sealed or vault.seal("phone", ""))
    except CannotOpen:
        return [WRONG_KEYS]
    return []


class BookingWorker:
    """`python -m booking worker` in a process of its own, its output in ``log``."""

    def __init__(self, environment: dict[str, str] | None = None, log: Path | None = None) -> None:
        self._environment = of_child(**(environment or {}))
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The running process; raises StartFailed where there is none."""
        if self._process is None:
            raise StartFailed("the booking worker isn't running")
        return self._process

    def start(self) -> None:
        """Start it; it waits by itself for what it needs."""
        with self._log.open("ab") if self._log else nullcontext() as output:
            command = [sys.executable, "-m", "booking", "worker"]
            self._process = subprocess.Popen(
                command, env=self._environment, stdout=output, stderr=output
            )

    def stop(self) -> None:
        """End it and wait for it."""
        if self._process is None:
            return
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=20)
        self._process.kill()
        self._process.wait()
        self._process = None
