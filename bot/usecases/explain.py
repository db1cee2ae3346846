"""What is said after an answer."""

from datetime import date

from bot.grading import Result, Verdict
from bot.learning import Streak
from bot.messages import Button, Buttons, Heading, Part, Text, Tone
from bot.notes.model import Question, QuestionKind
from bot.ports import PostId, Quiz

_TONES = {Result.CORRECT: Tone.GOOD, Result.CLOSE: Tone.ALMOST, Result.INCORRECT: Tone.BAD}
_WORDS = {Result.CORRECT: "Right", Result.CLOSE: "Close, but not quite", Result.INCORRECT: "Not right"}


def judged(verdict: Verdict, question: Question, points: int) -> tuple[Part, ...]:
    """The verdict with its reason and points, and the right answer where it was not given."""
    word = _WORDS[verdict.result] + (f" · {plural(points, 'point')}" if points else "")
    head = Text(f"{word}. {verdict.reason}".rstrip(), _TONES[verdict.result])
    told = verdict.correct or answer_text(question) in verdict.reason
    return (head,) if told else (head, *right_answer(question))


def try_again(verdict: Verdict) -> tuple[Part, ...]:
    """A first answer that is close: what is off, without giving the answer away."""
    hint = verdict.hint or verdict.reason
    return (Text(f"Close. {hint} You have one more try.", Tone.ALMOST),)


def contested(post: PostId, number: int, *, correct: bool) -> Part:
    """Offers to have a manager look at the verdict on a try, or at the question."""
    wrong = Button("this question is wrong", "report", (("post", post),))
    right = Button("my answer was right", "appeal", (("post", post), ("number", str(number))))
    return Buttons((wrong,) if correct else (right, wrong))


def right_answer(question: Question) -> tuple[Part, ...]:
    """The answer as it should be remembered."""
    return (Text(f"Answer: {answer_text(question)}"),)


def answer_text(question: Question) -> str:
    """The first accepted form, the right options, or the parts of a list."""
    match question.kind:
        case QuestionKind.CHOICE | QuestionKind.MULTIPLE:
            return "; ".join(choice.text for choice in question.choices if choice.right)
        case QuestionKind.ALL_OF | QuestionKind.ANY_OF:
            return "; ".join(forms[0] for forms in question.parts)
        case QuestionKind.IN_ORDER:
            return " → ".join(forms[0] for forms in question.parts)
        case _:
            return question.answers[0]


def explained(question: Question) -> tuple[Part, ...]:
    """Why, and where the notes say so."""
    why = (Text(question.explanation),) if question.explanation else ()
    return (*why, Text(f"{' › '.join(question.topic)} · {question.source}", Tone.QUIET))


def summed_up(quiz: Quiz, streak: Streak) -> tuple[Part, ...]:
    """How a quiz went."""
    earned = f", {plural(quiz.points, 'point')}" if quiz.points else ""
    return (
        Heading("Quiz done"),
        Text(f"{quiz.right} of {quiz.total} right{earned}. Streak: {plural(streak.current, 'day')}."),
        Buttons((Button("another quiz", "quiz"), Button("leaderboard", "leaderboard"))),
    )


def plural(count: int, one: str, many: str = "") -> str:
    """ "1 day", "2 days"; `many` where it is not made with an s."""
    return f"{count} {one}" if count == 1 else f"{count} {many or one + 's'}"


def weekday(day: date) -> str:
    """ "Monday, 2 March"."""
    return f"{day:%A}, {day.day} {day:%B}"
