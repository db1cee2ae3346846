"""`/link` and `/unlink`: one group on two platforms.

Whoever links proves both sides: a code is shown in private on one, and typed on the other. What is about to
happen is said first, and done when it is confirmed.
"""

from collections.abc import Awaitable, Callable, Mapping

from bot.errors import UsageError
from bot.events import CommandCalled
from bot.messages import Heading, Message, Table, Text, Tone
from bot.ports import Relay
from bot.usecases.desk import Desk, Visit
from bot.usecases.explain import plural
from bot.usecases.joining import join_accounts, part_accounts
from bot.usecases.merging import link_workspaces, unlink_workspace
from bot.usecases.pairing import choose_relay, pair_channels, unpair_channel
from bot.usecases.proof import named

_ABOUT = {
    Relay.OFF: "nothing",
    Relay.SHARED: "what people choose to show to everybody",
    Relay.THREADS: "what people show to everybody, and the thread of the daily question",
}


async def link(desk: Desk, call: CommandCalled) -> Message:
    """Link a workspace, a channel or one's accounts to the other side, or look at what is linked."""
    return await _LINKS[call.args.get("what", "status")](desk, call)


async def unlink(desk: Desk, call: CommandCalled) -> Message:
    """Part what was linked."""
    return await _PARTS[call.args["what"]](desk, call)


async def _status(desk: Desk, call: CommandCalled) -> Message:
    if call.args.get("value"):
        raise UsageError("What is the code for? /link workspace CODE, /link channel CODE or /link me CODE.")
    return await desk.look(call, _linked)


def _linked(visit: Visit) -> Message:
    there = visit.tx.installations(visit.member.workspace)
    places = visit.tx.addresses(visit.member.spot)
    accounts = visit.tx.accounts(visit.member)
    group = ", ".join(f"{named(one.platform)} ({plural(one.people, 'person', 'people')})" for one in there)
    channel = ", ".join(named(a.place.platform) + (" (off)" if a.off else "") for a in places)
    rows = [
        ("the group", group),
        ("this channel", channel),
        ("you", ", ".join(named(account.platform) for account in accounts)),
    ]
    if len(places) > 1:
        rows.append(("passed on", _ABOUT[visit.tx.relay(visit.member.spot)]))
    return Message(
        (
            Heading("What is linked"),
            Table(("", "is on"), tuple(rows)),
            Text("/link workspace, /link channel and /link me give a code for the other side.", Tone.QUIET),
        )
    )


_LINKS: Mapping[str, Callable[[Desk, CommandCalled], Awaitable[Message]]] = {
    "status": _status,
    "workspace": link_workspaces,
    "channel": pair_channels,
    "me": join_accounts,
    "relay": choose_relay,
}
_PARTS: Mapping[str, Callable[[Desk, CommandCalled], Awaitable[Message]]] = {
    "workspace": unlink_workspace,
    "channel": unpair_channel,
    "me": part_accounts,
}
