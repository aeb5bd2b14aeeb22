"""Activating: only a sound version answers, every process follows, and one can go back."""

import multiprocessing
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from knowledge.live import Live
from knowledge.model import Pack
from knowledge.reading import PackError, read_pack
from knowledge.suspending import resume, suspend, target_called
from knowledge.versions import (
    POINTER,
    activate,
    activations,
    active_folder,
    folder_of,
    rollback,
)

from .conftest import SMALL_PACK, TODAY, Edit

SHOP = "services/trade/open-shop.yml"
PATIENCE = 20
"""Seconds after which a change that wasn't followed never will be."""


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def live(state: Path) -> Live:
    return Live(SMALL_PACK, state)


def renamed(edited: Edit) -> Path:
    """A version in which opening a shop is called otherwise."""
    return edited(SHOP, "口语: 开店", "口语: 开铺子")


def until(true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while not true() and time.monotonic() < deadline:
        time.sleep(0.05)
    return true()


def test_the_pack_that_came_with_the_program_answers_at_first(live: Live) -> None:
    assert live.current() == read_pack(SMALL_PACK)


def test_an_activated_version_answers_and_is_told_to_listeners_first(
    live: Live, state: Path, edited: Edit
) -> None:
    before = live.current()
    told: list[tuple[str, str]] = []
    live.listen(lambda pack: told.append((pack.version, live.current().version)))
    version = activate(state, renamed(edited), TODAY)
    live.look()
    assert live.current().services["open-shop"].plain_name == "开铺子"
    assert told == [(version, before.version)]


def test_what_is_activated_is_a_copy(live: Live, state: Path, edited: Edit) -> None:
    folder = renamed(edited)
    version = activate(state, folder, TODAY)
    (folder / SHOP).unlink()
    assert live.current().version == version


def test_a_broken_version_is_refused_and_the_old_one_stays(
    live: Live, state: Path, edited: Edit
) -> None:
    live.current()
    with pytest.raises(PackError, match="还没见过条文"):
        activate(state, edited(SHOP, "依据: 登记条例 第1条", "依据: 登记条例 第9条"), TODAY)
    live.look()
    assert live.current().version == read_pack(SMALL_PACK).version
    assert activations(state) == []
    assert list((state / "versions").iterdir()) == []


def test_a_version_changed_after_its_check_is_not_followed(
    live: Live, state: Path, edited: Edit
) -> None:
    before = live.current().version
    version = activate(state, renamed(edited), TODAY)
    (folder_of(state, version) / "systems.yml").write_text("坏了", encoding="utf-8")
    live.look()
    assert live.current().version == before


def test_rolling_back_leads_to_the_version_before(state: Path, edited: Edit) -> None:
    first = activate(state, renamed(edited), TODAY)
    activate(state, SMALL_PACK, TODAY)
    assert rollback(state) == first
    assert active_folder(state, SMALL_PACK) == folder_of(state, first)
    assert rollback(state) is None
    assert active_folder(state, SMALL_PACK) == SMALL_PACK
    with pytest.raises(LookupError):
        rollback(state)


def test_activating_the_same_version_twice_counts_once(state: Path) -> None:
    activate(state, SMALL_PACK, TODAY)
    activate(state, SMALL_PACK, TODAY)
    assert len(activations(state)) == 1


def test_a_suspension_keeps_its_reason_through_a_change_of_version(
    live: Live, state: Path, edited: Edit
) -> None:
    target = target_called(live.current(), "开店登记")
    suspend(state, target, "省里改了")
    live.look()
    assert live.current().suspended.services == {"open-shop": "省里改了"}
    activate(state, renamed(edited), TODAY)
    live.look()
    assert live.current().suspended.services == {"open-shop": "省里改了"}
    assert resume(state, target)
    live.look()
    assert live.current().suspended.services == {}


def test_a_damaged_switch_changes_nothing(live: Live, state: Path) -> None:
    before = live.current()
    state.mkdir()
    (state / POINTER).write_text("{", encoding="utf-8")
    (state / "suspended.json").write_text("[]", encoding="utf-8")
    live.look()
    assert live.current() == before


def follow(state: Path, seen: "multiprocessing.Queue[str]") -> None:
    """What another process does: read now and then, and say what it reads when it changes."""
    live = Live(SMALL_PACK, state)
    said = ""
    while said != "suspended":
        pack = live.current()
        now = "suspended" if pack.suspended.services else pack.services["open-shop"].plain_name
        if now != said:
            seen.put(now)
        said = now
        time.sleep(0.05)


@pytest.fixture
def other_process(state: Path) -> Iterator["multiprocessing.Queue[str]"]:
    context = multiprocessing.get_context("spawn")
    seen: multiprocessing.Queue[str] = context.Queue()
    process = context.Process(target=follow, args=(state, seen))
    process.start()
    yield seen
    process.terminate()
    process.join()


def test_another_process_follows_by_itself(
    other_process: "multiprocessing.Queue[str]", state: Path, edited: Edit, small_pack: Pack
) -> None:
    assert other_process.get(timeout=PATIENCE) == "开店"
    activate(state, renamed(edited), TODAY)
    assert other_process.get(timeout=PATIENCE) == "开铺子"
    rollback(state)
    assert other_process.get(timeout=PATIENCE) == "开店"
    suspend(state, target_called(small_pack, "open-shop"), "核实")
    assert other_process.get(timeout=PATIENCE) == "suspended"


def test_readers_are_answered_while_a_version_is_being_taken_up(
    live: Live, state: Path, edited: Edit
) -> None:
    before = live.current().version
    asked_meanwhile: list[str] = []
    done = multiprocessing.Event()

    def slow(pack: Pack) -> None:
        asked_meanwhile.append(live.current().version)
        done.wait(PATIENCE)

    live.listen(slow)
    version = activate(state, renamed(edited), TODAY)
    assert until(lambda: bool(asked_meanwhile))
    assert live.current().version == before
    suspend(state, target_called(live.current(), "open-shop"), "核实")
    assert until(lambda: bool(live.current().suspended.services))
    done.set()
    assert until(lambda: live.current().version == version)
    assert live.current().suspended.services
