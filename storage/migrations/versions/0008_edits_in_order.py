"""When a relayed message was last changed, and whether it is gone, so that an older edit changes nothing.

Revision ID: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("relays", sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("relays", sa.Column("gone", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    op.drop_column("relays", "gone")
    op.drop_column("relays", "edited_at")
