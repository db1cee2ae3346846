"""`/leaderboard`: who has how many points."""

from bot.events import CommandCalled
from bot.learning import period_key
from bot.messages import Heading, Message, Table, Text, Tone
from bot.ports import Rank
from bot.usecases.desk import Desk, Visit

TOP = 10
_TITLES = {"week": "This week", "month": "This month", "all": "All time"}


async def leaderboard(desk: Desk, call: CommandCalled) -> Message:
    """The best of a period; ties share a rank, and the asker's own rank is always there."""
    period = call.args.get("period", "week")

    def view(visit: Visit) -> Message:
        ranks = visit.tx.leaders(visit.member, period_key(period, visit.today), TOP)
        return Message((Heading(f"Leaderboard · {_TITLES[period]}"), *board(ranks)))

    return await desk.look(call, view)


def board(ranks: tuple[Rank, ...]) -> tuple[Table | Text, ...]:
    """Ranks as a table, with the reader's own row marked."""
    if not ranks:
        return (Text("Nobody has points yet. /quiz earns the first."),)
    own = next((place for place, rank in enumerate(ranks) if rank.own), None)
    table = Table(
        ("", "name", "points"),
        tuple((f"{rank.rank}.", rank.name, str(rank.points)) for rank in ranks),
        mark=own,
    )
    if own is None:
        return (table, Text("You have no points here yet. /quiz earns some.", Tone.QUIET))
    return (table,)
