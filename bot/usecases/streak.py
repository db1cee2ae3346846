"""`/streak`: how many days in a row, and why."""

from datetime import date

from bot.events import CommandCalled
from bot.learning import Streak, standing
from bot.messages import Heading, Message, Text
from bot.usecases.desk import Desk, Visit
from bot.usecases.explain import plural


async def streak(desk: Desk, call: CommandCalled) -> Message:
    """The current and best streak, and what keeps or ended it."""

    def view(visit: Visit) -> Message:
        now = standing(visit.tx.streak(visit.member), visit.today)
        return Message(
            (
                Heading(f"Your streak: {plural(now.current, 'day')}"),
                Text(why(now, visit.today)),
                *([Text(f"Your best: {plural(now.best, 'day')}.")] if now.best > now.current else []),
            )
        )

    return await desk.look(call, view)


def why(streak: Streak, today: date) -> str:
    """What keeps the streak, or what ended it."""
    if streak.last is None:
        return "It begins with your first answer: /quiz."
    if streak.last == today:
        return "You have answered today; the next answer that counts is tomorrow's."
    if streak.current:
        return "You answered yesterday; one answer today keeps it going."
    day = f"{streak.last:%A}, {streak.last.day} {streak.last:%B}"
    return f"You last answered on {day}; a day without an answer ended it. /quiz begins a new one."
