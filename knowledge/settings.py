"""Where the pack lies and where its switches are kept, by environment."""

from __future__ import annotations

import os
from pathlib import Path

PACK_SETTING = "KNOWLEDGE_PACK"
STATE_SETTING = "KNOWLEDGE_STATE"


def default_pack() -> Path:
    """The pack folder: the setting KNOWLEDGE_PACK, else the only pack beside this package."""
    if os.environ.get(PACK_SETTING):
        return Path(os.environ[PACK_SETTING])
    return next(path.parent for path in sorted(Path(__file__).resolve().parent.glob("*/pack.yml")))


def state_folder() -> Path:
    """Where activated versions and suspensions are kept: KNOWLEDGE_STATE, else var/knowledge."""
    if os.environ.get(STATE_SETTING):
        return Path(os.environ[STATE_SETTING])
    return Path(__file__).resolve().parent.parent / "var" / "knowledge"
