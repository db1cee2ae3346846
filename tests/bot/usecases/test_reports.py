"""What people say about verdicts and questions, and what managers make of it."""

import pytest

from bot.messages import Button, Buttons, Message
from bot.notes.model import QuestionKind
from storage.admin import Admin
from tests.kit import WHITE, Talk, question, talking, tea_pack, text_of

DARK = question("dark", answers=("oolong",))
CLOSE = question("first", answers=("Darjeeling First Flush",))


def offers(message: Message) -> dict[str, Button]:
    """The buttons under a message, by their labels."""
    return {b.label: b for part in message.parts if isinstance(part, Buttons) for b in part.buttons}


def press(talk: Talk, shown: Message, label: str, who: str = "Ada", *, manager: bool = True) -> Message:
    """Press a button under a message."""
    button = offers(shown)[label]
    return talk.call(button.command, dict(button.args), who, manager=manager)


def wrong_answer(talk: Talk, who: str, words: str = "wulong") -> Message:
    talk.say("/quiz 1", who)
    return talk.say(words, who)


def appealed(talk: Talk, who: str, words: str = "wulong") -> Message:
    """An answer that is judged wrong, and said to be right."""
    return press(talk, wrong_answer(talk, who, words), "my answer was right", who, manager=False)


def test_a_wrong_verdict_can_be_contested_and_a_right_one_cannot(talk: Talk) -> None:
    assert set(offers(wrong_answer(talk, "Ada", "green"))) >= {
        "my answer was right",
        "this question is wrong",
    }
    talk.say("/quiz 1", "Bob")
    assert "my answer was right" not in offers(talk.say("oolong", "Bob"))


def test_a_close_answer_can_be_contested_without_losing_the_second_try(database: str) -> None:
    with talking(database, tea_pack(CLOSE)) as talk:
        talk.say("/quiz 1")
        thanks = press(talk, talk.say("first flush"), "my answer was right")
        assert "A manager will look at it" in text_of(thanks)
        assert "Darjeeling" not in text_of(thanks)
        assert "Right · 1 point" in text_of(talk.say("darjeeling first flush"))


def test_a_manager_sees_what_was_said_once_however_many_say_it(talk: Talk) -> None:
    assert "nothing to decide on" in text_of(talk.say("/reports"))
    for who, words in (("Ada", "green"), ("Bob", "GREEN "), ("Cyd", "black")):
        appealed(talk, who, words)
    appealed_again = text_of(talk.say("/reports"))
    assert "2 people say that “green” is right" in appealed_again
    assert "1 person says that “black” is right" in appealed_again
    assert "tea.md:7" in appealed_again


def test_only_managers_see_and_decide(talk: Talk) -> None:
    appealed(talk, "Ada", "green")
    assert "Only those who manage" in text_of(talk.say("/reports", "Bob", manager=False))
    shown = talk.say("/reports")
    assert "Only those who manage" in text_of(press(talk, shown, "it is right", "Bob", manager=False))
    assert "0 points" not in text_of(press(talk, shown, "it is right"))


def test_an_upheld_answer_credits_everybody_who_gave_it(talk: Talk) -> None:
    appealed(talk, "Ada", "green")
    wrong_answer(talk, "Bob", "Green!")
    wrong_answer(talk, "Cyd", "black")
    settled = text_of(press(talk, talk.say("/reports"), "it is right"))
    assert "2 people get 4 points" in settled
    assert "In tea.md:7, `ok: green` below `A:` says so for good." in settled
    board = text_of(talk.say("/leaderboard", "Cyd"))
    assert "Ada\n2" in board and "Bob\n2" in board and "Cyd\n" not in board
    talk.pulse()
    told = [text_of(m) for _, m in talk.wall.posted.values()]
    assert sum("It counts as right after all: 2 points more." in words for words in told) == 2


def test_what_was_ruled_right_is_right_from_then_on(talk: Talk) -> None:
    appealed(talk, "Ada", "green")
    press(talk, talk.say("/reports"), "it is right")
    assert "Right · 2 points. A manager has ruled" in text_of(wrong_answer(talk, "Bob", " GREEN"))


def test_a_refused_answer_changes_nothing_and_its_owner_is_told(talk: Talk) -> None:
    appealed(talk, "Ada", "green")
    assert "The verdict stays" in text_of(press(talk, talk.say("/reports"), "it is not"))
    assert "Nobody has points yet" in text_of(talk.say("/leaderboard"))
    talk.pulse()
    assert any("the verdict stays" in text_of(message) for _, message in talk.wall.posted.values())


def test_a_decision_is_made_once(talk: Talk) -> None:
    appealed(talk, "Ada", "green")
    shown = talk.say("/reports")
    press(talk, shown, "it is not")
    assert "Somebody has decided on that already" in text_of(press(talk, shown, "it is right"))
    assert "Nobody has points yet" in text_of(talk.say("/leaderboard"))


