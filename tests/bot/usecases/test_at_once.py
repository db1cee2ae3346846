"""Two units of work at the same moment on PostgreSQL: neither may miss what the other is just storing."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from typing import Any, TypeAlias

import pytest

from bot.commands import BY_NAME, parse
from bot.errors import DeliveryError, Forbidden
from bot.events import Account, CommandCalled, Overheard, Place, TakenBack, TextAnswered
from bot.ports import Delivery
from bot.usecases import ticking
from bot.usecases.settling import settle_failed, settle_sent
from bot.usecases.ticking import tick
from storage import links
from storage.admin import Admin
from storage.store import SqlTx
from tests.bot.usecases.test_joining import ADA, EVA
from tests.bot.usecases.test_linking import Group, code_of, grouping, played
from tests.bot.usecases.test_relaying import paired
from tests.kit import LEASE, Side, Talk, question, talking, tea_pack, text_of
from tests.storage.test_admin import contents

Meet: TypeAlias = Callable[..., Any]
Unit: TypeAlias = Callable[[], Coroutine[Any, Any, Any]]
SET = "/daily set 13:00 UTC"  # the clock stands at 12:00
BLOCKED = 0.3  # seconds after which whoever has not ended is taken to wait


@pytest.fixture
def talk(postgres_database: str) -> Iterator[Talk]:
    with talking(postgres_database, tea_pack(*(question(name) for name in "abc"))) as conversation:
        yield conversation


@pytest.fixture
def group(postgres_database: str) -> Iterator[Group]:
    with grouping(postgres_database) as people:
        yield people


@pytest.fixture
def meet(monkeypatch: pytest.MonkeyPatch) -> Meet:
    """Runs one unit up to the end of its first call of a function (or the begin of it), then another one,
    until that ends or waits for the first; then the first goes on. Returns what the first came to.
    """

    def meeting(
        at: str,
        first: Unit,
        second: Unit,
        **more: Any,
    ) -> Any:
        owner, before = more.get("of", SqlTx), more.get("before", False)
        real = getattr(owner, at)
        reached, ended = threading.Event(), threading.Event()

        def stop() -> None:
            if not reached.is_set():
                reached.set()
                ended.wait(BLOCKED)

        def stopping(*args: Any, **named: Any) -> Any:
            if before:
                stop()
            value = real(*args, **named)
            stop()
            return value

        async def both() -> Any:
            begun = asyncio.ensure_future(first())
            assert await asyncio.to_thread(reached.wait, 10)
            await second()
            ended.set()
            return await begun

        monkeypatch.setattr(owner, at, stopping)
        return asyncio.run(both())

    return meeting


def said(talk: Talk, line: str, who: str = "Ada", channel: str = "C1") -> Unit:
    """Somebody types a line."""
    name, _, rest = line[1:].partition(" ")
    return called(talk, name, parse(BY_NAME[name], rest), who, channel)


def called(talk: Talk, name: str, args: dict[str, str], who: str = "Ada", channel: str = "C1") -> Unit:
    """Somebody presses a button."""
    place = Place("console", "T1", channel, "terminal", direct=True)
    account = Account("console", "T1", who, who)
    return lambda: talk.tutor.handle(CommandCalled(talk.delivery(), account, place, name, args, manager=True))


def filled(side: Side, post: str, text: str, who: str) -> Unit:
    event = TextAnswered(side.talk.delivery(), side.account(who), side.place(), post, text)
    return lambda: side.talk.tutor.handle(event)


def ticked(talk: Talk, *, drained: bool = False, **later: float) -> Unit:
    """Time passes, and what is due is done."""

    async def due() -> None:
        talk.clock.move(**later)
        await tick(talk.outbox.desk)
        if drained:
            await talk.outbox.drain()

    return due


def claimed(talk: Talk, platform: str = "console") -> Delivery:
    """The one message that is to be sent."""
    store, now = talk.outbox.desk.store, talk.clock.now()
    (only,) = asyncio.run(store.run(lambda tx: tx.claim(now, "worker", platform, LEASE, 9)))
    return only


def settled(talk: Talk, delivery: Delivery, refusal: DeliveryError | None = None) -> Unit:
    """A message turns out to be sent, or not."""
    store, now = talk.outbox.desk.store, talk.clock.now()
    if refusal is not None:
        return lambda: store.run(lambda tx: settle_failed(tx, delivery, refusal, now))
    return lambda: store.run(lambda tx: settle_sent(tx, delivery, f"ref-{delivery.key}", now))


# -- closing -----------------------------------------------------------------------------------------------


def test_a_quiz_whose_questions_two_processes_close_ends(
    talk: Talk, meet: Meet, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk.say("/quiz 2 together")
    talk.pulse()
    monkeypatch.setattr(ticking, "STEP", 1)
    meet("end_group", ticked(talk, minutes=10), ticked(talk))
    talk.pulse()
    assert "Nobody answered this time." in talk.wall.texts()[-1]
    assert "on the way" in text_of(talk.say("/quiz 1 together"))


def either_first(talk: Talk, meet: Meet, sent: Delivery, settling: str, closing: str) -> None:
    """Settle a delivery while time is up; one of both waits: before `settling`, or, if "", `closing`."""
    if settling:
        meet(settling, settled(talk, sent), ticked(talk))
    else:
        meet(closing, ticked(talk), settled(talk, sent))


@pytest.mark.parametrize("settled_first", [True, False])
def test_a_question_found_to_be_posted_while_it_closes_gets_its_reveal(
    talk: Talk, meet: Meet, settled_first: bool
) -> None:
    talk.say(SET)
    asyncio.run(ticked(talk, hours=1)())
    posted = claimed(talk)
    talk.clock.move(hours=8)
    either_first(talk, meet, posted, "note" if settled_first else "", "reveal_everywhere")
    talk.pulse()
    asked, reveal = sorted(talk.wall.texts())
    assert "Closed. Nobody has answered." in asked and "The answer" in reveal


@pytest.mark.parametrize("settled_first", [True, False])
def test_a_quiz_found_to_be_opened_while_it_closes_gets_its_results(
    talk: Talk, meet: Meet, settled_first: bool
) -> None:
    talk.say("/quiz 1 together")
    opening = claimed(talk)
    talk.clock.move(minutes=10)
    either_first(talk, meet, opening, "next_in_thread" if settled_first else "", "end_group")
    talk.pulse()
    assert "Nobody answered this time." in talk.wall.texts()[-1]


def test_an_answer_that_is_stored_while_the_question_closes_is_in_the_reveal_or_refused(
    talk: Talk, meet: Meet
) -> None:
    talk.say(SET)
    talk.pulse(hours=1)
    talk.clock.move(hours=7, minutes=59, seconds=59)
    side = Side(talk, "console", "T1", "C1")
    post = next(iter(talk.wall.posted))
    answer = filled(side, post, "oolong", "Ada")
    told = text_of(meet("attempt", answer, ticked(talk, drained=True, seconds=1), before=True))
    talk.pulse(seconds=5)
    assert "Nobody answered this one." in talk.wall.texts()[1]
    assert "This question is closed." in told and "Answer: oolong" in told


def ruled_right(talk: Talk) -> Unit:
    """A manager presses "it is right" on the first report."""
    buttons = [b for part in talk.say("/reports").parts for b in getattr(part, "buttons", ())]
    return called(talk, "settle", dict(buttons[0].args))


@pytest.mark.parametrize(
    ("at", "before", "ruled_first"),
    [("attempt", True, False), ("ruled_right", False, False), ("tried", True, True), ("tried", False, True)],
)
def test_an_answer_that_is_ruled_right_while_it_is_stored_is_right(
    talk: Talk, meet: Meet, at: str, before: bool, ruled_first: bool
) -> None:
    talk.say(SET)
    talk.pulse(hours=1)
    side = Side(talk, "console", "T1", "C1")
    post = next(iter(talk.wall.posted))
    talk.fill(post, "green", "Bob")
    talk.call("appeal", {"post": post, "number": "1"}, "Bob")
    answering, ruling = filled(side, post, "green", "Cyd"), ruled_right(talk)
    meet(at, *((ruling, answering) if ruled_first else (answering, ruling)), before=before)
    assert "Bob\n10" in (board := text_of(talk.say("/leaderboard"))) and "Cyd\n10" in board


def test_what_is_ruled_right_while_the_reveal_is_on_its_way_is_in_it(talk: Talk) -> None:
    talk.say(SET)
    talk.pulse(hours=1)
    post = next(iter(talk.wall.posted))
    talk.fill(post, "wulong", "Bob")
    talk.call("appeal", {"post": post, "number": "1"}, "Bob")
    talk.pulse(minutes=1)
    asyncio.run(ticked(talk, hours=8)())
    store, now = talk.outbox.desk.store, talk.clock.now()
    rows = asyncio.run(store.run(lambda tx: tx.claim(now, "worker", "console", LEASE, 9)))
    asyncio.run(ruled_right(talk)())
    for row in rows:  # as they were composed before
        asyncio.run(settled(talk, row)())
    talk.pulse()
    assert any("The answer" in text and "right\n1" in text for text in talk.wall.texts())


# -- schedules ---------------------------------------------------------------------------------------------


def questions(talk: Talk, channel: str = "C1") -> list[str]:
    return [text for text in talk.wall.texts(channel) if "Question of the day" in text]


def test_a_schedule_that_is_changed_while_its_question_falls_due_asks_once(talk: Talk, meet: Meet) -> None:
    talk.say(SET)
    talk.clock.move(minutes=59)
    meet("keep_daily", said(talk, "/daily set 14:00 UTC"), ticked(talk, minutes=1), before=True)
    talk.pulse()
    talk.pulse(hours=1)
    assert len(questions(talk)) == 1


def test_a_question_that_two_managers_ask_for_comes_once(talk: Talk, meet: Meet) -> None:
    talk.say("/daily set 12:10 UTC", channel="C2")
    talk.pulse(minutes=10)
    talk.say(SET)
    talk.say("/streak", "Bob")
    meet("keep_daily", said(talk, "/daily now"), said(talk, "/daily now", "Bob"), before=True)
    talk.pulse()
    assert len(questions(talk)) == 1


def test_a_schedule_that_is_changed_while_its_question_is_refused_is_not_set_back(
    talk: Talk, meet: Meet
) -> None:
    talk.say(SET)
    asyncio.run(ticked(talk, hours=1)())
    refused = settled(talk, claimed(talk), Forbidden("no place for the tutor."))
    meet("keep_daily", refused, said(talk, "/daily set 15:00 UTC"), before=True)
    assert "15:00" in text_of(talk.say("/daily"))


def test_a_question_that_closes_while_another_channel_asks_for_it_is_not_the_one_it_gets(
    talk: Talk, meet: Meet
) -> None:
    talk.say(SET)
    talk.pulse(hours=1)
    talk.clock.move(hours=8)
    closing = ticked(talk)

    async def asked_a_second_before() -> None:
        talk.clock.move(seconds=-1)
        await said(talk, "/daily now", channel="C2")()

    meet("close", closing, asked_a_second_before)
    talk.pulse()
    assert len(questions(talk, "C2")) == 1


# -- people ------------------------------------------------------------------------------------------------


def test_an_answer_that_waits_while_its_account_is_joined_counts_for_who_they_are_now(
    group: Group, postgres_database: str, meet: Meet
) -> None:
    group.link()
    played(group.discord, EVA)
    group.slack.say("/streak", ADA)
    post = group.ask_today()
    code = code_of(group.slack.say("/link me", ADA))
    args = {"what": "me", "value": code, "sure": "yes"}
    side = group.discord
    event = CommandCalled(group.talk.delivery(), side.account(EVA), side.place(), "link", args)
    meet("join_persons", lambda: group.talk.tutor.handle(event), filled(group.slack, post, "oolong", ADA))
    board = text_of(group.slack.say("/leaderboard", ADA))
    assert "1." in board and "2." not in board
    assert Admin(postgres_database).rebuild_totals() == 0


def test_who_is_forgotten_in_the_midst_of_something_leaves_nothing(
    talk: Talk, postgres_database: str, meet: Meet
) -> None:
    talk.say("/streak", "Zoë")
    forgetting = called(talk, "forget-me", {"sure": "yes"}, "Zoë")
    meet("remember", said(talk, SET, "Zoë"), forgetting)
    stored = contents(postgres_database)
    assert stored["deliveries"] == [] and all(row["manager"] is None for row in stored["schedules"])


def test_what_is_taken_back_while_it_is_passed_on_is_not_seen(group: Group, meet: Meet) -> None:
    paired(group)
    thread = f"ref-{next(iter(group.slack.wall.posted))}"
    said_below = Overheard(
        group.talk.delivery(), group.slack.account("Zoë"), group.slack.place(thread), "m1", "hello"
    )
    tutor, gone = group.talk.tutor, TakenBack(group.slack.place(), "m1")
    meet("pass_on", lambda: tutor.overhear(said_below), lambda: tutor.overhear(gone))
    group.talk.pulse()
    assert not any("hello" in text for text in group.discord.texts())


def test_what_somebody_says_who_is_just_being_forgotten_is_not_kept(
    group: Group, postgres_database: str, meet: Meet
) -> None:
    paired(group)
    said_below = Overheard(
        group.talk.delivery(),
        group.slack.account("Zoë"),
        group.slack.place(f"ref-{next(iter(group.slack.wall.posted))}"),
        "m1",
        "hello",
    )
    args = {"sure": "yes"}
    forgotten = CommandCalled(
        group.talk.delivery(), group.slack.account("Zoë"), group.slack.place(), "forget-me", args
    )
    group.slack.say("/streak", "Zoë")
    tutor = group.talk.tutor
    meet("pass_on", lambda: tutor.overhear(said_below), lambda: tutor.handle(forgotten))
    assert contents(postgres_database)["relays"] == []


# -- links -------------------------------------------------------------------------------------------------


def test_what_is_sent_while_two_groups_become_one_is_sent_once(group: Group, meet: Meet) -> None:
    group.slack.say(SET)
    group.discord.say("/streak", "Dan")
    asyncio.run(ticked(group.talk, hours=1)())
    code = code_of(group.slack.say("/link workspace"))
    args = {"what": "workspace", "value": code, "sure": "yes"}
    side = group.discord
    event = CommandCalled(
        group.talk.delivery(), side.account("Dan"), side.place(), "link", args, manager=True
    )
    meet(
        "delete_rows",
        lambda: group.talk.tutor.handle(event),
        group.talk.outbox.drain,
        of=links,
        before=True,
    )
    group.talk.clock.move(minutes=1)
    asyncio.run(group.talk.outbox.drain())
    assert group.slack.wall.calls == 1


def test_two_channels_of_one_platform_are_not_both_paired_with_a_third(group: Group, meet: Meet) -> None:
    group.link()
    codes = [code_of(group.slack.say("/link channel")) for _ in range(2)]
    pressed = []
    for who, channel, code in zip(("Dan", "Eve"), ("general", "other"), codes, strict=True):
        side = Side(group.talk, "discord", "G1", channel)
        side.say("/streak", who)
        args = {"what": "channel", "value": code, "sure": "yes"}
        event = CommandCalled(
            group.talk.delivery(), side.account(who), side.place(), "link", args, manager=True
        )
        pressed.append(event)
    meet("merge_channels", *(lambda event=event: group.talk.tutor.handle(event) for event in pressed))
    assert "this channel\nDiscord, Slack\n" in text_of(group.slack.say("/link")).replace(
        "Slack, Discord", "Discord, Slack"
    )


def test_a_channel_that_both_sides_part_at_once_leaves_no_schedule_without_a_place(
    group: Group, meet: Meet, postgres_database: str
) -> None:
    group.pair()
    group.slack.say(SET)

    def parting(side: Side, who: str) -> Unit:
        args = {"what": "channel", "sure": "yes"}
        key = side.talk.delivery()
        event = CommandCalled(key, side.account(who), side.place(), "unlink", args, manager=True)
        return lambda: side.talk.tutor.handle(event)

    meet("split_channel", parting(group.slack, "Ada"), parting(group.discord, "Dan"))
    stored = contents(postgres_database)
    reachable = {row["channel_id"] for row in stored["channel_addresses"]}
    assert {row["channel_id"] for row in stored["schedules"]} <= reachable
