"""What passes between the two platforms of a paired channel."""

import asyncio
import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot import outcomes
from bot.errors import Invalid, Later, Unsure
from bot.events import Overheard, TakenBack
from bot.messages import Buttons, Link, Message, Text
from bot.ports import Passage, PostId, Source, Tx
from bot.usecases.settling import settle_sent
from tests.bot.usecases.test_linking import Group, group, grouping
from tests.bot.usecases.test_privacy import everything_in
from tests.kit import Side, text_of

LATER = datetime(2026, 3, 2, 13, tzinfo=UTC)

__all__ = ["group"]  # the fixture


def paired(group: Group, relay: str = "threads") -> str:
    """A paired channel with a question posted on both sides; its post."""
    group.pair()
    group.slack.say(f"/link relay {relay}")
    return group.ask_today()


def write(side: Side, text: str, message: str, who: str = "Ada", **more: Any) -> None:
    """Somebody writes below the daily question, or `below` another message; with `more` of the event."""
    thread = more.pop("below", f"ref-{next(iter(side.wall.posted))}")
    event = Overheard(side.talk.delivery(), side.account(who), side.place(thread), message, text, **more)
    asyncio.run(side.talk.tutor.overhear(event))


def below_question(side: Side) -> list[str]:
    """What stands in the thread of the question."""
    first = next(iter(side.wall.posted))
    return [text_of(m) for place, m in side.wall.posted.values() if place.thread == f"ref-{first}"]


def test_nothing_is_passed_on_unless_somebody_chose_so(group: Group) -> None:
    paired(group, "off")
    write(group.slack, "hello", "m1")
    group.talk.pulse()
    assert len(group.discord.texts()) == 1


def test_only_a_paired_channel_passes_anything_on(group: Group) -> None:
    assert "one platform only" in text_of(group.slack.say("/link relay threads"))
    assert "Only those who manage" in text_of(group.slack.say("/link relay threads", manager=False))
    group.pair()
    assert "off | shared | threads, not “all”" in text_of(group.slack.say("/link relay all"))


@pytest.mark.parametrize("relay", ["shared", "threads"])
def test_what_is_shown_to_everybody_is_shown_on_both_sides(group: Group, relay: str) -> None:
    paired(group, relay)
    found = group.slack.say("/ask is green tea oxidised")
    shown = group.slack.press(found, "share here")
    assert "Ada shares from the notes:" in text_of(shown)
    group.talk.pulse()
    assert "from Slack" in group.discord.texts()[-1] and "Ada shares" in group.discord.texts()[-1]
    assert len(group.slack.texts()) == 1


def test_threads_are_passed_on_with_author_and_platform(group: Group) -> None:
    paired(group)
    write(group.slack, "I think it is oolong", "m1", "Ada")
    write(group.discord, "so do I", "m2", "Dan")
    group.talk.pulse()
    assert "Ada · Slack" in below_question(group.discord)[0]
    assert "Dan · Discord" in below_question(group.slack)[0]
    assert len(below_question(group.slack)) == len(below_question(group.discord)) == 1


def test_with_shared_only_threads_stay_where_they_are(group: Group) -> None:
    paired(group, "shared")
    write(group.slack, "hello", "m1")
    group.talk.pulse()
    assert below_question(group.discord) == []


def test_other_threads_and_the_channel_itself_are_nobodys_business(group: Group) -> None:
    paired(group)
    write(group.slack, "lunch?", "m1", below="another-message")
    write(group.slack, "lunch?", "m2", below=" ")
    group.talk.pulse()
    assert len(group.discord.texts()) == 1


def test_a_copy_of_the_event_is_passed_on_once(group: Group) -> None:
    paired(group)
    for _ in range(3):
        write(group.slack, "hello", "m1")
    group.talk.pulse()
    assert len(below_question(group.discord)) == 1


def test_edits_and_deletions_follow(group: Group) -> None:
    paired(group)
    write(group.slack, "helo", "m1")
    group.talk.pulse()
    write(group.slack, "hello", "m1", edited_at=LATER)
    group.talk.pulse()
    assert "hello" in below_question(group.discord)[0]
    asyncio.run(group.talk.tutor.overhear(TakenBack(group.slack.place(), "m1")))
    group.talk.pulse()
    assert below_question(group.discord) == []


def test_an_edit_that_comes_late_does_not_bring_back_an_older_text(group: Group) -> None:
    paired(group)
    write(group.slack, "helo", "m1")
    group.talk.pulse()
    write(group.slack, "hello!", "m1", edited_at=LATER + timedelta(seconds=1))
    write(group.slack, "hello", "m1", edited_at=LATER)
    group.talk.pulse()
    (said,) = below_question(group.discord)
    assert "hello!" in said


def test_what_was_taken_back_does_not_come_back_with_a_late_edit(group: Group) -> None:
    paired(group)
    write(group.slack, "oops", "m1")
    group.talk.pulse()
    asyncio.run(group.talk.tutor.overhear(TakenBack(group.slack.place(), "m1")))
    write(group.slack, "oops!", "m1", edited_at=LATER)
    group.talk.pulse()
    assert below_question(group.discord) == []


def test_what_is_taken_back_before_it_was_passed_on_is_never_seen(group: Group) -> None:
    paired(group)
    write(group.slack, "oops", "m1")
    write(group.slack, "hello", "m2")
    asyncio.run(group.talk.tutor.overhear(TakenBack(group.slack.place(), "m1")))
    group.talk.pulse()
    assert [("hello" in text, "oops" in text) for text in below_question(group.discord)] == [(True, False)]


