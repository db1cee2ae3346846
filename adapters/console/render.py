"""Messages as lines of a terminal: styled and wrapped on a screen, plain when read by a program."""

import re
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text as Styled

from bot.messages import (
    AnswerBox,
    Audience,
    Bullets,
    Buttons,
    Choices,
    Code,
    Heading,
    Message,
    Part,
    Table,
    Text,
    Tone,
)

SCREEN_WIDTH = 88  # longer lines are hard to read
_PLAIN_WIDTH = 10_000  # a program that reads lines must not find them cut
_CODE = re.compile(r"`([^`\n]{1,300})`")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SIGNS = {Tone.GOOD: "✓ ", Tone.ALMOST: "≈ ", Tone.BAD: "✗ "}
_STYLES = {Tone.PLAIN: "", Tone.GOOD: "green", Tone.ALMOST: "yellow", Tone.BAD: "red", Tone.QUIET: "dim"}
_TO = {Audience.PRIVATE: "tutor · only you see this", Audience.CHANNEL: "tutor · to the channel"}


class Renderer:
    """Writes messages to one output."""

    def __init__(self, output: TextIO, *, screen: bool) -> None:
        self._screen = screen
        self.console = Console(
            file=output,
            width=None if screen else _PLAIN_WIDTH,
            color_system="auto" if screen else None,
            force_terminal=screen,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )
        if screen and self.console.width > SCREEN_WIDTH:
            self.console.width = SCREEN_WIDTH

    def show(self, message: Message) -> None:
        """Write a message, headed by who would see it in a channel."""
        self.console.print(Styled(_TO[message.audience], style="dim"), soft_wrap=not self._screen)
        for block in self._blocks(message.parts):
            self.console.print(block, soft_wrap=not self._screen)
        self.console.print()

    def say(self, sentence: str) -> None:
        """Write one sentence that is no message of the tutor."""
        self.console.print(self._styled(sentence, _STYLES[Tone.BAD]), soft_wrap=not self._screen)

    def _blocks(self, parts: Iterable[Part]) -> Iterable[RenderableType]:
        for place, part in enumerate(parts):
            if isinstance(part, Heading) and place and self._screen:
                yield ""
            yield Padding(self._block(part), (0, 0, 0, 2), expand=False)

    def _block(self, part: Part) -> RenderableType:
        match part:
            case Heading(text):
                return self._styled(text, "bold")
            case Text(text, tone):
                return self._styled(_SIGNS.get(tone, "") + text, _STYLES[tone])
            case Code(text):
                return Padding(Styled(clean(text), style="cyan", no_wrap=True), (0, 0, 0, 2), expand=False)
            case Bullets(items):
                return self._lines(("  " * depth + "•", text) for depth, text in items)
            case Choices(_, options, multiple):
                lines = self._lines((str(n), text) for n, text in enumerate(options, 1))
                hint = "all that apply, such as 1, 3" if multiple else "a number, or the words"
                return Group(lines, self._styled(hint, "dim"))
            case AnswerBox(_, label):
                return self._styled(label, "dim")
            case Buttons(buttons):
                offers = "   ".join(f"/{n} {button.label}" for n, button in enumerate(buttons, 1))
                return self._styled(offers, "cyan")
            case Table():
                return self._table(part)

    def _lines(self, items: Iterable[tuple[str, str]]) -> RenderableType:
        """Lines behind a sign; what is too long for the screen goes on under its own text."""
        if not self._screen:
            return Group(*(self._styled(f"{sign} {text}") for sign, text in items))
        lines = []
        for sign, text in items:
            line = Grid.grid(padding=(0, 1))
            line.add_row(Styled(sign, style="cyan"), self._styled(text))
            lines.append(line)
        return Group(*lines)

    def _table(self, table: Table) -> Grid:
        grid = Grid(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
        for name in table.columns:
            numbers = all(row[len(grid.columns)].rstrip(".").isdecimal() for row in table.rows)
            grid.add_column(name, justify="right" if numbers else "left")
        for place, row in enumerate(table.rows):
            own = place == table.mark
            cells = (*row, "← you") if own and not self._screen else row
            if len(cells) > len(grid.columns):
                grid.add_column("")
            grid.add_row(*(self._styled(cell) for cell in cells), style="bold" if own else "")
        return grid

    def _styled(self, text: str, style: str = "") -> Styled:
        """Text with its `code` coloured on a screen, and with its ticks elsewhere."""
        line = Styled(style=style)
        text = clean(text)
        if not self._screen:
            return line.append(text)
        end = 0
        for code in _CODE.finditer(text):
            line.append(text[end : code.start()]).append(code[1], style="cyan")
            end = code.end()
        return line.append(text[end:])


def clean(text: str) -> str:
    """Text without control characters: what people write must not move the cursor or turn the line around."""
    return _CONTROL.sub("", text.replace("\t", "    "))
