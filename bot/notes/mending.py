"""What authors mean where CommonMark reads something else: repairs of the source, line by line.

Every repair keeps the number of lines, so a place in the mended text is the same place in the file. Code
is taken out beforehand; what remains is read by the CommonMark parser. The rules look only at lines that
one scan finds suspicious, so tidy notes cost next to nothing.
"""

import re
from collections.abc import Iterator, Sequence

from bot.notes.fences import FENCE
from bot.notes.model import Severity
from bot.notes.page import CODE_INDENT, TAB, Page, indent

_BULLET = re.compile(r"([ \t]*)([-*+]|\d{1,9}[.)])([ \t]+)")
_NUMBERED = re.compile(r"([ \t]*)(\d{1,9})([.)])((?:[ \t].*)?)$")
_SIGN = re.compile(r"^([ \t]*(?:[-*+][ \t]+)?)([>#\[])")
_PAIR = re.compile(r"[ \t]*(?:[^\s:][^:]{0,50}?[ \t]?:[ \t]+\S|\S.{0,60}?[ \t](?:=>|⇒)[ \t]+\S)")
_NEAR = 50  # lines above one that are searched for what it belongs to
_LETTERED = re.compile(r"[ \t]*(?:\((?:[A-Za-z]|[ivx]{1,4}|\d{1,2})\)|(?:[A-Za-z]|[ivx]{2,4})[).])[ \t]+\S")
_HEADING = re.compile(r"#{1,6}(?:[ \t]|$)")
_UNDERLINE = 3  # marks that are meant to underline a heading
_LONGEST_HEADING = 80  # characters of a line that is meant as a heading
_RUNS_IN = "this line runs into the one above; put a blank line or a bullet before it"
_TAG = re.compile(
    r"</?(?:a|abbr|article|aside|b|big|blockquote|body|br|button|center|cite|code|col|colgroup|dd|del|details|dfn|"
    r"div|dl|dt|em|fieldset|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|"
    r"kbd|label|legend|li|link|main|mark|menu|meta|nav|ol|option|p|picture|pre|q|s|samp|script|section|select|"
    r"small|source|span|strike|strong|style|sub|summary|sup|table|tbody|td|textarea|tfoot|th|thead|title|tr|tt|u|"
    r"ul|var|video|wbr)(?:[\s/][^<>]*)?>",
    re.IGNORECASE,
)


def mend(page: Page, found: dict[str, list[int]]) -> None:
    """Repair what remains, in place."""
    bare = _html(page, found["html"])
    _headings(page, found["heading"])
    _symbols(page, found["symbol"])
    _signs(page, found["sign"])
    _numbers(page, found["number"])
    _starred(page, found["stars"])
    _rules(page, found["rule"])
    _deep(page, found["deep"])
    _own_lines(page, sorted([*found["text"], *bare]))


