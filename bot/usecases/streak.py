"""`/streak`: how many days in a row, and why."""

from datetime import date, timedelta

from bot.events import CommandCalled
from bot.learning import Change, Streak, Turn, every_date, replay
from bot.messages import Bullets, Heading, Message, Part, Text, Tone
from bot.usecases.desk import Desk, Visit
from bot.usecases.explain import plural, weekday

DAY = timedelta(days=1)
TOLD = 5  # changes that are explained
_STORY = {
    Turn.FROZEN: "no answer; a freeze kept the streak",
    Turn.BROKEN: "no answer; the streak ended",
    Turn.EARNED: "seven days in a row earned a freeze",
}


async def streak(desk: Desk, call: CommandCalled) -> Message:
    """The current and best streak, what keeps or ended it, and what is in store."""

    def view(visit: Visit) -> Message:
        now, story = recount(visit)
        beside = [f"Best: {plural(now.best, 'day')}", f"right in a row: {now.right_current}"]
        beside += [f"freezes in store: {now.freezes}"] if now.freezes else []
        return Message(
            (
                Heading(f"Your streak: {plural(now.current, 'day')}"),
                Text(why(now, visit.today)),
                *_told(story),
                Text(" · ".join(beside), Tone.QUIET),
            )
        )

    return await desk.look(call, view)


def recount(visit: Visit) -> tuple[Streak, tuple[Change, ...]]:
    """The streak counted anew from what was really posted and answered, with its story."""
    posted = visit.tx.posted_days(visit.member, date.min, visit.today + DAY)
    answers = visit.tx.answered_days(visit.member, daily=posted is not None)
    if posted is None:  # nothing is ever posted here: every date counts
        posted = list(every_date(min(answers) - DAY, visit.today)) if answers else []
    still_open = visit.tx.open_since(visit.member)
    return replay(posted, answers, min(visit.today, still_open or visit.today))


def _told(story: tuple[Change, ...]) -> tuple[Part, ...]:
    changes = [change for change in story if change.turn in _STORY][-TOLD:]
    return (Bullets(tuple((0, f"{weekday(c.day)}: {_STORY[c.turn]}") for c in changes)),) if changes else ()


def why(streak: Streak, today: date) -> str:
    """What keeps the streak, or what ended it."""
    if streak.last is None:
        return "It begins with your first answer: /quiz."
    if streak.last >= today:
        return "You have answered today; the next answer that counts is tomorrow's."
    if streak.current:
        return f"You last answered on {weekday(streak.last)}; one answer today keeps it going."
    return f"You last answered on {weekday(streak.last)}; a day without an answer ended it."
