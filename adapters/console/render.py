"""Lines written out: plain for a program that reads them, coloured and wrapped on a screen."""

import re
from collections.abc import Iterable
from typing import Protocol, TextIO

from adapters.console.lines import Line, lines
from bot.messages import Message

SCREEN_WIDTH = 88  # longer lines are hard to read
_CODE = re.compile(r"`([^`\n]{1,300})`")
_STYLES = {
    "to": "dim",
    "heading": "bold",
    "good": "green",
    "almost": "yellow",
    "bad": "red",
    "quiet": "dim",
    "code": "cyan",
    "offer": "cyan",
    "own": "bold",
}


class Output(Protocol):
    """Where a conversation is written to."""

    def show(self, message: Message) -> None:
        """Write a message of the tutor."""

    def say(self, sentence: str) -> None:
        """Write one sentence about a line that could not be understood."""


class Plain:
    """Every line whole and without colour."""

    def __init__(self, output: TextIO) -> None:
        self._output = output

    def show(self, message: Message) -> None:
        self._write(lines(message))

    def say(self, sentence: str) -> None:
        self._write([Line(sentence, "✗")])

    def _write(self, rows: Iterable[Line]) -> None:
        self._output.writelines(f"{row}\n" for row in (*rows, ""))
        self._output.flush()


class Screen:
    """Colours, and lines wrapped under their own beginning."""

    def __init__(self, output: TextIO, *, record: bool = False) -> None:
        from rich.console import Console

        self.console = Console(file=output, highlight=False, markup=False, emoji=False, record=record)
        self.console.width = min(self.console.width, SCREEN_WIDTH)

    def show(self, message: Message) -> None:
        for line in lines(message):
            self._print(line)
        self.console.print()

    def say(self, sentence: str) -> None:
        self._print(Line(sentence, "✗", "bad"))
        self.console.print()

    def _print(self, line: Line) -> None:
        from rich.table import Table
        from rich.text import Text

        style = _STYLES.get(line.role, "")
        text = Text(style=style)
        end = 0
        for code in _CODE.finditer(line.text):
            text.append(line.text[end : code.start()]).append(code[1], style="cyan")
            end = code.end()
        text.append(line.text[end:])
        if not line.indent:
            self.console.print(text)
            return
        row = Table.grid(padding=0)
        row.add_column(no_wrap=True)
        row.add_column(no_wrap=line.role == "code", overflow="fold")
        lead = Text(" " * line.indent + (f"{line.sign} " if line.sign else ""), style=style or "cyan")
        row.add_row(lead, text)
        self.console.print(row)