def test_saying_it_twice_is_noted_once(talk: Talk) -> None:
    shown = wrong_answer(talk, "Ada", "green")
    press(talk, shown, "my answer was right")
    assert "noted already" in text_of(press(talk, shown, "my answer was right"))


@pytest.mark.parametrize(("second", "gains"), [("darjeeling first flush", 4), ("assam", 9)])
def test_a_first_try_that_was_right_after_all_is_worth_its_points(
    database: str, second: str, gains: int
) -> None:
    """A daily question: 10 at once; 6 on the second try, or 1 for taking part, were there already."""
    with talking(database, tea_pack(CLOSE)) as talk:
        talk.say("/daily set 13:00 UTC")
        talk.pulse(hours=1)
        post = next(iter(talk.wall.posted))
        press(talk, talk.fill(post, "first flush"), "my answer was right")
        talk.fill(post, second)
        talk.pulse(hours=8)
        assert f"1 person gets {gains} points" in text_of(press(talk, talk.say("/reports"), "it is right"))
        assert "Ada\n10" in text_of(talk.say("/leaderboard"))
        assert "right in a row: 1" in text_of(talk.say("/streak"))


def test_a_reveal_is_brought_up_to_date(database: str) -> None:
    with talking(database, tea_pack(DARK)) as talk:
        talk.say("/daily set 13:00 UTC")
        talk.pulse(hours=1)
        shown = talk.fill(next(iter(talk.wall.posted)), "green")
        talk.pulse(hours=8)
        assert "right\n0\ngreen\n1" in talk.wall.texts()[1]
        press(talk, shown, "my answer was right")
        press(talk, talk.say("/reports"), "it is right")
        talk.pulse()
        assert "right\n1" in talk.wall.texts()[1] and "green\n" not in talk.wall.texts()[1]


def test_an_option_that_is_right_after_all(database: str) -> None:
    with talking(database, tea_pack(WHITE)) as talk:
        for who in ("Ada", "Bob"):
            shown = talk.say("/quiz 1", who)
            verdict = talk.say("Assam", who)
        assert shown is not None
        press(talk, verdict, "my answer was right", "Bob")
        assert "2 people get 4 points" in text_of(press(talk, talk.say("/reports"), "it is right"))


def test_totals_are_what_the_ledger_says_after_rulings(database: str) -> None:
    with talking(database, tea_pack(DARK, CLOSE)) as talk:
        for who in ("Ada", "Bob"):
            talk.say("/quiz 2", who)
            for _ in range(4):
                shown = talk.say("first flush", who)
                if "my answer was right" in offers(shown):
                    press(talk, shown, "my answer was right", who)
        shown = talk.say("/reports")
        while "it is right" in offers(shown):
            shown = press(talk, shown, "it is right")
    assert Admin(database).rebuild_totals() == 0


def test_a_question_that_is_withdrawn_is_asked_no_more(database: str) -> None:
    with talking(database, tea_pack(DARK)) as talk:
        press(talk, wrong_answer(talk, "Ada"), "this question is wrong")
        shown = talk.say("/reports")
        assert "1 person says that this question is wrong" in text_of(shown)
        assert "until tea.md:7 has it otherwise" in text_of(press(talk, shown, "ask it no more"))
        assert "were all withdrawn by a manager" in text_of(talk.say("/quiz", "Bob"))
        talk.say("/daily set 13:00 UTC")
        talk.pulse(hours=1)
        assert talk.wall.texts() == []
        assert "no question that fits" in text_of(talk.say("/daily status"))


def test_a_question_that_was_mended_is_asked_again(database: str) -> None:
    with talking(database, tea_pack(DARK)) as talk:
        press(talk, wrong_answer(talk, "Ada"), "this question is wrong")
        press(talk, talk.say("/reports"), "ask it no more")
    with talking(database, tea_pack(question("dark", answers=("oolong", "wulong")))) as talk:
        assert "Which tea is dark?" in text_of(talk.say("/quiz", "Bob"))


def test_a_workspace_decides_for_itself(talk: Talk) -> None:
    appealed(talk, "Ada", "green")
    press(talk, talk.say("/reports"), "it is right")
    talk.say("/quiz 1", team="T2")
    assert "Not right" in text_of(talk.say("green", team="T2"))
    assert "nothing to decide on" in text_of(talk.say("/reports", team="T2"))


def test_thanks_bring_back_the_question_that_is_open(database: str) -> None:
    with talking(database, tea_pack(DARK, question("old"), question("new", QuestionKind.TEXT))) as talk:
        talk.say("/quiz 3")
        thanks = press(talk, talk.say("green"), "my answer was right")
        assert "Question 2 of 3" in text_of(thanks)


def test_who_is_forgotten_leaves_no_report(talk: Talk) -> None:
    appealed(talk, "Ada", "green")
    talk.say("/forget-me yes", "Ada")
    assert "nothing to decide on" in text_of(talk.say("/reports", "Bob"))
