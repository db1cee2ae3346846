"""One person with an account on each platform."""

import pytest

from bot.messages import File
from storage.admin import Admin
from tests.bot.usecases.test_linking import EXPIRED, Group, code_of, group, grouping, played
from tests.bot.usecases.test_privacy import everything_in
from tests.kit import Side, text_of

__all__ = ["group"]  # the fixture
ADA, EVA = "Ada", "Eva"  # the same person, on Slack and on Discord


def join(group: Group, given: str = ADA, typed: str = EVA) -> None:
    """Join an account on Slack with one on Discord."""
    code = code_of(group.slack.say("/link me", given, manager=False))
    told = group.discord.say(f"/link me {code}", typed, manager=False)
    group.discord.press(told, "yes, both are mine", typed, manager=False)


def test_two_accounts_become_one_person(group: Group) -> None:
    group.link()
    played(group.slack, ADA)
    played(group.discord, EVA)
    code = code_of(group.slack.say("/link me", ADA, manager=False))
    told = group.discord.say(f"/link me {code}", EVA, manager=False)
    assert "Are you Ada on Slack?" in text_of(told) and "Go on only if that account is yours" in text_of(told)
    group.discord.press(told, "yes, both are mine", EVA, manager=False)
    board = text_of(group.slack.say("/leaderboard", ADA))
    assert board.count("\n4\n") == 1 and "1." in board and "2." not in board
    assert "Discord, Slack" in text_of(group.slack.say("/link", ADA)).replace(
        "Slack, Discord", "Discord, Slack"
    )


def test_a_code_alone_joins_nobody(group: Group) -> None:
    group.link()
    played(group.slack, ADA)
    code = code_of(group.slack.say("/link me", ADA))
    group.discord.say(f"/link me {code}", EVA)
    assert "0 days" in text_of(group.discord.say("/streak", EVA))
    group.talk.clock.move(**EXPIRED)
    assert "not valid" in text_of(group.discord.say(f"/link me {code}", EVA))


def test_accounts_of_groups_that_are_not_linked_are_not_joined(group: Group) -> None:
    code = code_of(group.slack.say("/link me", ADA))
    assert "two groups are not linked" in text_of(group.discord.say(f"/link me {code}", EVA))


def test_ones_own_code_is_of_no_use(group: Group) -> None:
    code = code_of(group.slack.say("/link me", ADA))
    assert "this very account" in text_of(group.slack.say(f"/link me {code}", ADA))


def test_an_account_that_was_joined_since_it_gave_a_code_is_not_joined_again(group: Group) -> None:
    group.link()
    first, second = (code_of(group.slack.say("/link me", ADA)) for _ in range(2))
    for code, who in ((first, EVA), (second, "Mallory")):
        told = group.discord.say(f"/link me {code}", who)
        if who == EVA:
            group.discord.press(told, "yes, both are mine", who)
    assert "joined with another already" in text_of(told)


def test_who_presses_on_both_sides_answers_once(group: Group) -> None:
    group.pair()
    join(group)
    post = group.ask_today()
    assert "Right · 10 points" in text_of(group.slack.fill(post, "oolong", ADA))
    assert "answered this one already" in text_of(group.discord.fill(post, "oolong", EVA))
    group.talk.pulse(seconds=5)
    assert "1 person has answered" in group.slack.texts()[0]


@pytest.mark.parametrize(("first", "worth"), [("slack", 10), ("discord", 1)])
def test_where_both_had_answered_the_first_answer_counts(
    group: Group, any_database: str, first: str, worth: int
) -> None:
    """Ada was right and Eva wrong; whoever of them was first."""
    group.pair()
    post = group.ask_today()
    answers = [(group.slack, "oolong", ADA), (group.discord, "green", EVA)]
    for side, answer, who in answers if first == "slack" else reversed(answers):
        side.fill(post, answer, who)
        group.talk.clock.move(seconds=1)
    join(group)
    assert f"\n{worth}\n" in text_of(group.slack.say("/leaderboard", ADA))
    assert f"right in a row: {int(worth == 10)}" in text_of(group.slack.say("/streak", ADA))
    assert Admin(any_database).rebuild_totals() == 0


