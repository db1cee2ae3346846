"""Putting one question to somebody: which options in which order, and how it is shown."""

from dataclasses import replace

from bot.learning import shuffled
from bot.messages import AnswerBox, Choices, Heading, Part, Text
from bot.notes.model import Choice, Question, QuestionKind
from bot.ports import Asked, PostId, Quiz
from bot.usecases.desk import Round, Visit

_LABELS = {
    QuestionKind.ALL_OF: "Name them all, separated by commas",
    QuestionKind.ANY_OF: "Separate them by commas",
    QuestionKind.IN_ORDER: "In order, separated by commas",
}
_FIXED = ("all of", "none of", "both", "neither")


def put_next(visit: Visit, quiz: Quiz) -> tuple[Part, ...]:
    """Ask the quiz's next question that the packs still have; nothing where none is left."""
    waiting = list(quiz.waiting)
    while waiting:
        question = visit.library.questions.get(waiting.pop(0))
        if question is not None:
            going = replace(quiz, waiting=tuple(waiting))
            visit.tx.keep_quiz(visit.member, going)
            asked = prepare(visit, question)
            post = visit.tx.ask(visit.member, asked, going, visit.today, visit.now)
            return show(asked, post, f"Question {going.number} of {going.total}")
    return ()


def prepare(now: Round, question: Question) -> Question:
    """The question as it is frozen: options in a random order, and the fact where nobody explained it."""
    fact = None if question.explanation else now.library.fact_of(question)
    explained = replace(question, explanation=fact.text) if fact else question
    return replace(explained, choices=_mixed(now, explained))


def _mixed(now: Round, question: Question) -> tuple[Choice, ...]:
    """The options in a random order, so that nobody learns places; options that speak of the others stay."""
    choices = question.choices
    if question.kind is QuestionKind.TRUE_FALSE or any(c.text.lower().startswith(_FIXED) for c in choices):
        return choices
    return tuple(choices[place] for place in shuffled(len(choices), now.chance))


def show(question: Question, post: PostId, title: str) -> tuple[Part, ...]:
    """The question and the means to answer it."""
    return (Heading(title), Text(question.prompt), answer_part(question, post))


def once_more(asked: Asked) -> tuple[Part, ...]:
    """The question again with the means to answer it, where what was said of an answer takes its place."""
    return (Text(asked.question.prompt), answer_part(asked.question, asked.post))


def answer_part(question: Question, post: PostId) -> Part:
    """Options to pick from, or a box to write in."""
    if question.kind.has_choices:
        options = tuple(choice.text for choice in question.choices)
        return Choices(post, options, multiple=question.kind is QuestionKind.MULTIPLE)
    return AnswerBox(post, _LABELS.get(question.kind, "Your answer"))
