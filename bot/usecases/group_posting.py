"""What a quiz of a whole channel says there: its opening, its questions in the thread, its results."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.learning import ranked
from bot.messages import Audience, Bullets, Heading, Message, Part, Table, Text, Tone
from bot.ports import Answered, Asking, Delivery, DeliveryKind, GroupQuiz, PersonId, Tx
from bot.usecases.asking import answer_part
from bot.usecases.explain import answer_text, explained, plural, right_answer

LISTED = 30  # people in the results
_MINUTE = timedelta(minutes=1)
_LENGTH = 80  # characters of a prompt that the results repeat


def compose_group(tx: Tx, delivery: Delivery, asking: Asking, now: datetime) -> Message | None:
    """The message of a row of the outbox; None for what closed before it could be posted."""
    group, number = tx.group_of(asking)
    if delivery.kind is DeliveryKind.RESULTS:
        rounds = [(each, tx.answers(each)) for each in tx.askings_of(group)]
        return Message(results(group, rounds), Audience.CHANNEL)
    if delivery.kind is DeliveryKind.OPENING:
        return Message(opening(group, now), Audience.CHANNEL) if asking.open_at(now) else None
    if delivery.kind is DeliveryKind.QUESTION and not asking.open_at(now):
        return None
    parts = question(asking, delivery, tx.answers(asking), f"Question {number} of {group.total}")
    return Message(parts, Audience.CHANNEL)


def opening(group: GroupQuiz, now: datetime) -> tuple[Part, ...]:
    """What everybody in the channel sees."""
    minutes = max(1, -((now - group.closes_at) // _MINUTE))
    return (
        Heading(f"A quiz for everybody: {_about(group)}"),
        Text(f"The questions are in the thread, open for {plural(minutes, 'minute')}."),
        Text("What you answer stays private; the results come at the end.", Tone.QUIET),
    )


def question(asking: Asking, delivery: Delivery, answers: Sequence[Answered], title: str) -> tuple[Part, ...]:
    """A question with how many have answered; once it is closed, with its answer."""
    head = (Heading(title), Text(asking.question.prompt))
    if not asking.closed:
        told = f"{plural(len(answers), 'person has', 'people have')} answered." if answers else ""
        rest = (Text(told, Tone.QUIET),) if told else ()
        return (*head, answer_part(asking.question, delivery.post), *rest)
    return (*head, *right_answer(asking.question), *explained(asking.question), _share(answers))


def results(group: GroupQuiz, rounds: Sequence[tuple[Asking, Sequence[Answered]]]) -> tuple[Part, ...]:
    """Who had how many right, and what was hard."""
    people = {one.person: one for _, answers in rounds for one in answers}
    head = Heading(f"Results · {_about(group)}")
    if not people:
        return (head, Text("Nobody answered this time."))
    right = Counter[PersonId]()
    for _, answers in rounds:
        right.update(one.person for one in answers if one.result == "correct")
    shown = [(one.name, right[person]) for person, one in people.items() if one.on_board]
    rows = tuple((f"{p.rank}.", p.who, f"{p.points} of {group.total}") for p in ranked(shown)[:LISTED])
    hidden = len(people) - len(rows)
    parts: list[Part] = [head, Table(("", "name", "right"), rows)] if rows else [head]
    if hidden:
        parts.append(Text(f"{plural(hidden, 'person', 'people')} more took part.", Tone.QUIET))
    lines = (f"{_short(each.question.prompt)} → {answer_text(each.question)}" for each, _ in rounds)
    parts.append(Bullets(tuple((0, line) for line in lines)))
    return tuple(parts)


def _about(group: GroupQuiz) -> str:
    topic = f" on {group.topic}" if group.topic else ""
    return f"{plural(group.total, 'question')}{topic}"


def _share(answers: Sequence[Answered]) -> Text:
    right = sum(one.result == "correct" for one in answers)
    told = (
        f"{right} of {plural(len(answers), 'person', 'people')} had it right."
        if answers
        else "Nobody answered."
    )
    return Text(f"Closed. {told}", Tone.QUIET)


def _short(prompt: str) -> str:
    line = " ".join(prompt.split())
    return line if len(line) <= _LENGTH else f"{line[: _LENGTH - 1]}…"
