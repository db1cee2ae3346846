"""Code blocks of a source, found before CommonMark reads it, so that no stray fence can swallow prose.

CommonMark closes an unpaired fence at the end of the file and takes whatever follows three backticks for
a language. Here fences are paired so that as little prose as possible ends up as code, and a first line
of code glued to its fence is given back to the code.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

FENCE = re.compile(r"^([ \t]*)(`{3,}|~{3,})(.*)$")
_ENDING = re.compile(r"^([ \t]*)[^`]*[^`\s](```)[ \t]*$")  # a fence behind the last line of code
_BULLET = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")
_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]")
_PROSE = re.compile(r"[ \t]*(?:#{2,6}[ \t]+\w|\*[ \t]+[\w`(\"']|[-+][ \t]+\w+[ \t]+\w+[ \t]+\w)")
_LANGUAGE = re.compile(r"[\w#+.\-]*(?:[ \t]+(?:\{.*\}|\w[\w-]*=.*))?|\{.*\}")

_UNPAIRED = 4.0  # what a fence without partner costs, in lines of prose read as code
_SKIPPED = 5.0  # what reading an opening fence as a line of code costs


@dataclass(frozen=True, slots=True)
class Code:
    """A block of code: 0-based first and last line (fences included), what stands between, and from where."""

    first: int
    last: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class _Fence:
    line: int
    indent: int
    marks: str
    info: str
    ending: bool = False  # stands behind the last line of code, so that it can only close

    @property
    def one_line(self) -> bool:
        return self.marks in self.info

    def closes(self, opening: "_Fence") -> bool:
        same = self.marks[0] == opening.marks[0] and len(self.marks) >= len(opening.marks)
        return same and not self.info


@dataclass(frozen=True, slots=True)
class Fenced:
    """The code of a file, and the places an author should look at (line, what is odd)."""

    codes: tuple[Code, ...]
    unclosed: tuple[int, ...]
    glued: tuple[int, ...]
    left: tuple[int, ...]  # the content is indented less than its fence


def fenced_code(lines: Sequence[str], at: Sequence[int]) -> Fenced:
    """The code blocks whose fences are among the lines numbered `at` (0-based, ascending)."""
    fences = [fence for number in at if (fence := _fence(number, lines[number]))]
    single = [fence for fence in fences if fence.one_line]
    fences = [fence for fence in fences if not fence.one_line]
    codes = [Code(fence.line, fence.line, _inner(fence), fence.line) for fence in single]
    unclosed, glued, left = [], [], []
    for opening, closing in _pairs(fences, lines):
        if closing is None:
            last = _natural_end(opening, lines)
            unclosed.append(opening.line)
            body = lines[opening.line + 1 : last + 1]
        else:
            last = closing.line
            body = [*lines[opening.line + 1 : last]]
            if closing.ending:
                unclosed.append(opening.line)
                body.append(lines[last].rstrip().removesuffix(closing.marks))
        first = glued_line(opening.info, has_body=bool(body))
        if first:
            glued.append(opening.line)
        if any(line.strip() and _indent(line) < opening.indent for line in body):
            left.append(opening.line)
        text = _text(first, body, opening.indent)
        start = opening.line + (0 if first else 1 + _leading_blanks(body))
        codes.append(Code(opening.line, last, text, start))
    inside = _Covered(codes)
    kept = [code for code in codes if not inside.covers(code)]
    return Fenced(
        tuple(sorted(kept, key=lambda code: code.first)), tuple(unclosed), tuple(glued), tuple(left)
    )


class _Covered:
    """Which one-line codes lie inside a longer block (they are its content, not blocks of their own)."""

    def __init__(self, codes: Sequence[Code]) -> None:
        self._long = {n for code in codes if code.last > code.first for n in range(code.first, code.last + 1)}

    def covers(self, code: Code) -> bool:
        return code.first == code.last and code.first in self._long


def _fence(number: int, line: str) -> _Fence | None:
    found = FENCE.match(line)
    if not found:
        behind = _ENDING.match(line)
        return _Fence(number, len(behind[1].expandtabs(4)), behind[2], "", ending=True) if behind else None
    indent, marks, info = found.groups()
    info = info.strip()
    if marks[0] == "`" and "`" in info and not (info.endswith(marks) and info.count("`") == len(marks)):
        return None  # inline code at the start of a line of text
    return _Fence(number, len(indent.expandtabs(4)), marks, info)


def _inner(fence: _Fence) -> str:
    return fence.info.removesuffix(fence.marks).strip()


def _pairs(fences: Sequence[_Fence], lines: Sequence[str]) -> list[tuple[_Fence, _Fence | None]]:
    """Opening fences with their closing ones: the cheapest reading of the whole file, found backwards."""
    count = len(fences)
    cost = [0.0] * (count + 1)
    choice: list[int | None] = [None] * count
    for i in reversed(range(count)):
        if fences[i].ending:
            cost[i] = cost[i + 1]
            continue
        cost[i] = cost[i + 1] + _UNPAIRED
        partner, skipped = _partner(fences, i)
        if partner is None:
            continue
        weight = 0.25 if fences[i].info else 1.0
        paired = cost[partner + 1] + skipped * _SKIPPED
        bearable = (cost[i] - paired) // weight  # lines of prose that leave pairing the cheaper reading
        if bearable >= 0 and (prose := _prose(lines, fences[i], fences[partner], bearable)) <= bearable:
            cost[i], choice[i] = paired + prose * weight, partner
    pairs: list[tuple[_Fence, _Fence | None]] = []
    i = 0
    while i < count:
        partner = choice[i]
        if not fences[i].ending:
            pairs.append((fences[i], None if partner is None else fences[partner]))
        i = i + 1 if partner is None else partner + 1
    return pairs


def _partner(fences: Sequence[_Fence], i: int) -> tuple[int | None, int]:
    skipped = 0
    for j in range(i + 1, min(i + 12, len(fences))):
        if fences[j].closes(fences[i]):
            return j, skipped
        if fences[j].marks == fences[i].marks:
            skipped += 1
    return None, skipped


def _prose(lines: Sequence[str], opening: _Fence, closing: _Fence, most: float) -> int:
    """How many lines between two fences look like prose; counts no further than one above `most`."""
    count = 0
    for number in range(opening.line + 1, closing.line):
        line = lines[number]
        if "/*" in line:  # a block comment of C and its heirs is full of stars
            return 0
        if _PROSE.match(line):
            count += 1
            if count > most:
                break
    return count


def _natural_end(opening: _Fence, lines: Sequence[str]) -> int:
    """The last line of code after a fence that nobody closed: up to a blank line, bullet or heading."""
    for number in range(opening.line + 1, len(lines)):
        line = lines[number]
        outside = _indent(line) <= opening.indent and (_BULLET.match(line) or _HEADING.match(line))
        if not line.strip() or outside or FENCE.match(line):
            return number - 1
    return len(lines) - 1


def glued_line(info: str, *, has_body: bool) -> str:
    """The first line of code that stands on the fence's own line, or ""."""
    return "" if not info or (has_body and _LANGUAGE.fullmatch(info)) else info


def _text(first: str, body: Sequence[str], indent: int) -> str:
    rest = [_dedented(line, indent).rstrip() for line in body]
    return "\n".join([first, *rest] if first else rest).strip("\n")


def _leading_blanks(body: Sequence[str]) -> int:
    return next((number for number, line in enumerate(body) if line.strip()), 0)


def _dedented(line: str, indent: int) -> str:
    return line[min(indent, len(line) - len(line.lstrip(" "))) :]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip()) if "\t" not in line else _tabbed_indent(line)


def _tabbed_indent(line: str) -> int:
    line = line.expandtabs(4)
    return len(line) - len(line.lstrip())
