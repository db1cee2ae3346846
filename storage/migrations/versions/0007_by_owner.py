"""A person's addresses are found by whose they are, too.

Revision ID: 0007
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_INDEX = "ix_person_addresses_workspace_id_person_id"


def upgrade() -> None:
    op.create_index(op.f(_INDEX), "person_addresses", ["workspace_id", "person_id"])


def downgrade() -> None:
    op.drop_index(op.f(_INDEX), table_name="person_addresses")
