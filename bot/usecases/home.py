"""The tutor's own page on a platform that has one: where you stand, and what to do next."""

from bot.events import HomeOpened
from bot.learning import period_key
from bot.messages import Button, Buttons, Heading, Message, Text
from bot.usecases.desk import Desk, Visit
from bot.usecases.explain import plural
from bot.usecases.leaderboard import board
from bot.usecases.streak import recount, why

TOP = 5  # the page is for oneself; /leaderboard shows more


async def home(desk: Desk, event: HomeOpened) -> Message:
    """The streak, a quiz to start, and this week's leaderboard."""

    def view(visit: Visit) -> Message:
        streak, _ = recount(visit)
        ranks = visit.tx.leaders(visit.member, period_key("week", visit.today), TOP)
        return Message(
            (
                Heading(f"Your streak: {plural(streak.current, 'day')}"),
                Text(why(streak, visit.today)),
                Buttons((Button("quiz me", "quiz"), Button("topics", "topics"), Button("help", "help"))),
                Heading("Leaderboard · This week"),
                *board(ranks),
            )
        )

    return await desk.look(event, view)
