"""The booking tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agents",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agents")),
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=43), nullable=False, comment="reference or caller"),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
    )
    with op.batch_alter_table("attempts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attempts_mark"), ["mark"], unique=False)

    op.create_table(
        "calendar_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=60), nullable=False, comment="the holiday's name"),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_days")),
    )
    op.create_table(
        "calendar_years",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_calendar_years")),
    )
    op.create_table(
        "codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("phone_mark", sa.String(length=43), nullable=False),
        sa.Column("owner_mark", sa.String(length=43), nullable=False),
        sa.Column("code_mark", sa.String(length=43), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("verified_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codes")),
    )
    with op.batch_alter_table("codes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_codes_phone_mark"), ["phone_mark"], unique=False)

    op.create_table(
        "contacts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("phone_mark", sa.String(length=43), nullable=False),
        sa.Column("phone_sealed", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
        sa.UniqueConstraint("phone_mark", name=op.f("uq_contacts_phone_mark")),
    )
    op.create_table(
        "ratings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject_mark", sa.String(length=43), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("service", sa.String(length=80), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False, comment="1 to 5"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ratings")),
        sa.UniqueConstraint("subject_mark", name=op.f("uq_ratings_subject_mark")),
    )
    op.create_table(
        "townships",
        sa.Column("id", sa.String(length=40), nullable=False, comment="its Chinese name"),
        sa.Column("travel_minutes", sa.Integer(), nullable=False, comment="one way, from the hall"),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_townships")),
    )
    op.create_table(
        "absences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agent", sa.String(length=40), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agent"], ["agents.id"], name=op.f("fk_absences_agent"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
    )
    with op.batch_alter_table("absences", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_absences_agent"), ["agent"], unique=False)

    op.create_table(
        "agent_hours",
        sa.Column("agent", sa.String(length=40), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False, comment="0 is Monday"),
        sa.Column("from_minute", sa.Integer(), nullable=False, comment="local, since midnight"),
        sa.Column("to_minute", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agent"], ["agents.id"], name=op.f("fk_agent_hours_agent"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("agent", "weekday", "from_minute", name=op.f("pk_agent_hours")),
    )
    op.create_table(
        "agent_skills",
        sa.Column("agent", sa.String(length=40), nullable=False),
        sa.Column("mode", sa.String(length=12), nullable=False),
        sa.Column(
            "department", sa.String(length=60), nullable=False, comment="empty: every department"
        ),
        sa.ForeignKeyConstraint(
            ["agent"], ["agents.id"], name=op.f("fk_agent_skills_agent"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("agent", "mode", "department", name=op.f("pk_agent_skills")),
    )
    op.create_table(
        "agent_townships",
        sa.Column("agent", sa.String(length=40), nullable=False),
        sa.Column("township", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["agent"], ["agents.id"], name=op.f("fk_agent_townships_agent"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["township"], ["townships.id"], name=op.f("fk_agent_townships_township")
        ),
        sa.PrimaryKeyConstraint("agent", "township", name=op.f("pk_agent_townships")),
    )
    op.create_table(
        "appointments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column(
            "idempotency_key", sa.String(length=80), nullable=True, comment="null once cancelled"
        ),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("owner_mark", sa.String(length=43), nullable=False, comment="the session"),
        sa.Column("service", sa.String(length=80), nullable=False),
        sa.Column("mode", sa.String(length=12), nullable=False),
        sa.Column("department", sa.String(length=60), nullable=False),
        sa.Column(
            "evidence", sa.String(length=400), nullable=False, comment="ids, space-separated"
        ),
        sa.Column("agents_needed", sa.Integer(), nullable=False),
        sa.Column("township", sa.String(length=40), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False, comment="of the window"),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column(
            "half", sa.String(length=12), nullable=True, comment="null: promised by its start"
        ),
        sa.Column("hold_expires_at", sa.DateTime(), nullable=True),
        sa.Column("awaits_call", sa.Boolean(), nullable=False),
        sa.Column("code_word", sa.String(length=20), nullable=False),
        sa.Column("contact", sa.Integer(), nullable=True),
        sa.Column("name_sealed", sa.String(length=800), nullable=True),
        sa.Column("beneficiary_sealed", sa.String(length=800), nullable=True),
        sa.Column("place_sealed", sa.String(length=1600), nullable=True),
        sa.Column("consent_at", sa.DateTime(), nullable=True),
        sa.Column("moves", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contact"], ["contacts.id"], name=op.f("fk_appointments_contact")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointments")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_appointments_idempotency_key")),
        sa.UniqueConstraint("reference", name=op.f("uq_appointments_reference")),
    )
    with op.batch_alter_table("appointments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appointments_contact"), ["contact"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_appointments_hold_expires_at"), ["hold_expires_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_appointments_owner_mark"), ["owner_mark"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_appointments_starts_at"), ["starts_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_appointments_state"), ["state"], unique=False)

    op.create_table(
        "complaints",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column("idempotency_key", sa.String(length=80), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("service", sa.String(length=80), nullable=False),
        sa.Column("evidence", sa.String(length=80), nullable=False),
        sa.Column("window", sa.String(length=60), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("verdict", sa.String(length=20), nullable=False, comment="should_not, ask_basis"),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False, comment="open, answered"),
        sa.Column("contact", sa.Integer(), nullable=True),
        sa.Column("words_sealed", sa.Text(), nullable=True),
        sa.Column("answer", sa.String(length=1000), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["contact"], ["contacts.id"], name=op.f("fk_complaints_contact")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaints")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_complaints_idempotency_key")),
        sa.UniqueConstraint("reference", name=op.f("uq_complaints_reference")),
    )
    op.create_table(
        "grants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_mark", sa.String(length=43), nullable=False),
        sa.Column("appointment", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment"], ["appointments.id"], name=op.f("fk_grants_appointment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grants")),
    )
    with op.batch_alter_table("grants", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grants_owner_mark"), ["owner_mark"], unique=False)

    op.create_table(
        "history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appointment", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(length=12), nullable=False, comment="citizen, staff, system"),
        sa.Column("change", sa.String(length=20), nullable=False),
        sa.Column("before", sa.String(length=200), nullable=False),
        sa.Column("after", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment"], ["appointments.id"], name=op.f("fk_history_appointment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history")),
    )
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_history_appointment"), ["appointment"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False, comment="one notice, one row"),
        sa.Column("appointment", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("phone_sealed", sa.String(length=400), nullable=True),
        sa.Column("text_sealed", sa.Text(), nullable=True),
        sa.Column(
            "state",
            sa.String(length=12),
            nullable=False,
            comment="waiting, sending, sent, dead, void",
        ),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.DateTime(), nullable=True),
        sa.Column("error", sa.String(length=200), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["appointment"], ["appointments.id"], name=op.f("fk_outbox_appointment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_appointment"), ["appointment"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_due_at"), ["due_at"], unique=False)

    op.create_table(
        "taken_slots",
        sa.Column("agent", sa.String(length=40), nullable=False),
        sa.Column("slot", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("appointment", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agent"], ["agents.id"], name=op.f("fk_taken_slots_agent")),
        sa.ForeignKeyConstraint(
            ["appointment"], ["appointments.id"], name=op.f("fk_taken_slots_appointment")
        ),
        sa.PrimaryKeyConstraint("agent", "slot", name=op.f("pk_taken_slots")),
    )
    with op.batch_alter_table("taken_slots", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_taken_slots_appointment"), ["appointment"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("taken_slots", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_taken_slots_appointment"))

    op.drop_table("taken_slots")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_due_at"))
        batch_op.drop_index(batch_op.f("ix_outbox_appointment"))

    op.drop_table("outbox")
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_history_appointment"))

    op.drop_table("history")
    with op.batch_alter_table("grants", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_grants_owner_mark"))

    op.drop_table("grants")
    op.drop_table("complaints")
    with op.batch_alter_table("appointments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appointments_state"))
        batch_op.drop_index(batch_op.f("ix_appointments_starts_at"))
        batch_op.drop_index(batch_op.f("ix_appointments_owner_mark"))
        batch_op.drop_index(batch_op.f("ix_appointments_hold_expires_at"))
        batch_op.drop_index(batch_op.f("ix_appointments_contact"))

    op.drop_table("appointments")
    op.drop_table("agent_townships")
    op.drop_table("agent_skills")
    op.drop_table("agent_hours")
    with op.batch_alter_table("absences", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_absences_agent"))

    op.drop_table("absences")
    op.drop_table("townships")
    op.drop_table("ratings")
    op.drop_table("contacts")
    with op.batch_alter_table("codes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_codes_phone_mark"))

    op.drop_table("codes")
    op.drop_table("calendar_years")
    op.drop_table("calendar_days")
    with op.batch_alter_table("attempts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attempts_mark"))

    op.drop_table("attempts")
    op.drop_table("agents")
