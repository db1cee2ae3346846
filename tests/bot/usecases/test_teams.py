"""A team that removes the tutor gets no more questions, and later nothing of it is left."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.events import Account, Place
from bot.usecases import upkeep
from bot.usecases.teams import REMOVED
from bot.usecases.upkeep import KEEP_LEFT, Upkeep
from tests.kit import WHITE, Talk, talking, tea_pack, text_of
from tests.storage.test_admin import contents

CONSOLE = "console"
GONE, KEPT = "the-leavers", "the-stayers"
TEAMS = (GONE, KEPT)


@pytest.fixture
def talk(any_database: str) -> Iterator[Talk]:
    with talking(any_database, tea_pack(WHITE)) as conversation:
        yield conversation


def leave(talk: Talk, team: str = GONE) -> None:
    asyncio.run(talk.tutor.teams.left(CONSOLE, team))


def back(talk: Talk, team: str = GONE) -> None:
    asyncio.run(talk.tutor.teams.back(CONSOLE, team))


def clean_up(talk: Talk) -> None:
    asyncio.run(Upkeep(talk.outbox.desk).run())


def play(talk: Talk, team: str) -> None:
    """Something in nearly every table: a daily question answered and revealed, and a quiz."""
    channel = f"C-{team}"
    talk.say("/daily set 13:00 UTC", team=team, channel=channel)
    talk.pulse(hours=1)
    talk.press(channel, 0, team=team)
    talk.pulse(hours=8)
    talk.say("/quiz 1", team=team, channel=channel)
    talk.clock.move(hours=-9)


def rows_of(address: str, team: str) -> dict[str, list[dict[str, Any]]]:
    """All rows of a team's workspace, and its addresses."""
    whole = contents(address)
    (workspace,) = (row["workspace_id"] for row in whole["installations"] if row["team"] == team)
    return {name: [row for row in rows if workspace in row.values()] for name, rows in whole.items()}


def test_its_daily_questions_are_paused_and_say_why(talk: Talk) -> None:
    for team in TEAMS:
        talk.say("/daily set 13:00 UTC", team=team, channel=f"C-{team}")
    leave(talk)
    talk.pulse(hours=1)
    assert {place.team for place, _ in talk.wall.posted.values()} == {KEPT}
    said = text_of(talk.say("/daily status", team=GONE, channel=f"C-{GONE}"))
    assert f"Paused: {REMOVED}." in said


def test_a_channel_that_is_elsewhere_too_goes_on_there(talk: Talk) -> None:
    def link(tx: Any) -> None:
        here, there = (
            tx.enter(
                Account(CONSOLE, team, "ada", "Ada"), Place(CONSOLE, team, f"C-{team}"), talk.clock.now()
            )
            for team in (KEPT, GONE)
        )
        tx.merge_workspaces(here.workspace, there.workspace)
        tx.merge_channels(here.spot, replace(there.spot, workspace=here.workspace))

    asyncio.run(talk.outbox.desk.store.run(link))
    talk.say("/daily set 13:00 UTC", team=KEPT, channel=f"C-{KEPT}")
    leave(talk)
    talk.pulse(hours=1)
    assert [place.team for place, _ in talk.wall.posted.values()] == [KEPT]


def test_one_that_comes_back_in_time_finds_everything(talk: Talk, any_database: str) -> None:
    play(talk, GONE)
    before = rows_of(any_database, GONE)
    leave(talk)
    talk.clock.move(days=20)
    back(talk)
    talk.clock.move(days=20)
    clean_up(talk)
    after = rows_of(any_database, GONE)
    assert {name: after[name] for name in ("attempts", "ledger", "streaks")} == {
        name: before[name] for name in ("attempts", "ledger", "streaks")
    }
    assert "goes on" in text_of(talk.say("/daily resume", team=GONE, channel=f"C-{GONE}"))


def test_after_the_stated_time_nothing_is_left_of_it_and_others_are_as_before(
    talk: Talk, any_database: str
) -> None:
    for team in TEAMS:
        play(talk, team)
    others = rows_of(any_database, KEPT)
    leave(talk)
    talk.clock.move(seconds=KEEP_LEFT.total_seconds() - 1)
    clean_up(talk)
    assert rows_of(any_database, GONE)["attempts"]
    talk.clock.move(seconds=2, days=1)
    clean_up(talk)
    whole = contents(any_database)
    del whole["heartbeats"], others["heartbeats"]
    kept = {name: rows for name, rows in others.items() if name not in ("deliveries", "outbox")}
    assert {name: whole[name] for name in kept} == kept
    assert len(whole["workspaces"]) == 1 and GONE not in str(whole)


def test_it_goes_a_few_rows_at_a_time(talk: Talk, any_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "STEP", 2)
    monkeypatch.setattr(upkeep, "STEPS", 2)
    play(talk, GONE)
    leave(talk)
    talk.clock.move(seconds=KEEP_LEFT.total_seconds() + 1)
    own = Upkeep(talk.outbox.desk)
    asyncio.run(own.run())
    assert len(contents(any_database)["workspaces"]) == 1
    for _ in range(30):
        asyncio.run(own.run())
    assert len(contents(any_database)["workspaces"]) == 0


def test_one_that_comes_back_in_the_midst_of_it_begins_anew(talk: Talk, any_database: str) -> None:
    play(talk, GONE)
    leave(talk)
    before = talk.clock.now() + timedelta(seconds=1)
    dropped = asyncio.run(talk.outbox.desk.store.run(lambda tx: tx.drop_left(before, 4)))
    assert dropped == 4
    back(talk)
    assert "Nobody has points yet" in text_of(talk.say("/leaderboard all", team=GONE))
    while asyncio.run(talk.outbox.desk.store.run(lambda tx: tx.drop_left(before, 4))):
        pass
    assert len(contents(any_database)["workspaces"]) == 1


def test_a_person_is_known_to_the_teams_that_have_the_tutor_the_newest_first(talk: Talk) -> None:
    def enter(team: str, who: str = "ada") -> None:
        def work(tx: Any) -> None:
            tx.enter(Account(CONSOLE, team, who, who), Place(CONSOLE, team, "C1"), talk.clock.now())

        asyncio.run(talk.outbox.desk.store.run(work))
        talk.clock.move(seconds=1)

    for team in (GONE, KEPT, "T3"):
        enter(team)
    enter("T4", "bob")
    leave(talk, KEPT)
    teams = talk.tutor.teams
    assert asyncio.run(teams.of(CONSOLE, "ada")) == ["T3", GONE]
    assert asyncio.run(teams.of("slack", "ada")) == []
    assert asyncio.run(teams.known(CONSOLE)) == {GONE: True, KEPT: False, "T3": True, "T4": True}
