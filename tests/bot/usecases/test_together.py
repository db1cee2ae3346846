"""A quiz that a whole channel answers at the same time."""

from collections.abc import Iterator

import pytest

from bot.errors import Forbidden
from bot.messages import AnswerBox
from tests.kit import Talk, question, talking, tea_pack, text_of


@pytest.fixture
def talk(database: str) -> Iterator[Talk]:
    """A channel with three questions to come."""
    with talking(database, tea_pack(*(question(name) for name in "abc"))) as conversation:
        yield conversation


def begun(talk: Talk, line: str = "/quiz 3 together") -> list[str]:
    """The posts of the questions of a quiz, in their order."""
    assert "for everybody here, on the way" in text_of(talk.say(line))
    talk.pulse()
    return posts(talk)


def posts(talk: Talk, channel: str = "C1") -> list[str]:
    return [
        part.post
        for place, message in talk.wall.posted.values()
        if place.id == channel
        for part in message.parts
        if isinstance(part, AnswerBox)
    ]


def test_the_opening_stands_in_the_channel_and_the_questions_in_its_thread(talk: Talk) -> None:
    begun(talk)
    opening, *questions = talk.wall.posted.items()
    key, (place, message) = opening
    assert place.thread == "" and "A quiz for everybody: 3 questions" in text_of(message)
    assert "open for 6 minutes" in text_of(message)
    assert [place.thread for _, (place, _) in questions] == [f"ref-{key}"] * 3
    assert [text_of(m).split("\n")[0] for _, (_, m) in questions] == [
        "Question 1 of 3",
        "Question 2 of 3",
        "Question 3 of 3",
    ]


def test_a_topic_is_named(talk: Talk) -> None:
    begun(talk, "/quiz green 2 together")
    assert "2 questions on Green tea" in talk.wall.texts()[0]


def test_answers_are_private_and_each_question_shows_how_many(talk: Talk) -> None:
    first, *_ = begun(talk)
    assert "Right · 2 points" in text_of(talk.fill(first, "oolong", "Ada"))
    assert "Not right" in text_of(talk.fill(first, "green", "Bob"))
    talk.pulse(seconds=5)
    assert "2 people have answered." in talk.wall.texts()[1]
    assert "green" not in talk.wall.texts()[1] and "Ada" not in "".join(talk.wall.texts())


def test_after_some_minutes_it_closes_with_results(talk: Talk) -> None:
    for number, post in enumerate(begun(talk)):
        talk.fill(post, "oolong", "Ada")
        talk.fill(post, "oolong" if number else "green", "Bob")
    talk.pulse(minutes=6)
    talk.pulse()
    opening, *questions, results = talk.wall.texts()
    assert "A quiz for everybody" in opening
    assert "Closed. 1 of 2 people had it right." in questions[0] and "Answer: oolong" in questions[0]
    assert "1.\nAda\n3 of 3\n2.\nBob\n2 of 3" in results and "Which tea is a? → oolong" in results
    assert list(talk.wall.posted.values())[-1][0].thread == f"ref-{next(iter(talk.wall.posted))}"


def test_an_answer_after_the_end_counts_nothing(talk: Talk) -> None:
    first, *_ = begun(talk)
    talk.clock.move(minutes=6)
    assert "This question is closed." in text_of(talk.fill(first, "oolong"))


def test_nobody_who_is_not_on_boards_is_named(talk: Talk) -> None:
    posts_ = begun(talk)
    talk.say("/privacy board off", "Ada")
    for who in ("Ada", "Bob"):
        talk.fill(posts_[0], "oolong", who)
    talk.pulse(minutes=6)
    results = talk.wall.texts()[-1]
    assert "Bob" in results and "Ada" not in results and "1 person more took part" in results


def test_nobody_answered(talk: Talk) -> None:
    begun(talk)
    talk.pulse(minutes=6)
    assert "Nobody answered this time." in talk.wall.texts()[-1]


def test_one_quiz_at_a_time_in_a_channel(talk: Talk) -> None:
    begun(talk)
    assert "goes on in this channel already" in text_of(talk.say("/quiz together", "Bob"))
    assert "on the way" in text_of(talk.say("/quiz together", "Bob", channel="C2"))
    talk.pulse(minutes=10)
    assert "on the way" in text_of(talk.say("/quiz together", "Bob"))


def test_points_are_those_of_a_quiz_and_no_date_is_filled_where_there_are_dailies(talk: Talk) -> None:
    talk.say("/daily set 13:00 UTC", channel="C9")
    for post in begun(talk):
        talk.fill(post, "oolong")
    assert "Ada\n6" in text_of(talk.say("/leaderboard"))
    assert "0 days" in text_of(talk.say("/streak"))


def test_a_crash_between_questions_loses_and_doubles_none(talk: Talk) -> None:
    """The reply to a question is lost: it is found in the thread, and the next one follows."""
    talk.say("/quiz 3 together")
    talk.wall.lose_reply = True
    talk.pulse()
    assert len(talk.wall.texts()) == 1
    talk.pulse(seconds=31)
    assert len(posts(talk)) == 3


def test_a_channel_that_refuses_is_free_again_afterwards(talk: Talk) -> None:
    talk.say("/quiz together")
    talk.wall.trouble = [Forbidden("no place for the tutor.")]
    talk.pulse()
    assert talk.wall.texts() == []
    talk.pulse(minutes=10)
    assert talk.wall.texts() == []
    assert len(begun(talk)) == 3
