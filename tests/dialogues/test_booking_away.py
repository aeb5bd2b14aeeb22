"""Where bookings can't be taken, or not any more: whom to ring instead, and no crash."""

import shutil
from pathlib import Path

from privacy.vault import new_key

from .booking_desk import Visitor, assistant_with, open_desk
from .conversing import Citizen

NOWHERE = "postgresql://nobody@127.0.0.1:1/booking"


def test_a_database_that_is_away_from_the_start(tmp_path: Path) -> None:
    settings = {"BOOKING_URL": NOWHERE, "VAULT_KEYS": new_key("test")}
    with assistant_with(tmp_path, **settings) as assistant:
        citizen = Citizen(assistant)
        assert citizen.say("帮我约个代办员").card("handoff")["reason"] == "booking"
        assert citizen.say("我约的是几点").card("handoff")["reason"] == "booking"
        assert "不该再要" not in citizen.say("窗口还要我开收入证明").text


def test_a_database_lost_in_the_middle(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    with open_desk(tmp_path, f"sqlite:///{kept}/booking.sqlite3") as desk:
        visitor = Visitor(desk)
        visitor.offered_times()
        for path in kept.iterdir():
            path.write_bytes(b"broken" * 1000)
        assert visitor.say("第一个").card("handoff")["reason"] == "booking"
        assert visitor.say("亲属关系证明还去村里开不?").card("evidence")
    shutil.rmtree(kept)
