"""Hostile texts through every command and every place: nothing comes to life, and Slack refuses nothing."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from adapters.slack.names import Names
from bot.commands import COMMANDS
from bot.notes.model import Choice, Fact, Pack, QuestionKind, Source, Topic
from tests.far_ends.slack import Person
from tests.far_ends.slack.office import Office, office
from tests.hostile import HOSTILE
from tests.kit import question, tea_pack

GROUPS = [HOSTILE[start : start + 11] for start in range(0, len(HOSTILE), 11)]


def tell(database: str, story: Callable[[Office], Awaitable[None]], pack: Pack) -> None:
    async def told() -> None:
        async with office(database, pack=pack) as here:
            await story(here)
            await here.settled()
            assert here.far.live == []
            assert here.far.refused == []

    asyncio.run(asyncio.wait_for(told(), 60))


def test_there_are_at_least_sixty_of_them() -> None:
    assert len(set(HOSTILE)) >= 60 and any(len(text) == 40_000 for text in HOSTILE)


@pytest.mark.parametrize("texts", GROUPS, ids=range(len(GROUPS)))
def test_typed_after_every_command_said_answered_and_as_a_name(database: str, texts: tuple[str, ...]) -> None:
    async def story(here: Office) -> None:
        ada = here.person("Ada")
        direct = ada.channel
        general = here.channel()
        for text in texts:
            ada.user.name, general.name = text[:80], text[:80]
            ada.enters(general)
            for command in COMMANDS:
                await ada.types(f"{Names().slash(command.name)} {text}")
            await ada.types("/leaderboard all")
            await ada.says(text)
            await ada.types("/quiz")
            await ada.presses("Answer")
            await ada.submits(text or "x")
            ada.closes()
            ada.enters(direct)
            await ada.says(text)
            await ada.opens_home()
            await here.settled()

    tell(database, story, tea_pack(question("dark"), question("half-dark"), question("white")))


@pytest.mark.parametrize("texts", GROUPS, ids=range(len(GROUPS)))
def test_answered_to_the_daily_question_whose_answers_the_channel_sees_in_the_end(
    database: str, texts: tuple[str, ...]
) -> None:
    async def story(here: Office) -> None:
        ada, general = here.person("Ada", admin=True), here.channel()
        ada.enters(general)
        await ada.types("/daily set 13:00 UTC daily")
        await here.pulse(hours=1.1)
        for number, text in enumerate(texts):
            one = here.person(f"P{number}")
            one.user.name = text[:80] or "x"
            one.enters(general)
            await one.presses("Answer")
            await one.sees("[____")
            await one.submits(text or "x")
        await here.pulse(hours=8)
        await ada.sees("The answer")

    tell(database, story, tea_pack(question("dark")))


@pytest.mark.parametrize("text", HOSTILE[::6], ids=range(0, len(HOSTILE), 6))
def test_in_a_daily_question_its_form_and_its_answer(database: str, text: str) -> None:
    async def story(here: Office) -> None:
        ada = here.person("Ada", admin=True)
        ada.enters(here.channel())
        await ada.types("/daily set")
        await ada.submits(time="13:00", zone="UTC", days="daily", topics=text)
        ada.closes()
        await ada.types("/daily set 13:00 UTC daily")
        await here.pulse(hours=1.1)
        await ada.sees("Question of the day")
        await here.pulse(hours=8)
        await ada.sees("The answer")
        await ada.types("/daily status")

    tell(database, story, pack_of(text))


def pack_of(text: str) -> Pack:
    """Notes in which every word is hostile."""
    path = (text[:200] or "x",)
    topics = (Topic(path, 1, Source("tea.md", 1, 1), (0, 1)),)
    facts = (
        Fact(f"oolong {text}", Source("tea.md", 2, 2), path, code=(text,)),
        Fact(text, Source("tea.md", 3, 3), path, (f"oolong {text}",), 0),
    )
    options = (Choice(text, right=True), Choice(f"not {text}", right=False), Choice("neither", right=False))
    several = (Choice(text, right=True), Choice(f"also {text}", right=True), Choice("no", right=False))
    about: dict[str, Any] = {"prompt": text or "x", "explanation": text, "topic": path}
    return Pack(
        "tea",
        text,
        topics=topics,
        facts=facts,
        questions=(
            question("box", answers=(text or "x",), **about),
            question("one", QuestionKind.CHOICE, answers=(text,), choices=options, **about),
            question("many", QuestionKind.MULTIPLE, answers=(text,), choices=several, **about),
        ),
    )


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_in_notes_questions_options_and_explanations(database: str, text: str) -> None:
    async def story(here: Office) -> None:
        ada = here.person("Ada")
        ada.enters(here.channel())
        for line in ("/ask oolong", "/topics", f"/card {text[:60]}", "/tutor-help"):
            await ada.types(line)
        await here.settled()
        if "[share here]" in ada.screen():
            await ada.presses("share here")
        await ada.types("/quiz 3")
        await run_through(here, ada)
        assert here.far.refused == []

    tell(database, story, pack_of(text))


async def run_through(here: Office, ada: Person) -> None:
    """Answer whatever is asked, somehow, until the quiz is done."""
    for _ in range(8):
        await here.settled()
        screen = ada.screen()
        last = screen.splitlines()[-1]
        if "Quiz done" in screen:
            return
        if "[____" in last:
            await ada.submits("something quite different")
        elif "☐" in "".join(screen.splitlines()[-2:]):
            ada.ticks("no", "C")
            await ada.presses("Answer")
        elif last == "[Answer]":
            await ada.presses("Answer")
        else:
            await ada.presses("neither" if "[neither]" in last else "C")
    raise AssertionError(screen[-500:])
