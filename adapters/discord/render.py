"""A message as Discord components: boxes of text with the buttons and menus that belong to them.

Pure: the same message gives the same boxes. What happens on a press is written in the ids (see `ids`).
"""

import logging
import zlib
from collections.abc import Iterator, Sequence
from typing import assert_never
from urllib.parse import quote, urlsplit

import discord
from discord import ui

from adapters.discord.escape import (
    ELLIPSIS,
    clean,
    code_block,
    isolated,
    length,
    line,
    markdown,
    shortened,
)
from adapters.discord.ids import LONGEST, Answer, Call, Show, Write
from adapters.discord.layout import SECTIONS, Controls, Prose, Rendered, Section, fit
from bot.messages import (
    AnswerBox,
    Bullets,
    Button,
    Buttons,
    Choices,
    Code,
    File,
    Form,
    Heading,
    Link,
    Message,
    Part,
    Table,
    Text,
    Tone,
)

_log = logging.getLogger(__name__)

ROW = 5  # buttons in a row
LABEL = 80  # of a button; developers/components/reference, as the next two
OPTION = 100  # of a menu's option
OPTIONS = 25  # of a menu
PRESSED = 10  # options that are buttons; more are a menu
SHORT = 24  # an option that a phone shows whole on its button
READABLE = 40  # an option that a phone shows whole in a menu
OFFERS = 10
NAME = 100  # of a link
PEN = "✎ "

_SIGNS = {Tone.GOOD: "✅ ", Tone.ALMOST: "🟡 ", Tone.BAD: "❌ "}
_COLOURS = {Tone.GOOD: 0x3BA55D, Tone.ALMOST: 0xFAA61A, Tone.BAD: 0xED4245}
_ASKING = 0x5865F2


def render(
    message: Message, *, kept: Sequence[str] = (), again: Call | None = None, key: str = ""
) -> Rendered:
    """A message as components.

    `kept` is markdown of ours that stays above, `again` what brought a form that is to be opened, `key` what
    a post is to be found by.
    """
    sections = [Section([Prose(text) for text in kept])]
    for part in message.parts:
        starts = isinstance(part, Heading) and sections[-1].blocks and len(sections) < SECTIONS
        if starts:
            sections.append(Section())
        blocks = list(_blocks(part, again))
        sections[-1].blocks += blocks
        sections[-1].colour = _colour(part, sections[-1].colour)
    files = [(part.name, part.text) for part in message.parts if isinstance(part, File)]
    return fit(sections, number_of(key) if key else None, files)


def number_of(key: str) -> int:
    """A post's key as the number of its box: there also where no button carries the key."""
    return zlib.crc32(key.encode()) >> 1 | 1


def shown_privately(message_id: int) -> Rendered:
    """What a channel sees where the answer to a mention is for its author alone."""
    button: ui.Button[ui.LayoutView] = ui.Button(
        label="Show it to me", style=discord.ButtonStyle.primary, custom_id=str(Show(message_id))
    )
    words = "Only you can see my answer."
    return fit([Section([Prose(words, words), Controls((button,), needed=True)], _ASKING)])


def _blocks(part: Part, again: Call | None) -> Iterator[Prose | Controls]:
    match part:
        case Heading(text):
            yield from _prose(f"### {markdown(line(text))}", text)
        case Text(text, tone):
            yield from _prose(_toned(text, tone), text)
        case Bullets(items):
            rows = [("  " * depth, text) for depth, words in items if (text := line(words))]
            marked = "\n".join(f"{indent}- {markdown(text)}" for indent, text in rows)
            yield from _prose(marked, "\n".join(f"{indent}- {text}" for indent, text in rows))
        case Code(text):
            yield from _prose(code_block(text), text)
        case Table():
            yield from _prose(_table(part), _plain_table(part))
        case Link(label, url):
            name = markdown(shortened(line(label), NAME)) or ELLIPSIS
            host = markdown(urlsplit(url).hostname or "")  # the label is somebody's, such as paypal.com
            yield from _prose(f"[{name}](<{_address(url)}>) · {host}", f"{line(label)} {url}")
        case Choices():
            yield from _choices(part)
        case AnswerBox(post, label):
            yield Controls((_write(post, line(label)),), needed=True)
        case Buttons(buttons):
            yield from _offers(buttons)
        case Form():
            yield from _form(part, again)
        case File():
            pass  # it is attached to the whole message
        case _:
            assert_never(part)


def _prose(marked: str, plain: str) -> Iterator[Prose]:
    """Nothing where there is nothing to see: Discord refuses a blank text."""
    cleaned = clean(plain)
    if cleaned and not cleaned.isspace():
        yield Prose(marked, cleaned)


def _address(url: str) -> str:
    """An address that nothing in it can end before its end."""
    return quote(clean(url), safe="/:?#[]@!$&'*+,;=%~")


