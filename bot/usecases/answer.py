"""Answering: verdict, points, streak and, in a quiz, the next question, all in one transaction."""

from bot.errors import UsageError
from bot.events import BoxOpened, ChoiceMade, CommandCalled, Said, TextAnswered
from bot.grading import Result, Verdict
from bot.learning import fill, quiz_points
from bot.messages import Message, Part, Text, Tone
from bot.ports import Asked, Attempt
from bot.usecases.asking import answer_part, put_next
from bot.usecases.desk import Desk, Visit
from bot.usecases.explain import explained, judged, right_answer, summed_up, try_again

NOTHING_OPEN = "No question is open here. /quiz asks you some."


async def answer(desk: Desk, call: CommandCalled) -> Message:
    """`/answer`: judge it against the question last asked here."""
    judged = await _answer_open(desk, call, call.args["response"])
    if judged is None:
        raise UsageError(NOTHING_OPEN)
    return judged


async def said(desk: Desk, event: Said) -> Message | None:
    """Judge a line without a command; None where no question is open, so that it was no answer."""
    return await _answer_open(desk, event, event.text)


async def open_box(desk: Desk, event: BoxOpened) -> Message:
    """The question of a post with the box for its answer, as long as a try is left."""

    def view(visit: Visit) -> Message:
        asked = visit.tx.asked(visit.member, event.post)
        if asked is None:
            raise UsageError(NOTHING_OPEN)
        if asked.settled:
            return _answered(asked)
        return Message((Text(asked.question.prompt), answer_part(asked.question, asked.post)))

    return await desk.look(event, view)


async def answer_post(desk: Desk, event: ChoiceMade | TextAnswered) -> Message:
    """Judge a pick or a filled box against the post it belongs to."""

    def effect(visit: Visit) -> Message:
        asked = visit.tx.asked(visit.member, event.post)
        if asked is None:
            raise UsageError(NOTHING_OPEN)
        if asked.settled:
            return _answered(asked)
        return Message(_judge(visit, asked, _response(event)))

    return await desk.once(event, effect)


def _answered(asked: Asked) -> Message:
    done = Text("You have answered this one already.")
    return Message((done, *right_answer(asked.question), *explained(asked.question)))


async def _answer_open(desk: Desk, event: CommandCalled | Said, response: str) -> Message | None:
    def effect(visit: Visit) -> Message | None:
        asked = visit.tx.open_question(visit.member)
        return Message(_judge(visit, asked, response)) if asked else None

    return await desk.once(event, effect)


def _response(event: ChoiceMade | TextAnswered) -> str:
    if isinstance(event, TextAnswered):
        return event.text
    return ", ".join(str(pick + 1) for pick in event.picks)


def _judge(visit: Visit, asked: Asked, response: str) -> tuple[Part, ...]:
    verdict = visit.library.grader.grade(asked.question, response)
    if not verdict.graded:
        return (Text(verdict.reason, Tone.ALMOST), answer_part(asked.question, asked.post))
    number = len(asked.tries) + 1
    points = _points(visit, asked, number, correct=verdict.correct)
    made = Attempt(number, response, verdict.result, verdict.score, visit.now, visit.today)
    if not visit.tx.attempt(visit.member, asked, made):
        raise UsageError("You have answered this one already.")
    visit.tx.keep_streak(visit.member, fill(visit.tx.streak(visit.member), visit.today))
    if verdict.result is Result.CLOSE and number == 1:
        return (*try_again(verdict), answer_part(asked.question, asked.post))
    if points:
        visit.tx.earn(visit.member, asked, points, visit.today, visit.now)
    return (
        *judged(verdict, asked.question, points),
        *explained(asked.question),
        *_onward(visit, asked, verdict, points),
    )


def _points(visit: Visit, asked: Asked, number: int, *, correct: bool) -> int:
    before = visit.tx.past(visit.member).get(asked.question.id)
    return quiz_points(
        correct=correct,
        attempt=number,
        last_right=before.last_right if before else None,
        now=visit.now,
        today=visit.tx.earned_on(visit.member, visit.today),
    )


def _onward(visit: Visit, asked: Asked, verdict: Verdict, points: int) -> tuple[Part, ...]:
    """The quiz's next question, or how the quiz went."""
    if asked.quiz is None:
        return ()
    quiz = asked.quiz.after(correct=verdict.correct, points=points)
    visit.tx.keep_quiz(visit.member, quiz)
    return put_next(visit, quiz) or summed_up(quiz, visit.tx.streak(visit.member))