def _live(page: Page, numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
    for number in numbers:
        if page.lines[number].strip():
            yield number, page.lines[number]


def _html(page: Page, numbers: Sequence[int]) -> list[int]:
    """Comments vanish, known tags become blanks, so that Markdown between tags is read as Markdown.

    Returns the lines that are plain text now.
    """
    bare = []
    end = max((n for n, line in enumerate(page.lines) if "-->" in line), default=-1) if numbers else -1
    for number, line in _live(page, numbers):
        if line.lstrip().startswith("<!--"):
            _comment(page, number, end)
        else:
            text = (
                line[: len(line) - len(line.lstrip())] + _TAG.sub(" ", line.replace("<li>", "* ", 1)).lstrip()
            )
            if text.lstrip()[:2] in ("<?", "<!"):
                text = text.replace("<", "\\<", 1)
            page.lines[number] = ("\\" if FENCE.match(text) else "") + text.rstrip()
        if not _BULLET.match(page.lines[number]):
            bare.append(number)
    return bare


def _comment(page: Page, first: int, end: int) -> None:
    """Take out a comment; `end` is the last line with an end of one."""
    if first > end:
        page.lines[first] = page.lines[first].replace("<!--", "", 1)
        page.report(first, Severity.WARNING, "this HTML comment is never closed; end it with -->")
        return
    last = next(number for number in range(first, end + 1) if "-->" in page.lines[number])
    after = page.lines[last].partition("-->")[2]
    page.blank(first, last)
    page.lines[last] = after
    page.report(first, Severity.INFO, "an HTML comment is not read; take out the marks if it should be")


def _headings(page: Page, numbers: Sequence[int]) -> None:
    for number, line in _live(page, numbers):
        columns = indent(line)
        bare = line.lstrip()
        marks = len(bare) - len(bare.lstrip("#"))
        if columns == 0 and line[marks : marks + 1] != " ":
            page.lines[number] = f"{line[:marks]} {line[marks:]}"
            message = "put a blank after the # of this heading; other viewers show it as text"
            page.report(number, Severity.INFO, message)
            continue
        if _is_code(page.lines, number):
            continue
        if marks == 1 and bare[1:].lstrip()[:1].islower() and _bullet_above(page.lines, number, columns):
            page.lines[number] = line.replace("#", "\\#", 1)  # a comment below a command
        else:
            page.report(number, Severity.INFO, "this heading is indented; start it at the line's beginning")
            if columns:
                page.shift(number, columns)


def _is_code(lines: Sequence[str], number: int) -> bool:
    """Whether CommonMark reads a line as code, because the lines around it are indented far enough."""
    if indent(lines[number]) < CODE_INDENT:
        return False
    first, nearest = number, max(0, number - _NEAR)
    while first > nearest and lines[first - 1].strip() and not _HEADING.match(lines[first - 1]):
        first -= 1
    columns = indent(lines[first])
    bullet = _bullet_above(lines, first, columns)
    return columns >= (bullet.end() if bullet else 0) + CODE_INDENT


def _bullet_above(lines: Sequence[str], number: int, columns: int) -> re.Match[str] | None:
    """The bullet that a line indented by `columns` may belong to, if it is among the lines just above."""
    for line in reversed(lines[max(0, number - _NEAR) : number]):
        if line.strip() and indent(line) <= columns:
            return _BULLET.match(line.expandtabs(TAB))
    return None


def _symbols(page: Page, numbers: Sequence[int]) -> None:
    """Bullets of word processors; a dash may also belong to a sentence that was wrapped before it."""
    for number, line in _live(page, numbers):
        above = page.lines[number - 1] if number else ""
        if line.lstrip()[0] in "–—" and above.strip() and page.wrapped(number):
            continue
        blanks = line[: len(line) - len(line.lstrip())]
        page.lines[number] = f"{blanks}* {line.strip()[1:].lstrip()}"


def _signs(page: Page, numbers: Sequence[int]) -> None:
    """`>5 GB` is no quotation, `* # items` no heading, `[SQS]: queue` no link: signs that are text."""
    for number, line in _live(page, numbers):
        if not _is_code(page.lines, number):
            page.lines[number] = _SIGN.sub(r"\1\\\2", line, count=1)


def _numbers(page: Page, numbers: Sequence[int]) -> None:
    """`2025)` at the start of a wrapped line is the end of a sentence, not an item of a list."""
    for number, line in _live(page, numbers):
        above = page.lines[number - 1] if number else ""
        mine, before = _NUMBERED.match(line), _NUMBERED.match(above)
        goes_on = before and mine and int(before[2]) + 1 == int(mine[2])
        if mine and not goes_on and not _is_code(page.lines, number) and (above.strip() or len(mine[2]) > 2):
            page.lines[number] = f"{mine[1]}{mine[2]}\\{mine[3]}{mine[4]}"


def _starred(page: Page, numbers: Sequence[int]) -> None:
    """`** text **` is no emphasis in CommonMark; `** text` under a bullet is a bullet of a wiki."""
    for number, line in _live(page, numbers):
        bare = line.strip()
        text = bare.lstrip("*")
        stars = len(bare) - len(text)
        if text[:1] not in (" ", "\t"):
            if text:
                _own_line(page, number)
            continue
        inner = text.rstrip("*").strip()
        closed = text.endswith("**")
        blanks = line[: len(line) - len(line.lstrip())]
        above = page.lines[number - 1].lstrip() if number else ""
        if closed:
            page.important.add(number)
        elif above.startswith("*"):
            blanks += "  " * (stars - 1)
        page.lines[number] = f"{blanks}* {inner if closed else text.strip()}"
        message = "stars with blanks inside are no emphasis; write **text** without the blanks"
        page.report(number, Severity.INFO, message)


def _rules(page: Page, numbers: Sequence[int]) -> None:
    """A line of dashes under a sentence was meant as a separator, and a single dash as a bullet."""
    for number, line in _live(page, numbers):
        above = page.lines[number - 1].strip() if number else ""
        second = page.lines[number - 2].strip() if number > 1 else ""
        marks = line.strip()
        if not above or marks[0] == "_":
            continue
        if len(marks) < _UNDERLINE:
            page.lines[number] = ""
            message = "this line says nothing; give the bullet a text or remove it"
            page.report(number, Severity.WARNING, message)
        elif _is_sentence(above, second) and not _BULLET.match(page.lines[number - 1]):
            page.lines[number] = ""
            message = "a line of dashes under text makes it a heading; put a blank line between"
            page.report(number, Severity.INFO, message)


def _is_sentence(line: str, above: str) -> bool:
    return len(line) > _LONGEST_HEADING or line.endswith((".", ";", ",", "!")) or bool(above)


def _deep(page: Page, numbers: Sequence[int]) -> None:
    """A bullet indented so far that CommonMark takes it for more text of the bullet above.

    In lists that nest by a single blank that is so before the bullet is as far as the text above it.
    """
    for number, line in _live(page, numbers):
        above = _BULLET.match(page.lines[number - 1].expandtabs(TAB)) if number else None
        columns = indent(line)
        if above and (columns >= above.end() + CODE_INDENT or len(above[1]) < columns < above.end()):
            page.shift(number, columns - above.end())


def _own_lines(page: Page, numbers: Sequence[int]) -> None:
    """Lines that run into the text above them although they say something of their own."""
    for run in _runs([number for number, _ in _live(page, numbers) if _text_above(page, number)]):
        start = run[0] - 1
        if _is_code(page.lines, start):
            continue
        bullet = _BULLET.match(page.lines[start])
        if not any(page.wrapped(number) for number in run) and _listed(page, start, run, bullet=bool(bullet)):
            continue
        if bullet:
            for number in run:
                if indent(page.lines[number]) < bullet.end():
                    _own_line(page, number)


def _text_above(page: Page, number: int) -> bool:
    above = page.lines[number - 1].strip() if number else ""
    return bool(above) and not _HEADING.match(above)


def _listed(page: Page, start: int, run: Sequence[int], *, bullet: bool) -> bool:
    """Make bullets of lines that are all pairs, or all numbered in brackets or by letters."""
    for pattern in (_PAIR, _LETTERED):
        if all(pattern.match(page.lines[number]) for number in run):
            first = [] if bullet or not pattern.match(page.lines[start]) else [start]
            if bullet or first or page.lines[start].rstrip().endswith(":"):
                for number in (*first, *run):
                    if not bullet:  # in line with the text that they follow
                        page.lines[number] = " " * indent(page.lines[start]) + page.lines[number].lstrip()
                    _as_bullet(page, number)
                if bullet:
                    page.report(run[0], Severity.INFO, _RUNS_IN)
                return True
    return False


def _own_line(page: Page, number: int) -> None:
    if not _text_above(page, number) or page.wrapped(number):
        return
    _as_bullet(page, number)
    page.report(
        number, Severity.INFO, "this line runs into the one above; put a blank line or a bullet before it"
    )


def _as_bullet(page: Page, number: int) -> None:
    line = page.lines[number]
    blanks = len(line) - len(line.lstrip())
    page.lines[number] = f"{line[:blanks]}* {line[blanks:]}"


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run
