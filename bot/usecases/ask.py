"""`/ask`: what the notes say, with the line it comes from, or that they don't."""

from bot.errors import UsageError
from bot.events import CommandCalled
from bot.lookup import Card, Reply, compose
from bot.messages import Audience, Bullets, Button, Buttons, Code, Heading, Message, Part, Text, Tone
from bot.notes.model import TopicPath
from bot.usecases.desk import Desk

LENGTH = 300  # characters of a query that are looked at
SEARCHED = 10  # facts that are ranked
MORE = 6  # facts shown when more is asked for
CHANGED = "The notes have changed since; ask again."


async def ask(desk: Desk, call: CommandCalled) -> Message:
    """The facts that answer, on one screen of a phone; the nearest topics where none does."""
    reply = compose(desk.library.index.search(call.args["query"][:LENGTH], SEARCHED))
    return Message(_refused(desk, reply) if reply.refused else _found(desk, reply))


async def share(desk: Desk, call: CommandCalled) -> Message:
    """A fact that somebody asked for, to everybody in the channel."""
    card = desk.library.card(call.args["fact"])
    if card is None:
        raise UsageError(CHANGED)
    return Message((Heading(f"{call.who.name} shares from the notes"), *_card(card)), Audience.CHANNEL)


async def more(desk: Desk, call: CommandCalled) -> Message:
    """Further facts for a query."""
    ...


def _found(desk: Desk, reply: Reply) -> tuple[Part, ...]:
    parts: list[Part] = [*_taken(reply)]
    for card in reply.cards:
        parts += _card(card)
    first = reply.cards[0]
    offers = (
        Button("share here", "share", (("fact", desk.library.fact_key(first)),)),
        Button("quiz me on this", "quiz", (("topic", desk.library.topic_key(first.path)),)),
    )
    return (*parts, Buttons(offers))


def _card(card: Card) -> list[Part]:
    parts: list[Part] = [Text(text) for text in card.before]
    parts.append(Heading(f"{card.side}: {card.text}" if card.side else card.text))
    parts += [Text(text) for text in card.after]
    if card.children:
        parts.append(Bullets(tuple((0, child) for child in card.children)))
    if card.code:
        parts.append(Code("\n".join(card.code)))
    if card.hidden:
        parts.append(Text(f"… and {card.hidden} more lines there.", Tone.QUIET))
    return [*parts, Text(f"{' › '.join((*card.path, *card.above))} · {card.source}", Tone.QUIET)]
