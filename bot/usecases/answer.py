"""Answering: which question an answer is for."""

from bot.errors import UsageError
from bot.events import BoxOpened, ChoiceMade, CommandCalled, Said, TextAnswered
from bot.messages import Message
from bot.ports import Asked
from bot.usecases.asking import once_more
from bot.usecases.desk import Desk, Visit
from bot.usecases.judging import judge, over

NOTHING_OPEN = "No question is open here. /quiz asks you some."
GONE = "That question is no longer there. /quiz asks you others."


async def answer(desk: Desk, call: CommandCalled) -> Message:
    """`/answer`: judge it against the question last asked here."""
    judged = await _answer_open(desk, call, call.args["response"])
    if judged is None:
        raise UsageError(NOTHING_OPEN)
    return judged


async def said(desk: Desk, event: Said) -> Message | None:
    """Judge a line without a command; None where no question is open, so that it was no answer."""
    return await _answer_open(desk, event, event.text)


async def answer_post(desk: Desk, event: ChoiceMade | TextAnswered) -> Message:
    """Judge a pick or a filled box against the post it belongs to."""

    def effect(visit: Visit) -> Message:
        asked = visit.tx.asked(visit.member, event.post)
        if asked is None:
            raise UsageError(GONE)
        if said := over(visit, asked):
            return Message(said)
        if isinstance(event, TextAnswered):
            return Message(judge(visit, asked, event.text))
        return Message(judge(visit, asked, _marks(event), _options(asked, event)))

    return await desk.once(event, effect)


async def open_box(desk: Desk, event: BoxOpened) -> Message:
    """The question of a post with the box for its answer, as long as a try is left."""

    def view(visit: Visit) -> Message:
        asked = visit.tx.asked(visit.member, event.post)
        if asked is None:
            raise UsageError(GONE)
        return Message(over(visit, asked) or once_more(asked))

    return await desk.look(event, view)


def _marks(event: ChoiceMade) -> str:
    return ", ".join(str(pick + 1) for pick in event.picks)


def _options(asked: Asked, event: ChoiceMade) -> str:
    """The picked options as they read, for the reveal; a place that is none of the question's is dropped."""
    choices = asked.question.choices
    return "; ".join(choices[pick].text for pick in event.picks if 0 <= pick < len(choices))


async def _answer_open(desk: Desk, event: CommandCalled | Said, response: str) -> Message | None:
    def effect(visit: Visit) -> Message | None:
        asked = visit.tx.open_question(visit.member)
        return Message(judge(visit, asked, response)) if asked else None

    return await desk.once(event, effect)
