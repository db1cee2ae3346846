"""A day with the tutor in Slack, from its installation on, recorded in docs/slack-journey.md.

Run with UPDATE_DOCS=1 to write the record anew.
"""

import asyncio
import os
from dataclasses import replace
from pathlib import Path

from bot.notes.model import Source, Topic
from tests.adapters.slack.test_oauth import hall, install
from tests.far_ends.slack import FarSlack
from tests.far_ends.slack.office import ALL_SCOPES, Office, office
from tests.far_ends.slack.transcript import Script
from tests.kit import WHITE, question, tea_pack

RECORD = Path(__file__).parent.parent.parent / "docs" / "slack-journey.md"
PREFACE = """# A day with the tutor in Slack

Written by `tests/e2e/test_slack_journey.py`, from real signed requests over loopback to a stand-in for Slack
that refuses what Slack refuses. The same story runs over Socket Mode, and people see the same.
"""
_TOPICS = {name: ("Tea", name) for name in ("Dark tea", "First flush", "White tea")}
_QUESTIONS = tea_pack(
    question("dark", topic=_TOPICS["Dark tea"]),
    question("first", topic=_TOPICS["First flush"], answers=("Darjeeling First Flush",)),
    replace(WHITE, topic=_TOPICS["White tea"]),
)
PACK = replace(
    _QUESTIONS,
    topics=(*_QUESTIONS.topics, *(Topic(path, 2, Source("tea.md", 5, 5)) for path in _TOPICS.values())),
)


async def day(here: Office, script: Script) -> None:
    """Three people answer by a box, after a close one, and by a button; then boards, notes, sharing, home."""
    ada, bob, cem = people = [here.person(name) for name in ("Ada", "Bob", "Cem")]
    general = here.channel()
    for person in people:
        person.enters(general)
    script.watch(*people)
    await script.step("Ada types `/quiz dark tea`", ada.types("/quiz dark tea"))
    await script.step("Ada presses *Answer*", ada.presses("Answer"))
    await script.step("Ada writes “oolong” and submits", ada.submits("oolong"))
    ada.closes()
    await script.step("Bob types `/quiz first flush`", bob.types("/quiz first flush"))
    await script.step("Bob presses *Answer*", bob.presses("Answer"))
    await script.step("Bob writes “first flush” and submits", bob.submits("first flush"))
    await script.step("Bob writes “darjeeling first flush”", bob.submits("darjeeling first flush"))
    bob.closes()
    await script.step("Cem types `/quiz white tea`", cem.types("/quiz white tea"))
    await script.step("Cem presses *Silver Needle*", cem.presses("Silver Needle"))
    await script.step("Ada types `/leaderboard`", ada.types("/leaderboard"))
    await script.step("Ada types `/ask is green tea oxidised`", ada.types("/ask is green tea oxidised"))
    await script.step("Ada presses *share here*", ada.presses("share here"))
    await script.step(
        "Cem mentions the tutor: `@tutor is green tea oxidised?`", cem.says("is green tea oxidised?")
    )
    await script.step("Ada opens the tutor's Home tab", ada.opens_home())


async def over_http(database: str) -> Script:
    async with FarSlack() as far:
        workspace = far.workspace("T1", scopes=ALL_SCOPES, token="none")
        async with hall(database, far, pack=PACK) as here:
            script = Script(far, here.settled)
            await script.step("Somebody opens `/slack/install` and agrees", install(here, workspace))
            script.seen.clear()
            await day(here, script)
            assert far.live == [] and far.refused == []
            return script


async def over_a_socket(database: str) -> Script:
    async with office(database, socket=True, pack=PACK) as here:
        script = Script(here.far, here.settled)
        await day(here, script)
        assert here.far.live == [] and here.far.refused == []
        return script


def test_a_day_over_http_is_as_recorded(database: str) -> None:
    script = asyncio.run(asyncio.wait_for(over_http(database), 50))
    told = "\n".join([PREFACE, *script.text]).rstrip() + "\n"
    if os.environ.get("UPDATE_DOCS"):
        RECORD.write_text(told)
    assert told == RECORD.read_text()


def test_a_day_over_socket_mode_is_the_same_for_everybody(database: str, tmp_path: Path) -> None:
    by_http = asyncio.run(asyncio.wait_for(over_http(str(tmp_path / "other.sqlite3")), 50))
    by_socket = asyncio.run(asyncio.wait_for(over_a_socket(database), 50))
    assert by_socket.seen == by_http.seen
