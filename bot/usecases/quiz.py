"""`/quiz`: questions now."""

from bot.errors import UsageError
from bot.events import CommandCalled
from bot.learning import choose
from bot.messages import Message
from bot.usecases.asking import put_next
from bot.usecases.desk import Desk, Visit
from bot.usecases.pool import still_asked

DEFAULT_COUNT = 5
ALL_WITHDRAWN = "The questions on that were all withdrawn by a manager."


async def quiz(desk: Desk, call: CommandCalled) -> Message:
    """Start a run of questions on a topic or on everything, and ask the first."""
    topic = call.args.get("topic", "")
    count = int(call.args.get("n", DEFAULT_COUNT))
    everything = desk.library.questions_on(topic)
    if not everything:
        raise UsageError(
            f"There are no questions on “{topic[:60]}” yet."
            if topic
            else "These notes have no questions yet."
        )

    def effect(visit: Visit) -> Message:
        pool = still_asked(visit, visit.member.workspace, everything)
        if not pool:
            raise UsageError(ALL_WITHDRAWN)
        chosen = choose(pool, visit.tx.past(visit.member), count, visit.chance)
        return Message(put_next(visit, visit.tx.start_quiz(visit.member, tuple(chosen), visit.now)))

    return await desk.once(call, effect)
