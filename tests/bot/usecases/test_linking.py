"""One group on two platforms: linking workspaces, pairing channels."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pytest

from bot.errors import Forbidden, Later
from bot.messages import Heading, Message
from storage.admin import Admin
from tests.kit import Side, Talk, question, talking, tea_pack, text_of

EXPIRED = {"minutes": 10, "seconds": 1}


@dataclass
class Group:
    """People on Slack and on Discord, before they know of each other."""

    talk: Talk
    slack: Side
    discord: Side

    def link(self) -> None:
        """Make one group of them."""
        code = code_of(self.slack.say("/link workspace"))
        told = self.discord.say(f"/link workspace {code}", "Dan")
        self.discord.press(told, "become one group", "Dan")

    def pair(self) -> None:
        """Make one channel of the two."""
        self.link()
        code = code_of(self.slack.say("/link channel"))
        self.discord.press(self.discord.say(f"/link channel {code}", "Dan"), "make them one", "Dan")

    def ask_today(self) -> str:
        """Post a daily question at 13:00; its post."""
        self.slack.say("/daily set 13:00 UTC")
        self.talk.pulse(hours=1)
        return next(iter(self.slack.wall.posted))


def code_of(message: Message) -> str:
    """The code that somebody is shown."""
    return next(part.text for part in message.parts if isinstance(part, Heading))


@contextmanager
def grouping(address: str) -> Iterator[Group]:
    """People on two platforms, over the database at `address`."""
    with talking(address, tea_pack(*(question(name) for name in "abc"))) as talk:
        yield Group(talk, Side(talk, "slack", "T1"), Side(talk, "discord", "G1"))


@pytest.fixture
def group(any_database: str) -> Iterator[Group]:
    with grouping(any_database) as people:
        yield people


def played(side: Side, who: str) -> None:
    """Somebody earns two points."""
    shown = side.say("/quiz 1", who)
    side.fill(next(part.post for part in shown.parts if hasattr(part, "post")), "oolong", who)


def test_a_code_links_two_groups_into_one(group: Group) -> None:
    played(group.slack, "Ada")
    played(group.discord, "Dan")
    assert "Ada" not in text_of(group.discord.say("/leaderboard", "Dan"))
    code = code_of(group.slack.say("/link workspace"))
    told = group.discord.say(f"/link workspace {code}", "Dan")
    assert "Become one group with Slack (1 person)?" in text_of(told)
    assert "Ada" not in text_of(group.discord.say("/leaderboard", "Dan"))
    assert "Linked" in text_of(group.discord.press(told, "become one group", "Dan"))
    for side, who in ((group.slack, "Ada"), (group.discord, "Dan")):
        board = text_of(side.say("/leaderboard", who))
        assert "1.\nAda\n2\n1.\nDan\n2" in board
    assert "Discord (1 person), Slack (1 person)" in text_of(group.slack.say("/link"))


def test_only_managers_link(group: Group) -> None:
    assert "Only those who manage" in text_of(group.slack.say("/link workspace", manager=False))
    code = code_of(group.slack.say("/link workspace"))
    refused = group.discord.say(f"/link workspace {code}", manager=False)
    assert "Only those who manage" in text_of(refused)


def test_a_code_works_once_for_what_it_is_for_and_for_ten_minutes(group: Group) -> None:
    code = code_of(group.slack.say("/link workspace"))
    assert "not valid" in text_of(group.discord.say(f"/link channel {code}"))
    assert "not valid" in text_of(group.discord.say("/link workspace ABCDE-FGHJK"))
    told = group.discord.say(f"/link workspace {code.lower()}")
    group.discord.press(told, "become one group")
    assert "not valid" in text_of(group.discord.press(told, "become one group"))
    late = code_of(group.slack.say("/link channel"))
    group.talk.clock.move(**EXPIRED)
    assert "not valid" in text_of(group.discord.say(f"/link channel {late}"))


def test_a_code_is_of_no_use_on_its_own_side(group: Group) -> None:
    code = code_of(group.slack.say("/link workspace"))
    assert "of this very group" in text_of(group.slack.say(f"/link workspace {code}"))


def test_a_press_that_is_delivered_again_links_once_and_says_the_same(group: Group) -> None:
    code = code_of(group.slack.say("/link workspace"))
    args = {"what": "workspace", "value": code, "sure": "yes"}
    said = [group.discord.call("link", args, "Dan", delivery="same") for _ in range(2)]
    assert said[0] == said[1] and "Linked" in text_of(said[0])


def test_squads_of_one_name_become_one_and_dailies_of_both_stand_beside_each_other(group: Group) -> None:
    for side, who in ((group.slack, "Ada"), (group.discord, "Dan")):
        side.say("/squad create Blues")
        side.say("/squad join blues", who)
        side.say("/daily set 13:00 UTC")
    group.talk.pulse(hours=1)
    group.link()
    assert "Blues\n2 members" in text_of(group.slack.say("/squad"))
    for side, who in ((group.slack, "Ada"), (group.discord, "Dan")):
        post = next(iter(side.wall.posted))
        assert "Right · 10 points" in text_of(side.fill(post, "oolong", who))
    group.talk.pulse(hours=8)
    assert len(group.slack.texts()) == len(group.discord.texts()) == 2


def test_paired_channels_have_one_question_one_count_and_one_reveal(group: Group) -> None:
    group.pair()
    post = group.ask_today()
    assert post == next(iter(group.discord.wall.posted))
    assert "Right" in text_of(group.slack.fill(post, "oolong", "Ada"))
    assert "Not right" in text_of(group.discord.fill(post, "green", "Dan"))
    group.talk.pulse(seconds=5)
    for side in (group.slack, group.discord):
        assert "2 people have answered" in side.texts()[0]
    group.talk.pulse(hours=8)
    assert group.slack.texts()[1] == group.discord.texts()[1]
    assert "right\n1\ngreen\n1" in group.slack.texts()[1]


def test_pausing_on_one_side_pauses_both(group: Group) -> None:
    group.pair()
    group.slack.say("/daily set 13:00 UTC")
    group.discord.say("/daily pause", "Dan")
    group.talk.pulse(hours=1)
    assert group.slack.texts() == group.discord.texts() == []


def test_of_two_schedules_a_person_says_which_stays(group: Group) -> None:
    group.link()
    group.slack.say("/daily set 13:00 UTC")
    group.discord.say("/daily set 18:00 UTC", "Dan")
    code = code_of(group.slack.say("/link channel"))
    told = group.discord.say(f"/link channel {code}", "Dan")
    assert "Both have a daily question. Which schedule is to stay?" in text_of(told)
    group.discord.press(told, "keep the one here", "Dan")
    assert "18:00" in text_of(group.slack.say("/daily status"))


@pytest.mark.parametrize("ring", ["the same again", "another channel of a paired platform"])
def test_rings_are_refused(group: Group, ring: str) -> None:
    group.pair()
    code = code_of(group.slack.say("/link channel"))
    side = group.discord if ring == "the same again" else replace(group.discord, channel="random")
    refused = text_of(side.say(f"/link channel {code}", "Dan"))
    assert "this very channel" in refused or "paired with a channel on that platform already" in refused


def test_channels_of_groups_that_are_not_linked_are_not_paired(group: Group) -> None:
    code = code_of(group.slack.say("/link channel"))
    assert "not linked yet" in text_of(group.discord.say(f"/link channel {code}", "Dan"))


def test_a_side_that_is_away_holds_up_nobody_and_catches_up(group: Group) -> None:
    group.pair()
    group.discord.wall.trouble = [Later("away", 60)] * 8
    post = group.ask_today()
    assert len(group.slack.texts()) == 1 and group.discord.texts() == []
    group.slack.fill(post, "oolong")
    for _ in range(12):
        group.talk.pulse(minutes=5)
    assert "1 person has answered" in group.discord.texts()[0]
    group.talk.pulse(hours=8)
    assert group.slack.texts()[1] == group.discord.texts()[1]


def test_a_side_that_is_away_until_the_end_skips_the_question(group: Group) -> None:
    group.pair()
    group.discord.wall.trouble = [Later("away", 600)] * 60
    group.ask_today()
    for _ in range(9):
        group.talk.pulse(hours=1)
    group.discord.wall.trouble = []
    group.talk.pulse(hours=1)
    assert len(group.slack.texts()) == 2 and group.discord.texts() == []


def test_a_side_that_refuses_is_left_alone_until_it_is_resumed_and_its_manager_is_told(group: Group) -> None:
    group.pair()
    group.discord.wall.trouble = [Forbidden("no place for the tutor.")]
    group.ask_today()
    group.talk.pulse()
    assert len(group.slack.texts()) == 1
    status = text_of(group.slack.say("/daily status"))
    assert "Not on Discord: no place for the tutor." in status and "Paused" not in status
    told = [text_of(m) for place, m in group.slack.wall.posted.values() if place.direct]
    assert any("on Discord no more" in words for words in told)
    group.slack.say("/daily resume")
    group.talk.pulse(days=1)
    assert len(group.discord.texts()) == 1


def test_unpairing_gives_each_the_same_schedule(group: Group) -> None:
    group.pair()
    group.ask_today()
    told = group.discord.say("/unlink channel", "Dan")
    assert "same schedule" in text_of(told)
    group.discord.press(told, "part it", "Dan")
    group.talk.pulse(days=1)
    assert [len(side.wall.posted) for side in (group.slack, group.discord)] == [3, 3]
    assert "one platform only" in text_of(group.slack.say("/unlink channel"))


def test_unlinking_says_what_happens_and_everybody_keeps_what_is_theirs(
    group: Group, any_database: str
) -> None:
    played(group.slack, "Ada")
    group.pair()
    post = group.ask_today()
    for side, who in ((group.slack, "Ada"), (group.discord, "Dan")):
        side.fill(post, "oolong", who)
    told = group.discord.say("/unlink workspace", "Dan")
    assert "Whoever is known on one side only goes with that side" in text_of(told)
    group.discord.press(told, "part them", "Dan")
    assert "1.\nAda\n12" in text_of(group.slack.say("/leaderboard"))
    assert "Dan" not in text_of(group.slack.say("/leaderboard"))
    assert "1.\nDan\n10" in text_of(group.discord.say("/leaderboard", "Dan"))
    assert "1 day" in text_of(group.discord.say("/streak", "Dan"))
    assert "answered this one already" in text_of(group.discord.fill(post, "oolong", "Dan"))
    group.talk.pulse(hours=8)
    assert len(group.discord.texts()) == 2
    group.talk.pulse(hours=16)
    assert len(group.slack.texts()) == len(group.discord.texts()) == 3
    assert "one platform only" in text_of(group.slack.say("/unlink workspace"))
    assert Admin(any_database).rebuild_totals() == 0


def test_groups_that_were_parted_can_be_linked_again(group: Group, any_database: str) -> None:
    group.pair()
    post = group.ask_today()
    group.discord.fill(post, "oolong", "Dan")
    group.discord.press(group.discord.say("/unlink workspace", "Dan"), "part them", "Dan")
    group.link()
    assert "this channel\nSlack\n" in text_of(group.slack.say("/link"))
    told = group.discord.say(f"/link channel {code_of(group.slack.say('/link channel'))}", "Dan")
    group.discord.press(told, "keep the one there", "Dan")
    group.talk.pulse(days=1)
    assert len(group.slack.texts()) == len(group.discord.texts()) == 3
    assert "1.\nDan\n10" in text_of(group.slack.say("/leaderboard"))
    assert Admin(any_database).rebuild_totals() == 0
