"""The running assistant follows what officials activate and suspend, without a restart."""

import shutil
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from knowledge.reading import read_pack
from knowledge.settings import default_pack
from knowledge.suspending import resume, suspend, target_called
from knowledge.versions import activate, rollback
from runtime.assistant import Assistant
from tests.conftest import ROOT, unstarted
from tests.dialogues.conftest import Answer, Citizen

TODAY = date(2026, 11, 22)
FREIGHT = "road-freight-permit"
PATIENCE = 60
"""Seconds after which a change that wasn't followed never will be."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("live")


@pytest.fixture(scope="module")
def own_assistant(folder: Path) -> Iterator[Assistant]:
    with unstarted(ROOT, ROOT / "models", folder) as started:
        yield started


@pytest.fixture
def state(folder: Path) -> Path:
    return folder / "knowledge"


def until(assistant: Assistant, text: str, right: Callable[[Answer], bool]) -> Answer:
    """The answer to ``text``, asked by a new citizen each time, once it is right."""
    deadline = time.monotonic() + PATIENCE
    answer = Citizen(assistant).say(text)
    while not right(answer) and time.monotonic() < deadline:
        time.sleep(0.5)
        answer = Citizen(assistant).say(text)
    return answer


def is_about(answer: Answer, kind: str) -> bool:
    return any(card["card"] == kind for card in answer.cards)


def test_a_suspended_service_is_handed_to_people_and_comes_back(
    own_assistant: Assistant, state: Path
) -> None:
    asked = "道路货物运输经营许可要带什么"
    assert not is_about(Citizen(own_assistant).say(asked), "handoff")
    target = target_called(read_pack(default_pack()), FREIGHT)
    suspend(state, target, "省里刚改了办法")
    answer = until(own_assistant, asked, lambda answer: is_about(answer, "handoff"))
    assert answer.card("handoff")["reason"] == "suspended"
    assert "正在核实" in answer.text and "省里刚改了办法" not in answer.text
    resume(state, target)
    answer = until(own_assistant, asked, lambda answer: not is_about(answer, "handoff"))
    assert not is_about(answer, "handoff")


def test_a_suspended_proof_says_that_it_is_being_verified(
    own_assistant: Assistant, state: Path
) -> None:
    asked = "生育登记要带什么"
    target = target_called(read_pack(default_pack()), "居民户口簿")
    suspend(state, target, "核实")
    answer = until(own_assistant, "户口簿还要不要开", lambda answer: "正在核实" in answer.text)
    assert "正在核实" in answer.text
    for item in Citizen(own_assistant).say(asked).card("checklist")["items"]:
        assert (item["group"] == "checking") == (item["evidence"] == target.id)
    resume(state, target)


def test_an_activated_version_is_understood_and_answered_and_can_be_taken_back(
    own_assistant: Assistant, state: Path, tmp_path: Path
) -> None:
    """A name nobody ever said before leads to a service whose list has changed."""
    asked = "办嘟嘟拉货红本本要带啥子"
    pack = Path(shutil.copytree(default_pack(), tmp_path / "pack"))
    aliases = pack / "aliases" / "transport.yml"
    text = aliases.read_text(encoding="utf-8")
    start = text.index(f"{FREIGHT}:")
    end = text.index("\n", start) + 1
    aliases.write_text(
        text[:end] + "  - 嘟嘟拉货红本本\n  - 办嘟嘟拉货红本本\n" + text[end:], encoding="utf-8"
    )
    service = next(pack.glob(f"services/*/{FREIGHT}.yml"))
    renamed = service.read_text(encoding="utf-8").replace("口语: ", "口语: 新版", 1)
    service.write_text(renamed, encoding="utf-8")

    def ranked_first(text: str) -> str:
        ranking = own_assistant.parse(text)["service_ranking"]
        return str(ranking[0]["id"]) if ranking else ""

    before = Citizen(own_assistant).say("道路货物运输经营许可要带什么")
    assert "新版" not in before.text
    version = activate(state, pack, TODAY)
    answer = until(
        own_assistant,
        "道路货物运输经营许可要带什么",
        lambda answer: answer.cards[-1]["pack_version"] == version,
    )
    assert answer.cards[-1]["pack_version"] == version
    assert ranked_first(asked) == FREIGHT
    rollback(state)
    answer = until(
        own_assistant,
        "道路货物运输经营许可要带什么",
        lambda answer: answer.cards[-1]["pack_version"] != version,
    )
    assert answer.cards[-1]["pack_version"] == before.cards[-1]["pack_version"]


def test_citizens_are_answered_while_a_version_is_taken_up(
    own_assistant: Assistant, state: Path, tmp_path: Path
) -> None:
    """Encoding many new names must not hold up anybody's answer."""
    pack = Path(shutil.copytree(default_pack(), tmp_path / "pack"))
    aliases = pack / "aliases" / "transport.yml"
    text = aliases.read_text(encoding="utf-8")
    end = text.index("\n", text.index(f"{FREIGHT}:")) + 1
    new = "".join(f"  - 第{number}号拉货的新说法\n" for number in range(150))
    aliases.write_text(text[:end] + new + text[end:], encoding="utf-8")
    version = activate(state, pack, TODAY)
    answered = 0
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        answer = Citizen(own_assistant).say("道路货物运输经营许可要带什么")
        if answer.cards[-1]["pack_version"] == version:
            break
        answered += 1
    assert answer.cards[-1]["pack_version"] == version
    assert answered > 0
    rollback(state)
