"""The trained components: what makes them train again, and how a faulty pack is refused."""

from pathlib import Path
from shutil import copytree

import pytest

from runtime import without_tensorflow

without_tensorflow.install()

from rasa.shared.exceptions import RasaException  # noqa: E402

from understanding.graph.intent_reader import IntentReader  # noqa: E402
from understanding.graph.kind_reader import KindReader  # noqa: E402
from understanding.graph.shared import Learned, PackRefused, pack_in, pack_in_use  # noqa: E402

SMALL_PACK = Path(__file__).parents[1] / "knowledge" / "small_pack"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A pack whose `systems.yml` has an unknown key in some line."""
    folder = Path(copytree(SMALL_PACK, tmp_path / "pack"))
    file = folder / "systems.yml"
    file.write_text(file.read_text("utf-8").replace("已接通: 否", "接通: 否", 1), "utf-8")
    return folder


@pytest.mark.parametrize("read", [pack_in, pack_in_use])
def test_a_faulty_pack_is_refused_by_file_and_line(faulty: Path, read) -> None:  # type: ignore[no-untyped-def]
    before, _, _ = (faulty / "systems.yml").read_text("utf-8").partition("接通: 否")
    with pytest.raises(PackRefused) as refused:
        read(str(faulty))
    said = str(refused.value)
    assert said.startswith("知识包有错") and "\n" not in said
    assert "systems.yml" in said and str(before.count("\n") + 1) in said
    assert isinstance(refused.value, RasaException)  # which Rasa prints without a stack trace


@pytest.mark.parametrize(
    ("component", "file"),
    [
        (IntentReader, "linking.jsonl"),
        (IntentReader, "out_of_scope.jsonl"),
        (KindReader, "out_of_scope.jsonl"),
        (KindReader, "intents.jsonl"),
    ],
)
def test_changed_sentences_are_learned(
    component: type[Learned[object]], file: str, tmp_path: Path
) -> None:
    (tmp_path / file).write_text("{}\n", "utf-8")
    before = component.fingerprint_addon({"examples": str(tmp_path)})
    (tmp_path / file).write_text("{}\n{}\n", "utf-8")
    assert component.fingerprint_addon({"examples": str(tmp_path)}) != before
