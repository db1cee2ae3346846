"""One answer judged: the try, the points, the streak, the channel's count and a quiz's next question."""

from dataclasses import replace
from datetime import date, timedelta

from bot.grading import Result, Verdict, answer_digest
from bot.learning import Streak, daily_points, every_date, fill, quiz_points
from bot.messages import Part, Text, Tone
from bot.ports import Asked, Attempt, Purpose
from bot.usecases.asking import once_more, put_next
from bot.usecases.desk import Visit
from bot.usecases.explain import contested, explained, judged, right_answer, summed_up, try_again
from bot.usecases.streak import recount

COALESCE = timedelta(seconds=3)  # a post's count is edited at most this often
BUSY = "You have answered this one already."


def judge(visit: Visit, asked: Asked, response: str, shown: str = "") -> tuple[Part, ...]:
    """Judge a response and store what follows from it; `shown` is how it reads to others, if different."""
    verdict = visit.library.grader.grade(asked.question, response)
    if not verdict.graded:
        return (Text(verdict.reason, Tone.ALMOST), *once_more(asked))
    number = len(asked.tries) + 1
    said, day = shown or verdict.said or response, _day(visit, asked)
    points = _points(visit, asked, number, correct=verdict.correct)
    made = Attempt(number, said, verdict.result, verdict.score, visit.now, day)
    if not visit.tx.attempt(visit.member, asked, made):  # something came first since it was read
        return over(visit, visit.tx.asked(visit.member, asked.post) or asked) or (Text(BUSY),)
    if not verdict.correct and _ruled_right(visit, asked, said):
        verdict = Verdict(Result.CORRECT, 1.0, "A manager has ruled that this is right.")
        points = _points(visit, asked, number, correct=True)
        made = replace(made, result=verdict.result, score=verdict.score)
        visit.tx.make_right(visit.member, asked.asking, number)
    streak = _keep_streak(visit, asked, made)
    if points:
        visit.tx.earn(visit.member, asked, points, made.day, visit.now)
    if asked.asking.closes_at is not None and number == 1:
        visit.tx.refresh(asked.asking, visit.now + COALESCE)
    contest = contested(asked.post, number, correct=verdict.correct)
    if verdict.result is Result.CLOSE and number == 1:
        return (*try_again(verdict), contest, *once_more(asked))
    why = (*judged(verdict, asked.question, points), *explained(asked.question), contest)
    return (*why, *_after(visit, asked, streak, correct=verdict.correct, points=points))


def over(visit: Visit, asked: Asked) -> tuple[Part, ...]:
    """What is said of a question that takes no answer of the member's any more; nothing of one that does."""
    if not asked.settled and asked.asking.open_at(visit.now):
        return ()
    said = BUSY if asked.settled else "This question is closed."
    return (Text(said), *right_answer(asked.question), *explained(asked.question))


def _ruled_right(visit: Visit, asked: Asked, said: str) -> bool:
    """Whether a manager has decided that this very answer is right.

    To be asked once the try is stored: a ruling finds every try that did not find the ruling.
    """
    rulings = visit.tx.ruled_right(visit.member, asked.question.id)
    return bool(rulings) and answer_digest(asked.question, said) in rulings


def _day(visit: Visit, asked: Asked) -> date:
    """The local date that an answer counts for: the one a daily question was for, else today."""
    return asked.asking.day if asked.asking.purpose is Purpose.DAILY else visit.today


def _points(visit: Visit, asked: Asked, number: int, *, correct: bool) -> int:
    if asked.asking.purpose is Purpose.DAILY:
        already = daily_points(correct=False, attempt=1) if number > 1 else 0
        return daily_points(correct=correct, attempt=number) - already
    if not correct:
        return 0
    before = visit.tx.past_of(visit.member, asked.question.id)
    return quiz_points(
        attempt=number,
        last_right=before.last_right if before else None,
        now=visit.now,
        today=visit.tx.earned_on(visit.member, visit.today),
    )


def _keep_streak(visit: Visit, asked: Asked, made: Attempt) -> Streak:
    """A daily answer fills its date; in a workspace without daily questions any first answer does."""
    daily = asked.asking.purpose is Purpose.DAILY
    if daily:
        visit.tx.join(visit.member, made.day)
    kept = visit.tx.streak(visit.member)
    posted = visit.tx.posted_days(visit.member, kept.last or made.day, made.day)
    if posted is not None and not daily:
        return kept
    if kept.last is not None and made.day < kept.last:  # a question that was open for days
        kept, _ = recount(visit)
    else:
        missed = every_date(kept.last, made.day) if posted is None else posted
        kept = fill(kept, made.day, missed, correct=made.result == Result.CORRECT)
    visit.tx.keep_streak(visit.member, kept)
    return kept


def _after(visit: Visit, asked: Asked, streak: Streak, *, correct: bool, points: int) -> tuple[Part, ...]:
    """A quiz's next question, or how it went."""
    if asked.quiz is None:
        return ()
    quiz = asked.quiz.after(correct=correct, points=points)
    visit.tx.keep_quiz(visit.member, quiz)
    return put_next(visit, quiz) or summed_up(quiz, streak)
