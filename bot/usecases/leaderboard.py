"""`/leaderboard`: who has how many points."""

from bot.events import CommandCalled
from bot.learning import RankedSquad, period_key, ranked_squads
from bot.messages import Audience, Button, Buttons, Heading, Message, Part, Table, Text, Tone
from bot.ports import Rank
from bot.usecases.desk import Desk, Visit
from bot.usecases.relaying import pass_on_shown

TOP = 10
_TITLES = {"week": "This week", "month": "This month", "all": "All time"}
_SCOPES = {"workspace": "", "channel": " · This channel", "squads": " · Squads"}
_SQUADS = "Points of a squad's best three, and how many of it have any, with the rank by that."


async def leaderboard(desk: Desk, call: CommandCalled) -> Message:
    """The best of a period; ties share a rank, and the asker's own rank is always there.

    Shown to the whole channel it lists the best alone, and nobody as its reader.
    """
    period, scope = call.args.get("period", "week"), call.args.get("scope", "workspace")
    head = Heading(f"Leaderboard · {_TITLES[period]}{_SCOPES[scope]}")

    public = call.args.get("show") == "here"

    def shown(visit: Visit) -> tuple[Part, ...]:
        key = period_key(period, visit.today)
        if scope == "squads":
            return _squad_board(ranked_squads(visit.tx.squad_scores(visit.member, key)))
        ranks = visit.tx.leaders(visit.member, key, TOP, channel=scope == "channel")
        return _public(visit, ranks) if public else board(ranks)

    def view(visit: Visit) -> Message:
        parts = shown(visit)
        return Message((head, *parts, *_offer(period, scope, parts)))

    def to_all(visit: Visit) -> Message:
        message = Message((head, *shown(visit)), Audience.CHANNEL)
        pass_on_shown(visit, call, message)
        return message

    return await (desk.once(call, to_all) if public else desk.look(call, view))


def board(ranks: tuple[Rank, ...]) -> tuple[Part, ...]:
    """Ranks as a table, with the reader's own row marked."""
    if not ranks:
        return (Text("Nobody has points yet. /quiz earns the first."),)
    own = next((place for place, rank in enumerate(ranks) if rank.own), None)
    remark = Text("You have no points here yet. /quiz earns some.", Tone.QUIET)
    return (_table(ranks, own),) if own is not None else (_table(ranks, own), remark)


def _public(visit: Visit, ranks: tuple[Rank, ...]) -> tuple[Part, ...]:
    """The board without what only the reader may see: their own row where they are not on boards."""
    best = tuple(rank for rank in ranks[:TOP] if visit.member.on_board or not rank.own)
    return (_table(best, None),) if best else board(())


def _table(ranks: tuple[Rank, ...], own: int | None) -> Table:
    rows = tuple((f"{rank.rank}.", rank.name, str(rank.points)) for rank in ranks)
    return Table(("", "name", "points"), rows, mark=own)


def _squad_board(squads: tuple[RankedSquad[str], ...]) -> tuple[Part, ...]:
    if not squads:
        return (Text("No squad has points yet. /squad shows which there are."),)
    rows = tuple(
        (f"{squad.rank}.", squad.who, str(squad.points), f"{squad.share:.0%} ({squad.share_rank}.)")
        for squad in squads[:TOP]
    )
    return (Table(("", "squad", "points", "taking part"), rows), Text(_SQUADS, Tone.QUIET))


def _offer(period: str, scope: str, shown: tuple[Part, ...]) -> tuple[Part, ...]:
    """The same for everybody, where there is something to show."""
    if not isinstance(shown[0], Table):
        return ()
    args = (("period", period), ("scope", scope), ("show", "here"))
    return (Buttons((Button("show everybody here", "leaderboard", args),)),)
