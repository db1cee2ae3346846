"""What passes from one of a channel's platforms to the others.

Nothing does unless the channel's managers chose so. Only people's own messages arrive here: adapters leave
out the tutor's posts and those of other bots, so nothing can come back.
"""

from collections.abc import Sequence

from bot import outcomes
from bot.events import CommandCalled, Overheard, Place, TakenBack
from bot.messages import Audience, Link, Message, Part, Text, Tone
from bot.ports import Passage, Relay, Source, Spot, Tx
from bot.usecases.desk import Desk, Round, Visit
from bot.usecases.proof import named

LENGTH = 1_500  # characters of a message that are passed on
LINKS = 10


async def overheard(desk: Desk, event: Overheard) -> None:
    """Pass on what somebody wrote below the daily question."""
    now = desk.clock.now()

    def work(tx: Tx) -> None:
        found = tx.question_above(event.where)
        if found is None:
            return
        spot, post = found
        if tx.relay(spot) is not Relay.THREADS:
            return
        member = tx.enter(event.who, _channel(event.where), now)
        source = Source(_channel(event.where), event.message)
        body = outcomes.dump(_said(event, member.name))
        if event.edited_at:
            tx.say_again(member.workspace, source, body, event.edited_at, now)
        else:
            tx.pass_on(member, Passage(source, body, post), _others(tx, spot, event.where), now)

    await desk.store.run(work)


async def taken_back(desk: Desk, event: TakenBack) -> None:
    """Take away what was passed on of a message that is gone."""

    def work(now: Round) -> None:
        spot = now.tx.spot_of(event.where)
        if spot is not None:
            source = Source(_channel(event.where), event.message)
            now.tx.take_back(spot, source, now.now)

    await desk.step(work)


def pass_on_shown(visit: Visit, call: CommandCalled, shown: Message) -> None:
    """Have what somebody shows to everybody here shown on the channel's other platforms too."""
    spot = visit.member.spot
    if visit.tx.relay(spot) is Relay.OFF:
        return
    origin = Text(f"from {named(call.where.platform)}", Tone.QUIET)
    body = outcomes.dump(Message((origin, *shown.parts), Audience.CHANNEL))
    passage = Passage(Source(_channel(call.where), call.delivery), body)
    visit.tx.pass_on(visit.member, passage, _others(visit.tx, spot, call.where), visit.now)


def _said(event: Overheard, name: str) -> Message:
    """A message with its author and where it was said."""
    text = event.text if len(event.text) <= LENGTH else f"{event.text[: LENGTH - 1]}…"
    words: tuple[Part, ...] = (Text(text),) if text.strip() else ()
    links = (Link(label, url) for label, url in event.links[:LINKS] if url.startswith("https://"))
    head = Text(f"{name} · {named(event.where.platform)}", Tone.QUIET)
    return Message((head, *words, *links), Audience.CHANNEL)


def _others(tx: Tx, spot: Spot, here: Place) -> Sequence[Place]:
    """The channel's other places at which something may be said."""
    there = [address.place for address in tx.addresses(spot) if not address.off]
    return [place for place in there if _channel(place) != _channel(here)]


def _channel(place: Place) -> Place:
    """The channel of a place, by what names it alone."""
    return Place(place.platform, place.team, place.id)
