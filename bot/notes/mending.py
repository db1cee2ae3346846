"""What authors mean where CommonMark reads something else: repairs of the source, line by line.

Every repair keeps the number of lines, so a place in the mended text is the same place in the file. Code
is taken out beforehand; what remains is read by the CommonMark parser. The rules look only at lines that
one scan finds suspicious, so tidy notes cost next to nothing.
"""

import re
from collections.abc import Iterator, Sequence

from bot.notes.fences import FENCE
from bot.notes.model import Severity
from bot.notes.page import CODE_INDENT, Page, indent

_BULLET = re.compile(r"([ \t]*)([-*+]|\d{1,9}[.)])([ \t]+)")
_NUMBERED = re.compile(r"([ \t]*)(\d{1,9})([.)])((?:[ \t].*)?)$")
_SIGN = re.compile(r"^([ \t]*(?:[-*+][ \t]+)?)([>#\[])")
_PAIR = re.compile(r"[ \t]*(?:[^\s:][^:]{0,50}?[ \t]?:[ \t]+\S|\S.{0,60}?[ \t](?:=>|⇒)[ \t]+\S)")
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
    for number, line in _live(page, numbers):
        if line.lstrip().startswith("<!--"):
            _comment(page, number)
        else:
            text = _TAG.sub(" ", line.replace("<li>", "* ", 1))
            if text.lstrip()[:2] in ("<?", "<!"):
                text = text.replace("<", "\\<", 1)
            page.lines[number] = ("\\" if FENCE.match(text) else "") + text.rstrip()
        if not _BULLET.match(page.lines[number]):
            bare.append(number)
    return bare


def _comment(page: Page, first: int) -> None:
    for last in range(first, len(page.lines)):
        _, closed, after = page.lines[last].partition("-->")
        if closed:
            page.blank(first, last)
            page.lines[last] = after
            page.report(first, Severity.INFO, "an HTML comment is not read")
            return
    page.lines[first] = page.lines[first].replace("<!--", "", 1)
    page.report(first, Severity.WARNING, "this HTML comment is never closed; end it with -->")


def _headings(page: Page, numbers: Sequence[int]) -> None:
    for number, line in _live(page, numbers):
        columns = indent(line)
        marks = len(line) - len(line.lstrip("#"))
        if columns == 0 and line[marks : marks + 1] != " ":
            page.lines[number] = f"{line[:marks]} {line[marks:]}"
            page.report(
                number,
                Severity.INFO,
                "put a blank after the # of this heading; other viewers show it as text",
            )
        elif columns == 0:
            page.report(number, Severity.INFO, "this heading is indented; start it at the line's beginning")
        elif columns < CODE_INDENT or _in_list(page.lines, number, columns):
            page.report(number, Severity.INFO, "this heading is indented; start it at the line's beginning")
            page.shift(number, columns)


def _in_list(lines: Sequence[str], number: int, columns: int) -> bool:
    for line in reversed(lines[:number]):
        if line.strip() and indent(line) < columns:
            return bool(_BULLET.match(line))
    return False


def _symbols(page: Page, numbers: Sequence[int]) -> None:
    for number, line in _live(page, numbers):
        blanks = line[: len(line) - len(line.lstrip())]
        page.lines[number] = f"{blanks}* {line.strip()[1:].lstrip()}"


def _signs(page: Page, numbers: Sequence[int]) -> None:
    """`>5 GB` is no quotation, `* # items` no heading, `[SQS]: queue` no link: signs that are text."""
    for number, line in _live(page, numbers):
        page.lines[number] = _SIGN.sub(r"\1\\\2", line, count=1)


def _numbers(page: Page, numbers: Sequence[int]) -> None:
    """`2025)` at the start of a wrapped line is the end of a sentence, not an item of a list."""
    for number, line in _live(page, numbers):
        above = page.lines[number - 1] if number else ""
        mine, before = _NUMBERED.match(line), _NUMBERED.match(above)
        goes_on = before and mine and int(before[2]) + 1 == int(mine[2])
        if mine and not goes_on and (above.strip() or len(mine[2]) > 2):
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
    """A line of dashes under a sentence was meant as a separator, not as a heading's underline."""
    for number, _ in _live(page, numbers):
        above = page.lines[number - 1].strip() if number else ""
        second = page.lines[number - 2].strip() if number > 1 else ""
        sentence = len(above) > 80 or above.endswith((".", ";", ",", "!")) or second
        if above and sentence and not _BULLET.match(page.lines[number - 1]):
            page.lines[number] = ""
            page.report(
                number,
                Severity.INFO,
                "a line of dashes under text makes it a heading; put a blank line between",
            )


def _deep(page: Page, numbers: Sequence[int]) -> None:
    """A bullet indented so far that CommonMark takes it for more text of the bullet above."""
    for number, line in _live(page, numbers):
        above = _BULLET.match(page.lines[number - 1].expandtabs(4)) if number else None
        if above and indent(line) >= above.end() + CODE_INDENT:
            page.shift(number, indent(line) - above.end())


def _own_lines(page: Page, numbers: Sequence[int]) -> None:
    """Lines that run into the text above them although they say something of their own."""
    below_text = [n for n, _ in _live(page, numbers) if n and page.lines[n - 1].strip()]
    for run in _runs(below_text):
        start = run[0] - 1
        bullet = _BULLET.match(page.lines[start])
        pairs = all(_PAIR.match(page.lines[number]) for number in run)
        if pairs and not any(page.wrapped(number) for number in run):
            _pairs(page, start, run, is_bullet=bool(bullet))
        elif bullet:
            for number in run:
                if indent(page.lines[number]) < bullet.end():
                    _own_line(page, number)


def _pairs(page: Page, start: int, run: Sequence[int], *, is_bullet: bool) -> None:
    first = [] if is_bullet or not _PAIR.match(page.lines[start]) else [start]
    if not is_bullet and not first and not page.lines[start].rstrip().endswith(":"):
        return
    for number in (*first, *run):
        _as_bullet(page, number)
    if is_bullet:
        page.report(run[0], Severity.INFO, _RUNS_IN)


def _own_line(page: Page, number: int) -> None:
    above = page.lines[number - 1] if number else ""
    if not above.strip() or above.lstrip().startswith("#") or page.wrapped(number):
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
