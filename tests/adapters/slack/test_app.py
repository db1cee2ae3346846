"""Talking with the tutor in Slack, over signed requests and over a real socket."""

import asyncio
import dataclasses
import json
import logging
import time
from collections.abc import Awaitable, Callable

import pytest

from adapters.slack import app, tasks
from bot.events import CommandCalled, Event, Overheard, TakenBack
from bot.messages import Audience, Bullets, Field, FieldKind, Form, Heading, Message, Text
from bot.notes.model import Question
from tests.far_ends.slack import FarSlack, Person, Workspace, encoded, signed
from tests.far_ends.slack.office import ALL_SCOPES, Office, office
from tests.kit import WHITE, question, tea_pack

CLOSE = question("x", answers=("Darjeeling First Flush",))


class Stub:
    """A tutor that says what the test wants, when it wants."""

    def __init__(self, *said: Message) -> None:
        self.said = list(said)
        self.heard: list[Event] = []
        self.go = asyncio.Event()
        self.go.set()

    async def handle(self, event: Event) -> Message:
        self.heard.append(event)
        await self.go.wait()
        return self.said.pop(0) if len(self.said) > 1 else self.said[0]

    async def overhear(self, event: Overheard | TakenBack) -> None:
        raise AssertionError(f"nothing is to be overheard here: {event}")


def tell(story: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(story(), 30))


def clean(here: Office) -> None:
    """Nothing was brought to life and nothing refused."""
    assert here.far.live == [] and here.far.refused == []


@pytest.mark.parametrize("socket", [False, True], ids=["http", "socket"])
def test_a_quiz_runs_in_a_modal_and_the_message_keeps_in_step(database: str, socket: bool) -> None:
    async def story() -> None:
        async with office(database, socket=socket, pack=tea_pack(question("dark"), WHITE)) as here:
            ada, bob = here.person("Ada"), here.person("Bob")
            for person in (ada, bob):
                person.enters(here.workspace.channels.get("CGENERAL") or here.channel())
            await ada.types("/quiz 2")
            await ada.sees("Question 1 of 2")
            for _ in range(2):
                if "[Answer]" in ada.screen():
                    await ada.presses("Answer")
                    await ada.sees("Which tea is dark?", "[____")
                    await ada.submits("oolong")
                else:
                    await ada.presses("Silver Needle")
                await ada.sees("Right")
            await ada.sees("2 of 2 right, 4 points", "[another quiz]")
            ada.closes()
            await here.settled()
            await ada.sees("2 of 2 right, 4 points")
            assert bob.screen() == ""
            clean(here)

    tell(story)


def test_after_a_long_quiz_in_a_modal_the_message_shows_how_it_ended(database: str) -> None:
    """Slack lets a message be changed five times by a press."""

    async def story() -> None:
        async with office(database, pack=tea_pack(*(question(f"q{n}") for n in range(8)))) as here:
            ada = here.person("Ada")
            ada.enters(here.channel())
            await ada.types("/quiz 8")
            await ada.presses("Answer")
            await ada.sees("[____")
            for _ in range(8):
                await ada.submits("oolong")
                await here.settled()
            await ada.sees("8 of 8 right")
            ada.closes()
            await ada.sees("8 of 8 right", "[another quiz]")
            clean(here)

    tell(story)


def test_a_close_answer_keeps_the_modal_open_with_the_hint_and_one_more_try(database: str) -> None:
    async def story() -> None:
        async with office(database, pack=tea_pack(CLOSE)) as here:
            ada = here.person("Ada")
            ada.enters(here.channel())
            await ada.types("/quiz")
            await ada.presses("Answer")
            await ada.sees("[____")
            await ada.submits("First Flush")
            hint = await ada.sees("🟡 Close", "one more try", f"{CLOSE.prompt}\nYour answer: [____")
            assert "Darjeeling" not in hint
            await ada.submits("darjeeling first flush")
            await ada.sees("✅ Right · 1 point")
            clean(here)

    tell(story)


def test_several_picks_are_ticked_and_handed_in(database: str) -> None:
    async def story() -> None:
        from bot.notes.model import Choice, QuestionKind

        both = (Choice("Sencha", right=True), Choice("Matcha", right=True), Choice("Assam", right=False))
        several = question("green", QuestionKind.MULTIPLE, answers=("Sencha", "Matcha"), choices=both)
        async with office(database, pack=tea_pack(several)) as here:
            ada = here.person("Ada")
            ada.enters(here.channel())
            await ada.types("/quiz")
            await ada.sees("☐ Sencha")
            ada.ticks("Sencha", "Matcha")
            await ada.presses("Answer")
            await ada.sees("✅ Right")
            clean(here)

    tell(story)


