"""`/squad`: teams inside the group."""

from collections.abc import Callable, Mapping

from bot.errors import UsageError
from bot.events import CommandCalled
from bot.messages import Button, Buttons, Heading, Message, Part, Table, Text, Tone
from bot.ports import Team
from bot.usecases.desk import Desk, Visit
from bot.usecases.explain import plural

LONGEST = 60  # characters of a name
OFFERED = 5  # squads that a button joins; the others are joined by name
_NONE = "There are no squads yet; who manages this place can /squad create NAME."


async def squad(desk: Desk, call: CommandCalled) -> Message:
    """List the squads, join or leave one, or found one."""
    what = call.args.get("what", "list")
    name = " ".join(call.args.get("name", "").split())
    if what == "list":
        return await desk.look(call, _listed)
    if what in ("join", "create") and not name:
        raise UsageError(f"Which squad? /squad {what} NAME")
    if len(name) > LONGEST:
        raise UsageError(f"A squad's name has at most {LONGEST} characters; this one has {len(name)}.")
    return await desk.once(call, lambda visit: _CHANGES[what](visit, name))


def _listed(visit: Visit) -> Message:
    teams = visit.tx.squads(visit.member)
    if not teams:
        return Message((Text(_NONE),))
    own = next((place for place, team in enumerate(teams) if team.own), None)
    rows = tuple((team.name, plural(team.members, "member")) for team in teams)
    parts: list[Part] = [Heading("Squads"), Table(("squad", "members"), rows, mark=own)]
    return Message((*parts, *_offers(teams, joined=own is not None)))


def _offers(teams: list[Team], *, joined: bool) -> tuple[Part, ...]:
    if joined:
        return (Buttons((Button("leave", "squad", (("what", "leave"),)),)),)
    offers = (
        Button(f"join {team.name}", "squad", (("what", "join"), ("name", team.name)))
        for team in teams[:OFFERED]
    )
    return (Buttons(tuple(offers)),)


def _join(visit: Visit, name: str) -> Message:
    teams = visit.tx.squads(visit.member)
    found = next((team for team in teams if team.name.casefold() == name.casefold()), None)
    if found is None:
        there = ", ".join(team.name for team in teams[:OFFERED])
        raise UsageError(f"There is no squad “{name}”; there is {there}." if teams else _NONE)
    visit.tx.join_squad(visit.member, found.id)
    return Message((Text(f"You are in {found.name} now.", Tone.GOOD),))


def _leave(visit: Visit, _name: str) -> Message:
    if not visit.tx.leave_squad(visit.member):
        raise UsageError("You are in no squad.")
    return Message((Text("You are in no squad any more; your points stay yours.", Tone.GOOD),))


def _create(visit: Visit, name: str) -> Message:
    if not visit.tx.make_squad(visit.member, name):
        raise UsageError(f"There is a squad “{name}” already.")
    join = Button(f"join {name}", "squad", (("what", "join"), ("name", name)))
    return Message((Text(f"The squad {name} is there. /squad join {name}", Tone.GOOD), Buttons((join,))))


_CHANGES: Mapping[str, Callable[[Visit, str], Message]] = {"join": _join, "leave": _leave, "create": _create}
