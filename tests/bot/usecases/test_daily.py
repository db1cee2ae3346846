"""The daily question as a channel lives with it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest

from bot.errors import Forbidden, Gone, Invalid, Later
from bot.events import Account, CommandCalled, Place
from bot.messages import Form
from bot.notes.model import Choice, QuestionKind
from tests.kit import LEASE, WHITE, Talk, question, talking, tea_pack, text_of

_deliveries = count()
SET = "/daily set 13:00 UTC"  # the clock stands at 12:00 on Monday, 2 March


@pytest.fixture
def talk(database: str) -> Iterator[Talk]:
    """A channel with five questions to come."""
    with talking(database, tea_pack(*(question(name) for name in "abcde"))) as conversation:
        yield conversation


def test_a_question_comes_at_its_time_and_once(talk: Talk) -> None:
    talk.say(SET)
    talk.pulse(minutes=59)
    assert talk.wall.texts() == []
    talk.pulse(minutes=1)
    talk.pulse()
    talk.pulse(minutes=5)
    assert len(talk.wall.texts()) == 1
    assert "Question of the day · Monday, 2 March" in talk.wall.texts()[0]
    assert "Open until 21:00 (UTC)" in talk.wall.texts()[0]


def test_the_next_day_brings_another_question(talk: Talk) -> None:
    talk.say(SET)
    for _ in range(5):
        talk.pulse(hours=1)
        talk.pulse(hours=23)
    prompts = [
        line for text in talk.wall.texts() for line in text.splitlines() if line.startswith("Which tea")
    ]
    assert len(set(prompts)) == 5


def test_answers_are_private_and_the_post_shows_how_many(talk: Talk) -> None:
    talk.say(SET)
    talk.pulse(hours=1)
    for who in ("Ada", "Bob"):
        post = next(iter(talk.wall.posted))
        assert "Right · 10 points" in text_of(talk.fill(post, "oolong", who=who))
    talk.pulse(seconds=5)
    shown = talk.wall.texts()[0]
    assert "2 people have answered" in shown and "oolong" not in shown


def test_who_answers_before_the_tutor_knows_that_the_post_is_there_is_counted(talk: Talk) -> None:
    talk.say(SET)
    talk.wall.lose_reply = True
    talk.pulse(hours=1)
    talk.fill(next(iter(talk.wall.posted)), "oolong")
    talk.pulse(seconds=LEASE.total_seconds())
    talk.pulse(seconds=5)
    assert "1 person has answered" in talk.wall.texts()[0]


def test_when_it_closes_the_answer_comes_with_how_the_answers_fell(database: str) -> None:
    with talking(database, tea_pack(WHITE)) as talk:
        talk.say(SET)
        talk.pulse(hours=1)
        options = talk.options("C1")
        talk.press("C1", options.index("Silver Needle"), who="Ada")
        talk.press("C1", options.index("Assam"), who="Bob")
        talk.press("C1", options.index("Assam"), who="Cyd")
        talk.pulse(hours=8)
        question_, reveal = talk.wall.texts()
        assert "Closed. 3 people have answered." in question_
        assert "The answer · Monday, 2 March" in reveal and "Answer: Silver Needle" in reveal
        assert "right\n1" in reveal and "Assam\n2" in reveal
        assert "Ada" not in reveal and "Bob" not in reveal


def test_the_most_common_wrong_option_is_refuted_by_the_notes(database: str) -> None:
    mixed = question(
        "mixed",
        QuestionKind.CHOICE,
        answers=("a",),
        choices=(Choice("a", right=True), Choice("b", right=False, why="b is black tea.")),
    )
    with talking(database, tea_pack(mixed)) as talk:
        talk.say(SET)
        talk.pulse(hours=1)
        talk.press("C1", talk.options("C1").index("b"))
        talk.pulse(hours=8)
        assert "Why not “b”: b is black tea." in talk.wall.texts()[1]


def test_the_notes_say_what_the_most_common_wrong_answer_really_is(database: str) -> None:
    with talking(database, tea_pack(question("dark"))) as talk:
        talk.say(SET)
        talk.pulse(hours=1)
        post = next(iter(talk.wall.posted))
        for who, said in (("Ada", "green tea"), ("Bob", "Green tea"), ("Cyd", "42")):
            talk.fill(post, said, who=who)
        talk.pulse(hours=8)
        assert "What the notes say of “green tea”: Green tea is not oxidised." in talk.wall.texts()[1]


def test_an_answer_a_second_before_the_end_counts_and_one_at_the_end_does_not(database: str) -> None:
    with talking(database, tea_pack(WHITE)) as talk:
        talk.say(SET)
        talk.pulse(hours=1)
        right = talk.options("C1").index("Silver Needle")
        talk.clock.move(hours=7, minutes=59, seconds=59)
        assert "Right" in text_of(talk.press("C1", right, who="Ada"))
        talk.clock.move(seconds=1)
        late = text_of(talk.press("C1", right, who="Bob"))
        assert "This question is closed." in late and "Answer: Silver Needle" in late


def test_one_answer_counts_in_every_channel_of_the_workspace(database: str) -> None:
    with talking(database, tea_pack(WHITE)) as talk:
        talk.say(SET, channel="C1")
        talk.say(SET, channel="C2")
        talk.pulse(hours=1)
        right = talk.options("C1").index("Silver Needle")
        assert talk.options("C1") == talk.options("C2")
        talk.press("C1", right)
        assert "answered this one already" in text_of(talk.press("C2", right))
        talk.pulse(seconds=5)
        assert "1 person has answered" in talk.wall.texts("C2")[0]


def test_channels_far_apart_share_a_question_and_no_reveal_spoils_anothers(database: str) -> None:
    with talking(database, tea_pack(WHITE)) as talk:
        talk.say("/daily set 09:00 Asia/Tokyo", channel="C1")  # 00:00 to 08:00 UTC
        talk.say("/daily set 09:00 America/New_York", channel="C2")  # 14:00 to 22:00 UTC
        talk.pulse(hours=12)  # Tuesday in Tokyo
        talk.pulse(hours=9)  # 09:00 UTC: Tokyo's eight hours are over, New York has not begun
        assert len(talk.wall.texts("C1")) == 1
        talk.pulse(hours=5)
        assert talk.options("C1") == talk.options("C2")
        talk.pulse(hours=8)
        assert [len(talk.wall.texts(channel)) for channel in ("C1", "C2")] == [2, 2]


def test_taking_part_earns_a_point_and_the_second_try_tops_it_up(database: str) -> None:
    with talking(database, tea_pack(question("x", answers=("Darjeeling First Flush",)))) as talk:
        talk.say(SET)
        talk.pulse(hours=1)
        post = next(iter(talk.wall.posted))
        assert "one more try" in text_of(talk.fill(post, "First Flush"))
        assert "1" in text_of(talk.say("/leaderboard"))
        assert "Right · 5 points" in text_of(talk.fill(post, "Darjeeling First Flush"))
        assert "6" in text_of(talk.say("/leaderboard"))


def test_a_bot_that_was_away_for_hours_posts_late_and_one_away_for_long_skips(talk: Talk) -> None:
    talk.say(SET)
    talk.pulse(hours=6)  # 18:00, five hours late
    assert len(talk.wall.texts()) == 1 and "posted late" in text_of(talk.say("/daily status"))
    talk.pulse(days=3, hours=2)  # Thursday 20:00: seven hours after the time
    assert len([text for text in talk.wall.texts() if "Question of the day" in text]) == 1
    said = text_of(talk.say("/daily status"))
    assert said.count("not posted") == 3 and "not running at its time" in said


def test_a_lost_reply_posts_nothing_twice(talk: Talk) -> None:
    talk.say(SET)
    talk.wall.lose_reply = True
    talk.pulse(hours=1)
    talk.pulse(seconds=5)
    talk.pulse(minutes=1)  # the lease is over: the wall is asked, and has it
    assert len(talk.wall.texts()) == 1 and "posted" in text_of(talk.say("/daily status"))
    talk.pulse(hours=8)
    assert len(talk.wall.texts()) == 2


def test_a_question_that_is_found_only_after_its_time_gets_its_answer(talk: Talk) -> None:
    talk.say(SET)
    talk.wall.lose_reply = True
    talk.pulse(hours=1)
    talk.pulse(hours=9)  # nothing ran meanwhile: the question is over, and nobody knows that it was posted
    talk.pulse(seconds=5)
    assert [text.split(" ·")[0] for text in talk.wall.texts()] == ["Question of the day", "The answer"]
    assert "not posted" not in text_of(talk.say("/daily status"))


def test_where_nobody_can_look_a_doubtful_post_is_skipped_and_said(talk: Talk) -> None:
    talk.say(SET)
    talk.wall.lose_reply, talk.wall.blind = True, True
    talk.pulse(hours=1)
    talk.pulse(minutes=1)
    assert len(talk.wall.texts()) == 1
    assert "not known whether posted" in text_of(talk.say("/daily status"))


def test_a_platform_that_asks_to_wait_is_given_its_time(talk: Talk) -> None:
    talk.say(SET)
    talk.wall.trouble = [Later("too many at once", 40)]
    talk.pulse(hours=1)
    talk.pulse(seconds=39)
    assert talk.wall.texts() == []
    talk.pulse(seconds=1)
    assert len(talk.wall.texts()) == 1


@pytest.mark.parametrize(
    "refusal", [Gone("The channel is archived."), Forbidden("I was removed from the channel.")]
)
def test_a_channel_that_cannot_be_written_to_is_paused_and_its_manager_told(
    talk: Talk, refusal: Exception
) -> None:
    talk.say(SET)
    talk.wall.trouble = [refusal]
    talk.pulse(hours=1)
    talk.pulse(days=3)
    assert talk.wall.texts() == [] and talk.wall.calls == 2  # the question and the note
    note = talk.wall.texts("Ada")[0]
    assert "paused" in note and str(refusal) in note
    assert "Paused: " in text_of(talk.say("/daily status"))
    talk.say("/daily resume")
    talk.pulse(days=1)
    assert len(talk.wall.texts()) == 1


def test_one_bad_channel_holds_up_no_other(database: str) -> None:
    with talking(database, tea_pack(WHITE)) as talk:
        for number in range(10):
            talk.say(SET, channel=f"C{number}")
        talk.wall.trouble = [Invalid("too long"), RuntimeError("a fault of ours")]
        talk.pulse(hours=1)
        assert sum(bool(talk.wall.texts(f"C{number}")) for number in range(10)) == 8


def test_a_channel_that_makes_the_tutor_fail_is_set_aside_and_no_other_waits(database: str) -> None:
    with talking(database, tea_pack(WHITE)) as talk:
        for number in range(4):
            talk.say(SET, channel=f"C{number}", team=f"T{number}")
        talk.break_one_schedule("T2")
        talk.pulse(hours=1)
        assert [bool(talk.wall.texts(f"C{n}")) for n in range(4)] == [True, True, False, True]
        said = text_of(talk.say("/daily status", channel="C2", team="T2"))
        assert "Paused: a fault of the tutor's own" in said


def test_topics_that_left_the_notes_are_said_and_hold_up_nobody(database: str) -> None:
    with talking(database, tea_pack(WHITE)) as talk:
        talk.say("/daily set 13:00 UTC green", channel="C1")
        talk.say(SET, channel="C2", team="T2")
    moved = replace(WHITE, topic=("Tea",))
    pack = replace(tea_pack(moved), topics=tea_pack().topics[:1])
    with talking(database, pack) as talk:
        talk.pulse(hours=1)
        assert "no question that fits" in text_of(talk.say("/daily status", channel="C1"))
        assert talk.wall.texts("C2")


def test_a_pause_ends_with_resume_and_owes_nothing(talk: Talk) -> None:
    talk.say(SET)
    talk.say("/daily pause")
    talk.pulse(days=2)
    assert talk.wall.texts() == []
    talk.say("/daily resume")
    talk.pulse(hours=1)
    assert len(talk.wall.texts()) == 1


def test_a_question_can_be_asked_now_once(talk: Talk) -> None:
    talk.say(SET)
    talk.say("/daily now")
    talk.pulse()
    assert len(talk.wall.texts()) == 1
    assert "asked already" in text_of(talk.say("/daily now"))
    talk.pulse(hours=1)
    assert len(talk.wall.texts()) == 1 and "late" not in text_of(talk.say("/daily status"))


def test_why_a_question_was_chosen_is_told(talk: Talk) -> None:
    talk.say(SET)
    talk.pulse(hours=1)
    assert "5 of 5 questions had not been asked" in text_of(talk.say("/daily why"))


def test_only_managers_change_a_schedule_and_all_may_look(talk: Talk) -> None:
    for line in (SET, "/daily now", "/daily pause", "/daily resume"):
        assert "Only those who manage" in text_of(talk.say(line, manager=False))
    assert "no daily question" in text_of(talk.say("/daily status", manager=False))


def test_a_streak_counts_the_days_on_which_something_was_posted(talk: Talk) -> None:
    talk.say("/daily set 13:00 UTC mon-fri")
    for _ in range(7):  # Monday to Sunday
        talk.pulse(hours=1)
        if talk.clock.now().weekday() < 5:
            talk.fill(list(talk.wall.posted)[-1], "oolong")
        talk.pulse(hours=23)
    assert "Your streak: 5 days" in text_of(talk.say("/streak"))


def test_a_quiz_fills_no_day_where_there_is_a_daily_question(talk: Talk) -> None:
    talk.say(SET)
    talk.say("/quiz")
    talk.say("oolong")
    assert "Your streak: 0 days" in text_of(talk.say("/streak"))


def test_an_unknown_zone_or_time_is_said_with_what_may_be_meant(talk: Talk) -> None:
    assert "Europe/Berlin" in text_of(talk.say("/daily set 9:00 Europe/Berln"))
    assert "In which time zone?" in text_of(talk.say("/daily set 9:00"))


def test_the_form_shows_what_is_set_so_that_saving_it_changes_nothing(talk: Talk) -> None:
    talk.say("/daily set 7:30 Asia/Tokyo mon,wed green tea")
    talk.send(filled({"time": "07:30", "zone": "Asia/Tokyo", "days": "mon,wed", "open": "90m"}))
    shown = form(talk)
    is_set = {
        "time": "07:30",
        "zone": "Asia/Tokyo",
        "days": "Monday and Wednesday",
        "open": "1 hour 30 minutes",
    }
    assert is_set.items() <= {field.name: field.value for field in shown.fields}.items()
    before = talk.say("/daily status")
    talk.send(filled({field.name: field.value for field in shown.fields}))
    assert talk.say("/daily status") == before


def test_the_form_offers_the_usual_and_the_platforms_zone(talk: Talk) -> None:
    fields = {field.name: field for field in form(talk, "Europe/Rome").fields}
    assert fields["zone"].value == "Europe/Rome"
    assert fields["days"].value == "mon-fri" and fields["days"].value in fields["days"].options
    assert fields["open"].value == "8h" and fields["open"].value in fields["open"].options


def test_a_typed_time_is_one_of_the_zone_that_the_platform_knows(talk: Talk) -> None:
    said = talk.send(filled({"time": "9:00"}, "Europe/Rome"))
    assert "09:00 Europe/Rome" in text_of(said)
    assert "In which time zone?" in text_of(talk.send(filled({"time": "9:00"}, channel="C2")))


def filled(args: dict[str, str], zone: str = "", channel: str = "C1") -> CommandCalled:
    """Somebody who manages a channel sets its daily question."""
    where = Place("console", "T1", channel, direct=True, zone=zone)
    account = Account("console", "T1", "Ada", "Ada")
    delivery = f"set-{next(_deliveries)}"
    return CommandCalled(delivery, account, where, "daily", {"what": "set", **args}, manager=True)


def form(talk: Talk, zone: str = "") -> Form:
    """What a manager is given to fill in."""
    [shown] = talk.send(filled({}, zone)).parts
    assert isinstance(shown, Form)
    return shown
