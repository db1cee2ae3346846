"""What goes to a whole channel: the question while it is open, the same once it is closed, the reveal."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from bot import outcomes
from bot.library import Library
from bot.messages import Audience, Bullets, Heading, Message, Part, Table, Text, Tone
from bot.notes.model import Fact, Question
from bot.ports import Answered, Asking, Daily, Delivery, DeliveryKind, PostId, Purpose, Tx
from bot.usecases.asking import answer_part
from bot.usecases.explain import explained, plural, right_answer, weekday
from bot.usecases.group_posting import compose_group

COMMON = 5  # answers that a reveal lists
NAMES = 30  # people that a reveal names
LOOKED_AT = 5  # facts among which one on a wrong answer is looked for
_LENGTH = 60  # characters of somebody's answer that are shown


def compose(tx: Tx, delivery: Delivery, library: Library, now: datetime) -> Message | None:
    """The message of a row of the outbox; None for a question that closed before it could be posted."""
    if delivery.kind in (DeliveryKind.NOTICE, DeliveryKind.RELAY):
        return outcomes.load(delivery.body) if delivery.body else None
    asking, daily = tx.posted(delivery.spot, delivery.post)
    if asking.purpose is Purpose.GROUP:
        return compose_group(tx, delivery, asking, now)
    answers = tx.answers(asking)
    if delivery.kind is DeliveryKind.REVEAL:
        return reveal(asking, answers, library)
    if delivery.kind is DeliveryKind.QUESTION and not asking.open_at(now):
        return None
    return question(asking, delivery.post, len(answers), daily)


def question(asking: Asking, post: PostId, answered: int, daily: Daily | None) -> Message:
    """A channel's question with how many have answered; nobody sees what."""
    head = (Heading(f"Question of the day · {weekday(asking.day)}"), Text(asking.question.prompt))
    count = answered_by(answered)
    if asking.closed:
        return Message(
            (*head, *_options(asking.question), Text(f"Closed. {count}.", Tone.QUIET)), Audience.CHANNEL
        )
    until = f" Open until {_clock(asking, daily)}; what you answer stays private." if asking.closes_at else ""
    parts = (*head, answer_part(asking.question, post), Text(f"{count}.{until}", Tone.QUIET))
    return Message(parts, Audience.CHANNEL)


def reveal(asking: Asking, answers: list[Answered], library: Library) -> Message:
    """The answer, why, how the answers fell, and who was right of those who agreed to be named."""
    return Message(
        (
            Heading(f"The answer · {weekday(asking.day)}"),
            Text(asking.question.prompt, Tone.QUIET),
            *right_answer(asking.question),
            *explained(asking.question),
            *_fall(asking.question, answers, library),
        ),
        Audience.CHANNEL,
    )


def answered_by(people: int) -> str:
    """How many have answered."""
    return f"{plural(people, 'person has', 'people have')} answered" if people else "Nobody has answered"


def _fall(question: Question, answers: list[Answered], library: Library) -> tuple[Part, ...]:
    if not answers:
        return (Text("Nobody answered this one."),)
    right = [answer for answer in answers if answer.result == "correct"]
    wrong = _counted(answer.response for answer in answers if answer.result != "correct")
    rows = [("right", str(len(right))), *((said, str(n)) for said, n in wrong.most_common(COMMON))]
    named = [answer.name for answer in right if answer.named][:NAMES]
    parts: list[Part] = [Table(("answer", "people"), tuple(rows))]
    parts += _refuted(question, wrong, library)
    if named:
        parts.append(Text(f"Right: {', '.join(named)}.", Tone.GOOD))
    return tuple(parts)


def _refuted(question: Question, wrong: Counter[str], library: Library) -> list[Part]:
    """Why the most common wrong answer is wrong, or what the notes say of it instead."""
    if not wrong:
        return []
    said, _ = wrong.most_common(1)[0]
    why = next((choice.why for choice in question.choices if _shown(choice.text) == said and choice.why), "")
    if why:
        return [Text(f"Why not “{said}”: {why}")]
    fact = _fact_about(said, library)
    if fact is None or fact.text == question.explanation:
        return []
    source = f"{' › '.join(fact.path)} · {fact.source}"
    return [Text(f"What the notes say of “{said}”: {fact.text}"), Text(source, Tone.QUIET)]


def _fact_about(said: str, library: Library) -> Fact | None:
    """The fact that names what somebody said, if the notes have one; figures alone name nothing."""
    if not any(letter.isalpha() for letter in said):
        return None
    found = library.index.search(said, LOOKED_AT)
    facts = (hit.fact for hit in found.hits if not found.refused)
    name = said.casefold()
    return next(
        (
            fact
            for fact in facts
            if fact.text.casefold() != name and name in " ".join((fact.text, *fact.path)).casefold()
        ),
        None,
    )


def _options(question: Question) -> tuple[Part, ...]:
    return (Bullets(tuple((0, choice.text) for choice in question.choices)),) if question.choices else ()


def _counted(responses: Iterable[str]) -> Counter[str]:
    """How often each answer was given, by how it was first written."""
    first: dict[str, str] = {}
    return Counter(first.setdefault(_shown(said).casefold(), _shown(said)) for said in responses)


def _shown(response: str) -> str:
    line = " ".join(response.split())
    return line if len(line) <= _LENGTH else f"{line[: _LENGTH - 1]}…"


def _clock(asking: Asking, daily: Daily | None) -> str:
    assert asking.closes_at is not None
    zone = daily.schedule.zone if daily else "UTC"
    local = asking.closes_at.astimezone(ZoneInfo(zone))
    day = "" if local.date() == asking.day else f"{local:%A} "
    return f"{day}{local:%H:%M} ({zone})"
