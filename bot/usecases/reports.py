"""What people say about a verdict or a question, and what managers make of it.

An answer that is ruled right counts for everybody who gave it: nobody loses a point by a ruling. A question
that is withdrawn is asked no more, until the notes have it otherwise.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot import outcomes
from bot.errors import UsageError
from bot.events import CommandCalled
from bot.grading import Result, answer_digest, question_digest
from bot.learning import daily_points, quiz_points
from bot.messages import Button, Buttons, Heading, Message, Part, Text, Tone
from bot.notes.model import Question
from bot.ports import Asked, Attempt, Purpose, Report, ReportId, ReportKind, Ruling, Tried
from bot.usecases.answer import GONE
from bot.usecases.asking import answer_part, show
from bot.usecases.desk import Desk, Visit
from bot.usecases.explain import answer_text, explained, plural, right_answer
from bot.usecases.streak import recount

SHOWN = 3  # subjects on one screen
READ = 300  # reports that are sorted into subjects
_NOTED = "Thank you. A manager will look at it."
_NOTED_BEFORE = "That is noted already; a manager will look at it."
_NONE = "There is nothing to decide on."
_SETTLED = "Somebody has decided on that already."


@dataclass(frozen=True, slots=True)
class Subject:
    """Reports that one decision settles, all about the same answer or question; the oldest first."""

    reports: tuple[Report, ...]
    asked: Asked

    @property
    def kind(self) -> ReportKind:
        """What they say."""
        return self.reports[0].kind

    @property
    def attempt(self) -> Attempt:
        """The try of whoever said it first."""
        return self.asked.tries[self.reports[0].number - 1]

    @property
    def people(self) -> int:
        """How many say it."""
        return len({report.tried.member.person for report in self.reports})


async def appeal(desk: Desk, call: CommandCalled) -> Message:
    """ "My answer was right": have a manager look at the try."""
    return await _note(desk, call, ReportKind.ANSWER)


async def report(desk: Desk, call: CommandCalled) -> Message:
    """ "This question is wrong": have a manager look at the question."""
    return await _note(desk, call, ReportKind.QUESTION)


async def reports(desk: Desk, call: CommandCalled) -> Message:
    """What managers have to decide on."""
    return await desk.look(call, lambda visit: Message(_listed(visit)))


async def settle(desk: Desk, call: CommandCalled) -> Message:
    """Decide on the subject of a report, then show what else there is."""
    ruling, wanted = call.args["ruling"], call.args["report"]

    def effect(visit: Visit) -> Message:
        subject = next((s for s in _subjects(visit) if wanted in (str(r.id) for r in s.reports)), None)
        ids: list[ReportId] = [report.id for report in subject.reports] if subject else []
        if subject is None or not visit.tx.settle(visit.member, ids, ruling, visit.now):
            return Message((Text(_SETTLED, Tone.ALMOST), *_listed(visit)))
        decide = _uphold if ruling == "upheld" else _refuse
        return Message((*decide(visit, subject), *_listed(visit)))

    return await desk.once(call, effect)


async def _note(desk: Desk, call: CommandCalled, kind: ReportKind) -> Message:
    def effect(visit: Visit) -> Message:
        asked = visit.tx.asked(visit.member, call.args["post"])
        number = int(call.args.get("number", len(asked.tries) if asked else 0))
        if asked is None or not 1 <= number <= len(asked.tries):
            raise UsageError(GONE)
        noted = visit.tx.report(visit.member, asked, kind, number, visit.now)
        head = Text(_NOTED if noted else _NOTED_BEFORE, Tone.GOOD)
        return Message((head, *_where_it_was(visit, asked)))

    return await desk.once(call, effect)


def _where_it_was(visit: Visit, asked: Asked) -> tuple[Part, ...]:
    """What was on the screen: a platform may put the thanks in its place."""
    if not asked.settled and asked.asking.open_at(visit.now):
        return (Text(asked.question.prompt), answer_part(asked.question, asked.post))
    following = visit.tx.open_question(visit.member) if asked.quiz else None
    if following is not None and following.quiz is not None:
        title = f"Question {following.quiz.number} of {following.quiz.total}"
        return show(following.question, following.post, title)
    return (*right_answer(asked.question), *explained(asked.question))


# -- what there is to decide on ----------------------------------------------------------------------------


def _subjects(visit: Visit) -> list[Subject]:
    sorted_: dict[tuple[ReportKind, str], Subject] = {}
    for found in visit.tx.open_reports(visit.member, READ):
        asked = visit.tx.asked(found.tried.member, found.tried.post)
        if asked is None or len(asked.tries) < found.number:
            continue
        key = (found.kind, _digest(found, asked))
        before = sorted_.get(key)
        sorted_[key] = (
            replace(before, reports=(*before.reports, found)) if before else Subject((found,), asked)
        )
    return list(sorted_.values())


def _digest(found: Report, asked: Asked) -> str:
    if found.kind is ReportKind.QUESTION:
        return question_digest(asked.question)
    return answer_digest(asked.question, asked.tries[found.number - 1].response)


def _listed(visit: Visit) -> tuple[Part, ...]:
    subjects = _subjects(visit)
    if not subjects:
        return (Text(_NONE),)
    more = len(subjects) - SHOWN
    rest = (Text(f"… and {more} more.", Tone.QUIET),) if more > 0 else ()
    return (*(part for subject in subjects[:SHOWN] for part in _told(subject)), *rest)


def _told(subject: Subject) -> Iterator[Part]:
    question = subject.asked.question
    first = str(subject.reports[0].id)
    says = plural(subject.people, "person says", "people say")
    if subject.kind is ReportKind.QUESTION:
        yield Heading(f"{says} that this question is wrong")
        labels = ("ask it no more", "it is fine")
    else:
        yield Heading(f"{says} that “{subject.attempt.response[:200]}” is right")
        labels = ("it is right", "it is not")
    yield Text(question.prompt)
    yield from (*right_answer(question), *explained(question))
    yield Buttons(
        tuple(
            Button(label, "settle", (("report", first), ("ruling", ruling)))
            for label, ruling in zip(labels, ("upheld", "refused"), strict=True)
        )
    )


# -- decisions ---------------------------------------------------------------------------------------------


def _refuse(visit: Visit, subject: Subject) -> tuple[Part, ...]:
    if subject.kind is ReportKind.ANSWER:
        for found in subject.reports:
            _tell(visit, found.tried, subject, "A manager looked at it, and the verdict stays.", Tone.PLAIN)
    return (Text("The verdict stays; whoever asked is told.", Tone.GOOD),)


def _uphold(visit: Visit, subject: Subject) -> tuple[Part, ...]:
    question = subject.asked.question
    if subject.kind is ReportKind.QUESTION:
        digest = question_digest(question)
        visit.tx.rule(visit.member, question.id, digest, Ruling.WITHDRAWN, visit.now)
        told = f"It is asked no more, until {question.source} has it otherwise."
        return (Text(told, Tone.GOOD),)
    digest = answer_digest(question, subject.attempt.response)
    visit.tx.rule(visit.member, question.id, digest, Ruling.RIGHT, visit.now)
    gains = [_credit(visit, tried, subject, digest) for tried in visit.tx.tried(visit.member, question.id)]
    credited = [gain for gain in gains if gain is not None]
    told = (
        f"Right it is: {plural(len(credited), 'person gets', 'people get')} {plural(sum(credited), 'point')}."
    )
    return (Text(told, Tone.GOOD), *_mend(question, subject.attempt.response))


def _mend(question: Question, response: str) -> tuple[Part, ...]:
    """How the notes are to say it, so that it is right everywhere."""
    if question.generated or question.kind.has_choices:
        return (Text(f"The notes: {question.source}.", Tone.QUIET),)
    return (Text(f"In {question.source}, `ok: {response[:100]}` below `A:` says so for good.", Tone.QUIET),)


def _credit(visit: Visit, tried: Tried, subject: Subject, digest: str) -> int | None:
    """Have the answer count as right for somebody who gave it; the points that this adds, None if nothing."""
    own = replace(visit, member=tried.member)
    asked = own.tx.asked(tried.member, tried.post)
    if asked is None:
        return None
    same = (a.number for a in asked.tries if answer_digest(asked.question, a.response) == digest)
    number = next(same, None)
    if number is None or asked.tries[number - 1].result == Result.CORRECT:
        return None
    gain = max(0, _worth(own, asked, number) - own.tx.earned(own.member, asked.asking))
    own.tx.make_right(own.member, asked.asking, number)
    if gain:
        own.tx.earn(own.member, asked, gain, asked.tries[0].day, own.now)
    own.tx.keep_streak(own.member, recount(own)[0])
    if asked.asking.closes_at is not None:
        own.tx.reveal_again(asked.asking, own.now)
    _tell(visit, tried, subject, f"It counts as right after all: {plural(gain, 'point')} more.", Tone.GOOD)
    return gain


def _worth(visit: Visit, asked: Asked, number: int) -> int:
    """What a right answer on that try was worth when it was given."""
    if asked.asking.purpose is Purpose.DAILY:
        return daily_points(correct=True, attempt=number)
    attempt = asked.tries[number - 1]
    before = visit.tx.past_of(visit.member, asked.question.id)
    return quiz_points(
        attempt=number,
        last_right=before.last_right if before else None,
        now=attempt.at,
        today=visit.tx.earned_on(visit.member, attempt.day),
    )


def _tell(visit: Visit, tried: Tried, subject: Subject, sentence: str, tone: Tone) -> None:
    asked = subject.asked.question
    words = f"“{asked.prompt[:200]}” — your answer “{subject.attempt.response[:200]}”. {sentence}"
    said = Message((Text(words, tone), Text(f"Answer: {answer_text(asked)}", Tone.QUIET)))
    visit.tx.notify(tried.member.spot, tried.post, tried.member.person, outcomes.dump(said), visit.now)
