"""One file of notes while it is being read: its lines, what was taken out of them, what was odd."""

from dataclasses import dataclass, field
from functools import cached_property

from bot.notes.model import Problem, Severity

TAB = 4  # columns, as CommonMark has it
CODE_INDENT = 4  # columns that make a code block outside a list
NARROWEST, WIDEST = 50, 120  # columns at which people wrap lines


@dataclass
class Page:
    """The lines of a file (0-based), changed in place by the repairs; their number never changes."""

    file: str
    lines: list[str]
    problems: list[Problem] = field(default_factory=list)
    important: set[int] = field(default_factory=set)  # 0-based lines the author set in stars

    def blank(self, first: int, last: int) -> None:
        """Take lines out of the text."""
        for number in range(first, last + 1):
            self.lines[number] = ""

    def shift(self, first: int, columns: int) -> None:
        """Move a line to the left by `columns`, and all below it that are indented as much or more.

        Negative columns move to the right.
        """
        least = indent(self.lines[first])
        more = " " * -columns
        for number in range(first, len(self.lines)):
            line = self.lines[number]
            if line.strip():
                if indent(line) < least:
                    return
                self.lines[number] = more + line.expandtabs(TAB)[max(columns, 0) :]

    def report(self, line: int, severity: Severity, message: str) -> None:
        """Note a problem of a 0-based line."""
        self.problems.append(Problem(self.file, line + 1, severity, message))

    @cached_property
    def width(self) -> int:
        """How long lines of this file get, in characters: long lines mean that nobody wrapped them."""
        lengths = sorted(filter(None, map(len, self.lines)))
        return lengths[len(lengths) * 99 // 100] if lengths else 0  # the last 1 % may be URLs

    def wrapped(self, line: int) -> bool:
        """Whether a line looks like the rest of a sentence that did not fit on the line before."""
        before = self.lines[line - 1].rstrip()
        word = self.lines[line].split(None, 1)[0]
        return len(before) + 1 + len(word) > 0.8 * min(max(self.width, NARROWEST), WIDEST)


def indent(line: str) -> int:
    """The column of the first character that is not blank."""
    if "\t" in line:
        line = line.expandtabs(TAB)
    return len(line) - len(line.lstrip())
