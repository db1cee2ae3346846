"""The first schema: people, askings, answers, points, streaks.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "workspaces",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("zone", sa.String(length=64), server_default="", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspaces")),
    )
    op.create_table(
        "channels",
        sa.Column("workspace_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_channels_workspaces")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_channels")),
    )
    op.create_table(
        "deliveries",
        sa.Column("workspace_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("delivery", sa.String(length=128), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_deliveries_workspaces")),
        sa.PrimaryKeyConstraint("workspace_id", "delivery", name=op.f("pk_deliveries")),
    )
    op.create_table(
        "installations",
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_installations_workspaces")
        ),
        sa.PrimaryKeyConstraint("platform", "team", name=op.f("pk_installations")),
    )
    op.create_table(
        "persons",
        sa.Column("workspace_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_persons_workspaces")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_persons")),
    )
    op.create_table(
        "channel_addresses",
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("external_id", sa.String(length=128), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "channel_id"],
            ["channels.workspace_id", "channels.id"],
            name=op.f("fk_channel_addresses_channels"),
        ),
        sa.PrimaryKeyConstraint("platform", "team", "external_id", name=op.f("pk_channel_addresses")),
    )
    op.create_table(
        "person_addresses",
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("external_id", sa.String(length=128), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["persons.workspace_id", "persons.id"],
            name=op.f("fk_person_addresses_persons"),
        ),
        sa.PrimaryKeyConstraint("platform", "team", "external_id", name=op.f("pk_person_addresses")),
    )
    op.create_table(
        "quizzes",
        sa.Column("workspace_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("waiting", sa.Text(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("right", sa.Integer(), server_default="0", nullable=False),
        sa.Column("points", sa.Integer(), server_default="0", nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["persons.workspace_id", "persons.id"],
            name=op.f("fk_quizzes_persons"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_quizzes")),
    )
    op.create_table(
        "streaks",
        sa.Column("workspace_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("current", sa.Integer(), nullable=False),
        sa.Column("best", sa.Integer(), nullable=False),
        sa.Column("last_date", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["persons.workspace_id", "persons.id"],
            name=op.f("fk_streaks_persons"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "person_id", name=op.f("pk_streaks")),
    )
    op.create_table(
        "totals",
        sa.Column("workspace_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("period", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["persons.workspace_id", "persons.id"],
            name=op.f("fk_totals_persons"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "period", "person_id", name=op.f("pk_totals")),
    )
    op.create_index(
        op.f("ix_totals_workspace_id_period_points_person_id"),
        "totals",
        ["workspace_id", "period", sa.literal_column("points DESC"), "person_id"],
        unique=False,
    )
    op.create_table(
        "askings",
        sa.Column("workspace_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("question_id", sa.String(length=128), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("quiz_id", sa.BigInteger(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "quiz_id"],
            ["quizzes.workspace_id", "quizzes.id"],
            name=op.f("fk_askings_quizzes"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_askings_workspaces")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_askings")),
    )
    op.create_table(
        "attempts",
        sa.Column("workspace_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("asking_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("try", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.String(length=128), nullable=False),
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column("result", sa.String(length=16), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "asking_id"],
            ["askings.workspace_id", "askings.id"],
            name=op.f("fk_attempts_askings"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["persons.workspace_id", "persons.id"],
            name=op.f("fk_attempts_persons"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "asking_id", "person_id", "try", name=op.f("pk_attempts")),
    )
    op.create_index(
        op.f("ix_attempts_workspace_id_person_id_question_id_answered_at"),
        "attempts",
        ["workspace_id", "person_id", "question_id", "answered_at"],
        unique=False,
    )
    op.create_table(
        "ledger",
        sa.Column("workspace_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("asking_id", sa.BigInteger(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("earned_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "asking_id"],
            ["askings.workspace_id", "askings.id"],
            name=op.f("fk_ledger_askings"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "channel_id"],
            ["channels.workspace_id", "channels.id"],
            name=op.f("fk_ledger_channels"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["persons.workspace_id", "persons.id"],
            name=op.f("fk_ledger_persons"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_ledger")),
    )
    op.create_index(
        op.f("ix_ledger_workspace_id_person_id_local_date"),
        "ledger",
        ["workspace_id", "person_id", "local_date"],
        unique=False,
    )
    op.create_table(
        "posts",
        sa.Column("workspace_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("asking_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "asking_id"],
            ["askings.workspace_id", "askings.id"],
            name=op.f("fk_posts_askings"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "channel_id"],
            ["channels.workspace_id", "channels.id"],
            name=op.f("fk_posts_channels"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["persons.workspace_id", "persons.id"],
            name=op.f("fk_posts_persons"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_posts")),
    )
    op.create_index(
        op.f("ix_posts_workspace_id_person_id_channel_id_posted_at"),
        "posts",
        ["workspace_id", "person_id", "channel_id", "posted_at"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_posts_workspace_id_person_id_channel_id_posted_at"), table_name="posts")
    op.drop_table("posts")
    op.drop_index(op.f("ix_ledger_workspace_id_person_id_local_date"), table_name="ledger")
    op.drop_table("ledger")
    op.drop_index(op.f("ix_attempts_workspace_id_person_id_question_id_answered_at"), table_name="attempts")
    op.drop_table("attempts")
    op.drop_table("askings")
    op.drop_index(op.f("ix_totals_workspace_id_period_points_person_id"), table_name="totals")
    op.drop_table("totals")
    op.drop_table("streaks")
    op.drop_table("quizzes")
    op.drop_table("person_addresses")
    op.drop_table("channel_addresses")
    op.drop_table("persons")
    op.drop_table("installations")
    op.drop_table("deliveries")
    op.drop_table("channels")
    op.drop_table("workspaces")