def test_a_box_that_was_answered_meanwhile_says_so(database: str) -> None:
    async def story() -> None:
        async with office(database) as here:
            ada = here.person("Ada")
            ada.enters(here.channel())
            await ada.types("/quiz")
            await ada.types("/answer oolong")
            await ada.sees("Right")
            await ada.presses("Answer")
            await ada.sees("You have answered this one already.")

    tell(story)


def test_an_answer_of_the_notes_is_private_until_it_is_shared(database: str) -> None:
    async def story() -> None:
        async with office(database) as here:
            ada, bob = here.person("Ada"), here.person("Bob")
            general = here.channel()
            ada.enters(general)
            bob.enters(general)
            await ada.types("/ask is green tea oxidised")
            await ada.sees("Green tea is not oxidised.", "tea.md:7")
            assert bob.screen() == ""
            await ada.presses("share here")
            await bob.sees("ada shares from the notes", "Green tea is not oxidised.")
            clean(here)

    tell(story)


def test_a_direct_message_is_answered_there_and_a_press_takes_the_questions_place(database: str) -> None:
    async def story() -> None:
        async with office(database, pack=tea_pack(WHITE)) as here:
            ada = here.person("Ada")
            await ada.says("is green tea oxidised?")
            await ada.sees("Green tea is not oxidised.")
            await ada.says("/quiz")
            await ada.sees("Question 1 of 1", "[Silver Needle]")
            await ada.presses("Silver Needle")
            await ada.sees("Right", "1 of 1 right")
            assert "[Silver Needle]" not in ada.screen()
            clean(here)

    tell(story)


def test_a_mention_in_a_channel_is_answered_to_whoever_asked(database: str) -> None:
    async def story() -> None:
        async with office(database) as here:
            ada, bob = here.person("Ada"), here.person("Bob")
            general = here.channel()
            ada.enters(general)
            bob.enters(general)
            await ada.says("is green tea oxidised?")
            await ada.sees("Green tea is not oxidised.")
            assert "oxidised." not in bob.screen()
            clean(here)

    tell(story)


def test_a_press_in_a_thread_is_answered_in_that_thread(database: str) -> None:
    async def story() -> None:
        async with office(database, pack=tea_pack(WHITE)) as here:
            elsewhere = Workspace("T9")
            ada, bob = here.person("Ada"), here.person("Bob")
            guest = here.person("Cem", elsewhere)
            general = here.channel()
            for person in (ada, bob, guest):
                person.enters(general)
            await ada.types("/quiz 1 together")
            await here.pulse(minutes=1)
            await ada.presses("Silver Needle", copies=2)
            await ada.sees("Right · 2 points.")
            await here.settled()
            top = next(m.ts for m in general.messages if "A quiz for everybody" in m.text)
            assert [m.thread for m in general.messages if "Right" in m.text] == [top]
            assert "Right" not in bob.screen()
            clean(here)
            pressed = guest.press("Silver Needle") | {"team": {"id": "T1"}}
            await guest.delivery.send("interactive", pressed)
            await guest.sees("Right")  # by the way back of the press: Slack knows nobody of that id here

    tell(story)


def test_what_is_shared_from_an_answer_in_a_thread_is_shared_there(database: str) -> None:
    async def story() -> None:
        async with office(database) as here:
            ada, bob = here.person("Ada"), here.person("Bob")
            general = here.channel()
            ada.enters(general)
            bob.enters(general)
            await bob.says("hello")
            top = general.messages[0].ts
            await ada.says("is green tea oxidised?", below=top)
            await ada.sees("[share here]")
            await ada.presses("share here")
            await bob.sees("ada shares from the notes")
            await here.settled()
            assert [m.thread for m in general.messages if "shares" in m.text] == [top]
            clean(here)

    tell(story)


