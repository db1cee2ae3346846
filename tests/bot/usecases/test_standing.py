"""Streaks and leaderboards as people see them."""

from tests.kit import Talk, text_of


def answered(talk: Talk, who: str = "Ada", team: str = "T1") -> None:
    talk.say("/quiz", who, team=team)
    talk.say("oolong", who, team=team)


def test_a_streak_grows_by_a_day_and_says_why(talk: Talk) -> None:
    assert "0 days" in text_of(talk.say("/streak")) and "first answer" in text_of(talk.say("/streak"))
    answered(talk)
    assert "1 day" in text_of(talk.say("/streak")) and "answered today" in text_of(talk.say("/streak"))
    talk.clock.move(days=1)
    assert "keeps it going" in text_of(talk.say("/streak"))
    answered(talk)
    assert "2 days" in text_of(talk.say("/streak"))


def test_a_day_without_an_answer_ends_a_streak_but_not_the_best(talk: Talk) -> None:
    answered(talk)
    talk.clock.move(days=1)
    answered(talk)
    talk.clock.move(days=2)
    said = text_of(talk.say("/streak"))
    assert "0 days" in said and "You last answered on Tuesday, 3 March" in said and "Best: 2 days" in said


def test_the_board_shares_ranks_and_marks_the_reader(talk: Talk) -> None:
    for who in ("Ada", "Bob"):
        answered(talk, who)
    talk.say("/quiz", "Cyd")
    talk.say("lapsang", "Cyd")
    board = text_of(talk.say("/leaderboard", "Bob"))
    assert board.count("1.") == 2 and "Cyd" not in board
    assert "You have no points here yet" in text_of(talk.say("/leaderboard", "Cyd"))


def test_a_week_begins_anew_and_all_time_does_not(talk: Talk) -> None:
    answered(talk)
    talk.clock.move(days=7)
    assert "Nobody has points yet" in text_of(talk.say("/leaderboard"))
    assert "Ada" in text_of(talk.say("/leaderboard all"))


def test_a_workspace_never_sees_anothers_people(talk: Talk) -> None:
    answered(talk, team="T1")
    assert "Ada" not in text_of(talk.say("/leaderboard", "Ada", team="T2"))
    assert "0 days" in text_of(talk.say("/streak", "Ada", team="T2"))
