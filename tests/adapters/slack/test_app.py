"""The tutor in Slack, over real requests and a real socket."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from tests.far_ends.slack.office import Office, office
from tests.kit import WHITE, question, tea_pack

Story = Callable[[Office], Awaitable[None]]


@pytest.mark.parametrize("socket", [False, True], ids=["http", "socket"])
def test_a_quiz_with_a_box_and_with_options(database: str, socket: bool) -> None:
    async def story() -> None:
        pack = tea_pack(question("dark"), WHITE)
        async with office(database, socket=socket, pack=pack) as here:
            ada = here.person("Ada")
            ada.enters(here.channel())
            await ada.types("/quiz 2")
            print(await ada.sees("Question 1 of 2"))
            for _ in range(2):
                if "[Answer]" in ada.screen():
                    await ada.presses("Answer")
                    print(await ada.sees("Which tea is dark?", "[____"))
                    await ada.submits("oolong")
                else:
                    await ada.presses("Silver Needle")
                print(await ada.sees("Right"))
            print(await ada.sees("2 of 2 right"))
            ada.closes()
            await here.settled()
            print(await ada.sees("2 of 2 right"))
            assert here.far.live == [] and here.far.refused == []

    asyncio.run(story())
