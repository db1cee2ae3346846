"""Rulings on reports, quizzes of a whole channel, and whose events and journal lines are whose.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_REPORT = ["workspace_id", "asking_id", "person_id", "kind"]
_OPEN = sa.text("state = 'open'")
_GOING_ON = sa.text("closed_at IS NULL")


def upgrade() -> None:
    op.drop_index("ix_totals_board", table_name="totals")
    op.create_index(
        "ix_totals_board",
        "totals",
        ["workspace_id", "period", "shown", sa.text("points DESC"), "person_id"],
    )
    op.add_column("deliveries", sa.Column("person_id", sa.BigInteger(), nullable=True))
    op.add_column("journal", sa.Column("person_id", sa.BigInteger(), nullable=True))
    op.add_column("outbox", sa.Column("thread", sa.String(length=128), nullable=True))
    op.add_column("reports", sa.Column("try", sa.Integer(), server_default="1", nullable=False))
    op.drop_index("uq_reports_once", table_name="reports")
    op.create_index("uq_reports_once", "reports", [*_REPORT, "try"], unique=True)
    op.create_index(
        "ix_reports_open",
        "reports",
        ["workspace_id", "made_at"],
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_table(
        "rulings",
        sa.Column("workspace_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("question_id", sa.String(length=128), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_rulings_workspaces")),
        sa.PrimaryKeyConstraint("workspace_id", "question_id", "digest", name=op.f("pk_rulings")),
    )
    op.create_table(
        "group_quizzes",
        sa.Column("workspace_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("topic", sa.String(length=200), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "channel_id"],
            ["channels.workspace_id", "channels.id"],
            name=op.f("fk_group_quizzes_channels"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_group_quizzes")),
    )
    op.create_index(
        "uq_group_quizzes_one",
        "group_quizzes",
        ["workspace_id", "channel_id"],
        unique=True,
        sqlite_where=_GOING_ON,
        postgresql_where=_GOING_ON,
    )
    op.create_table(
        "group_askings",
        sa.Column("workspace_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("asking_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "asking_id"],
            ["askings.workspace_id", "askings.id"],
            name=op.f("fk_group_askings_askings"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "group_id"],
            ["group_quizzes.workspace_id", "group_quizzes.id"],
            name=op.f("fk_group_askings_group_quizzes"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "asking_id", name=op.f("pk_group_askings")),
    )
    op.create_index(
        op.f("ix_group_askings_workspace_id_group_id"), "group_askings", ["workspace_id", "group_id"]
    )


def downgrade() -> None:
    op.drop_table("group_askings")
    op.drop_table("group_quizzes")
    op.drop_table("rulings")
    op.drop_index("ix_reports_open", table_name="reports")
    op.drop_index("uq_reports_once", table_name="reports")
    op.execute(
        "DELETE FROM reports WHERE id NOT IN"
        " (SELECT min(id) FROM reports GROUP BY workspace_id, asking_id, person_id, kind)"
    )
    op.create_index("uq_reports_once", "reports", _REPORT, unique=True)
    op.drop_column("reports", "try")
    op.execute("DELETE FROM outbox WHERE kind IN ('opening', 'results') OR thread IS NOT NULL")
    op.drop_column("outbox", "thread")
    op.drop_column("journal", "person_id")
    op.drop_column("deliveries", "person_id")
    op.drop_index("ix_totals_board", table_name="totals")
    op.create_index(
        "ix_totals_board",
        "totals",
        ["workspace_id", "period", sa.text("points DESC"), "person_id"],
        sqlite_where=sa.text("shown = 1"),
        postgresql_where=sa.text("shown"),
    )