def test_the_home_shows_the_streak_and_its_buttons_open_modals(database: str) -> None:
    async def story() -> None:
        async with office(database) as here:
            ada = here.person("Ada")
            await ada.opens_home()
            await ada.sees("Your streak: 0 days", "Nobody has points yet.", home=True)
            await ada.presses("quiz me", home=True)
            await ada.sees("Question 1 of 1", "[____")
            await ada.submits("oolong")
            await ada.sees("Right")
            ada.closes()
            await ada.opens_home()
            await ada.sees("Your streak: 1 day", "1. **ada** · 2  ← you", home=True)
            await ada.presses("settings", home=True)
            await ada.sees("**on leaderboards** · yes")
            await ada.presses("not on leaderboards")
            await ada.sees("**on leaderboards** · no")
            clean(here)

    tell(story)


@pytest.mark.parametrize("asked", [WHITE, CLOSE], ids=["options", "box"])
def test_todays_question_can_be_answered_on_the_home_page_which_follows(
    database: str, asked: Question
) -> None:
    async def story() -> None:
        async with office(database, pack=tea_pack(asked, asked_again(asked))) as here:
            ada = here.person("Ada", admin=True)
            ada.enters(here.channel())
            await ada.types("/daily set 13:00 UTC daily")
            await here.pulse(hours=1.1)
            await answer_somehow(ada)
            await here.pulse(hours=24)
            await ada.opens_home()
            await ada.sees("Question of the day · Tuesday, 3 March", "Which tea is", home=True)
            await answer_somehow(ada, home=True)
            await ada.sees("Right · 10 points")
            await ada.sees("You have answered it, and you were right.", "Your streak: 2 days", home=True)
            clean(here)

    tell(story)


def asked_again(asked: Question) -> Question:
    """The same under another name."""
    return dataclasses.replace(asked, id=f"{asked.id}-again")


async def answer_somehow(ada: Person, *, home: bool = False) -> None:
    """Press the right option, or fill in the box."""
    if "[Silver Needle]" in ada.screen(home=home):
        await ada.presses("Silver Needle", home=home)
        return
    await ada.presses("Answer", home=home)
    await ada.sees("[____")
    await ada.submits("Darjeeling First Flush")
    if not home:
        ada.closes()


def test_a_mistake_is_one_sentence_for_whoever_made_it(database: str) -> None:
    async def story() -> None:
        async with office(database) as here:
            ada = here.person("Ada")
            ada.enters(here.channel())
            await ada.types("/quiz 99")
            await ada.sees("Between 1 and 20, not 99.")
            await ada.types("/quiz coffee")
            await ada.sees("No topic is called “coffee”.")
            await ada.types("/tutor-help")
            await ada.sees("/tutor-help", "/quiz [TOPIC] [N]")
            await ada.says("/quiz 99")
            await ada.sees("Between 1 and 20")
            clean(here)

    tell(story)


def test_an_answer_too_long_for_a_message_comes_as_several_in_order(database: str) -> None:
    async def story() -> None:
        lines = tuple((0, f"{n} " + "word " * 150) for n in range(30))
        async with office(database, answers=Stub(Message((Heading("All"), Bullets(lines))))) as here:
            ada = here.person("Ada")
            ada.enters(here.channel())
            await ada.types("/card tea")
            screen = await ada.sees("• 0 word", "• 29 word")
            assert screen.index("• 0 word") < screen.index("• 29 word") and len(ada.visible()) > 1
            clean(here)

    tell(story)


@pytest.mark.parametrize("way", ["command", "mention", "modal", "box"])
def test_a_late_answer_is_acknowledged_in_time_and_follows(
    database: str, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "PATIENCE", 0.05)

    async def story() -> None:
        async with office(database) as here:
            ada = here.person("Ada")
            ada.enters(here.channel())
            await ada.types("/quiz")
            await ada.sees("[Answer]")
            if way == "modal":
                await ada.presses("Answer")
                await ada.sees("[____")
            gate = await hold(here)
            began = time.monotonic()
            match way:
                case "command":
                    await ada.types("/answer oolong")
                case "mention":
                    await ada.says("oolong")
                case "box":
                    await ada.presses("Answer")
                case "modal":
                    await ada.submits("oolong")
            assert time.monotonic() - began < 1
            assert "Right" not in ada.screen()
            if way in ("modal", "box"):
                await ada.sees("One moment …")
            gate.set()
            await ada.sees("Which tea is dark?" if way == "box" else "Right")
            await here.settled()
            clean(here)

    tell(story)


