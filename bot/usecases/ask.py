"""`/ask`: what the notes say, with the line it comes from, or that they don't."""

from bot.errors import UsageError
from bot.events import CommandCalled
from bot.lookup import Answer, Hit
from bot.messages import Audience, Bullets, Button, Buttons, Code, Heading, Message, Part, Text, Tone
from bot.notes.model import TopicPath
from bot.usecases.desk import Desk

SHOWN = 3  # hits on one screen
CHILDREN = 8
LENGTH = 300  # characters of a query that are looked at
SHARE = "share"  # the argument that a press of "share here" adds: which fact
_BUTTON_LENGTH = 80


async def ask(desk: Desk, call: CommandCalled) -> Message:
    """The facts that answer, best first; the nearest topics where none does."""
    if SHARE in call.args:
        return _shared(desk, call)
    answer = desk.library.index.search(call.args["query"][:LENGTH], SHOWN)
    return Message(_refused(answer) if answer.refused else _found(answer))


def _found(answer: Answer) -> tuple[Part, ...]:
    parts = [*_meant(answer)]
    for place, hit in enumerate(answer.hits):
        parts += _hit(hit) if place == 0 else [Text(hit.fact.text), _source(hit)]
    topic = " ".join(answer.hits[0].fact.path)
    quiz = Button("quiz me on this", "quiz", (("topic", topic),))
    return (*parts, Buttons((*_share(answer), quiz)))


def _share(answer: Answer) -> tuple[Button, ...]:
    """The offer to show the best hit to the channel, where a button has room for the words asked."""
    best = answer.hits[0]
    args = (("query", answer.query), (SHARE, f"{best.pack}/{best.fact.source}"))
    fits = sum(len(name) + len(value) for name, value in args) < _BUTTON_LENGTH
    return (Button("share here", "ask", args),) if fits else ()


def _shared(desk: Desk, call: CommandCalled) -> Message:
    """One fact, for everybody in the channel. Raises UsageError where the notes have it no more."""
    number, _, source = call.args[SHARE].partition("/")
    for place, pack in enumerate(desk.library.packs):
        for at, fact in enumerate(pack.facts):
            if str(place) == number and str(fact.source) == source:
                children = tuple(child for child in pack.facts if child.parent == at)
                asked = Text(f"{call.who.name} asked: {call.args['query']}", Tone.QUIET)
                return Message((asked, *_hit(Hit(place, pack.name, fact, 1.0, children))), Audience.CHANNEL)
    raise UsageError("The notes have changed since then; ask again.")


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
