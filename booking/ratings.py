"""Ratings: one a subject (an answer, an appointment), and nothing that tells who gave it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from booking.model import Refused
from booking.office import Office
from booking.schema import ratings

BEST = 5


def rate(office: Office, subject: str, service: str, score: int) -> None:
    """Keep a score of 1 to 5; a second rating of the same ``subject`` replaces the first.

    Raises:
        Refused: ``bad_score``.
    """
    if not 1 <= score <= BEST:
        raise Refused("bad_score")
    mark = office.vault.mark("rating", subject)
    values = {"subject_mark": mark, "on": office.today(), "service": service, "score": score}

    def work(connection: Connection) -> None:
        changed = connection.execute(
            ratings.update().where(ratings.c.subject_mark == mark).values(values)
        )
        if not changed.rowcount:
            connection.execute(ratings.insert().values(values))

    try:
        office.database.write(work)
    except IntegrityError:  # rated twice at the same moment
        office.database.write(work)


def averages(office: Office) -> dict[str, tuple[int, float]]:
    """By service: how many ratings, and their mean."""
    count, mean = sa.func.count(), sa.func.avg(ratings.c.score)
    query = sa.select(ratings.c.service, count, mean).group_by(ratings.c.service)
    with office.database.reading() as connection:
        return {service: (n, float(m)) for service, n, m in connection.execute(query)}