async def hold(here: Office) -> asyncio.Event:
    """Make the database wait until the event is set."""
    gate = asyncio.Event()
    run = here.store.run

    async def slow(work: object) -> object:
        await gate.wait()
        return await run(work)  # type: ignore[arg-type]  # whatever the tutor hands over

    here.store.run = slow  # type: ignore[method-assign,assignment]  # the test's own store
    return gate


def test_a_form_opens_as_a_modal_and_what_is_filled_in_comes_back(database: str) -> None:
    fields = (
        Field("time", "At", FieldKind.TIME, "09:00", required=True),
        Field("zone", "Zone", FieldKind.ZONE, "Europe/Berlin"),
        Field("pack", "Pack", FieldKind.ONE_OF, "tea", ("tea", "coffee")),
        Field("days", "Days", FieldKind.SOME_OF, "mon,tue", ("mon", "tue", "wed")),
        Field("topics", "Topics"),
    )
    form = Form("Daily question", "streak", fields, (("action", "set"),))

    async def story() -> None:
        stub = Stub(Message((Text("When?"), form)), Message((Text("Every day at 09:30."),), Audience.CHANNEL))
        async with office(database, answers=stub) as here:
            ada, bob = here.person("Ada"), here.person("Bob")
            general = here.channel()
            ada.enters(general)
            bob.enters(general)
            await ada.types("/streak")
            await ada.sees("When?", "At: [09:00 ⌄]", "Zone: [Europe/Berlin ⌄]", "Days: [mon, tue ⌄]")
            await ada.submits(time="09:30", topics="green tea")
            await bob.sees("Every day at 09:30.")
            filled = stub.heard[-1]
            assert isinstance(filled, CommandCalled) and filled.name == "streak"
            assert filled.where.id == "CGENERAL" and dict(filled.args) == {
                "action": "set",
                "time": "09:30",
                "zone": "Europe/Berlin",
                "pack": "tea",
                "days": "mon,tue",
                "topics": "green tea",
            }
            clean(here)

    tell(story)


@pytest.mark.parametrize("member", [True, False], ids=["inside", "outside"])
def test_a_form_that_is_refused_stays_open_and_says_why(database: str, member: bool) -> None:
    async def story() -> None:
        async with office(database) as here:
            ada = here.person("Ada", admin=True)
            ada.enters(here.channel(member=member))
            await ada.types("/daily set")
            await ada.sees("Only these topics")
            await ada.submits(topics="coffee")
            await ada.sees("Only these topics", "No topic is called “coffee”.")
            await ada.submits(topics="green tea")
            await ada.sees("The daily question is set")
            clean(here)

    tell(story)


def test_a_form_that_is_late_comes_as_a_button_that_asks_for_it_again(database: str) -> None:
    form = Form("Daily question", "streak", (Field("time", "At"),), (("action", "set"),))

    async def story() -> None:
        async with office(database, answers=Stub(Message((form,)))) as here:
            ada = here.person("Ada")
            ada.enters(here.channel())
            here.far.trigger_seconds = 0
            await ada.types("/streak")
            await ada.sees("[Daily question]")
            here.far.trigger_seconds = 3
            await ada.presses("Daily question")
            await ada.sees("At: [____")

    tell(story)


def test_an_answer_just_after_the_acknowledgement_does_not_overtake_the_view_in_it(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "PATIENCE", 0.05)

    async def story() -> None:
        async with office(database) as here:
            ada = here.person("Ada")
            ada.enters(here.channel())
            await ada.types("/quiz 1")
            await ada.presses("Answer")
            await ada.sees("[____")
            gate = await hold(here)
            asyncio.get_running_loop().call_later(0.1, gate.set)
            here.far.shows_after = 0.2
            await ada.submits("oolong")
            await ada.sees("Right")
            await here.settled()
            assert "Right" in ada.screen()

    tell(story)


@pytest.mark.parametrize("fault", ["", "reset"], ids=["late", "unreached"])
def test_a_box_that_slack_does_not_open_comes_as_a_message_with_its_button(database: str, fault: str) -> None:
    async def story() -> None:
        async with office(database) as here:
            ada = here.person("Ada")
            ada.enters(here.channel())
            await ada.types("/quiz 1")
            await ada.sees("[Answer]")
            if fault:
                here.far.faults["views.open"].append(fault)
            else:
                here.far.trigger_seconds = 0
            await ada.presses("Answer")
            await here.far.until(lambda: len(ada.visible()) == 2, "the question again")
            here.far.trigger_seconds = 3
            await ada.presses("Answer")
            await ada.submits("oolong")
            await ada.sees("1 of 1 right")

    tell(story)


