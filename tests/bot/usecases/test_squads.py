"""Teams inside the group, and boards of every scope."""

import pytest

from tests.bot.usecases.test_standing import answered
from tests.kit import WHITE, Talk, talking, tea_pack, text_of


def found_squads(talk: Talk, **members: str) -> None:
    """Squads by name, with the people of each, one letter a person."""
    for name, people in members.items():
        talk.say(f"/squad create {name}")
        for person in people:
            talk.say(f"/squad join {name}", person)


def test_a_squad_is_founded_by_a_manager_and_joined_by_anybody(talk: Talk) -> None:
    assert "Only those who manage" in text_of(talk.say("/squad create Blues", "Bob", manager=False))
    assert "There are no squads yet" in text_of(talk.say("/squad"))
    talk.say("/squad create Blues")
    assert "You are in Blues now" in text_of(talk.say("/squad join blues", "Bob", manager=False))
    assert "Blues\n1 member" in text_of(talk.say("/squad", "Bob"))


def test_one_is_in_one_squad_at_a_time(talk: Talk) -> None:
    found_squads(talk, Blues="AB", Reds="B")
    assert "Blues\n1 member\nReds\n1 member" in text_of(talk.say("/squad list", "B"))
    assert "any more" in text_of(talk.say("/squad leave", "B"))
    assert "You are in no squad." in text_of(talk.say("/squad leave", "B"))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/squad join", "Which squad? /squad join NAME"),
        ("/squad join Greens", "There is no squad “Greens”; there is Blues."),
        ("/squad create BLUES", "There is a squad “BLUES” already."),
        ("/squad create " + "x" * 61, "at most 60 characters; this one has 61"),
    ],
)
def test_what_cannot_be_done_is_said(talk: Talk, line: str, told: str) -> None:
    found_squads(talk, Blues="")
    assert told in text_of(talk.say(line))


def test_squads_are_ranked_by_their_best_three_and_by_who_takes_part(talk: Talk) -> None:
    found_squads(talk, Many="ABCDE", Few="XY")
    for person in "ABCDXY":
        answered(talk, person)
    board = text_of(talk.say("/leaderboard squads"))
    assert "1.\nMany\n6\n80% (2.)\n2.\nFew\n4\n100% (1.)" in board


def test_a_channels_board_has_those_who_answer_there(database: str) -> None:
    with talking(database, tea_pack(WHITE)) as talk:
        for channel in ("C1", "C2"):
            talk.say("/daily set 13:00 UTC", channel=channel)
        talk.pulse(hours=1)
        for channel, who in (("C1", "Ada"), ("C2", "Bob")):
            talk.press(channel, talk.options(channel).index("Silver Needle"), who=who)
        board = text_of(talk.say("/leaderboard channel", channel="C2"))
        assert "Bob\n10" in board and "Ada" not in board


def test_a_board_that_everybody_sees_marks_nobody_as_its_reader(talk: Talk) -> None:
    answered(talk, "Ada")
    shown = talk.say("/leaderboard all here", "Bob")
    assert shown.audience.value == "channel"
    assert "Ada\n2" in text_of(shown) and "You" not in text_of(shown)


def test_another_workspaces_squads_are_not_there(talk: Talk) -> None:
    found_squads(talk, Blues="A")
    assert "There are no squads yet" in text_of(talk.say("/squad", team="T2"))
    assert "There are no squads yet" in text_of(talk.say("/squad join Blues", team="T2"))
