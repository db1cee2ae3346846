"""Two channels that become one: one daily question, one count, one reveal, one board."""

from collections.abc import Mapping

from bot.errors import UsageError
from bot.events import CommandCalled
from bot.learning import schedule_words
from bot.messages import Button, Buttons, Heading, Message, Part, Text, Tone
from bot.ports import ChannelId, Relay, Spot, WorkspaceId
from bot.usecases.desk import Desk, Visit
from bot.usecases.proof import SURE, ask_first, confirmed, give_code, named, with_code

THERE, HERE = "there", "here"  # which of two schedules stays
_ALONE = "This channel is on one platform only. /link channel gives a code for the other side."
_TOLD: Mapping[Relay, str] = {
    Relay.OFF: "Nothing is passed on from now on.",
    Relay.SHARED: "What people choose to show to everybody is shown on both sides.",
    Relay.THREADS: "What is shown to everybody is passed on, and what is written below the daily question.",
}


async def pair_channels(desk: Desk, call: CommandCalled) -> Message:
    """Give a code, or pair the channel that gave one with this one."""
    if not call.args.get("value"):
        where = "In the channel on the other side"
        return await give_code(desk, call, lambda visit: _payload(visit.member.spot), where)
    return await with_code(
        desk,
        call,
        lambda visit, payload: _asked(visit, call, _spot(payload)),
        lambda visit, payload: _paired(visit, call, _spot(payload)),
    )


async def unpair_channel(desk: Desk, call: CommandCalled) -> Message:
    """Make this side a channel of its own."""
    if not confirmed(call):
        head = Heading("Part this channel from the other side?")
        rule = Text("Each goes on with the same schedule; what was asked so far stays with the other.")

        def view(visit: Visit) -> Message:
            _check_paired(visit)
            return ask_first(call, "part it", head, rule)

        return await desk.look(call, view)

    def effect(visit: Visit) -> Message:
        visit.tx.hold_channels(visit.member.spot)
        _check_paired(visit)
        visit.tx.split_channel(visit.member.spot, call.where)
        return Message((Text("This channel is one of its own again.", Tone.GOOD),))

    return await desk.once(call, effect)


async def choose_relay(desk: Desk, call: CommandCalled) -> Message:
    """What passes between this channel's platforms."""
    wanted = call.args.get("value", "").strip().lower()
    if wanted not in list(Relay):
        raise UsageError(f"/link relay {' | '.join(Relay)}, not “{wanted[:20]}”.")

    def effect(visit: Visit) -> Message:
        _check_paired(visit)
        visit.tx.set_relay(visit.member.spot, Relay(wanted))
        return Message((Text(_TOLD[Relay(wanted)], Tone.GOOD),))

    return await desk.once(call, effect)


def _asked(visit: Visit, call: CommandCalled, other: Spot) -> tuple[Part, ...]:
    """What pairing means; with two schedules, which of them stays is a person's choice."""
    _check(visit, other)
    head = Heading("Make this channel and the other one?")
    rule = Text("One daily question on both, one count, one reveal. /unlink channel parts them again.")
    theirs, mine = visit.tx.daily(other), visit.tx.daily(visit.member.spot)
    if theirs is None or mine is None:
        return (head, rule)
    args = (*call.args.items(), ("sure", SURE))
    offers = tuple(
        Button(f"keep the one {side}: {schedule_words(daily.schedule)}", "link", (*args, ("keep", side)))
        for side, daily in ((THERE, theirs), (HERE, mine))
    )
    return (head, rule, Text("Both have a daily question. Which schedule is to stay?"), Buttons(offers))


def _paired(visit: Visit, call: CommandCalled, other: Spot) -> Message:
    visit.tx.hold_channels(visit.member.spot, other)
    _check(visit, other)
    if visit.tx.daily(other) is not None and visit.tx.daily(visit.member.spot) is not None:
        keep = call.args.get("keep")
        if keep not in (THERE, HERE):
            raise UsageError("Both channels have a daily question; say which schedule is to stay.")
        visit.tx.drop_daily(visit.member.spot if keep == THERE else other)
    visit.tx.merge_channels(other, visit.member.spot)
    sides = " and ".join(named(address.place.platform) for address in visit.tx.addresses(other))
    return Message((Text(f"One channel on {sides} from now on.", Tone.GOOD),))


def _check(visit: Visit, other: Spot) -> None:
    """Refuse what would not be one channel with one address on each of its platforms."""
    mine, theirs = visit.tx.addresses(visit.member.spot), visit.tx.addresses(other)
    if other.workspace != visit.member.workspace:
        raise UsageError("The two groups are not linked yet: /link workspace comes first.")
    if other == visit.member.spot:
        raise UsageError("That code is of this very channel; type it in the one on the other side.")
    if not theirs:
        raise UsageError("The channel that gave the code is not there any more.")
    platforms = [address.place.platform for address in (*mine, *theirs)]
    if len(set(platforms)) < len(platforms):
        raise UsageError(
            "One of the two is paired with a channel on that platform already; /unlink it first."
        )
    if visit.tx.group_goes_on(other) and visit.tx.group_goes_on(visit.member.spot):
        raise UsageError("A quiz goes on in both channels; pair them when one is over.")


def _check_paired(visit: Visit) -> None:
    if len(visit.tx.addresses(visit.member.spot)) < 2:
        raise UsageError(_ALONE)


def _payload(spot: Spot) -> list[int]:
    return [spot.workspace, spot.channel]


def _spot(payload: list[int]) -> Spot:
    workspace, channel = payload
    return Spot(WorkspaceId(workspace), ChannelId(channel))
