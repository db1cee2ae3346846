"""One script, several platforms: what the tutor decided is the same on each.

A platform is a driver: it plays the script on a new database, with the same chance and the same clock.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from adapters.console.events import Speaker
from adapters.console.lines import lines
from bot.notes.model import QuestionKind
from bot.tutor import Tutor
from storage.store import SqlStore
from tests.adapters.discord.server import make_desk
from tests.adapters.discord.wire import Wire, connected, until
from tests.far_ends.discord import NAMES, walk, words
from tests.far_ends.slack import Person
from tests.far_ends.slack.office import Office, office
from tests.kit import WHITE, SetClock, question, tea_pack

PACK = tea_pack(
    question("dark"),
    question("first", answers=("Darjeeling First Flush",)),
    WHITE,
    question("old", answers=("pu-erh", "pu erh tea"), rejects=("matcha",)),
    question(
        "hot", QuestionKind.ALL_OF, answers=("water; leaf",), parts=(("water",), ("leaf", "leaves")), need=2
    ),
)


@dataclass(frozen=True)
class Step:
    """What somebody does: a command with its parameters, or an answer to the question before them; or hours
    that pass."""

    who: str = ""
    command: str = ""
    args: tuple[tuple[str, str | int], ...] = ()
    answer: str = ""
    hours: int = 0


ANSWERS = {
    "dark": ("oolong", "the oolong", "green tea"),
    "first": ("first flush", "darjeeling first flush", "Assam", ""),
    "white": ("Silver Needle", "Lapsang", "Assam"),
    "old": ("PU ERH", "matcha", "i do not know"),
    "hot": ("leaves and water", "water", "steam; fire"),
}
SCRIPT = (
    Step("Ada", "quiz", (("n", 5),)),
    *[Step("Ada", answer=str(place)) for place in (0, 0, 1, 0, 0, 0)],
    Step("Bob", "quiz", (("n", 3),)),
    *[Step("Bob", answer=str(place)) for place in (1, 1, 2, 1)],
    Step("Cem", "quiz", (("n", 4),)),
    *[Step("Cem", answer=str(place)) for place in (2, 2, 2, 2, 2)],
    Step(hours=24),
    Step("Ada", "quiz", (("n", 2),)),
    Step("Ada", answer="0"),
    Step("Bob", "quiz", (("topic", "green"), ("n", 1))),
    Step("Bob", answer="0"),
    Step("Bob", "leaderboard", (("period", "all"),)),
    Step("Bob", "streak"),
)


def reply_to(shown: str, step: Step) -> str | None:
    """The words for a step's answer, by the question that is shown; None where none is open."""
    asked = shown.rfind("Which tea is ")
    if asked < 0 or "Quiz done" in shown[asked:]:
        return None
    name = shown[asked:].removeprefix("Which tea is ").partition("?")[0]
    return ANSWERS[name][int(step.answer)]


def seen(before: str, said: str) -> str:
    """What somebody has in mind: the last question, and all that was said since."""
    return said if "Which tea is" in said else before + said


def on_console(database: str) -> None:
    """Everybody types at a terminal of their own."""
    store, clock = SqlStore(database), SetClock()
    tutor = Tutor(make_desk(store, PACK, clock))
    shown: dict[str, str] = {}
    for step in SCRIPT:
        clock.move(hours=step.hours)
        line: str | None = f"/{step.command} " + " ".join(str(value) for _, value in step.args)
        if not step.command:
            line = reply_to(shown.get(step.who, ""), step)
        if not line:
            continue
        said = "\n".join(map(str, lines(asyncio.run(tutor.handle(Speaker.named(step.who).event(line))))))
        shown[step.who] = seen(shown.get(step.who, ""), said)
    store.close()


def on_slack(database: str) -> None:
    """Everybody types commands, presses buttons and fills boxes."""

    async def play() -> None:
        async with office(database, pack=PACK) as here:
            people: dict[str, Person] = {}
            shown: dict[str, str] = {}
            for step in SCRIPT:
                here.clock.move(hours=step.hours)
                if not step.who:
                    continue
                person = people.get(step.who) or people.setdefault(step.who, here.person(step.who))
                if step.command:
                    person.closes()
                    words = " ".join(str(value) for _, value in step.args)
                    await person.types(f"/{step.command} {words}")
                elif text := reply_to(shown[step.who], step):
                    await answer_in_slack(here, person, text)
                await here.settled()
                shown[step.who] = seen(shown.get(step.who, ""), person.screen())

    asyncio.run(play())


async def answer_in_slack(here: Office, person: Person, text: str) -> None:
    """By a button with the words, or else in the box, which may be there already."""
    last = person.screen().splitlines()[-1]
    if f"[{text}]" in last:
        await person.presses(text)
        return
    if "[____]" not in last:
        await person.presses("Answer")
        await here.far.until(lambda: person.user.view, "a modal")
    await person.submits(text)


def on_discord(database: str) -> None:
    """Everybody uses commands, presses buttons and fills boxes."""

    async def play() -> None:
        async with connected(database, PACK) as wire:
            ids = {name: number for number, name in NAMES.items()}
            at: dict[str, int] = {}
            for step in SCRIPT:
                wire.clock.move(hours=step.hours)
                if step.command:
                    at[step.who] = await wire.message(
                        await wire.far.command(ids[step.who], step.command, **dict(step.args))
                    )
                elif step.who and (text := reply_to(words(wire.far.messages[at[step.who]]), step)):
                    at[step.who] = await answer(wire, ids[step.who], at[step.who], text)

    asyncio.run(play())


async def answer(wire: Wire, who: int, message: int, text: str) -> int:
    """By a button with the words, or else in the box."""
    labels = [c["label"] for c in walk(wire.far.messages[message]["components"]) if "label" in c]
    if text in labels:
        return await wire.message(await wire.far.press(who, message, text))
    opened = await wire.far.press(who, message, next(label for label in labels if label.startswith("✎")))
    await until(lambda: opened.modal)
    return await wire.message(await wire.far.submit(who, opened, {"answer": text}))


DRIVERS: dict[str, Callable[[str], None]] = {
    "console": on_console,
    "slack": on_slack,
    "discord": on_discord,
}


def decided(database: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every verdict, point and streak, by the names of people."""
    queries = {
        "verdicts": """SELECT lower(name), question_id, try, result, score
                       FROM attempts JOIN persons ON id = person_id
                       ORDER BY name, question_id, try, answered_at""",
        "points": """SELECT lower(name), points, count(*) FROM ledger JOIN persons ON persons.id = person_id
                     GROUP BY name, points ORDER BY name, points""",
        "streaks": """SELECT lower(name), current, best, last_date FROM streaks JOIN persons ON id = person_id
                      ORDER BY name""",
        "totals": """SELECT lower(name), period, points FROM totals JOIN persons ON id = person_id
                     ORDER BY name, period""",
    }
    with closing(sqlite3.connect(database)) as connection:
        return {what: connection.execute(query).fetchall() for what, query in queries.items()}


@pytest.mark.parametrize("platform", sorted(set(DRIVERS) - {"console"}))
def test_a_platform_decides_as_the_terminal_does(platform: str, tmp_path: Path) -> None:
    found = {}
    for name in ("console", platform):
        database = str(tmp_path / f"{name}.sqlite3")
        DRIVERS[name](database)
        found[name] = decided(database)
    assert found[platform] == found["console"]
    results = {row[3] for row in found[platform]["verdicts"]}
    assert results == {"correct", "close", "incorrect"} and len(found[platform]["verdicts"]) >= 12
