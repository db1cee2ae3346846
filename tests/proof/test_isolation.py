"""Two workspaces with the same ids, mixed at random, see exactly what each would see alone."""

import random
import tempfile
from collections.abc import Sequence
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages import Message
from tests.kit import Talk, question, talking, tea_pack, text_of
from tests.proof import size

TEAMS, PEOPLE, CHANNELS = ("T1", "T2"), ("Ada", "Bob"), ("C1", "C2")
ANSWER, WAIT = "answer the channel's question", "wait"
LINES = (
    "/quiz 2",
    "oolong",
    "lapsang",
    "/streak",
    "/leaderboard all",
    "/leaderboard all channel",
    "/leaderboard all squads",
    "/squad create Blues",
    "/squad join Blues",
    "/quiz 2 together",
    "/reports",
    "/privacy board off",
    "/forget-me yes",
    "/link",
    "/daily set 13:00 UTC",
    "/daily now",
    "/daily pause",
    "/daily resume",
    "/daily status",
    ANSWER,
    WAIT,
)


class Step(NamedTuple):
    """Something somebody does in a workspace."""

    team: str
    who: str
    channel: str
    line: str


class First(random.Random):
    """Chance that always takes the first, so that what one workspace draws cannot matter to another."""

    def shuffle(self, x: Any) -> None:
        """Leave everything in its order."""

    def choices(self, population: Any, *_: Any, k: int = 1, **__: Any) -> Any:
        return [population[0]] * k

    def choice(self, seq: Any) -> Any:
        return seq[0]


steps = st.builds(
    Step,
    st.sampled_from(TEAMS),
    st.sampled_from(PEOPLE),
    st.sampled_from(CHANNELS),
    st.sampled_from(LINES),
)


def play(script: Sequence[Step]) -> dict[str, list[str]]:
    """What each workspace hears while the script runs, then what stands in its channels."""
    heard: dict[str, list[str]] = {team: [] for team in TEAMS}
    with tempfile.TemporaryDirectory() as folder:
        pack = tea_pack(*(question(name) for name in "abc"))
        with talking(f"{folder}/tutor.sqlite3", pack, First()) as talk:
            for step in script:
                said = act(talk, step)
                if said is not None:
                    heard[step.team].append(text_without_ids(said))
            for place, message in talk.wall.posted.values():
                heard[place.team].append(f"{place.id}: {text_without_ids(message)}")
    return heard


def act(talk: Talk, step: Step) -> Message | None:
    if step.line == WAIT:
        talk.pulse(hours=5)
        return None
    if step.line != ANSWER:
        return talk.say(step.line, step.who, team=step.team, channel=step.channel)
    post = next(
        (
            key
            for key, (place, _) in talk.wall.posted.items()
            if (place.team, place.id) == (step.team, step.channel)
        ),
        None,
    )
    return talk.fill(post, "oolong", step.who, team=step.team, channel=step.channel) if post else None


def text_without_ids(message: Message) -> str:
    return "\n".join(line for line in text_of(message).split("\n") if len(line) != 20 or " " in line)


def alone(script: Sequence[Step], team: str) -> list[Step]:
    """The script without what others did; time passes all the same."""
    return [step for step in script if step.team == team or step.line == WAIT]


@settings(max_examples=size(8, 300))
@given(st.lists(steps, max_size=25))
def test_a_workspace_hears_what_it_would_hear_alone(script: list[Step]) -> None:
    together = play(script)
    for team in TEAMS:
        assert together[team] == play(alone(script, team))[team]
