"""The assistant with an open booking office, and citizens who book there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import chinese_calendar
import sqlalchemy as sa
import yaml

from booking import desk
from booking.database import open_database
from booking.loading import load
from booking.office import Office
from booking.rules import Rules
from booking.schema import appointments
from booking.staff import set_away
from booking.working_days import WorkingDays
from knowledge.settings import default_pack
from privacy.vault import Vault, new_key
from runtime.assistant import Assistant
from runtime.training import model_of

from .conversing import Answer, Card, Citizen

ROOT = Path(__file__).resolve().parents[2]
NAME, PHONE, PLACE = "王桂花", "13812345678", "河口村三组"


@dataclass(frozen=True)
class OpenDesk:
    """The running assistant, and its booking office as staff see it."""

    assistant: Assistant
    office: Office
    folder: Path

    def count(self, state: str) -> int:
        """How many appointments are in ``state``."""
        query = sa.select(sa.func.count()).where(appointments.c.state == state)
        with self.office.database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def all_away(self, day: date) -> None:
        """No agent works on ``day`` any more."""
        for number in range(1, 23):
            set_away(self.office, f"样例{number:02d}", day, day)

    def working_day(self, after: int) -> date:
        """The first working day at least ``after`` days from today."""
        with self.office.database.reading() as connection:
            calendar = WorkingDays.read(connection)
        return calendar.next_open(self.office.today() + timedelta(days=after))

    def day_off(self) -> date:
        """A day within the next weeks on which nobody works."""
        with self.office.database.reading() as connection:
            calendar = WorkingDays.read(connection)
        days = (self.office.today() + timedelta(days=n) for n in range(2, 20))
        return next(day for day in days if not calendar.is_open(day))


class Visitor(Citizen):
    """A citizen of an open desk, who can do several steps in one breath."""

    def __init__(self, desk: OpenDesk) -> None:
        super().__init__(desk.assistant)
        self.desk = desk

    def offered_times(self, township: str = "土城", when: str = "越快越好") -> Card:
        """Ask for an agent to look at a shop; the card of the free times."""
        self.say(f"约个代办员来{township}看房子,开小卖部办执照")
        return self.say(when).card("slots")

    def held(self, township: str = "土城") -> Answer:
        """Pick the last of the times offered (the others are for those in a hurry)."""
        offered = self.offered_times(township)
        return self.press(offered, offered["options"][-2]["value"])

    def booked(self, township: str = "土城", phone: str = PHONE) -> Card:
        """Book to the end; the appointment's card."""
        self.held(township)
        self.say(f"{NAME} {phone}")
        self.say(PLACE)
        return self.say("同意").card("appointment")

    def leave(self) -> None:
        """Cancel whatever is held or booked, so that the next visitor finds an empty desk."""
        for mine in desk.mine(self.desk.office, self.sender):
            desk.cancel(self.desk.office, self.sender, mine.reference)


def _roster(folder: Path) -> Path:
    """The pack's agents; years whose holidays aren't published yet count as known."""
    shutil.copytree(default_pack() / "booking", folder)
    year = date.today().year + 1
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        with (folder / "calendar.csv").open("a", encoding="utf-8") as calendar:
            calendar.write(f"{year},,测试\n")
    return folder


def _zone() -> ZoneInfo:
    return ZoneInfo(yaml.safe_load((default_pack() / "pack.yml").read_text("utf-8"))["时区"])


def day_words(day: date) -> str:
    """A day as a citizen says it."""
    return f"{day.month}月{day.day}号"


@contextmanager
def open_desk(folder: Path, url: str, **environment: str) -> Iterator[OpenDesk]:
    """The assistant with the pack's agents in a booking database of its own."""
    key = new_key("test")
    database = open_database(url)
    load(database, _roster(folder / "roster"))
    vault = Vault.from_environment({"VAULT_KEYS": key})
    office = Office(database, vault, _zone(), Rules())
    with assistant_with(folder, BOOKING_URL=url, VAULT_KEYS=key, **environment) as assistant:
        yield OpenDesk(assistant, office, folder)
    database.dispose()


def assistant_with(folder: Path, **environment: str) -> Assistant:
    """The assistant, not started yet, that keeps its data in ``folder``."""
    settings = {
        "TRACKER_DB": str(folder / "conversations.sqlite3"),
        "RECORDS_URL": f"sqlite:///{folder}/records.sqlite3",
        "KNOWLEDGE_STATE": str(folder / "knowledge"),
        **environment,
    }
    model = model_of(ROOT, ROOT / "models")
    return Assistant(ROOT, model, environment=settings, log=folder / "assistant.log")
