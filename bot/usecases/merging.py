"""Two workspaces that become one, and one that becomes two again.

All of the side that gave the code becomes part of the side where it is typed: people, channels with their
schedules, history, squads (those of one name become one) and rulings.
"""

from bot import outcomes
from bot.errors import UsageError
from bot.events import CommandCalled
from bot.messages import Bullets, Heading, Message, Part, Text, Tone
from bot.ports import Installation, WorkspaceId
from bot.usecases.desk import Desk, Visit
from bot.usecases.explain import plural
from bot.usecases.joining import part_all
from bot.usecases.proof import ask_first, confirmed, give_code, named, with_code

_RULES = (
    "Everybody keeps points, streaks and answers; there is one leaderboard.",
    "Channels and their daily questions stay as they are. /link channel makes two of them one.",
    "Squads of the same name become one.",
    "/unlink workspace parts the two again.",
)
_PARTING = (
    "Whoever is known on one side only goes with that side, with points, streak and answers.",
    "Joined accounts are parted, each with what it had before; what came since stays with the first.",
    "A channel that is on both sides becomes two, with the same schedule.",
)


async def link_workspaces(desk: Desk, call: CommandCalled) -> Message:
    """Give a code, or link the workspace that gave one with this one."""
    if not call.args.get("value"):
        return await give_code(
            desk, call, lambda visit: visit.member.workspace, "Whoever manages the other side may"
        )
    return await with_code(desk, call, _told, _linked)


async def unlink_workspace(desk: Desk, call: CommandCalled) -> Message:
    """Part this side from the other."""
    if not confirmed(call):
        return await desk.look(call, lambda visit: _warned(visit, call))

    def effect(visit: Visit) -> Message:
        own = _own(visit, call)
        part_all(visit, own)
        visit.tx.split_workspace(visit.member, own, visit.now)
        told = Message((Text(f"{named(own.platform)} is a group of its own again.", Tone.GOOD),))
        moved = visit.tx.enter(call.who, call.where, visit.now)  # where a copy of this event is looked for
        visit.tx.remember(moved, call.delivery, outcomes.dump(told), visit.now)
        return told

    return await desk.once(call, effect)


def _told(visit: Visit, payload: int) -> tuple[Part, ...]:
    other = visit.tx.installations(WorkspaceId(payload))
    if payload == visit.member.workspace:
        raise UsageError("That code is of this very group; type it on the other side.")
    if not other:
        raise UsageError("The group that gave the code is not there any more.")
    sides = ", ".join(f"{named(i.platform)} ({plural(i.people, 'person', 'people')})" for i in other)
    return (
        Heading(f"Become one group with {sides}?"),
        Bullets(tuple((0, rule) for rule in _RULES)),
    )


def _linked(visit: Visit, payload: int) -> Message:
    _told(visit, payload)
    visit.tx.merge_workspaces(visit.member.workspace, WorkspaceId(payload))
    return Message((Text("Linked: one group from now on. /link channel pairs two channels.", Tone.GOOD),))


def _warned(visit: Visit, call: CommandCalled) -> Message:
    own = _own(visit, call)
    head = Heading(f"Part {named(own.platform)} from the group?")
    return ask_first(call, "part them", head, Bullets(tuple((0, rule) for rule in _PARTING)))


def _own(visit: Visit, call: CommandCalled) -> Installation:
    """The side on which somebody is, which must not be the only one."""
    there = visit.tx.installations(visit.member.workspace)
    if len(there) < 2:
        raise UsageError("This group is on one platform only; there is nothing to part.")
    return next(one for one in there if (one.platform, one.team) == (call.where.platform, call.where.team))
