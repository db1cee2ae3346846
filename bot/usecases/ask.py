"""`/ask`: what the notes say, with the line it comes from, or that they don't."""

from bot.errors import UsageError
from bot.events import CommandCalled
from bot.library import Library
from bot.lookup import Answer, Card, Hit, Reply, compose, compose_more
from bot.messages import Audience, Bullets, Button, Buttons, Code, Heading, Message, Part, Text, Tone
from bot.usecases.desk import Desk, Visit
from bot.usecases.explain import plural
from bot.usecases.relaying import pass_on_shown

LENGTH = 300  # characters of a query that are looked at
SEARCHED = 10  # facts that are ranked
BUTTON_ROOM = 60  # characters of a query that a button can carry
CHANGED = "The notes have changed since; ask again."


async def ask(desk: Desk, call: CommandCalled) -> Message:
    """The facts that answer, on one screen of a phone; the nearest topics where none does."""
    return desk.library.remember(_reply, call.args["query"][:LENGTH], bool(call.args.get("more")))


async def share(desk: Desk, call: CommandCalled) -> Message:
    """A fact that somebody asked for, to everybody in the channel."""
    hit = desk.library.hit(call.args["fact"])
    if hit is None:
        raise UsageError(CHANGED)
    found = _found(compose(Answer("", (hit,), confidence=1.0, refused=False)))

    def effect(visit: Visit) -> Message:
        head = Text(f"{visit.member.name} shares from the notes:", Tone.QUIET)
        shown = Message((head, *found), Audience.CHANNEL)
        pass_on_shown(visit, call, shown)
        return shown

    return await desk.once(call, effect)


def _reply(library: Library, query: str, more: bool) -> Message:  # as remembered
    answer = library.index.search(query, SEARCHED)
    reply = compose(answer)
    if reply.refused:
        return Message(_refused(library, reply))
    if more:
        return Message(_found(compose_more(answer)) or (Text("That is all the notes say."),))
    first = answer.sides[0].hits[0] if answer.sides else answer.hits[0]
    return Message((*_found(reply), Buttons(_offers(library, reply, first))))


def _found(reply: Reply) -> tuple[Part, ...]:
    parts: list[Part] = [*_taken(reply)]
    for card in reply.cards:
        parts += _card(card)
    return tuple(parts)


def _offers(library: Library, reply: Reply, first: Hit) -> tuple[Button, ...]:
    offers = [
        Button("share here", "share", (("fact", library.key(first)),)),
        Button("quiz me on this", "quiz", (("topic", library.topic_key(first.fact.path)),)),
    ]
    if reply.more and len(reply.query) <= BUTTON_ROOM:
        offers.append(Button(f"{reply.more} more", "ask", (("query", reply.query), ("more", "yes"))))
    return tuple(offers)


def _taken(reply: Reply) -> list[Part]:
    return [Text(f"“{c.typed}” taken for “{c.meant}”.", Tone.QUIET) for c in reply.corrections]


def _refused(library: Library, reply: Reply) -> tuple[Part, ...]:
    parts: list[Part] = [Text("The notes don't say.", Tone.BAD)]
    parts += [Text(f"Did you mean “{c.meant}”?") for c in reply.corrections]
    if reply.topics:
        near = (Button(path[-1], "card", (("topic", library.topic_key(path)),)) for path in reply.topics)
        parts += [Text("The nearest topics:", Tone.QUIET), Buttons(tuple(near))]
    return tuple(parts)


def _card(card: Card) -> list[Part]:
    parts: list[Part] = [Text(text) for text in card.before]
    parts.append(Heading(f"{card.side}: {card.text}" if card.side else card.text))
    parts += [Text(text) for text in card.after]
    if card.children:
        parts.append(Bullets(tuple((0, child) for child in card.children)))
    if card.code:
        parts.append(Code("\n".join(card.code)))
    if card.hidden:
        parts.append(Text(f"… and {plural(card.hidden, 'more line')} there.", Tone.QUIET))
    path = " › ".join((*card.path, *card.above))
    return [*parts, Text(f"{path} · {card.source}" if path else card.source, Tone.QUIET)]
