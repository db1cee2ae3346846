"""A message as lines: what a terminal shows, before it is coloured and wrapped."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.commands import BY_NAME
from bot.messages import (
    AnswerBox,
    Audience,
    Bullets,
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

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SIGNS = {Tone.GOOD: "✓", Tone.ALMOST: "≈", Tone.BAD: "✗"}
_TO = {Audience.PRIVATE: "tutor · only you see this", Audience.CHANNEL: "tutor · to the channel"}
_GAP = "  "
_WIDEST = 76  # columns of a table; a terminal of 80 would break the rows of a wider one anywhere


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a sign that hangs left of its text, and what the text is, for whoever colours it.

    `role` is a tone's name, or "heading", "choice", "offer", "code", "own" (the reader's own row), "to".
    """

    text: str
    sign: str = ""
    role: str = Tone.PLAIN.value
    indent: int = 2

    def __str__(self) -> str:
        return " " * self.indent + (f"{self.sign} {self.text}" if self.sign else self.text)


def lines(message: Message) -> Iterator[Line]:
    """All lines of a message, headed by who would see it in a channel."""
    yield Line(_TO[message.audience], role="to", indent=0)
    offered = 0
    for place, part in enumerate(message.parts):
        if place and isinstance(part, Heading):
            yield Line("", indent=0)
        yield from _part(part, offered)
        offered += len(part.buttons) if isinstance(part, Buttons) else 0


def _part(part: Part, offered: int) -> Iterator[Line]:
    """The lines of a part, with `offered` buttons above it."""
    match part:
        case Heading(text):
            yield Line(clean(text), role="heading")
        case Text(text, tone):
            for paragraph in clean(text).splitlines():
                yield Line(paragraph, _SIGNS.get(tone, ""), tone.value)
        case Code(text) | File(_, text):
            yield from (Line(row, role="code", indent=4) for row in clean(text).splitlines())
        case Bullets(items):
            yield from (Line(clean(text), "•", indent=2 + 2 * depth) for depth, text in items)
        case Link(label, url):
            yield Line(clean(f"{label}: {url}"))
        case Choices(_, options, multiple):
            yield from (Line(clean(text), str(n), "choice") for n, text in enumerate(options, 1))
            yield Line("all that apply, such as 1, 3" if multiple else "a number, or the words", role="quiet")
        case AnswerBox(_, label):
            yield Line(label, "✎", "quiet")
        case Buttons(buttons):
            offers = [f"/{n} {clean(button.label)}" for n, button in enumerate(buttons, offered + 1)]
            yield Line("   ".join(offers), role="offer")
        case Table():
            yield from _table(part)
        case Form():
            yield from _form(part)


def _form(form: Form) -> Iterator[Line]:
    """The line to type instead; of the fields those that the command takes in a line."""
    taken = {parameter.name: parameter.help for parameter in BY_NAME[form.command].parameters}
    fields = [field for field in form.fields if field.name in taken]
    signs = [field.name.upper() if field.required else f"[{field.name.upper()}]" for field in fields]
    yield Line(clean(form.title), role="heading")
    yield Line(" ".join((f"/{form.command}", *(value for _, value in form.args), *signs)), role="quiet")
    rows = tuple((field.name.upper(), taken[field.name]) for field in fields)
    yield from _table(Table(("word", "what it is"), rows))


def _table(table: Table) -> Iterator[Line]:
    rows = [[clean(cell) for cell in row] for row in table.rows]
    widths = [max(map(_width, column)) for column in zip(table.columns, *rows, strict=True)]
    if len(widths) > 1 and sum(widths) + len(_GAP) * (len(widths) - 1) > _WIDEST:
        yield from _stacked(rows, table.mark)
        return
    numeric = [all(row[n].rstrip(".").isdecimal() for row in rows) for n in range(len(widths))]
    if any(table.columns):
        yield Line(_row(table.columns, widths, numeric), role="quiet")
    for place, row in enumerate(rows):
        own = place == table.mark
        yield Line(_row(row, widths, numeric) + ("  ← you" if own else ""), role="own" if own else "plain")


def _stacked(rows: Sequence[Sequence[str]], mark: int | None) -> Iterator[Line]:
    """Rows too wide for a line: the first cell, and the others below it."""
    for place, (first, *others) in enumerate(rows):
        own = place == mark
        yield Line(first + ("  ← you" if own else ""), role="own" if own else "plain")
        if said := " · ".join(cell for cell in others if cell):
            yield Line(said, role="quiet", indent=6)


def _row(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    padded = []
    for cell, width, right in zip(cells, widths, numeric, strict=True):
        room = " " * (width - _width(cell))
        padded.append(room + cell if right else cell + room)
    return _GAP.join(padded).rstrip()


def _width(text: str) -> int:
    """How many columns a terminal takes for a text: two for wide letters, none for combining ones."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.combining(letter) > 0 for letter in text)


def clean(text: str) -> str:
    """Text that cannot move the cursor, colour what follows or turn a line around."""
    return _CONTROL.sub("", text.replace("\t", "    "))
