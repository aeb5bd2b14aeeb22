"""What the operator has still to fill in before citizens may rely on booking."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from booking.gateways import Gateway
from booking.model import UnknownYear
from booking.offering import bookable_days
from booking.office import Office
from booking.rules import WORDS
from booking.schema import agent_hours, agents, outbox, townships
from booking.working_days import WorkingDays


def gaps(office: Office, gateway: Gateway | None) -> list[str]:
    """One Chinese line a gap: samples, unknown years, no gateway, defaults, dead letters."""
    with office.database.reading() as connection:
        found = [
            *_agents(connection),
            *_townships(connection),
            *_calendar(office, connection),
            *_letters(connection),
        ]
    if gateway is None:
        found.append("短信：没配短信网关（SMS_GATEWAY_URL），通知和验证码都在排队，发不出去")
    return found + [
        f"规矩：“{word}”还是默认值{_default(office, word)}" for word in office.rules.unset
    ]


def _default(office: Office, word: str) -> int:
    return int(getattr(office.rules, WORDS[word]))


def _agents(connection: Connection) -> list[str]:
    active = connection.execute(sa.select(agents).where(agents.c.active)).all()
    samples = [row.id for row in active if row.sample]
    with_hours = set(connection.execute(sa.select(agent_hours.c.agent)).scalars())
    idle = [row.id for row in active if row.id not in with_hours]
    found = [] if active else ["代办员：一个也没有，先载入agents.csv"]
    if samples:
        found.append(
            f"代办员：{len(samples)}名还是样例，姓名、技能、乡镇、时间待县里填（不会说给群众）"
        )
    return found + [f"代办员：{agent}没有工作时间，约不到" for agent in idle]


def _townships(connection: Connection) -> list[str]:
    samples = sa.select(sa.func.count()).where(townships.c.sample)
    count = connection.execute(samples).scalar_one()
    return [f"乡镇：{count}个的路上时间还是样例，待县里填"] if count else []


def _calendar(office: Office, connection: Connection) -> list[str]:
    calendar = WorkingDays.read(connection)
    try:
        for day in bookable_days(office):
            calendar.is_open(day)
    except UnknownYear as unknown:
        return [
            f"日历：{unknown.year}年的放假安排还没有，这一年约不了，国务院通知出来后填calendar.csv"
        ]
    return []


def _letters(connection: Connection) -> list[str]:
    dead = sa.select(sa.func.count()).where(outbox.c.state == "dead")
    count = connection.execute(dead).scalar_one()
    return [f"通知：{count}条没发出去，看 python -m booking dead-letters"] if count else []
