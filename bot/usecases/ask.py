"""`/ask`: what the notes say, with the line it comes from, or that they don't."""

from bot.events import CommandCalled
from bot.lookup import Answer, Hit
from bot.messages import Bullets, Button, Buttons, Code, Heading, Message, Part, Text, Tone
from bot.notes.model import TopicPath
from bot.usecases.desk import Desk

SHOWN = 3  # hits on one screen
CHILDREN = 8
LENGTH = 300  # characters of a query that are looked at


async def ask(desk: Desk, call: CommandCalled) -> Message:
    """The facts that answer, best first; the nearest topics where none does."""
    answer = desk.library.index.search(call.args["query"][:LENGTH], SHOWN)
    return Message(_refused(answer) if answer.refused else _found(answer))


def _found(answer: Answer) -> tuple[Part, ...]:
    parts = [*_meant(answer)]
    for place, hit in enumerate(answer.hits):
        parts += _hit(hit) if place == 0 else [Text(hit.fact.text), _source(hit)]
    topic = " ".join(answer.hits[0].fact.path)
    return (*parts, Buttons((Button("quiz me on this", "quiz", (("topic", topic),)),)))


def _hit(hit: Hit) -> list[Part]:
    children = [(0, child.text) for child in hit.children[:CHILDREN]]
    parts: list[Part] = [Text(fact.text) for fact in hit.neighbours]
    parts.append(Heading(hit.fact.text))
    if children:
        parts.append(Bullets(tuple(children)))
    parts += [Code(block) for block in hit.fact.code]
    return [*parts, _source(hit)]


def _source(hit: Hit) -> Text:
    context = (*hit.fact.path, *hit.fact.parents)
    return Text(f"{_path(context)} · {hit.fact.source}", Tone.QUIET)


def _path(path: TopicPath) -> str:
    return " › ".join(path)


def _meant(answer: Answer) -> list[Part]:
    return [Text(f"“{c.typed}” taken as “{c.meant}”.", Tone.QUIET) for c in answer.corrections]


def _refused(answer: Answer) -> tuple[Part, ...]:
    near = [Button(path[-1], "card", (("topic", " ".join(path)),)) for path in answer.topics]
    parts: list[Part] = [Text("The notes don't say.", Tone.BAD), *_meant(answer)]
    if near:
        parts += [Text("The nearest topics:"), Buttons(tuple(near))]
    return tuple(parts)
