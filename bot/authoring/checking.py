"""What an author should know beyond what the loader saw: doubles, contradictions, unfair answers."""

from collections.abc import Iterator

from bot.authoring.glossary import derived_glossary
from bot.authoring.repeats import contradictions, doubles, repeated_questions
from bot.authoring.spelling import misspelt
from bot.authoring.wording import words
from bot.grading import Grader, Result
from bot.notes.model import Pack, Problem, Question, QuestionKind, Severity
from bot.text.glossary import Glossary

_EXPECTED = {"ok": Result.CORRECT, "close": Result.CLOSE}


def check(pack: Pack, glossary: Glossary | None = None) -> list[Problem]:
    """Every problem of a pack, in the order of its files and lines.

    `glossary` judges the answers of questions; without one it is the pack's own and what its notes teach.
    """
    grader = Grader(glossary or pack.glossary + derived_glossary(pack))
    found = [*pack.problems, *doubles(pack), *repeated_questions(pack), *contradictions(pack)]
    found += [*_slips(pack), *_unasked(pack)]
    for question in pack.questions:
        found += [*_unfair(question, grader), *_given_away(question)]
    order = {file: place for place, file in enumerate(pack.files)}
    return sorted(found, key=lambda p: (order.get(p.file, -1), p.line))


def _unfair(question: Question, grader: Grader) -> list[Problem]:
    """What the grader says of a question's own answers and samples, where it is not what the author means."""
    found = []
    for form in _right(question):
        verdict = grader.grade(question, form)
        if verdict.result is not Result.CORRECT:
            message = (
                f"the answer “{form}” would not be accepted for this question ({verdict.reason.rstrip('.')})"
            )
            found.append(_error(question, question.source.line, message))
    for form in question.rejects:
        if grader.grade(question, form).result is Result.CORRECT:
            message = f"“{form}” is rejected, but would be accepted; make the accepted forms narrower"
            found.append(_error(question, question.source.line, message))
    for sample in question.samples:
        verdict = grader.grade(question, sample.text)
        fine = verdict.result is _EXPECTED.get(sample.expect, verdict.result)
        if sample.expect == "no":
            fine = verdict.result is not Result.CORRECT
        if not fine:
            message = f"“{sample.text}” should be {_WANTED[sample.expect]}, but is judged {verdict.result}"
            found.append(_error(question, sample.line, message))
    return found


def _given_away(question: Question) -> Iterator[Problem]:
    """A warning where a right option stands word for word in the prompt, and no wrong one does."""
    if question.kind not in (QuestionKind.CHOICE, QuestionKind.MULTIPLE):
        return
    prompt = f" {' '.join(words(question.prompt))} "
    shown = [choice for choice in question.choices if f" {' '.join(words(choice.text))} " in prompt]
    if shown and all(choice.right for choice in shown):
        message = f"the prompt contains the right option “{shown[0].text}”; ask without naming it"
        yield Problem(question.source.file, question.source.line, Severity.WARNING, message)


_WANTED = {"ok": "correct", "close": "close", "no": "not correct"}


def _right(question: Question) -> list[str]:
    """Responses that answer a question fully: between them they give every accepted form."""
    if question.kind.has_choices:
        return []  # options are picked, not typed
    if not question.parts:
        return list(question.answers)
    responses = []
    for place, forms in enumerate(question.parts):
        for form in forms:
            said = [part[0] for part in question.parts]
            said[place] = form
            if question.kind is QuestionKind.ANY_OF:
                said = [*said[place:], *said[:place]][: question.need]
            responses.append(", ".join(said))
    return list(dict.fromkeys(responses))


def _unasked(pack: Pack) -> list[Problem]:
    """Topics that no question tests, in packs that have written questions."""
    if not pack.questions:
        return []
    asked = {question.topic for question in pack.questions}
    covered = {path[:length] for path in asked for length in range(1, len(path) + 1)}
    message = "no question tests this topic; write one below it, with Q: and A:"
    return [
        Problem(topic.source.file, topic.source.line, Severity.INFO, message)
        for topic in pack.topics
        if topic.facts and topic.path not in covered
    ]


def _slips(pack: Pack) -> list[Problem]:
    slips = misspelt([*(fact.text for fact in pack.facts), *(topic.path[-1] for topic in pack.topics)])
    lines = [(topic.source, topic.path[-1]) for topic in pack.topics] + [
        (f.source, f.text) for f in pack.facts
    ]
    found = []
    for source, text in lines if slips else ():
        for word in words(text):
            if word in slips:
                message = f"“{word}” looks misspelt; write “{slips[word]}” if you meant that"
                found.append(Problem(source.file, source.line, Severity.INFO, message))
    return found


def _error(question: Question, line: int, message: str) -> Problem:
    return Problem(question.source.file, line, Severity.ERROR, message)
