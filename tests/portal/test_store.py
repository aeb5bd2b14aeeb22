"""Both stores keep the same contract: SQLite for one machine, Redis for several."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import redis

from portal.store.model import MOST_MESSAGES, STALE, Full, Reused, Session, Store
from portal.store.redis import RedisStore
from portal.store.sqlite import SqliteStore
from tests.portal.conftest import RedisServer

NOW = time.time()
HOUR = 3600.0


@pytest.fixture(params=["sqlite", "redis"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made: Store
    if request.param == "redis":
        server: RedisServer = request.getfixturevalue("redis_server")
        made = RedisStore(server.url)
    else:
        made = SqliteStore(tmp_path / "portal.sqlite3")
    yield made
    made.close()


@pytest.fixture
def session(store: Store, request: pytest.FixtureRequest) -> str:
    name = f"{request.node.name}-{time.monotonic_ns()}"
    store.open(Session(name, HOUR, time.time() + HOUR))
    return name


def answered(store: Store, session: str, message: str) -> int:
    store.claim(session, message, "f", NOW)
    store.said(session, message, {"text": message})
    return store.finish(session, message, {"message_id": message}, None).id


def test_a_session_is_known_until_it_is_over(store: Store) -> None:
    name = f"short-{time.monotonic_ns()}"
    store.open(Session(name, 0.2, time.time() + 0.2))
    kept = store.session(name, time.time())
    assert kept is not None and kept.seconds == 0.2
    time.sleep(0.3)
    assert store.session(name, time.time()) is None
    assert store.session("nobody", time.time()) is None


def test_a_message_is_claimed_by_one_of_many(store: Store, session: str) -> None:
    claims = [store.claim(session, "m", "f", NOW) for _ in range(5)]
    assert [claim.mine for claim in claims] == [True, False, False, False, False]


def test_redis_gives_a_claim_to_one_of_many_threads(redis_server: RedisServer) -> None:
    store = RedisStore(redis_server.url)
    store.open(Session("race", HOUR, time.time() + HOUR))
    with ThreadPoolExecutor(16) as pool:
        claims = list(pool.map(lambda _: store.claim("race", "m", "f", NOW), range(64)))
    assert sum(claim.mine for claim in claims) == 1


def test_two_processes_files_give_a_claim_to_one(tmp_path: Path) -> None:
    one, other = (SqliteStore(tmp_path / "shared.sqlite3") for _ in range(2))
    one.open(Session("s", HOUR, time.time() + HOUR))
    assert [one.claim("s", "m", "f", NOW).mine, other.claim("s", "m", "f", NOW).mine] == [
        True,
        False,
    ]


def test_an_answered_message_comes_with_its_answer(store: Store, session: str) -> None:
    number = answered(store, session, "m")
    claim = store.claim(session, "m", "f", NOW + STALE * 2)
    assert (claim.mine, claim.answer and claim.answer.id) == (False, number)


def test_a_message_id_belongs_to_its_words(store: Store, session: str) -> None:
    store.claim(session, "m", "f", NOW)
    with pytest.raises(Reused):
        store.claim(session, "m", "other", NOW)


def test_a_released_or_stale_claim_can_be_taken_up(store: Store, session: str) -> None:
    store.claim(session, "m", "f", NOW)
    store.release(session, "m")
    assert store.claim(session, "m", "f", NOW).mine
    assert not store.claim(session, "m", "f", NOW + STALE / 2).mine
    assert store.claim(session, "m", "f", NOW + STALE + 1).mine


def test_a_session_has_a_last_message(store: Store, session: str) -> None:
    for number in range(MOST_MESSAGES):
        store.claim(session, str(number), "f", NOW)
    with pytest.raises(Full):
        store.claim(session, "one more", "f", NOW)


def test_what_is_said_again_is_kept_once(store: Store, session: str) -> None:
    store.claim(session, "m", "f", NOW)
    store.said(session, "m", {"text": "甲"})
    store.said(session, "m", {"text": "甲"})
    assert [event.data for event in store.events(session, 0, 10)] == [{"text": "甲"}]


def test_events_come_in_order_and_after_a_number(store: Store, session: str) -> None:
    first, second = answered(store, session, "a"), answered(store, session, "b")
    assert first < second
    names = [(event.name, event.id > first) for event in store.events(session, 0, 10)]
    assert names == [("said", False), ("answer", False), ("said", True), ("answer", True)]
    assert len(store.events(session, first, 10)) == 2
    assert len(store.events(session, 0, 3)) == 3


def test_the_open_question_is_the_last_answers(store: Store, session: str) -> None:
    question = {"question_id": "q", "options": {"v": "是"}}
    store.claim(session, "a", "f", NOW)
    store.finish(session, "a", {"message_id": "a"}, question)
    assert store.question(session) == question
    answered(store, session, "b")
    assert store.question(session) is None


def test_changes_name_the_sessions_with_news(store: Store, session: str) -> None:
    mark, sessions = store.changes("")
    assert sessions == set()
    answered(store, session, "m")
    mark, sessions = store.changes(mark)
    assert sessions == {session}
    assert store.changes(mark)[1] == set()


def test_forgetting_leaves_nothing_and_nothing_comes_back(store: Store, session: str) -> None:
    answered(store, session, "m")
    store.claim(session, "late", "f", NOW)
    store.forget(session)
    store.said(session, "late", {"text": "迟到"})
    store.finish(session, "late", {"message_id": "late"}, {"question_id": "q", "options": {}})
    assert store.session(session, time.time()) is None
    assert store.events(session, 0, 10) == []
    assert store.question(session) is None


def test_what_is_over_is_purged_from_the_file(tmp_path: Path) -> None:
    file = tmp_path / "portal.sqlite3"
    store = SqliteStore(file)
    store.open(Session("old", HOUR, NOW + HOUR))
    store.claim("old", "m", "f", NOW)
    store.said("old", "m", {"text": "独一无二的话"})
    store.purge(NOW + 2 * HOUR)
    assert store.events("old", 0, 10) == []
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert "独一无二的话".encode() not in written


def test_redis_lets_everything_of_a_session_expire(redis_server: RedisServer) -> None:
    store = RedisStore(redis_server.url)
    store.open(Session("fleeting", HOUR, time.time() + HOUR))
    answered(store, "fleeting", "m")
    store.finish("fleeting", "n", {"message_id": "n"}, {"question_id": "q", "options": {}})
    client = redis.Redis(port=redis_server.port)
    keys = client.keys("door:{fleeting}*")
    assert len(keys) == 4
    assert all(0 < client.ttl(key) <= HOUR for key in keys)


def test_a_store_that_works_says_so(store: Store) -> None:
    store.check()
