"""Quizzes: what is asked, how an answer is judged, counted and explained."""

import pytest

from bot.events import Account, BoxOpened, Place
from bot.messages import AnswerBox, Audience, Choices
from bot.notes.model import Choice, QuestionKind
from tests.kit import WHITE, SetClock, Talk, question, talking, tea_pack, text_of


def test_a_quiz_asks_and_says_how_it_went(database: str) -> None:
    with talking(database, tea_pack(question("dark"), question("half-dark"))) as talk:
        first = talk.say("/quiz 2")
        assert "Question 1 of 2" in text_of(first) and any(isinstance(p, AnswerBox) for p in first.parts)
        second = talk.say("oolong")
        assert "Right · 2 points" in text_of(second) and "Question 2 of 2" in text_of(second)
        done = text_of(talk.say("lapsang"))
        assert "Not right" in done and "oolong is right" in done
        assert "1 of 2 right, 2 points. Streak: 1 day." in done


def test_every_verdict_is_explained_with_its_source(talk: Talk) -> None:
    talk.say("/quiz")
    said = text_of(talk.say("lapsang"))
    assert "Because of dark." in said and "Tea › Green tea · tea.md:7" in said


def test_what_others_must_not_copy_is_private(talk: Talk) -> None:
    assert talk.say("/quiz").audience is Audience.PRIVATE
    assert talk.say("oolong").audience is Audience.PRIVATE


def test_a_close_answer_gets_one_more_try_for_fewer_points(database: str) -> None:
    with talking(database, tea_pack(question("x", answers=("Darjeeling First Flush",)))) as talk:
        talk.say("/quiz")
        again = talk.say("First Flush")
        assert "one more try" in text_of(again) and "Darjeeling" not in text_of(again)
        assert "Right · 1 point" in text_of(talk.say("darjeeling first flush"))


def test_after_two_tries_the_answer_is_shown(database: str) -> None:
    with talking(database, tea_pack(question("x", answers=("Darjeeling First Flush",)))) as talk:
        talk.say("/quiz")
        talk.say("First Flush")
        said = text_of(talk.say("First Flush"))
        assert "Answer: Darjeeling First Flush" in said and "0 of 1 right" in said


@pytest.mark.parametrize("way", ["number", "words", "press"])
def test_an_option_is_picked_by_number_by_words_or_by_a_press(database: str, way: str) -> None:
    with talking(database, tea_pack(WHITE)) as talk:
        shown = talk.say("/quiz")
        options = next(part.options for part in shown.parts if isinstance(part, Choices))
        place = options.index("Silver Needle")
        said = {
            "number": lambda: talk.say(str(place + 1)),
            "words": lambda: talk.say("silver needle"),
            "press": lambda: talk.pick(shown, place),
        }[way]()
        assert "Right" in text_of(said)


def test_words_that_pick_no_option_cost_no_try_and_giving_up_does(database: str) -> None:
    with talking(database, tea_pack(WHITE)) as talk:
        talk.say("/quiz")
        assert "none of the options" in text_of(talk.say("earl grey"))
        assert "Answer: Silver Needle" in text_of(talk.say("i don't know"))


@pytest.mark.parametrize(("said", "right"), [("1", True), ("2", False), ("true", True), ("b", False)])
def test_true_and_false_are_picked_by_number_too(database: str, said: str, right: bool) -> None:
    asked = question(
        "wet",
        QuestionKind.TRUE_FALSE,
        answers=("true",),
        choices=(Choice("True", right=True), Choice("False", right=False)),
    )
    with talking(database, tea_pack(asked)) as talk:
        talk.say("/quiz")
        assert ("Right" in text_of(talk.say(said))) is right


def test_options_stand_in_another_order_each_time(database: str) -> None:
    with talking(database, tea_pack(WHITE)) as talk:
        orders = set()
        for _ in range(8):
            shown = talk.say("/quiz")
            orders.add(next(part.options for part in shown.parts if isinstance(part, Choices)))
        assert len(orders) > 1


def test_a_question_is_judged_as_it_was_asked_even_when_the_notes_changed(database: str) -> None:
    with talking(database, tea_pack(question("dark"))) as talk:
        talk.say("/quiz")
    with talking(database, tea_pack(question("dark", answers=("pu-erh",)))) as talk:
        assert "Right" in text_of(talk.say("oolong"))


def test_a_question_that_left_the_notes_is_passed_over(database: str) -> None:
    with talking(database, tea_pack(question("a"), question("b"), question("c"))) as talk:
        first = text_of(talk.say("/quiz 3"))
        left = next(name for name in "abc" if f"tea is {name}?" not in first)
    with talking(database, tea_pack(question(left))) as talk:
        assert f"tea is {left}?" in text_of(talk.say("oolong"))
        assert "Quiz done" in text_of(talk.say("oolong"))


def test_points_for_the_same_question_come_back_after_a_week(talk: Talk) -> None:
    clock: SetClock = talk.clock
    for days, points in ((0, "Right · 2 points"), (6, "Right."), (7, "Right · 2 points")):
        clock.move(days=days)
        talk.say("/quiz")
        assert points in text_of(talk.say("oolong"))


def test_a_topic_without_questions_and_an_unknown_topic_are_said(talk: Talk) -> None:
    assert "No topic is called “coffee”" in text_of(talk.say("/quiz coffee"))


def test_an_answer_to_nothing_is_said(talk: Talk) -> None:
    assert "No question is open" in text_of(talk.say("/answer oolong"))


def test_an_answer_counts_once_however_often_it_is_delivered(talk: Talk) -> None:
    talk.say("/quiz", delivery="q")
    first = talk.say("oolong", delivery="a")
    assert talk.say("oolong", delivery="a") == first
    assert "2" in text_of(talk.say("/leaderboard"))


def test_pressing_an_old_question_changes_nothing(database: str) -> None:
    with talking(database, tea_pack(WHITE)) as talk:
        shown = talk.say("/quiz")
        talk.pick(shown, 0)
        again = text_of(talk.pick(shown, 1))
        assert "answered this one already" in again and "Answer: Silver Needle" in again


def test_nobody_answers_somebody_elses_private_question(database: str) -> None:
    with talking(database, tea_pack(WHITE)) as talk:
        shown = talk.say("/quiz", who="Ada")
        assert "no longer there" in text_of(talk.pick(shown, 0, who="Bob"))


def test_an_answer_that_is_too_long_costs_no_try(talk: Talk) -> None:
    talk.say("/quiz")
    assert "Right" not in text_of(talk.say("oolong " * 400))
    assert "Right · 2 points" in text_of(talk.say("oolong"))


def test_opening_the_box_shows_the_question_until_it_is_settled(talk: Talk) -> None:
    shown = talk.say("/quiz")
    post = next(part.post for part in shown.parts if isinstance(part, AnswerBox))
    who, where = Account("console", "T1", "Ada", "Ada"), Place("console", "T1", "C1", direct=True)
    box = talk.send(BoxOpened("open-1", who, where, post))
    assert "Which tea is dark?" in text_of(box) and box.parts[-1] == shown.parts[-1]
    talk.say("oolong")
    assert "answered this one already" in text_of(talk.send(BoxOpened("open-2", who, where, post)))
    assert "no longer there" in text_of(talk.send(BoxOpened("open-3", who, where, "nothing")))
