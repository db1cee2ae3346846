"""Addresses are found by whose they are, too.

Revision ID: 0005
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TABLES = {"person_addresses": "person_id", "channel_addresses": "channel_id"}


def upgrade() -> None:
    for table, column in _TABLES.items():
        op.create_index(op.f(f"ix_{table}_workspace_id_{column}"), table, ["workspace_id", column])


def downgrade() -> None:
    for table, column in _TABLES.items():
        op.drop_index(op.f(f"ix_{table}_workspace_id_{column}"), table_name=table)