def test_streaks_are_counted_anew_from_both_histories(group: Group) -> None:
    group.pair()
    group.slack.say("/daily set 13:00 UTC")
    for day in range(4):
        group.talk.pulse(hours=1)
        side, who = (group.discord, EVA) if day % 2 else (group.slack, ADA)
        side.fill(list(side.wall.posted)[-1], "oolong", who)
        group.talk.pulse(hours=23)
    join(group)
    assert "4 days" in text_of(group.slack.say("/streak", ADA))


def test_parting_gives_each_back_what_they_had(group: Group, any_database: str) -> None:
    group.pair()
    for side, who in ((group.slack, ADA), (group.discord, EVA)):
        side.say("/squad create Blues")
        side.say("/squad join Blues", who)
    post = group.ask_today()
    for side, who in ((group.discord, EVA), (group.slack, ADA)):
        side.fill(post, "oolong", who)
        played(side, who)
        group.talk.clock.move(seconds=1)
    boards = [text_of(side.say(line, who)) for side, who, line in looks(group)]
    join(group)
    told = group.slack.say("/unlink me", ADA)
    assert "Each account gets back what it had before" in text_of(told)
    group.slack.press(told, "part them", ADA)
    assert [text_of(side.say(line, who)) for side, who, line in looks(group)] == boards
    assert "nothing to part" in text_of(group.slack.press(told, "part them", ADA))
    assert Admin(any_database).rebuild_totals() == 0


def looks(group: Group) -> list[tuple[Side, str, str]]:
    """What each of the two looks at."""
    lines = ("/leaderboard", "/streak", "/squad", "/privacy")
    return [(side, who, line) for side, who in ((group.slack, ADA), (group.discord, EVA)) for line in lines]


def test_what_comes_after_joining_stays_with_the_account_that_typed_the_code(group: Group) -> None:
    group.link()
    join(group)
    played(group.slack, ADA)
    group.slack.press(group.slack.say("/unlink me", ADA), "part them", ADA)
    assert "Eva\n2" in text_of(group.discord.say("/leaderboard", EVA))
    assert "0 days" in text_of(group.slack.say("/streak", ADA))


def test_what_one_of_them_did_not_want_is_not_done(group: Group) -> None:
    group.link()
    played(group.slack, ADA)
    group.slack.say("/privacy board off", ADA)
    join(group)
    assert "on leaderboards\nno" in text_of(group.discord.say("/privacy", EVA))
    assert "Nobody has points" in text_of(group.discord.say("/leaderboard", "Dan"))


def test_forgetting_covers_both_accounts(database: str) -> None:
    with grouping(database) as group:
        group.link()
        for side, who in ((group.slack, "Zzyzx-S"), (group.discord, "Zzyzx-D")):
            played(side, who)
        join(group, "Zzyzx-S", "Zzyzx-D")
        (stored,) = [p for p in group.slack.say("/my-data", "Zzyzx-S").parts if isinstance(p, File)]
        assert '"slack"' in stored.text and '"discord"' in stored.text
        group.slack.say("/forget-me yes", "Zzyzx-S")
        assert b"zzyzx" not in everything_in(database).lower()


def test_unlinking_parts_accounts_first(group: Group, any_database: str) -> None:
    group.link()
    played(group.slack, ADA)
    played(group.discord, EVA)
    join(group)
    group.discord.press(group.discord.say("/unlink workspace", "Dan"), "part them", "Dan")
    assert "1.\nAda\n2" in text_of(group.slack.say("/leaderboard", ADA))
    assert "1.\nEva\n2" in text_of(group.discord.say("/leaderboard", EVA))
    assert Admin(any_database).rebuild_totals() == 0
