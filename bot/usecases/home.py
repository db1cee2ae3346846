"""The tutor's own page on a platform that has one: where you stand, and what to do next."""

from bot.events import HomeOpened
from bot.learning import period_key
from bot.messages import Button, Buttons, Heading, Message, Part, Text, Tone
from bot.ports import Asked
from bot.usecases.asking import show
from bot.usecases.desk import Desk, Visit
from bot.usecases.explain import plural, weekday
from bot.usecases.leaderboard import board
from bot.usecases.streak import recount, why

TOP = 5  # the page is for oneself; /leaderboard shows more
QUESTIONS = 3  # open daily questions that are shown

OFFERS = Buttons(
    (
        Button("quiz me", "quiz"),
        Button("topics", "topics"),
        Button("settings", "privacy"),
        Button("help", "help"),
    )
)


async def home(desk: Desk, event: HomeOpened) -> Message:
    """The streak, what to do from here, today's question, and this week's leaderboard."""

    def view(visit: Visit) -> Message:
        streak, _ = recount(visit)
        ranks = visit.tx.leaders(visit.member, period_key("week", visit.today), TOP)
        return Message(
            (
                Heading(f"Your streak: {plural(streak.current, 'day')}"),
                Text(why(streak, visit.today)),
                OFFERS,
                *_today(visit),
                Heading("Leaderboard · This week"),
                *board(ranks),
            )
        )

    return await desk.look(event, view)


def _today(visit: Visit) -> list[Part]:
    """The daily questions open in one's channels: to be answered here, or how that went."""
    parts: list[Part] = []
    for asked in visit.tx.open_dailies(visit.member, visit.now)[:QUESTIONS]:
        title = f"Question of the day · {weekday(asked.asking.day)}"
        if asked.settled:
            parts += [Heading(title), Text(asked.question.prompt), _went(asked)]
        else:
            parts += show(asked.question, asked.post, title)
    return parts


def _went(asked: Asked) -> Text:
    if asked.tries[-1].result == "correct":
        return Text("You have answered it, and you were right.", Tone.GOOD)
    return Text("You have answered it; it stays open for others.", Tone.QUIET)
