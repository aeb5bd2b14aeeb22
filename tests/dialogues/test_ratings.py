"""你说错了: taken seriously, counted, and nothing personal kept of it."""

import sqlite3

from .booking_desk import Visitor


def rows(visitor: Visitor, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(visitor.desk.folder / "records.sqlite3") as records:
        return records.execute(query).fetchall()


def test_a_wrong_answer_is_counted_and_asked_about(visitor: Visitor) -> None:
    before = rows(visitor, "select count(*) from answer_ratings where not helpful")
    visitor.say("亲属关系证明还去村里开不?")
    assert "哪里不对" in visitor.say("你说错了").text
    after = rows(visitor, "select card, helpful from answer_ratings where not helpful")
    assert len(after) == before[0][0] + 1
    assert ("evidence", 0) in after


def test_praise_is_counted_as_praise(visitor: Visitor) -> None:
    visitor.say("亲属关系证明还去村里开不?")
    visitor.say("答得好")
    assert ("evidence", 1) in rows(visitor, "select card, helpful from answer_ratings")


def test_what_was_not_understood_is_counted(visitor: Visitor) -> None:
    visitor.say("asdfghjkl")
    visitor.say("那个东西咋个整哦")
    told = {outcome for (outcome,) in rows(visitor, "select outcome from answers")}
    assert told & {"gibberish", "lost"}
