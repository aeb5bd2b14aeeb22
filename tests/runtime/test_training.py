"""A model belongs to the files it was trained from."""

from pathlib import Path

import pytest

from runtime.training import fingerprint, model_of
from tests.conftest import ROOT, TOY


@pytest.mark.parametrize("changed", ["config.yml", "domain.yml", "data/nlu.yml", "data/new.yml"])
def test_a_change_of_any_input_asks_for_a_new_model(toy_project: Path, changed: str) -> None:
    before = fingerprint(toy_project)
    with (toy_project / changed).open("a") as file:
        file.write("# changed\n")
    assert fingerprint(toy_project) != before


def test_what_a_model_is_not_made_from_does_not_matter(toy_project: Path) -> None:
    before = fingerprint(toy_project)
    (toy_project / "endpoints.yml").write_text("changed")
    (toy_project / "data" / "__pycache__").mkdir()
    (toy_project / "data" / "__pycache__" / "x.pyc").write_text("x")
    assert fingerprint(toy_project) == before


def test_the_same_content_elsewhere_has_the_same_model(toy_project: Path) -> None:
    assert fingerprint(toy_project) == fingerprint(TOY)


def test_a_model_that_is_there_is_not_trained_again() -> None:
    model = model_of(TOY, ROOT / "models" / "toy")
    trained = model.stat().st_mtime_ns
    assert model_of(TOY, ROOT / "models" / "toy").stat().st_mtime_ns == trained
