"""One group on two platforms: relayed messages, joined accounts, addresses that are off.

Revision ID: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_ONCE = ["workspace_id", "post_id", "kind", "platform", "team", "external_id"]
_WAITING = sa.text("state IN ('due', 'sending')")


def _make_post(*, nullable: bool) -> None:
    """The outbox with or without rows that are about no post; its indexes are made anew."""
    op.drop_index("uq_outbox_once", table_name="outbox")
    op.drop_index("ix_outbox_waiting", table_name="outbox")
    with op.batch_alter_table("outbox") as outbox:
        outbox.alter_column("post_id", existing_type=sa.String(length=20), nullable=nullable)
    op.create_index(
        "ix_outbox_waiting", "outbox", ["not_before"], sqlite_where=_WAITING, postgresql_where=_WAITING
    )


def upgrade() -> None:
    op.add_column("channels", sa.Column("relay", sa.String(length=8), server_default="off", nullable=False))
    op.add_column("channel_addresses", sa.Column("off", sa.String(length=200), nullable=True))
    op.create_index(
        op.f("ix_channel_addresses_workspace_id_channel_id"),
        "channel_addresses",
        ["workspace_id", "channel_id"],
    )
    op.add_column("outbox", sa.Column("part", sa.BigInteger(), server_default="0", nullable=False))
    _make_post(nullable=True)
    op.create_index("uq_outbox_once", "outbox", [*_ONCE, "part"], unique=True)
    op.create_index(
        op.f("ix_outbox_platform_team_external_id_reference"),
        "outbox",
        ["platform", "team", "external_id", "reference"],
    )
    op.create_table(
        "relays",
        sa.Column("workspace_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("message", sa.String(length=128), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "channel_id"],
            ["channels.workspace_id", "channels.id"],
            name=op.f("fk_relays_channels"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_relays")),
    )
    op.create_index("uq_relays_once", "relays", ["workspace_id", "platform", "team", "message"], unique=True)
    op.create_table(
        "joins",
        sa.Column("workspace_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("other_id", sa.BigInteger(), nullable=False),
        sa.Column("moved", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["persons.workspace_id", "persons.id"],
            name=op.f("fk_joins_persons"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "other_id"],
            ["persons.workspace_id", "persons.id"],
            name="fk_joins_persons_other",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_joins")),
    )
    op.create_index(op.f("ix_joins_workspace_id_person_id"), "joins", ["workspace_id", "person_id"])


def downgrade() -> None:
    op.drop_table("joins")
    op.drop_table("relays")
    op.execute("DELETE FROM outbox WHERE post_id IS NULL OR part <> 0")
    op.drop_index(op.f("ix_outbox_platform_team_external_id_reference"), table_name="outbox")
    _make_post(nullable=False)
    op.drop_column("outbox", "part")
    op.create_index("uq_outbox_once", "outbox", _ONCE, unique=True)
    op.drop_index(op.f("ix_channel_addresses_workspace_id_channel_id"), table_name="channel_addresses")
    op.drop_column("channel_addresses", "off")
    op.drop_column("channels", "relay")
