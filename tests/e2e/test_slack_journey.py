"""A day with the tutor in Slack, from its installation on, recorded in docs/slack-journey.md.

Run with UPDATE_DOCS=1 to write the record anew.
"""

import asyncio
import os
from pathlib import Path

from tests.adapters.slack.test_oauth import hall, install
from tests.far_ends.slack import FarSlack, Person
from tests.far_ends.slack.office import ALL_SCOPES, Office, office
from tests.far_ends.slack.transcript import Script
from tests.kit import WHITE, question, tea_pack

RECORD = Path(__file__).parent.parent.parent / "docs" / "slack-journey.md"
PREFACE = """# A day with the tutor in Slack

Written by `tests/e2e/test_slack_journey.py`, from real signed requests over loopback to a stand-in for Slack
that refuses what Slack refuses. The same story runs over Socket Mode, and people see the same.
"""
PACK = tea_pack(question("first", answers=("Darjeeling First Flush",)), WHITE)


async def day(here: Office, script: Script) -> None:
    """Two daily questions, one with options and one with a box; then boards, notes, sharing, home."""
    ada, bob, cem = people = [here.person("Ada", admin=True), here.person("Bob"), here.person("Cem")]
    general = here.channel()
    for person in people:
        person.enters(general)
    script.watch(*people)
    await script.step("Ada, an admin, types `/daily set`", ada.types("/daily set"))
    await script.step("Ada picks 09:30 and saves", ada.submits(time="09:30"))
    ada.closes()
    for morning in ("The next morning", "The morning after"):
        await script.step(f"{morning} at 09:30", here.pulse(hours=24 if "after" in morning else 20.5))
        if any("[Silver Needle]" in person.screen().splitlines()[-2] for person in people):
            await script.step("Bob opens the tutor's Home tab", bob.opens_home())
            await script.step("Ada presses *Silver Needle*", ada.presses("Silver Needle"))
            await script.step("Bob presses *Assam*", bob.presses("Assam"))
            await script.step("Cem presses *Silver Needle*, twice", cem.presses("Silver Needle", copies=2))
        else:
            await by_box(script, *people)
        await script.step("A minute later", here.pulse(minutes=1))
        await script.step("In the evening, when the question closes", here.pulse(hours=8))
        here.clock.move(hours=-8, minutes=-1)
    await script.step("Cem types `/leaderboard`", cem.types("/leaderboard"))
    await script.step("Ada types `/ask is green tea oxidised`", ada.types("/ask is green tea oxidised"))
    await script.step("Ada presses *share here*", ada.presses("share here"))
    await script.step("Cem writes `@tutor is green tea oxidised?`", cem.says("is green tea oxidised?"))
    await script.step("Ada opens the tutor's Home tab", ada.opens_home())


async def by_box(script: Script, ada: Person, bob: Person, cem: Person) -> None:
    """The question that wants an answer in one's own words."""
    for person in (ada, bob, cem):
        name = person.user.name.capitalize()
        await script.step(f"{name} presses *Answer*", person.presses("Answer"))
    await script.step(
        "Ada writes “darjeeling first flush” and submits", ada.submits("darjeeling first flush")
    )
    await script.step("Bob writes “first flush” and submits", bob.submits("first flush"))
    await script.step("Bob writes “Darjeeling first flush”", bob.submits("Darjeeling first flush"))
    await script.step("Cem writes “oolong” and submits", cem.submits("oolong"))
    for person in (ada, bob, cem):
        person.closes()


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
