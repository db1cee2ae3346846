"""What others see of somebody, a copy of what is stored, and its end."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.messages import File, Message
from storage.models import metadata
from tests.bot.usecases.test_standing import answered
from tests.kit import WHITE, Talk, question, talking, tea_pack, text_of

CANARY = "Zzyzx-Q7"


def copy_of(message: Message) -> dict[str, list[dict[str, object]]]:
    """The file of `/my-data`, read."""
    (file,) = [part for part in message.parts if isinstance(part, File)]
    loaded: dict[str, list[dict[str, object]]] = json.loads(file.text)
    return loaded


def a_full_life(talk: Talk, who: str = CANARY) -> None:
    """Everything that somebody can leave behind."""
    talk.say("/squad create Blues")
    talk.say("/squad join Blues", who)
    talk.say("/quiz", who, channel=f"home:{who}")
    talk.say(f"my answer is {CANARY}", who, channel=f"home:{who}")
    talk.say("/daily set 13:00 UTC", who)
    talk.say("/daily pause", who)
    talk.say("/daily resume", who)
    talk.pulse(hours=1)
    talk.fill(next(iter(talk.wall.posted)), f"oolong {CANARY}", who)
    talk.say("is green tea oxidised", who)
    talk.say("/privacy reveal on", who)


def test_nobody_is_named_in_reveals_who_did_not_ask_for_it(database: str) -> None:
    with talking(database, tea_pack(WHITE)) as talk:
        talk.say("/daily set 13:00 UTC")
        talk.pulse(hours=1)
        assert "named in reveals when right\nyes" in text_of(talk.say("/privacy reveal on", "Bob"))
        for who in ("Ada", "Bob"):
            talk.press("C1", talk.options("C1").index("Silver Needle"), who=who)
        talk.pulse(hours=8)
        assert "Right: Bob." in talk.wall.texts()[1]


def test_who_is_not_on_boards_is_seen_there_by_nobody_else(talk: Talk) -> None:
    for who in ("Ada", "Bob"):
        answered(talk, who)
    talk.say("/privacy board off", "Ada")
    assert "Ada" not in text_of(talk.say("/leaderboard", "Bob"))
    assert "Ada" in text_of(talk.say("/leaderboard", "Ada"))
    assert "Ada" not in text_of(talk.say("/leaderboard here", "Ada"))
    talk.say("/privacy board on", "Ada")
    assert "Ada" in text_of(talk.say("/leaderboard", "Bob"))


def test_on_or_off_has_to_be_said(talk: Talk) -> None:
    assert "On or off? /privacy board off" in text_of(talk.say("/privacy board"))


def test_a_copy_holds_all_that_is_stored_about_somebody(talk: Talk) -> None:
    a_full_life(talk)
    stored = copy_of(talk.say("/my-data", CANARY))
    assert set(stored) >= {
        "persons",
        "person_addresses",
        "attempts",
        "ledger",
        "totals",
        "streaks",
        "members",
        "squad_members",
        "schedules",
        "journal",
        "posts",
        "quizzes",
        "deliveries",
    }
    assert [row["asked"] for row in stored["attempts"]] == ["Which tea is dark?"] * 2
    assert stored["persons"][0]["name"] == CANARY
    assert "Ada" not in json.dumps(stored)


def test_every_column_that_names_a_person_is_known_to_the_copy() -> None:
    """Whoever adds a column that points to a person must say here what becomes of it."""
    named = {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.c
        if column.name in ("manager", "settled_by") or column.name.startswith("person")
    }
    assert {name for name in named if not name.endswith(".person_id")} == {
        "schedules.manager",
        "reports.settled_by",
    }


def test_deleting_has_to_be_meant(talk: Talk) -> None:
    answered(talk)
    assert "for good" in text_of(talk.say("/forget-me"))
    assert "1 day" in text_of(talk.say("/streak"))


def test_nothing_of_somebody_is_left_in_the_files(database: str) -> None:
    with talking(database) as talk:
        a_full_life(talk)
        assert CANARY.encode() in everything_in(database)
        assert sum(rows_about_a_person(database, CANARY)) > 15
        ids = person_ids(database, CANARY)
        assert "is deleted" in text_of(talk.say("/forget-me yes", CANARY))
        assert sum(rows_naming(database, *ids)) == 0
        assert CANARY.encode() not in everything_in(database)
        assert CANARY.lower().encode() not in everything_in(database)


def test_who_comes_back_begins_anew(talk: Talk) -> None:
    answered(talk, "Ada")
    talk.say("/forget-me yes", "Ada")
    assert "0 days" in text_of(talk.say("/streak", "Ada"))
    assert "Nobody has points yet" in text_of(talk.say("/leaderboard", "Bob"))
    answered(talk, "Ada")
    assert "1.\nAda\n2" in text_of(talk.say("/leaderboard", "Bob"))


def test_others_keep_what_is_theirs_when_somebody_leaves(database: str) -> None:
    with talking(database, tea_pack(WHITE)) as talk:
        talk.say("/daily set 13:00 UTC", "Ada")
        talk.pulse(hours=1)
        for who in ("Ada", "Bob"):
            talk.press("C1", talk.options("C1").index("Silver Needle"), who=who)
        talk.pulse(seconds=5)
        talk.say("/forget-me yes", "Ada")
        talk.pulse(seconds=5)
        assert "1 person has answered" in talk.wall.texts()[0]
        talk.pulse(hours=8)
        assert "right\n1" in talk.wall.texts()[1]
        assert "1.\nBob\n10" in text_of(talk.say("/leaderboard", "Cyd"))
        assert "posted" in text_of(talk.say("/daily status", "Bob"))


def test_another_workspaces_namesake_stays(talk: Talk) -> None:
    for team in ("T1", "T2"):
        answered(talk, team=team)
    talk.say("/forget-me yes", team="T1")
    assert "1 day" in text_of(talk.say("/streak", team="T2"))


def test_a_copy_of_the_event_leaves_nothing_behind(database: str) -> None:
    with talking(database, tea_pack(question("dark"))) as talk:
        answered(talk, CANARY)
        for _ in range(2):
            talk.say("/forget-me yes", CANARY, delivery="the same")
        assert CANARY.encode() not in everything_in(database)


def person_ids(database: str, name: str) -> list[int]:
    with closing(sqlite3.connect(database)) as connection:
        return [row[0] for row in connection.execute("SELECT id FROM persons WHERE name = ?", (name,))]


def rows_about_a_person(database: str, name: str) -> list[int]:
    return rows_naming(database, *person_ids(database, name))


def rows_naming(database: str, *ids: int) -> list[int]:
    """How many rows name a person, column by column."""
    columns = [
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.c
        if column.name in ("person_id", "manager", "settled_by")
    ]
    with closing(sqlite3.connect(database)) as connection:
        return [
            connection.execute(f"SELECT count(*) FROM {table} WHERE {column} = ?", (person,)).fetchone()[0]
            for table, column in columns
            for person in ids
        ]


def everything_in(database: str) -> bytes:
    """All bytes of the database, its log, and a backup made now."""
    copy = Path(f"{database}.copy")
    with closing(sqlite3.connect(database)) as live, closing(sqlite3.connect(copy)) as target:
        live.backup(target)
    return b"".join(path.read_bytes() for path in Path(database).parent.glob("*"))
