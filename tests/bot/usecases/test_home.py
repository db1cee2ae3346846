"""The tutor's own page shows where somebody stands."""

from bot.events import Account, HomeOpened, Place
from bot.messages import Message, Table
from tests.kit import Talk, text_of


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
