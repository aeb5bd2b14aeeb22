"""Whole conversations with the running assistant, over its REST channel."""

from collections.abc import Callable, Iterator

import pytest

from runtime.assistant import Assistant
from tests.booking.conftest import new_postgres, postgres_server

from .booking_desk import OpenDesk, Visitor, open_desk
from .conversing import Answer, Card, Citizen

__all__ = ["Answer", "Card", "Citizen", "postgres_server"]


@pytest.fixture
def citizen(assistant: Assistant) -> Citizen:
    return Citizen(assistant)


@pytest.fixture
def another(assistant: Assistant) -> Callable[[], Citizen]:
    return lambda: Citizen(assistant)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def desk_open(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[OpenDesk]:
    """The assistant with its booking office open, once on each kind of database."""
    folder = tmp_path_factory.mktemp(f"desk_{request.param}")
    url = f"sqlite:///{folder}/booking.sqlite3"
    if request.param == "postgresql":
        url = new_postgres(request.getfixturevalue("postgres_server"))
    with open_desk(folder, url) as desk:
        yield desk


@pytest.fixture
def newcomer(desk_open: OpenDesk) -> Iterator[Callable[[], Visitor]]:
    """Citizens where agents can be booked; they leave nothing booked behind."""
    came: list[Visitor] = []

    def come() -> Visitor:
        came.append(Visitor(desk_open))
        return came[-1]

    yield come
    for visitor in came:
        visitor.leave()


@pytest.fixture
def visitor(newcomer: Callable[[], Visitor]) -> Visitor:
    """One such citizen."""
    return newcomer()