def test_a_modal_that_was_closed_before_its_answer_came_stays_closed(
    database: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(tasks, "PATIENCE", 0.05)

    async def story() -> None:
        async with office(database) as here:
            ada = here.person("Ada")
            ada.enters(here.channel())
            await ada.types("/quiz 1")
            gate = await hold(here)
            await ada.presses("Answer")
            await ada.sees("One moment …")
            ada.closes()
            gate.set()
            await here.settled()
            assert ada.user.view is None and len(ada.visible()) == 1

    tell(story)
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


def test_zones_are_suggested_while_somebody_types(database: str) -> None:
    async def story() -> None:
        async with office(database) as here:
            ada = here.person("Ada")
            asked = {"type": "block_suggestion", "team": {"id": "T1"}, "user": {"id": ada.user.id}}
            said = await ada.delivery.send("interactive", {**asked, "value": "berlin", "action_id": "field"})
            assert said is not None and [o["value"] for o in said["options"]] == ["Europe/Berlin"]

    tell(story)


@pytest.mark.parametrize("socket", [False, True], ids=["http", "socket"])
def test_the_same_thing_delivered_three_times_is_done_and_answered_once(database: str, socket: bool) -> None:
    async def story() -> None:
        async with office(database, socket=socket, pack=tea_pack(WHITE)) as here:
            ada = here.person("Ada")
            await ada.says("/quiz", copies=3)
            await ada.sees("Question 1 of 1")
            await ada.presses("Silver Needle", copies=3)
            await ada.sees("1 of 1 right, 2 points")
            await ada.says("is green tea oxidised?", copies=3)
            await ada.sees("Green tea is not oxidised.")
            await here.settled()
            assert here.made("chat.postMessage") == 2
            await ada.says("/leaderboard all")
            await ada.sees("1. **ada** · 2")

    tell(story)


@pytest.mark.parametrize("socket", [False, True], ids=["http", "socket"])
def test_what_is_delivered_again_after_a_restart_is_done_and_answered_no_second_time(
    database: str, socket: bool
) -> None:
    async def story() -> None:
        async with FarSlack() as far:
            far.workspace("T1", scopes=ALL_SCOPES)
            async with office(database, socket=socket, far=far, pack=tea_pack(WHITE)) as here:
                ada = here.person("Ada")
                said = ada.line("/quiz")
                await ada.delivery.send("events_api", said)
                await ada.sees("Question 1 of 1")
                pressed = ada.press("Silver Needle")
                await ada.delivery.send("interactive", pressed)
                await ada.sees("1 of 1 right, 2 points")
            async with office(database, socket=socket, far=far, pack=tea_pack(WHITE)) as again:
                ada.delivery = again.delivery
                await ada.delivery.send("events_api", said, 1)
                await ada.delivery.send("events_api", {**said, "event_id": "EvOther"}, 2)
                await ada.delivery.send("interactive", pressed)
                await again.settled()
                assert again.made("chat.postMessage") == 1
                await ada.says("/leaderboard all")
                await ada.sees("1. **ada** · 2")

    tell(story)


def test_an_answer_that_a_crash_takes_after_a_late_acknowledgement_can_be_given_again(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What acknowledging before storing leaves open, when storing takes longer than the tutor waits."""
    monkeypatch.setattr(tasks, "PATIENCE", 0.05)
    monkeypatch.setattr(app, "CLOSING", 0.05)

    async def story() -> None:
        async with FarSlack() as far:
            far.workspace("T1", scopes=ALL_SCOPES)
            async with office(database, far=far, pack=tea_pack(WHITE)) as here:
                ada = here.person("Ada")
                await ada.says("/quiz")
                await ada.sees("[Silver Needle]")
                await hold(here)
                await ada.presses("Silver Needle")
            async with office(database, far=far, pack=tea_pack(WHITE)) as again:
                ada.delivery = again.delivery
                await ada.presses("Silver Needle")
                await ada.sees("1 of 1 right, 2 points")

    tell(story)


def test_two_people_in_the_same_moment_are_both_counted(database: str) -> None:
    async def story() -> None:
        async with office(database, pack=tea_pack(WHITE)) as here:
            people = [here.person(name) for name in ("Ada", "Bob", "Cem")]
            for person in people:
                await person.says("/quiz")
                await person.sees("[Silver Needle]")
            await asyncio.gather(*(person.presses("Silver Needle") for person in people))
            for person in people:
                await person.sees("1 of 1 right, 2 points")
            await people[0].says("/leaderboard all")
            await people[0].sees("**ada** · 2", "**bob** · 2", "**cem** · 2")

    tell(story)


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"X-Slack-Signature": "v0=" + "0" * 64}, 401),
        ({"X-Slack-Signature": ""}, 401),
        ({"old": "400"}, 401),
        ({"old": "-400"}, 401),
        ({"X-Slack-Signature": "v0=\u00e9"}, 401),
        ({"X-Slack-Request-Timestamp": "soon"}, 401),
        ({"X-Slack-Request-Timestamp": ""}, 401),
        ({"X-Slack-Request-Timestamp": "9" * 5_000}, 401),
    ],
    ids=["wrong", "missing", "old", "future", "strange", "no-number", "no-time", "far-future"],
)
def test_what_slack_did_not_sign_is_refused_and_the_log_says_why(
    database: str, wrong: dict[str, str], status: int, caplog: pytest.LogCaptureFixture
) -> None:
    async def story() -> None:
        stub = Stub(Message((Text("x"),)))
        async with office(database, answers=stub) as here:
            text, content = encoded("slash_commands", {"command": "/ask", "text": "canary", "team_id": "T1"})
            stamped = time.time() - float(wrong.pop("old", "0"))
            headers = {**signed(text, at=stamped), "Content-Type": content, **wrong}
            async with here.session.post(f"{here.url}/slack/events", data=text, headers=headers) as said:
                assert said.status == status
            assert stub.heard == []

    with caplog.at_level(logging.DEBUG):
        tell(story)
    assert "SLACK_SIGNING_SECRET" in caplog.text or "clock may be wrong" in caplog.text
    assert "canary" not in caplog.text and "Traceback" not in caplog.text


def test_a_workspace_that_the_app_is_not_installed_in_gets_no_answer_of_another(database: str) -> None:
    async def story() -> None:
        stub = Stub(Message((Text("secret of T1"),)))
        async with office(database, answers=stub) as here:
            other = here.far.workspace("T2", scopes=set(), token="xoxb-other")
            eve = here.person("Eve", other)
            await eve.types("/streak")
            await eve.sees("not installed")
            assert stub.heard == []

    tell(story)


@pytest.mark.parametrize(("team", "when", "goes_on"), [("T1", 0, False), ("T1", -600, True), ("T2", 0, True)])
def test_the_one_workspace_is_left_when_it_removes_the_app_and_not_for_old_or_others_news(
    database: str, team: str, when: int, goes_on: bool
) -> None:
    async def story() -> None:
        async with office(database) as here:
            ada = here.person("Ada")
            event = ada.event({"type": "app_uninstalled"})
            about = {"team_id": team, "authorizations": [{"team_id": team}]}
            sent = {**event, **about, "event_time": event["event_time"] + when}
            await ada.delivery.send("events_api", sent)
            await ada.types("/streak")
            await ada.sees("Your streak" if goes_on else "not installed")

    tell(story)


def test_what_is_under_way_at_the_end_is_finished(database: str) -> None:
    async def story() -> None:
        stub = Stub(Message((Text("done"),)))
        async with office(database, answers=stub) as here:
            ada = here.person("Ada")
            await ada.says("hello")
        assert "done" in ada.screen()

    tell(story)


def test_unknown_kinds_of_requests_are_acknowledged_and_ignored(database: str) -> None:
    async def story() -> None:
        async with office(database) as here:
            ada = here.person("Ada")
            for payload in (
                ada.event({"type": "reaction_added", "user": "UADA"}),
                ada.event({"type": "message", "channel_type": "channel", "user": "UADA", "channel": "C1"}),
            ):
                assert await ada.delivery.send("events_api", payload) is None
            shortcut = {"type": "shortcut", "team": {"id": "T1"}, "user": {"id": "UADA"}}
            assert await ada.delivery.send("interactive", shortcut) is None

    tell(story)


def test_slack_is_shown_that_the_endpoint_is_the_apps(database: str) -> None:
    """Slack asks when an address is entered in the app's settings, before the app is installed anywhere."""

    async def story() -> None:
        async with office(database) as here:
            text = json.dumps({"type": "url_verification", "challenge": "answer me", "token": "x"})
            headers = {**signed(text), "Content-Type": "application/json"}
            async with here.session.post(f"{here.url}/slack/events", data=text, headers=headers) as said:
                assert (said.status, await said.json()) == (200, {"challenge": "answer me"})

    tell(story)


def test_a_token_in_the_environment_goes_without_a_warning(
    database: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story() -> None:
        async with office(database):
            pass

    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-T1")
    tell(story)
    assert caplog.text == ""


def test_the_tutor_does_not_hear_itself(database: str) -> None:
    async def story() -> None:
        stub = Stub(Message((Text("x"),)))
        async with office(database, answers=stub) as here:
            tutor = here.person("Tutor")
            tutor.user.id = here.workspace.bot_user
            own = {"type": "message", "channel_type": "im", "user": "UTUTOR", "bot_id": "BTUTOR", "text": "x"}
            await tutor.delivery.send("events_api", tutor.event({**own, "channel": "DTUTOR"}))
            assert stub.heard == []

    tell(story)


@pytest.mark.parametrize("socket", [False, True], ids=["http", "socket"])
def test_no_answer_and_no_token_is_in_the_log_at_any_level(
    database: str, socket: bool, caplog: pytest.LogCaptureFixture
) -> None:
    async def story() -> None:
        async with office(database, socket=socket) as here:
            ada = here.person("Ada")
            ada.enters(here.channel())
            await ada.types("/quiz")
            await ada.presses("Answer")
            await ada.sees("[____")
            await ada.submits("canary of an answer")
            await ada.says("canary in a mention")
            here.far.faults["chat.postEphemeral"].extend(["500", "429:0", "reset"])
            await ada.says("canary in trouble")
            here.far.faults["response_url"].extend(["500", "reset"])
            await ada.types("/ask " + "canary " * 3_000)
            await ada.types("/quiz canary")
            await here.settled()

    with caplog.at_level(logging.DEBUG):
        tell(story)
    for secret in ("canary", "xoxb-", "xapp-", "0123456789abcdef"):
        assert secret not in caplog.text


def test_a_manager_hears_that_the_tutor_must_be_invited_before_it_can_post(database: str) -> None:
    async def story() -> None:
        async with office(database) as here:
            ada = here.person("Ada", admin=True)
            ada.enters(here.channel(member=False))
            await ada.types("/daily set 09:00 UTC")
            await ada.sees("The daily question is set", "/invite @tutor")
            await ada.types("/daily set")
            await ada.sees("Time zone: [UTC ⌄]", "/invite @tutor")
            ada.closes()
            ada.enters(here.channel("inside"))
            await ada.types("/daily set 09:00 UTC")
            assert "/invite" not in await ada.sees("The daily question is set")

    tell(story)


@pytest.mark.parametrize("private", [False, True], ids=["public", "private"])
def test_a_quiz_together_begins_only_where_the_tutor_can_post_its_questions(
    database: str, private: bool
) -> None:
    async def story() -> None:
        async with office(database, pack=tea_pack(WHITE)) as here:
            ada, general = here.person("Ada"), here.channel(private=private, member=False)
            ada.enters(general)
            await ada.types("/quiz 1 together")
            await ada.sees("I cannot post here before I am in this channel: type /invite @tutor")
            here.far.refused.clear()
            general.member = True
            await ada.types("/quiz 1 together")
            await ada.sees("1 question for everybody here")
            await here.pulse(minutes=1)
            await ada.sees("Question 1 of 1")
            clean(here)

    tell(story)


def test_a_manager_sets_the_daily_question_in_a_modal_and_others_are_refused(database: str) -> None:
    async def story() -> None:
        async with office(database) as here:
            ada, bob = here.person("Ada", admin=True), here.person("Bob")
            for person in (ada, bob):
                person.enters(here.workspace.channels.get("CGENERAL") or here.channel())
            await bob.types("/daily set")
            await bob.sees("Only those who manage this channel may do that.")
            await ada.types("/daily set")
            await ada.sees("Europe/Berlin ⌄]")
            await ada.submits(time="09:30")
            await here.settled()
            ada.closes()
            await bob.types("/daily")
            await bob.sees("9:30", "Europe/Berlin")
            clean(here)

    tell(story)
