"""Ratings are kept with the records of answers, not here"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("ratings")


def downgrade() -> None:
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
