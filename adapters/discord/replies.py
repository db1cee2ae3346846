"""Answering in time: at once where the tutor is ready within a second, else later in the same place.

Everything goes into the original response of an interaction. Sending it again is safe: Discord takes the
first response only, and an edit changes nothing that is there already. A follow-up has no such guard, so
none is ever sent.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import aiohttp
import discord
from discord import ui

from adapters.discord.errors import ACKNOWLEDGED, TROUBLE, UNKNOWN_INTERACTION
from adapters.discord.forms import form_in, form_modal
from adapters.discord.ids import Call
from adapters.discord.layout import Rendered
from adapters.discord.messenger import NOBODY
from adapters.discord.render import render
from bot.errors import DeliveryError
from bot.messages import Audience, Message, Text, Tone

Interaction: TypeAlias = "discord.Interaction[Any]"
Post: TypeAlias = Callable[[Interaction, Message], Awaitable[object]]

AT_ONCE = 1.0  # seconds until the person sees that it takes longer
AT_ALL = 14 * 60.0  # seconds; Discord takes edits for 15 minutes
TRIES = 4
ROOM = 3_000  # units of a message that leave place for a refusal

_WORKING = Message((Text("Still working on it …", Tone.QUIET),))
_TOO_LONG = Message((Text("This took too long; please try again.", Tone.BAD),))
_POSTED = Message((Text("Shown to the channel.", Tone.QUIET),))

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reply:
    """How an interaction is to be answered: in a message of its own, or (`in_place`) in the one pressed.

    `kept` stays above an answer in place; `again` is what a form that comes late is asked for with.
    """

    interaction: Interaction
    in_place: bool = False
    kept: Sequence[str] = ()
    again: Call | None = None

    def rendered(self, message: Message) -> Rendered:
        """The message as it is to be shown here."""
        return render(message, kept=self.kept if self.in_place else (), again=self.again)

    def restored(self, refusal: Message) -> Rendered:
        """The message pressed as it was, with a refusal below, so that one can try again."""
        rendered = render(refusal)
        if self.interaction.message is None:
            return rendered
        before = ui.LayoutView.from_message(self.interaction.message, timeout=None)
        boxes = [box for box in before.children if isinstance(box, ui.Container)]
        return Rendered((*boxes, *rendered.boxes)) if before.content_length() < ROOM else rendered


async def answer(reply: Reply, work: Coroutine[Any, Any, Message], post: Post) -> None:
    """Show what `work` brings, within a second or with a sign that it takes longer.

    `post` shows to the channel what is meant for it but comes late: a deferred answer is for one person.
    """
    task = asyncio.create_task(work)
    ready, _ = await asyncio.wait({task}, timeout=AT_ONCE)
    if ready:
        await _respond(reply, task.result())
        return
    await _defer(reply)
    ready, _ = await asyncio.wait({task}, timeout=AT_ALL)
    if not ready:
        task.cancel()
    await _complete(reply, task.result() if ready else _TOO_LONG, post)


async def _respond(reply: Reply, message: Message) -> None:
    """The first response: a form to fill in, a changed message, or a new one."""
    response = reply.interaction.response
    form = form_in(message)
    if form is not None and reply.interaction.type is not discord.InteractionType.modal_submit:
        at = None if reply.again is None else reply.again.at
        await surely(reply.interaction, lambda: response.send_modal(form_modal(form, message, at)))
        return
    if reply.in_place and message.audience is Audience.PRIVATE and not _is_refusal(message):
        rendered = reply.rendered(message)
        await surely(
            reply.interaction,
            lambda: response.edit_message(
                view=rendered.view(), attachments=rendered.files(), allowed_mentions=NOBODY
            ),
            rendered,
        )
        return
    rendered = render(message, again=reply.again)
    private = message.audience is Audience.PRIVATE
    await surely(
        reply.interaction,
        lambda: response.send_message(
            view=rendered.view(), files=rendered.files(), ephemeral=private, allowed_mentions=NOBODY
        ),
        rendered,
    )


async def _defer(reply: Reply) -> None:
    response = reply.interaction.response
    if not reply.in_place:
        await surely(reply.interaction, lambda: response.defer(thinking=True, ephemeral=True))
        return
    working = reply.rendered(_WORKING)
    await surely(
        reply.interaction,
        lambda: response.edit_message(view=working.view(), attachments=[], allowed_mentions=NOBODY),
    )


async def _complete(reply: Reply, message: Message, post: Post) -> None:
    """Put the answer where the sign of waiting is."""
    if message.audience is Audience.CHANNEL and not reply.in_place:
        try:
            await post(reply.interaction, message)
            message = _POSTED
        except DeliveryError as error:
            message = Message((*message.parts, Text(str(error), Tone.QUIET)))
    restoring = reply.in_place and _is_refusal(message)
    await edit(reply.interaction, reply.restored(message) if restoring else reply.rendered(message))


async def surely(
    interaction: Interaction, send: Callable[[], Awaitable[object]], rendered: Rendered | None = None
) -> None:
    """Respond once, however often it takes. Where an earlier try got through after all, that response is
    made to show what is `rendered`."""
    for attempt in range(TRIES):
        try:
            await send()
        except (discord.InteractionResponded, *TROUBLE) as error:
            code = getattr(error, "code", 0)
            if code == ACKNOWLEDGED or isinstance(error, discord.InteractionResponded):
                if rendered is not None:
                    await edit(interaction, rendered)
                return
            if code == UNKNOWN_INTERACTION:
                _log.warning("interaction %s was answered too late for Discord", interaction.id)
                return
            if not _passing(error) or attempt == TRIES - 1:
                raise
            await asyncio.sleep(0.2 * 2**attempt)
        else:
            return


async def edit(interaction: Interaction, rendered: Rendered) -> None:
    """Give the original response this content, again and again while the connection is bad."""
    for attempt in range(TRIES):
        try:
            await interaction.edit_original_response(
                view=rendered.view(), attachments=rendered.files(), allowed_mentions=NOBODY
            )
        except TROUBLE as error:
            if not _passing(error) or attempt == TRIES - 1:
                raise
            await asyncio.sleep(0.5 * 2**attempt)
        else:
            return


def _is_refusal(message: Message) -> bool:
    """Whether nothing came of it, so that what was pressed is to stay."""
    return all(isinstance(part, Text) and part.tone is Tone.BAD for part in message.parts)


def _passing(error: BaseException) -> bool:
    """Whether trying again may help."""
    if isinstance(error, discord.HTTPException):
        return error.status >= 500 or error.status == 429
    return isinstance(error, aiohttp.ClientError | OSError | asyncio.TimeoutError)
