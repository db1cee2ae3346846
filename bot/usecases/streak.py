"""`/streak`: how many days in a row, and why."""

from datetime import date, timedelta

from bot.events import CommandCalled
from bot.learning import Streak, every_date, standing
from bot.messages import Heading, Message, Text
from bot.usecases.desk import Desk, Visit
from bot.usecases.explain import plural

DAY = timedelta(days=1)


async def streak(desk: Desk, call: CommandCalled) -> Message:
    """The current and best streak, and what keeps or ended it."""

    def view(visit: Visit) -> Message:
        kept = visit.tx.streak(visit.member)
        now = standing(kept, every_date(kept.last, visit.today), visit.today)
        return Message(
            (
                Heading(f"Your streak: {plural(now.current, 'day')}"),
                Text(_why(now, visit.today)),
                *([Text(f"Your best: {plural(now.best, 'day')}.")] if now.best > now.current else []),
            )
        )

    return await desk.look(call, view)


def _why(streak: Streak, today: date) -> str:
    if streak.last is None:
        return "It begins with your first answer: /quiz."
    if streak.last == today:
        return "You have answered today; the next answer that counts is tomorrow's."
    day = f"{streak.last:%A}, {streak.last.day} {streak.last:%B}"
    if streak.current and streak.last < today - DAY:
        return (
            f"You last answered on {day}; a freeze has kept it since, and one answer today goes on with it."
        )
    if streak.current:
        return "You answered yesterday; one answer today keeps it going."
    return f"You last answered on {day}; a day without an answer ended it. /quiz begins a new one."
