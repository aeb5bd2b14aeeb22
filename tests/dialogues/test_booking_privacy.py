"""No name and no number is kept in plain: not by Rasa, the records, the log, or booking."""

import sqlalchemy as sa

from booking.schema import metadata

from .booking_desk import NAME, OpenDesk, Visitor

NUMBER = "13987650321"
STREET = "河口村槐树巷七号"


def everything_kept(desk: OpenDesk) -> str:
    """All files of the assistant, and all rows of the booking database, as text."""
    files = [path.read_bytes() for path in desk.folder.rglob("*") if path.is_file()]
    kept = [content.decode("utf-8", "replace") for content in files]
    with desk.office.database.reading() as connection:
        for table in metadata.sorted_tables:
            kept += [str(row) for row in connection.execute(sa.select(table))]
    return "\n".join(kept)


def test_name_number_and_address_stay_out_of_everything_kept(visitor: Visitor) -> None:
    visitor.held()
    visitor.say(f"我叫{NAME}")
    visitor.say("我电话是 139 8765 0321")
    visitor.say(STREET)
    card = visitor.say("同意").card("appointment")
    tracker = str(visitor.assistant.tracker(visitor.sender))
    kept = everything_kept(visitor.desk)
    for secret in (NAME, NUMBER, "139 8765 0321", STREET):
        assert secret not in tracker and secret not in kept
    assert card["reference"] in tracker  # the control: what isn't personal is found


def test_a_name_told_too_early_stays_out_too(visitor: Visitor) -> None:
    visitor.say("我叫王翠花,电话13987650322,约个代办员来土城看房子,开小卖部办执照")
    kept = everything_kept(visitor.desk)
    assert "王翠花" not in kept and "13987650322" not in kept


def test_digits_that_open_an_appointment_are_not_kept(visitor: Visitor) -> None:
    visitor.say("查预约ABCDE12345尾号4711")
    assert "4711" not in str(visitor.assistant.tracker(visitor.sender))
