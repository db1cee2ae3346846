"""The tutor's own page shows where somebody stands."""

from bot.events import Account, HomeOpened, Place
from bot.messages import AnswerBox, Message, Table
from tests.kit import Talk, question, talking, tea_pack, text_of


def opened(talk: Talk, who: str = "Ada") -> Message:
    account = Account("console", "T1", who, who)
    return talk.send(HomeOpened(f"home-{who}", account, Place("console", "T1", "C1", direct=True)))


def test_a_newcomer_sees_how_it_begins(talk: Talk) -> None:
    said = text_of(opened(talk))
    assert "Your streak: 0 days" in said and "Nobody has points yet." in said


def test_it_shows_the_streak_and_the_own_row_of_this_week(talk: Talk) -> None:
    talk.say("/quiz")
    talk.say("oolong")
    page = opened(talk)
    assert "Your streak: 1 day" in text_of(page)
    board = next(part for part in page.parts if isinstance(part, Table))
    assert board.rows[board.mark or 0][1:] == ("Ada", "2")


def test_it_shows_todays_question_of_ones_channels_until_it_is_answered_or_closed(database: str) -> None:
    with talking(database, tea_pack(question("dark"), question("light"))) as talk:
        talk.say("/daily set 13:00 UTC")
        talk.pulse(hours=1)
        assert "Question of the day" not in text_of(opened(talk)), "who answers in a channel belongs to it"
        talk.fill(only(talk), "oolong")
        talk.pulse(hours=24)
        page = opened(talk)
        box = next(part for part in page.parts if isinstance(part, AnswerBox))
        assert "Question of the day · Tuesday, 3 March" in text_of(page)
        assert "Question of the day" not in text_of(opened(talk, "Bob"))
        talk.fill(box.post, "lapsang")
        page = opened(talk)
        assert "You have answered it" in text_of(page)
        assert not any(isinstance(part, AnswerBox) for part in page.parts)
        talk.pulse(hours=9)
        assert "Question of the day" not in text_of(opened(talk))


def only(talk: Talk) -> str:
    """The one post there is."""
    [post] = talk.wall.posted
    return post
