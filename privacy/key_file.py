"""The vault's keys on a machine of its own: made once into a file, where VAULT_KEYS names none."""

from __future__ import annotations

import os
import secrets
from collections.abc import MutableMapping
from datetime import date
from pathlib import Path

from privacy.vault import KEYS_SETTING, new_key

FILE_SETTING = "VAULT_KEYS_FILE"
DEFAULT_FILE = "var/vault.keys"

Environment = MutableMapping[str, str]


def key_file(environment: Environment = os.environ) -> Path:
    """Where a machine keeps the keys it made: VAULT_KEYS_FILE, else var/vault.keys."""
    return Path(environment.get(FILE_SETTING, DEFAULT_FILE))


def use_kept_keys(environment: Environment = os.environ) -> None:
    """Set VAULT_KEYS from the file, where it isn't set and the file is there."""
    if not environment.get(KEYS_SETTING) and key_file(environment).exists():
        environment[KEYS_SETTING] = key_file(environment).read_text("ascii").strip()


def make_keys(environment: Environment = os.environ) -> bool:
    """Set VAULT_KEYS from the file, which is made (for its owner alone) if need be; whether it was.

    Raises:
        OSError: if the file can't be written or read.
    """
    made = not environment.get(KEYS_SETTING) and _written(key_file(environment))
    use_kept_keys(environment)
    return made


def _written(file: Path) -> bool:
    """Whether this process made the file; it is whole from the moment it has its name."""
    if file.exists():
        return False
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as opened:
        opened.write(new_key(f"k{date.today():%Y%m%d}") + "\n")
    try:
        os.link(draft, file)  # fails where another process was faster
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True
