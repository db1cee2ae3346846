"""Answering: verdict, points, streak and, in a quiz, the next question, all in one transaction."""

from bot.errors import UsageError
from bot.events import ChoiceMade, CommandCalled, Said, TextAnswered
from bot.grading import Result, Verdict
from bot.learning import fill, quiz_points
from bot.messages import Message, Part, Text, Tone
from bot.ports import Asked, Attempt
from bot.usecases.asking import answer_part, put_next
from bot.usecases.desk import Desk, Visit
from bot.usecases.explain import explained, judged, right_answer, summed_up, try_again

NOTHING_OPEN = "No question is open here. /quiz asks you some."


async def answer(desk: Desk, event: CommandCalled | ChoiceMade | TextAnswered | Said) -> Message:
    """Judge an answer to a post, or to the question last asked here where the event names none."""

    def effect(visit: Visit) -> Message:
        asked = _question(visit, event)
        if asked is None:
            raise UsageError(NOTHING_OPEN)
        if asked.settled:
            return Message(
                (
                    Text("You have answered this one already."),
                    *right_answer(asked.question),
                    *explained(asked.question),
                )
            )
        return Message(_judge(visit, asked, _response(event)))

    return await desk.once(event, effect)


async def has_open_question(desk: Desk, event: Said) -> bool:
    """Whether a line without a command can be meant as an answer."""
    now = desk.clock.now()
    return await desk.store.run(
        lambda tx: tx.open_question(tx.enter(event.who, event.where, now)) is not None
    )


def _question(visit: Visit, event: CommandCalled | ChoiceMade | TextAnswered | Said) -> Asked | None:
    if isinstance(event, ChoiceMade | TextAnswered):
        return visit.tx.asked(visit.member, event.post)
    return visit.tx.open_question(visit.member)


def _response(event: CommandCalled | ChoiceMade | TextAnswered | Said) -> str:
    match event:
        case CommandCalled():
            return event.args["response"]
        case ChoiceMade():
            return ", ".join(str(pick + 1) for pick in event.picks)
        case _:
            return event.text


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
