"""Limits: a session's is small, an address's always refills, and nobody is locked out."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from portal import limits
from portal.limits import Limit, network_of
from portal.settings import Rate, Settings
from runtime.assistant import Assistant
from tests.portal.conftest import running
from tests.portal.visitor import Visitor


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_after_the_burst_one_waits_for_the_next() -> None:
    clock = Clock()
    limit = Limit(Rate(3, 0.5), clock)
    assert [limit.take("a") for _ in range(4)] == [0, 0, 0, 2.0]
    clock.now += 2
    assert [limit.take("a"), limit.take("a")] == [0, 2.0]
    assert limit.take("b") == 0


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_KEYS", 100)
    limit = Limit(Rate(1, 1), Clock())
    for number in range(1000):
        limit.take(str(number))
    assert len(limit._buckets) == 100


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("1.2.3.4", "1.2.3.4"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8::ffff:1", "2001:db8::/64"),
        ("", ""),
        ("nonsense", "nonsense"),
    ],
)
def test_an_address_stands_for_its_household(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize("written", ["", "10", "0/1", "10/0", "a/b", "10/-1"])
def test_a_rate_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(ValueError):
        Rate.read(written)


def test_one_session_too_fast_leaves_its_neighbours_alone(toy: Assistant, tmp_path: Path) -> None:
    with running(tmp_path, toy.port, PORTAL_SESSION_RATE="3/0.1") as portal:
        hasty, calm = Visitor(portal).open(), Visitor(portal).open()
        replies = [hasty.send("你好") for _ in range(4)]
        assert [reply.status_code for reply in replies] == [200, 200, 200, 429]
        assert replies[-1].json()["error"] == "too_fast"
        assert int(replies[-1].headers["Retry-After"]) >= 1
        assert calm.send("你好").status_code == 200


def test_many_behind_one_address_are_slowed_down_and_not_locked_out(
    toy: Assistant, tmp_path: Path
) -> None:
    with running(tmp_path, toy.port, PORTAL_NEW_SESSIONS="5/5") as portal:
        early = [Visitor(portal).open() for _ in range(5)]
        notice = Visitor(portal).get("/notice").json()["version"]
        late = [Visitor(portal).post("/session", {"notice": notice}) for _ in range(5)]
        refused = [reply for reply in late if reply.status_code == 429]
        assert refused and refused[0].json()["retry_after"] == 1
        assert all(visitor.send("你好").status_code == 200 for visitor in early)
        time.sleep(1)
        assert Visitor(portal).open().send("你好").status_code == 200


def test_a_proxys_word_counts_only_where_one_is_set(toy: Assistant, tmp_path: Path) -> None:
    def opened(visitors: list[Visitor], notice: str) -> list[int]:
        return [v.post("/session", {"notice": notice}).status_code for v in visitors]

    for proxies, expected in (("0", [201, 429, 429]), ("1", [201, 201, 429])):
        settings = {"PORTAL_NEW_SESSIONS": "1/0.01", "PORTAL_PROXIES": proxies}
        (tmp_path / proxies).mkdir()
        with running(tmp_path / proxies, toy.port, **settings) as portal:
            addresses = ["198.51.100.1", "198.51.100.2", "198.51.100.2"]
            visitors = [Visitor(portal, **{"X-Forwarded-For": a}) for a in addresses]
            notice = visitors[0].get("/notice").json()["version"]
            assert opened(visitors, notice) == expected


def test_settings_that_are_not_well_formed_are_refused() -> None:
    with pytest.raises(ValueError):
        Settings.read({"PORTAL_SESSION_RATE": "many"})