def test_what_is_said_to_be_gone_before_it_is_said_to_be_there_is_not_passed_on(group: Group) -> None:
    paired(group)
    asyncio.run(group.talk.tutor.overhear(TakenBack(group.slack.place(), "m1")))
    write(group.slack, "oops", "m1")
    write(group.slack, "hello", "m2")
    group.talk.pulse()
    assert [("hello" in text, "oops" in text) for text in below_question(group.discord)] == [(True, False)]


def test_an_edit_before_it_was_passed_on_changes_what_is(group: Group) -> None:
    paired(group)
    write(group.slack, "helo", "m1")
    write(group.slack, "hello", "m1", edited_at=LATER)
    group.talk.pulse()
    (said,) = below_question(group.discord)
    assert "hello" in said


def test_what_was_changed_while_its_reply_was_lost_ends_as_it_is_now(group: Group) -> None:
    paired(group)
    group.discord.wall.lose_reply = True
    write(group.slack, "helo", "m1")
    group.talk.pulse()
    write(group.slack, "hello", "m1", edited_at=LATER)
    group.talk.pulse(minutes=1)
    (said,) = below_question(group.discord)
    assert "hello" in said


def test_what_was_taken_back_while_its_reply_was_lost_is_taken_away(group: Group) -> None:
    paired(group)
    group.discord.wall.lose_reply = True
    write(group.slack, "oops", "m1")
    group.talk.pulse()
    asyncio.run(group.talk.tutor.overhear(TakenBack(group.slack.place(), "m1")))
    group.talk.pulse(minutes=1)
    assert below_question(group.discord) == []


def test_order_is_kept_below_a_question_whatever_goes_wrong(group: Group) -> None:
    paired(group)
    for number in range(12):
        write(group.slack, f"line {number:02}", f"m{number}")
    group.discord.wall.trouble = [Later("slow down", 5), Unsure("lost"), Later("slow down", 5), Invalid("no")]
    for _ in range(30):
        group.talk.pulse(seconds=40)
    lines = [text.split("line ")[1][:2] for text in below_question(group.discord)]
    assert lines == sorted(lines) and len(lines) >= 11


def test_what_is_written_while_the_other_side_is_away_comes_when_the_question_does(group: Group) -> None:
    group.pair()
    group.slack.say("/link relay threads")
    group.discord.wall.trouble = [Later("away", 120)] * 3
    group.ask_today()
    write(group.slack, "first", "m1")
    write(group.slack, "second", "m2")
    for _ in range(12):
        group.talk.pulse(minutes=2)
    assert ["first" in below_question(group.discord)[0], "second" in below_question(group.discord)[1]] == [
        True,
        True,
    ]


def test_what_waited_when_nothing_was_passed_on_any_more_holds_up_nothing_later(group: Group) -> None:
    group.pair()
    group.slack.say("/link relay threads")
    group.discord.wall.trouble = [Later("away", 120)]
    group.ask_today()
    write(group.slack, "first", "m1")
    group.slack.say("/link relay off")
    group.talk.pulse(minutes=3)
    group.slack.say("/link relay threads")
    write(group.slack, "second", "m2")
    group.talk.pulse()
    (said,) = below_question(group.discord)
    assert "second" in said


def test_what_is_written_while_the_line_before_it_is_being_settled_goes_too(group: Group) -> None:
    post, store = paired(group), group.talk.outbox.desk.store
    thread = f"ref-{next(iter(group.slack.wall.posted))}"
    write(group.slack, "first", "m1")
    now = group.talk.clock.now()
    (first,) = asyncio.run(store.run(lambda tx: tx.claim(now, "worker", "discord", timedelta(minutes=1), 9)))
    added, settled = threading.Event(), threading.Event()

    def add(tx: Tx) -> None:
        member = tx.enter(group.slack.account("Ada"), group.slack.place(), now)
        second = Passage(
            Source(group.slack.place(), "m2"), outcomes.dump(Message((Text("second"),))), PostId(post)
        )
        tx.pass_on(member, second, [group.discord.place(thread)], now)
        added.set()
        settled.wait(0.3)  # unless the other has to wait until this is stored

    def settle(tx: Tx) -> None:
        added.wait(10)
        settle_sent(tx, first, "ref-first", now)

    async def both() -> None:
        adding = asyncio.create_task(store.run(add))
        await asyncio.sleep(0)  # so that it is first in the line of SQLite's one thread
        await store.run(settle)
        settled.set()
        await adding

    asyncio.run(both())
    group.talk.pulse()
    assert [text_of(message) for _, message in list(group.discord.wall.posted.values())[1:]] == ["second"]


def test_long_texts_are_cut_and_attachments_become_links(group: Group) -> None:
    paired(group)
    links = (("picture.png", "https://drive.example/1"), ("bad", "javascript:alert(1)"))
    write(group.slack, "x" * 10_000, "m1", links=links)
    group.talk.pulse()
    ((_, message),) = [(place, m) for place, m in group.discord.wall.posted.values() if place.thread]
    assert len(text_of(message)) < 1_700
    assert [part for part in message.parts if isinstance(part, Link)] == [Link(*links[0])]


def test_nothing_that_was_passed_on_can_be_pressed(group: Group) -> None:
    paired(group)
    write(group.slack, "hello", "m1")
    group.talk.pulse()
    ((_, message),) = [(place, m) for place, m in group.discord.wall.posted.values() if place.thread]
    assert not any(isinstance(part, Buttons) for part in message.parts)


def test_who_is_forgotten_leaves_no_words_behind(database: str) -> None:
    with grouping(database) as group:
        paired(group)
        write(group.slack, "zzyzx", "m1", "Eve")
        group.talk.pulse()
        group.slack.say("/forget-me yes", "Eve")
        assert b"zzyzx" not in everything_in(database)
