"""Written questions in the source: which lines belong to one, and to which of its parts.

CommonMark would run most of these lines together, so they are told apart by their own beginnings before
it reads the page. A question ends at the next one, at a heading, and at the first line behind a blank one
that opens none of its parts.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.notes.fences import Code
from bot.notes.model import Severity
from bot.notes.page import TAB, Page, indent

_MARKER = r"(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?"
OPENING = _MARKER + r"(?:\*\*Q(?:\*\*:|:\*\*)|(?:\*\*)?Q:)(?!:)"

_QUESTION = re.compile(rf"[ \t]*{_MARKER}(?:\*\*Q(?:\*\*:|:\*\*)|(\*\*)?Q:)(?!:)[ \t]*(.*)")
_NAMES = "A|ok|close|no|reject"
_PART = re.compile(rf"[ \t]*{_MARKER}(?:\*\*({_NAMES})(?:\*\*:|:\*\*)|({_NAMES}):(?!:))[ \t]*(.*)")
_QUOTE = re.compile(r"[ \t]*>[ \t]?(.*)")
_BOX = re.compile(r"([ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[([ xX])\](?:[ \t]+(.*))?$")
_BULLET = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\S")
_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]")
_RULE = re.compile(r"[ \t]*(?:-{3,}|={3,}|\*{3,})[ \t]*$")


@dataclass(slots=True)
class Part:
    """One part of a question: what opens it, its 0-based line, its source lines without the opening."""

    name: str  # "A", "ok", "close", "no", "reject", ">", "[ ]" or "[x]"
    line: int
    lines: list[str]
    nested: list[str] = field(default_factory=list)  # what stands under an option

    @property
    def text(self) -> str:
        """The part on one line."""
        return " ".join(line.strip() for line in self.lines).strip()


@dataclass(slots=True)
class Script:
    """A written question as it stands in the file: 0-based lines, prompt and parts in source form."""

    line: int
    end_line: int
    prompt: list[str]
    parts: list[Part]

    def named(self, *names: str) -> list[Part]:
        """The parts opened by one of the names."""
        return [part for part in self.parts if part.name in names]


def take_scripts(
    page: Page, at: Sequence[int], original: Sequence[str], codes: Sequence[Code]
) -> tuple[list[Script], list[Code]]:
    """Take the questions opened on the lines `at` out of the page.

    `original` has the lines with their code. Returns the questions, and the code that is in none of them.
    """
    scripts: list[Script] = []
    blocks = {code.first: code for code in codes}
    starts = [number for number in at if page.lines[number].strip()]
    for start, limit in zip(starts, [*starts[1:], len(page.lines)], strict=False):
        scripts.append(_Reader(page, original, blocks, start, limit).read())
    inside = {number for script in scripts for number in range(script.line, script.end_line + 1)}
    for script in scripts:
        page.blank(script.line, script.end_line)
    return scripts, [code for code in codes if code.first not in inside]


class _Reader:
    """Reads one question from its first line; `limit` is where the next one begins."""

    def __init__(
        self, page: Page, original: Sequence[str], codes: Mapping[int, Code], start: int, limit: int
    ) -> None:
        self.page = page
        self.lines = page.lines
        self.original = original
        self.codes = codes
        self.start = start
        self.limit = next((n for n in range(start + 1, limit) if _HEADING.match(self.lines[n])), limit)
        self.parts: list[Part] = []
        self.end = start  # the last line that is known to belong to the question
        self.column = 0  # where the text of the current option begins

    def read(self) -> Script:
        self._check_above()
        first = self._first_part()
        if first is None:
            self.end = first = self._end_of_paragraph()
            first += 1
        else:
            self._read_parts(first)
        return Script(self.start, self.end, self._prompt(first), self.parts)

    def _check_above(self) -> None:
        above = self.lines[self.start - 1] if self.start else ""
        if above.strip() and not _HEADING.match(above) and not _BULLET.match(self.lines[self.start]):
            self._warn(self.start, "put a blank line before this question")

    def _warn(self, line: int, remedy: str) -> None:
        message = f"{remedy}; other viewers show it run together with the line above"
        self.page.report(line, Severity.WARNING, message)

    def _first_part(self) -> int | None:
        opened = [n for n in range(self.start + 1, self.limit) if self._opening(n)[0]]
        answered = any(self._opening(n)[0] in ("A", "[ ]", "[x]") for n in opened)
        return opened[0] if answered else None

    def _opening(self, number: int) -> tuple[str, str]:
        """(name of the part that this line opens or "", the rest of the line)."""
        line = self.lines[number]
        if found := _PART.match(line):
            return found[1] or found[2], found[3]
        if found := _BOX.match(line):
            return f"[{found[2].lower()}]", found[3] or ""
        if found := _QUOTE.match(line):
            return ">", found[1]
        return "", ""

    def _end_of_paragraph(self) -> int:
        number = self.start
        while number + 1 < self.limit and self.lines[number + 1].strip():
            if _BULLET.match(self.lines[number + 1]):
                break
            number += 1
        return number

    def _prompt(self, stop: int) -> list[str]:
        found = _QUESTION.match(self.original[self.start])
        assert found  # the scan that found the line and this pattern share OPENING
        bold, first = found[1], found[2]
        margin = indent(self.original[self.start])
        rest = [line[min(margin, indent(line)) :] for line in self.original[self.start + 1 : stop]]
        return [first.rstrip().removesuffix("**") if bold else first, *rest]

    def _read_parts(self, first: int) -> None:
        number = first
        while number < self.limit:
            gap = number > self.end + 1 and number > first
            step = self._read_line(number, gap=gap) if self._text_at(number) else 1
            if not step:
                return
            number += step

    def _text_at(self, number: int) -> bool:
        return number in self.codes or bool(self.lines[number].strip())

    def _read_line(self, number: int, *, gap: bool) -> int:
        """How many lines were taken from here on; 0 at the end of the question."""
        name, rest = self._opening(number)
        if self._is_nested(number, name, gap=gap):
            return self._nest(number)
        if number in self.codes:
            return 0
        if name == ">" and not gap and self.parts and self.parts[-1].name == ">":
            self.parts[-1].lines.append(rest)
        elif name:
            self.parts.append(Part(name, number, [rest]))
            box = _BOX.match(self.lines[number])
            self.column = len(box[1].expandtabs(TAB)) if box else 1 << 30
        elif not self._continues(number, gap=gap):
            return 0
        else:
            part = self.parts[-1]
            (part.nested or part.lines).append(self.lines[number])
        self.end = number
        return 1

    def _is_nested(self, number: int, name: str, *, gap: bool) -> bool:
        if not self.parts or indent(self.original[number]) < self.column:
            return False
        bullet = _BULLET.match(self.lines[number])
        opened = gap or name or bullet or number in self.codes or self.parts[-1].nested
        return bool(opened) or not self.page.wrapped(number)

    def _nest(self, number: int) -> int:
        last = self.codes[number].last if number in self.codes else number
        lines = self.original[self.end + 1 : last + 1]
        self.parts[-1].nested.extend(line[min(self.column, indent(line)) :] for line in lines)
        self.end = last
        return last + 1 - number

    def _continues(self, number: int, *, gap: bool) -> bool:
        """Whether a line that opens nothing is more of the part above it."""
        line = self.lines[number]
        if _RULE.match(line):
            if not gap:
                self._warn(number, "put a blank line before this line of dashes")
                self.end = number
            return False
        if _BULLET.match(line):
            if not gap:
                self._warn(number, "put a blank line before this bullet")
            return False
        return not gap and (self.parts[-1].name == ">" or self._goes_on(number))

    def _goes_on(self, number: int) -> bool:
        """Whether the sentence of the line above goes on here; else this line is a fact of its own."""
        above = self.lines[number - 1].rstrip()
        if above.endswith((";", "|", ",", ":")) or self.page.wrapped(number):
            return True
        self._warn(number, "put a blank line before this text")
        return False
