"""The first schema.

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
        sa.Column("on_board", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("named", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_persons_workspaces")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_persons")),
    )
    op.create_table(
        "squads",
        sa.Column("workspace_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("folded", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_squads_workspaces")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_squads")),
    )
    op.create_index("uq_squads_name", "squads", ["workspace_id", "folded"], unique=True)
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
        "journal",
        sa.Column("workspace_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "channel_id"],
            ["channels.workspace_id", "channels.id"],
            name=op.f("fk_journal_channels"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_journal")),
    )
    op.create_index(
        op.f("ix_journal_workspace_id_channel_id_at"),
        "journal",
        ["workspace_id", "channel_id", "at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_journal_workspace_id_local_date"), "journal", ["workspace_id", "local_date"], unique=False
    )
    op.create_table(
        "members",
        sa.Column("workspace_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "channel_id"],
            ["channels.workspace_id", "channels.id"],
            name=op.f("fk_members_channels"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["persons.workspace_id", "persons.id"],
            name=op.f("fk_members_persons"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "channel_id", "person_id", name=op.f("pk_members")),
    )
    op.create_index(
        op.f("ix_members_workspace_id_person_id"), "members", ["workspace_id", "person_id"], unique=False
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
        "schedules",
        sa.Column("workspace_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("time", sa.String(length=5), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("days", sa.String(length=7), nullable=False),
        sa.Column("open_minutes", sa.Integer(), nullable=False),
        sa.Column("grace_minutes", sa.Integer(), nullable=False),
        sa.Column("pack", sa.String(length=128), nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("levels", sa.String(length=8), nullable=False),
        sa.Column("resend", sa.Boolean(), nullable=False),
        sa.Column("handled", sa.Date(), nullable=True),
        sa.Column("next_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paused", sa.String(length=200), nullable=True),
        sa.Column("manager", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "channel_id"],
            ["channels.workspace_id", "channels.id"],
            name=op.f("fk_schedules_channels"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "channel_id", name=op.f("pk_schedules")),
    )
    op.create_index(
        "ix_schedules_due",
        "schedules",
        ["next_due_at"],
        unique=False,
        sqlite_where=sa.text("paused IS NULL"),
        postgresql_where=sa.text("paused IS NULL"),
    )
    op.create_table(
        "squad_members",
        sa.Column("workspace_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("squad_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["persons.workspace_id", "persons.id"],
            name=op.f("fk_squad_members_persons"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "squad_id"],
            ["squads.workspace_id", "squads.id"],
            name=op.f("fk_squad_members_squads"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "person_id", name=op.f("pk_squad_members")),
    )
    op.create_index(
        op.f("ix_squad_members_workspace_id_squad_id"),
        "squad_members",
        ["workspace_id", "squad_id"],
        unique=False,
    )
    op.create_table(
        "streaks",
        sa.Column("workspace_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("current", sa.Integer(), nullable=False),
        sa.Column("best", sa.Integer(), nullable=False),
        sa.Column("last_date", sa.Date(), nullable=True),
        sa.Column("freezes", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("right_current", sa.Integer(), nullable=False),
        sa.Column("right_best", sa.Integer(), nullable=False),
        sa.Column("spoilt", sa.Integer(), nullable=False),
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
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["persons.workspace_id", "persons.id"],
            name=op.f("fk_totals_persons"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "period", "person_id", name=op.f("pk_totals")),
    )
    op.create_index(
        "ix_totals_board",
        "totals",
        ["workspace_id", "period", sa.literal_column("points DESC"), "person_id"],
        unique=False,
        sqlite_where=sa.text("shown = 1"),
        postgresql_where=sa.text("shown"),
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
        sa.Column("purpose", sa.String(length=8), server_default="quiz", nullable=False),
        sa.Column("pack", sa.String(length=128), server_default="", nullable=False),
        sa.Column("series", sa.Integer(), server_default="0", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "quiz_id"],
            ["quizzes.workspace_id", "quizzes.id"],
            name=op.f("fk_askings_quizzes"),
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_askings_workspaces")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_askings")),
    )
    op.create_index(
        "ix_askings_open",
        "askings",
        ["closes_at"],
        unique=False,
        sqlite_where=sa.text("closes_at IS NOT NULL AND closed_at IS NULL"),
        postgresql_where=sa.text("closes_at IS NOT NULL AND closed_at IS NULL"),
    )
    op.create_index(
        "uq_askings_daily",
        "askings",
        ["workspace_id", "pack", "local_date", "series"],
        unique=True,
        sqlite_where=sa.text("purpose = 'daily'"),
        postgresql_where=sa.text("purpose = 'daily'"),
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
        sa.Column("source", sa.String(length=8), nullable=False),
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
        op.f("ix_posts_workspace_id_asking_id"), "posts", ["workspace_id", "asking_id"], unique=False
    )
    op.create_index(
        op.f("ix_posts_workspace_id_person_id_channel_id_posted_at"),
        "posts",
        ["workspace_id", "person_id", "channel_id", "posted_at"],
        unique=False,
    )
    op.create_table(
        "reports",
        sa.Column("workspace_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("asking_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "asking_id"],
            ["askings.workspace_id", "askings.id"],
            name=op.f("fk_reports_askings"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "person_id"],
            ["persons.workspace_id", "persons.id"],
            name=op.f("fk_reports_persons"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_reports")),
    )
    op.create_index(
        "uq_reports_once", "reports", ["workspace_id", "asking_id", "person_id", "kind"], unique=True
    )
    op.create_table(
        "outbox",
        sa.Column("workspace_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("post_id", sa.String(length=20), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("external_id", sa.String(length=128), nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner", sa.String(length=32), server_default="", nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("first_sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reference", sa.String(length=128), nullable=True),
        sa.Column("trouble", sa.String(length=300), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "post_id"], ["posts.workspace_id", "posts.id"], name=op.f("fk_outbox_posts")
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_outbox")),
    )
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["not_before"],
        unique=False,
        sqlite_where=sa.text("state IN ('due', 'sending')"),
        postgresql_where=sa.text("state IN ('due', 'sending')"),
    )
    op.create_index(
        "uq_outbox_once",
        "outbox",
        ["workspace_id", "post_id", "kind", "platform", "team", "external_id"],
        unique=True,
    )


def downgrade() -> None:
    op.drop_index("uq_outbox_once", table_name="outbox")
    op.drop_index(
        "ix_outbox_waiting",
        table_name="outbox",
        sqlite_where=sa.text("state IN ('due', 'sending')"),
        postgresql_where=sa.text("state IN ('due', 'sending')"),
    )
    op.drop_table("outbox")
    op.drop_index("uq_reports_once", table_name="reports")
    op.drop_table("reports")
    op.drop_index(op.f("ix_posts_workspace_id_person_id_channel_id_posted_at"), table_name="posts")
    op.drop_index(op.f("ix_posts_workspace_id_asking_id"), table_name="posts")
    op.drop_table("posts")
    op.drop_index(op.f("ix_ledger_workspace_id_person_id_local_date"), table_name="ledger")
    op.drop_table("ledger")
    op.drop_index(op.f("ix_attempts_workspace_id_person_id_question_id_answered_at"), table_name="attempts")
    op.drop_table("attempts")
    op.drop_index(
        "uq_askings_daily",
        table_name="askings",
        sqlite_where=sa.text("purpose = 'daily'"),
        postgresql_where=sa.text("purpose = 'daily'"),
    )
    op.drop_index(
        "ix_askings_open",
        table_name="askings",
        sqlite_where=sa.text("closes_at IS NOT NULL AND closed_at IS NULL"),
        postgresql_where=sa.text("closes_at IS NOT NULL AND closed_at IS NULL"),
    )
    op.drop_table("askings")
    op.drop_index(
        "ix_totals_board",
        table_name="totals",
        sqlite_where=sa.text("shown = 1"),
        postgresql_where=sa.text("shown"),
    )
    op.drop_table("totals")
    op.drop_table("streaks")
    op.drop_index(op.f("ix_squad_members_workspace_id_squad_id"), table_name="squad_members")
    op.drop_table("squad_members")
    op.drop_index(
        "ix_schedules_due",
        table_name="schedules",
        sqlite_where=sa.text("paused IS NULL"),
        postgresql_where=sa.text("paused IS NULL"),
    )
    op.drop_table("schedules")
    op.drop_table("quizzes")
    op.drop_table("person_addresses")
    op.drop_index(op.f("ix_members_workspace_id_person_id"), table_name="members")
    op.drop_table("members")
    op.drop_index(op.f("ix_journal_workspace_id_local_date"), table_name="journal")
    op.drop_index(op.f("ix_journal_workspace_id_channel_id_at"), table_name="journal")
    op.drop_table("journal")
    op.drop_table("channel_addresses")
    op.drop_index("uq_squads_name", table_name="squads")
    op.drop_table("squads")
    op.drop_table("persons")
    op.drop_table("installations")
    op.drop_table("deliveries")
    op.drop_table("channels")
    op.drop_table("workspaces")
