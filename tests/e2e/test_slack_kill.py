"""A tutor in Slack that is killed between question and click judges the click once."""

import asyncio

import pytest

from tests.far_ends.slack.program import running


@pytest.mark.parametrize("socket", [False, True], ids=["http", "socket"])
def test_killed_between_question_and_click_it_judges_the_click_once(database: str, socket: bool) -> None:
    async def story() -> None:
        async with running(database, socket=socket) as (_, program):
            ada = program.person("Ada")
            await ada.says("/quiz")
            await ada.sees("[Silver Needle]")
            await program.kill()
            await program.start()
            await ada.presses("Silver Needle", copies=3)
            await ada.sees("1 of 1 right, 2 points")
            await ada.says("/leaderboard all")
            await ada.sees("1. **ada** · 2")

    asyncio.run(asyncio.wait_for(story(), 50))
