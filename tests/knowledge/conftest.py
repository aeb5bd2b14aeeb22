"""A small pack of three services, whole or with one file changed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from knowledge.model import Pack
from knowledge.reading import read_pack
from knowledge.settings import default_pack

SMALL_PACK = Path(__file__).parent / "small_pack"
TODAY = date(2026, 11, 22)

Edit = Callable[[str, str, str], Path]


@pytest.fixture(scope="session")
def small_pack() -> Pack:
    return read_pack(SMALL_PACK)


@pytest.fixture(scope="session")
def county() -> Pack:
    """The county's whole pack, as it came with the program."""
    return read_pack(default_pack())


@pytest.fixture
def edited(tmp_path: Path) -> Edit:
    """Copies the small pack and replaces a piece of text in one of its files."""
    folder = tmp_path / "pack"
    copytree(SMALL_PACK, folder)

    def edit(file: str, old: str, new: str) -> Path:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} holds no {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return edit
