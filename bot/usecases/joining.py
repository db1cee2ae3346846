"""Two accounts of one person, joined by that person, and parted again."""

from dataclasses import replace

from bot.errors import UsageError
from bot.events import CommandCalled
from bot.messages import Bullets, Heading, Message, Part, Text, Tone
from bot.ports import Installation, PersonId
from bot.usecases.desk import Desk, Visit
from bot.usecases.proof import ask_first, confirmed, give_code, named, with_code
from bot.usecases.streak import recount

_RULES = (
    "Answers, points, streak and squad become one. Where both answered, the first answer counts.",
    "/unlink me parts the two again.",
)
_PARTING = (
    "Each account gets back what it had before; what was earned since stays with the one that typed the code."
)


async def join_accounts(desk: Desk, call: CommandCalled) -> Message:
    """Give a code, or join the account that gave one with this one."""
    if not call.args.get("value"):
        return await give_code(
            desk, call, lambda visit: [visit.member.workspace, visit.member.person], "With your other account"
        )
    return await with_code(desk, call, _told, _joined)


async def part_accounts(desk: Desk, call: CommandCalled) -> Message:
    """Undo the newest join of one's accounts."""
    if not confirmed(call):
        return await desk.look(
            call, lambda visit: ask_first(call, "part them", Heading("Part your accounts?"), Text(_PARTING))
        )

    def effect(visit: Visit) -> Message:
        if not _part(visit):
            raise UsageError("You have one account here; there is nothing to part.")
        return Message((Text("Your accounts are two people again.", Tone.GOOD),))

    return await desk.once(call, effect)


def part_all(visit: Visit, leaving: Installation) -> None:
    """Part everybody who has accounts on both sides of what is about to be parted."""
    for person in visit.tx.joined(visit.member.workspace):
        own = replace(visit, member=visit.tx.person(visit.member, person))
        sides = {
            (a.platform, a.team) == (leaving.platform, leaving.team) for a in visit.tx.accounts(own.member)
        }
        if sides == {True, False}:
            _part(own)


def _told(visit: Visit, payload: list[int]) -> tuple[Part, ...]:
    other = _other(visit, payload)
    whose = ", ".join(
        f"{account.name} on {named(account.platform)}"
        for account in visit.tx.accounts(visit.tx.person(visit.member, other))
    )
    return (
        Heading(f"Are you {whose}?"),
        Text("Go on only if that account is yours.", Tone.ALMOST),
        Bullets(tuple((0, rule) for rule in _RULES)),
    )


def _joined(visit: Visit, payload: list[int]) -> Message:
    visit.tx.join_persons(visit.member, _other(visit, payload), visit.now)
    visit.tx.keep_streak(visit.member, recount(visit)[0])
    return Message((Text("Your accounts are one person from now on. /unlink me parts them.", Tone.GOOD),))


def _other(visit: Visit, payload: list[int]) -> PersonId:
    workspace, person = payload
    if workspace != visit.member.workspace:
        raise UsageError("The two groups are not linked: whoever manages them may /link workspace first.")
    if person == visit.member.person:
        raise UsageError("That code is of this very account; type it with your other one.")
    other = visit.tx.person(visit.member, PersonId(person))
    if any(len(visit.tx.accounts(one)) != 1 for one in (visit.member, other)):
        raise UsageError("One of the two accounts is joined with another already; /unlink me parts them.")
    return PersonId(person)


def _part(visit: Visit) -> bool:
    """Part the member's accounts; both streaks are counted anew."""
    other = visit.tx.part_persons(visit.member)
    if other is None:
        return False
    for person in (visit.member.person, other):
        own = replace(visit, member=visit.tx.person(visit.member, person))
        own.tx.keep_streak(own.member, recount(own)[0])
    return True