def _colour(part: Part, before: int | None) -> int | None:
    if isinstance(part, Text):
        return _COLOURS.get(part.tone, before)
    return _ASKING if isinstance(part, Choices | AnswerBox) and before is None else before


def _toned(text: str, tone: Tone) -> str:
    marked = markdown(text)
    if tone is Tone.QUIET:
        return "\n".join(f"-# {row}" for row in marked.split("\n") if row) + "\n"  # and room below
    return _SIGNS.get(tone, "") + marked


def _table(table: Table) -> str:
    """A line for each row: columns would break on a phone."""
    names = " · ".join(filter(None, (markdown(line(name)) for name in table.columns)))
    rows = [[isolated(markdown(line(cell))) for cell in row] for row in table.rows]
    lines = [f"**{row[0] or ELLIPSIS}** {' · '.join(filter(None, row[1:]))}".rstrip() for row in rows]
    if table.mark is not None:
        lines[table.mark] += " ← you"
    return "\n".join([f"-# {names}", *lines] if names else lines)


def _plain_table(table: Table) -> str:
    return "\n".join(" · ".join(map(line, row)) for row in (table.columns, *table.rows))


def _choices(choices: Choices) -> Iterator[Prose | Controls]:
    """Short options are buttons, long ones stand above numbered buttons; many, or several, are a menu."""
    texts = [line(option) or ELLIPSIS for option in choices.options]
    longest = max(map(len, texts), default=0)
    pressed = not choices.multiple and len(texts) <= PRESSED
    if longest > (SHORT if pressed else READABLE) or len(texts) > OPTIONS:
        yield from _prose(
            "\n".join(f"**{n}.** {markdown(text)}" for n, text in enumerate(texts, 1)),
            "\n".join(f"{n}. {text}" for n, text in enumerate(texts, 1)),
        )
        labels = [str(n) for n in range(1, len(texts) + 1)]
    else:
        labels = texts
    if len(texts) > OPTIONS:
        yield Controls((_write(choices.post, "The numbers, such as 1, 3"),), needed=True)
    elif pressed:
        buttons = [_pick(choices.post, place, label) for place, label in enumerate(labels)]
        yield from (Controls(tuple(row), needed=True) for row in _rows(buttons))
    elif texts:
        yield Controls((_menu(choices, texts),), needed=True)


def _pick(post: str, place: int, label: str) -> "ui.Button[ui.LayoutView]":
    return ui.Button(
        label=shortened(label, LABEL),
        style=discord.ButtonStyle.primary,
        custom_id=str(Answer(post, place)),
    )


def _menu(choices: Choices, texts: Sequence[str]) -> "ui.Select[ui.LayoutView]":
    options = [
        discord.SelectOption(label=shortened(f"{n}. {text}", OPTION), value=str(n - 1))
        for n, text in enumerate(texts, 1)
    ]
    return ui.Select(
        custom_id=str(Answer(choices.post)),
        placeholder="All that apply" if choices.multiple else "Pick one",
        max_values=len(options) if choices.multiple else 1,
        options=options,
    )


def _write(post: str, label: str) -> "ui.Button[ui.LayoutView]":
    return ui.Button(
        label=shortened(PEN + label, LABEL), style=discord.ButtonStyle.primary, custom_id=str(Write(post))
    )


def _offers(buttons: Sequence[Button]) -> Iterator[Controls]:
    """Offers that fit an id, each once."""
    labels = {str(Call.of(button)): button.label for button in reversed(buttons)}
    items = [_offer(custom_id, label) for custom_id, label in reversed(labels.items()) if _fits(custom_id)]
    yield from (Controls(tuple(row)) for row in _rows(items[:OFFERS]))


def _offer(custom_id: str, label: str) -> "ui.Button[ui.LayoutView]":
    return ui.Button(label=shortened(line(label) or ELLIPSIS, LABEL), custom_id=custom_id)


def _fits(custom_id: str) -> bool:
    if length(custom_id) <= LONGEST:
        return True
    _log.warning("no button for %s…: its parameters are longer than an id may be", custom_id[:30])
    return False


def _form(form: Form, again: Call | None) -> Iterator[Prose | Controls]:
    """A form that could not be opened at once: a button that asks for it again, or else how to type it."""
    if again is not None and again.fits:
        label = shortened(line(form.title) or "Open", LABEL)
        button: ui.Button[ui.LayoutView] = ui.Button(
            label=label, style=discord.ButtonStyle.primary, custom_id=str(again)
        )
        yield Controls((button,), needed=True)
        return
    names = " ".join(field.name if field.required else f"[{field.name}]" for field in form.fields)
    yield from _prose(f"{markdown(form.title)}: /{form.command} {markdown(names)}", form.title)


def _rows(items: "Sequence[ui.Button[ui.LayoutView]]") -> "Iterator[Sequence[ui.Button[ui.LayoutView]]]":
    return (items[start : start + ROW] for start in range(0, len(items), ROW))
