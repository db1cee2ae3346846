"""The teams that removed the tutor, and an index by which a person's teams are found.

Revision ID: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None
_INDEX = "ix_person_addresses_platform_external_id"


def upgrade() -> None:
    op.create_table(
        "departures",
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("platform", "team", name=op.f("pk_departures")),
    )
    op.create_index(op.f(_INDEX), "person_addresses", ["platform", "external_id"])


def downgrade() -> None:
    op.drop_index(op.f(_INDEX), table_name="person_addresses")
    op.drop_table("departures")
