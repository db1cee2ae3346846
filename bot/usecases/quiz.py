"""`/quiz`: questions now, for oneself or together with everybody in the channel."""

from collections.abc import Mapping
from datetime import timedelta

from bot.errors import UsageError
from bot.events import CommandCalled
from bot.learning import choose
from bot.messages import Message, Text, Tone
from bot.ports import Asking, Purpose
from bot.usecases.asking import prepare, put_next
from bot.usecases.desk import Desk, Visit
from bot.usecases.explain import plural
from bot.usecases.pool import still_asked

DEFAULT_COUNT = 5
EACH = timedelta(minutes=2)  # of a quiz that everybody answers at the same time
LEAST = timedelta(minutes=5)
ALL_WITHDRAWN = "The questions on that were all withdrawn by a manager."
GOES_ON = "A quiz goes on in this channel already; the next one can begin when it is over."


async def quiz(desk: Desk, call: CommandCalled) -> Message:
    """Start a run of questions on a topic or on everything."""
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
        questions = desk.library.questions
        asked = still_asked(visit, visit.member.workspace, everything)
        pool = {name: str(questions[name].source) for name in asked}
        if not pool:
            raise UsageError(ALL_WITHDRAWN)
        if call.args.get("together"):
            return _together(visit, pool, topic, count)
        chosen = choose(pool, visit.tx.past(visit.member), count, visit.chance)
        return Message(put_next(visit, visit.tx.start_quiz(visit.member, tuple(chosen), visit.now)))

    return await desk.once(call, effect)


def _together(visit: Visit, pool: Mapping[str, str], topic: str, count: int) -> Message:
    """Questions for the whole channel, posted one after another in a thread; all close at once."""
    chosen = choose(pool, {}, count, visit.chance)
    closes_at = visit.now + max(LEAST, EACH * len(chosen))
    named = visit.library.find_topics(topic)[0][1].path[-1] if topic else ""
    group = visit.tx.open_group(visit.member, named, len(chosen), closes_at)
    if group is None:
        raise UsageError(GOES_ON)
    for number, name in enumerate(chosen, 1):
        asking = Asking(
            id=visit.tx.new_asking_id(),
            workspace=visit.member.workspace,
            question=prepare(visit, visit.library.questions[name]),
            day=visit.today,
            purpose=Purpose.GROUP,
            closes_at=closes_at,
        )
        visit.tx.put(asking, visit.now)
        visit.tx.add_to_group(group, number, asking, visit.now)
    visit.tx.announce(group, visit.now)
    told = f"{plural(len(chosen), 'question')} for everybody here, on the way."
    return Message((Text(told, Tone.GOOD),))
