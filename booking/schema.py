"""The tables. Times are naive UTC; a slot is the number of grid steps since 1970-01-01T00:00Z.

Columns ending in ``_sealed`` hold what the vault sealed, those ending in ``_mark`` its keyed hash.
"""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)

agents = sa.Table(
    "agents",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("name", sa.String(40), nullable=False),
    sa.Column("sample", sa.Boolean(create_constraint=False), nullable=False),
    sa.Column("active", sa.Boolean(create_constraint=False), nullable=False),
)

agent_skills = sa.Table(
    "agent_skills",
    metadata,
    sa.Column("agent", sa.ForeignKey("agents.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("mode", sa.String(12), primary_key=True),
    sa.Column("department", sa.String(60), primary_key=True, comment="empty: every department"),
)

agent_townships = sa.Table(
    "agent_townships",
    metadata,
    sa.Column("agent", sa.ForeignKey("agents.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("township", sa.ForeignKey("townships.id"), primary_key=True),
)

agent_hours = sa.Table(
    "agent_hours",
    metadata,
    sa.Column("agent", sa.ForeignKey("agents.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("weekday", sa.Integer, primary_key=True, comment="0 is Monday"),
    sa.Column("from_minute", sa.Integer, primary_key=True, comment="local, since midnight"),
    sa.Column("to_minute", sa.Integer, nullable=False),
)

absences = sa.Table(
    "absences",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("agent", sa.ForeignKey("agents.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("starts_at", sa.DateTime, nullable=False),
    sa.Column("ends_at", sa.DateTime, nullable=False),
)

townships = sa.Table(
    "townships",
    metadata,
    sa.Column("id", sa.String(40), primary_key=True, comment="its Chinese name"),
    sa.Column("travel_minutes", sa.Integer, nullable=False, comment="one way, from the hall"),
    sa.Column("sample", sa.Boolean(create_constraint=False), nullable=False),
)

calendar_years = sa.Table(
    "calendar_years",
    metadata,
    sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("source", sa.String(200), nullable=False),
)

calendar_days = sa.Table(
    "calendar_days",
    metadata,
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("open", sa.Boolean(create_constraint=False), nullable=False),
    sa.Column("note", sa.String(60), nullable=False, comment="the holiday's name"),
)

contacts = sa.Table(
    "contacts",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("phone_mark", sa.String(43), nullable=False, unique=True),
    sa.Column("phone_sealed", sa.String(400), nullable=False),
)

appointments = sa.Table(
    "appointments",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("reference", sa.String(16), nullable=False, unique=True),
    sa.Column("idempotency_key", sa.String(80), unique=True, comment="null once cancelled"),
    sa.Column("state", sa.String(12), nullable=False, index=True),
    sa.Column("owner_mark", sa.String(43), nullable=False, index=True, comment="the session"),
    sa.Column("service", sa.String(80), nullable=False),
    sa.Column("mode", sa.String(12), nullable=False),
    sa.Column("department", sa.String(60), nullable=False),
    sa.Column("evidence", sa.String(400), nullable=False, comment="ids, space-separated"),
    sa.Column("agents_needed", sa.Integer, nullable=False),
    sa.Column("township", sa.String(40), nullable=False),
    sa.Column("starts_at", sa.DateTime, nullable=False, index=True, comment="of the window"),
    sa.Column("ends_at", sa.DateTime, nullable=False),
    sa.Column("half", sa.String(12), comment="null: promised by its start"),
    sa.Column("hold_expires_at", sa.DateTime, index=True),
    sa.Column("awaits_call", sa.Boolean(create_constraint=False), nullable=False),
    sa.Column("code_word", sa.String(20), nullable=False),
    sa.Column("contact", sa.ForeignKey("contacts.id"), index=True),
    sa.Column("name_sealed", sa.String(800)),
    sa.Column("beneficiary_sealed", sa.String(800)),
    sa.Column("place_sealed", sa.String(1600)),
    sa.Column("consent_at", sa.DateTime),
    sa.Column("moves", sa.Integer, nullable=False),
)

taken_slots = sa.Table(
    "taken_slots",
    metadata,
    # The last word against double booking: rows exist only while their appointment holds them.
    sa.Column("agent", sa.ForeignKey("agents.id"), primary_key=True),
    sa.Column("slot", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("appointment", sa.ForeignKey("appointments.id"), nullable=False, index=True),
)

history = sa.Table(
    "history",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("appointment", sa.ForeignKey("appointments.id"), nullable=False, index=True),
    sa.Column("at", sa.DateTime, nullable=False),
    sa.Column("actor", sa.String(12), nullable=False, comment="citizen, staff, system"),
    sa.Column("change", sa.String(20), nullable=False),
    sa.Column("before", sa.String(200), nullable=False),
    sa.Column("after", sa.String(200), nullable=False),
)

codes = sa.Table(
    "codes",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("phone_mark", sa.String(43), nullable=False, index=True),
    sa.Column("owner_mark", sa.String(43), nullable=False),
    sa.Column("code_mark", sa.String(43), nullable=False),
    sa.Column("sent_at", sa.DateTime, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("verified_at", sa.DateTime),
)

grants = sa.Table(
    "grants",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("owner_mark", sa.String(43), nullable=False, index=True),
    sa.Column("appointment", sa.ForeignKey("appointments.id"), nullable=False),
    sa.Column("until", sa.DateTime, nullable=False),
)

attempts = sa.Table(
    "attempts",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("mark", sa.String(43), nullable=False, index=True, comment="reference or caller"),
    sa.Column("at", sa.DateTime, nullable=False),
)

outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("key", sa.String(120), nullable=False, unique=True, comment="one notice, one row"),
    sa.Column("appointment", sa.ForeignKey("appointments.id"), index=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("phone_sealed", sa.String(400)),
    sa.Column("text_sealed", sa.Text),
    sa.Column("state", sa.String(12), nullable=False, comment="waiting, sending, sent, dead, void"),
    sa.Column("due_at", sa.DateTime, nullable=False, index=True),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("lease_until", sa.DateTime),
    sa.Column("error", sa.String(200), nullable=False),
    sa.Column("sent_at", sa.DateTime),
)

complaints = sa.Table(
    "complaints",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("reference", sa.String(16), nullable=False, unique=True),
    sa.Column("idempotency_key", sa.String(80), unique=True),
    sa.Column("at", sa.DateTime, nullable=False),
    sa.Column("service", sa.String(80), nullable=False),
    sa.Column("evidence", sa.String(80), nullable=False),
    sa.Column("window", sa.String(60), nullable=False),
    sa.Column("happened_on", sa.Date),
    sa.Column("verdict", sa.String(20), nullable=False, comment="should_not, ask_basis"),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("state", sa.String(12), nullable=False, comment="open, answered"),
    sa.Column("contact", sa.ForeignKey("contacts.id")),
    sa.Column("words_sealed", sa.Text),
    sa.Column("answer", sa.String(1000), nullable=False),
    sa.Column("answered_at", sa.DateTime),
)
