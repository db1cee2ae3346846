"""Code is taken out of a page before anything else is read: fenced blocks, and scripts without a fence."""

from collections.abc import Mapping, Sequence

from bot.notes.fences import Code, fenced_code
from bot.notes.model import Severity
from bot.notes.page import Page


def take_code(page: Page, found: Mapping[str, Sequence[int]]) -> list[Code]:
    """Take fenced code and unfenced scripts out of the page."""
    codes: list[Code] = []
    if found["fence"]:
        fenced = fenced_code(page.lines, found["fence"])
        _report_fences(page, fenced.unclosed, fenced.glued, fenced.left)
        codes.extend(fenced.codes)
    inside = {number for code in codes for number in range(code.first, code.last + 1)}
    for number in found["script"]:
        if number not in inside:
            last = _end_of_chunk(page.lines, number, inside)
            text = "\n".join(page.lines[number : last + 1])
            codes.append(Code(number, last, text, number))
            inside.update(range(number, last + 1))
            page.report(number, Severity.INFO, "a script without a fence was read as code; put ``` around it")
    codes = _whole_scripts(sorted(codes, key=lambda code: code.first))
    _report_commands(page, codes)
    for code in codes:
        page.blank(code.first, code.last)
    return codes


def _report_fences(page: Page, unclosed: Sequence[int], glued: Sequence[int], left: Sequence[int]) -> None:
    for number in unclosed:
        page.report(
            number,
            Severity.WARNING,
            "this code fence is never closed; put ``` on a line of its own below the code",
        )
    for number in glued:
        page.report(
            number, Severity.INFO, "code on the fence's own line was read as code; start it on the next line"
        )
    for number in left:
        page.report(
            number,
            Severity.INFO,
            "the code is indented less than its fence, and other viewers end it there; indent it as far",
        )


def _whole_scripts(codes: Sequence[Code]) -> list[Code]:
    """A line `#!/bin/sh` that stands above a fence belongs to the script in it."""
    whole: list[Code] = []
    for code in codes:
        above = whole[-1] if whole else None
        if above and above.first == above.last >= code.first - 2 and above.text.startswith("#!"):
            whole[-1] = Code(above.first, code.last, f"{above.text}\n{code.text}", above.line)
        else:
            whole.append(code)
    return whole


def _report_commands(page: Page, codes: Sequence[Code]) -> None:
    last = -2
    for code in codes:
        above = page.lines[code.first - 1] if code.first else ""
        if code.first == code.last and code.first != last + 1 and above.strip():
            page.report(
                code.first,
                Severity.INFO,
                "this command runs into the line above; fence it on lines of its own",
            )
        last = code.last


def _end_of_chunk(lines: Sequence[str], first: int, stop: set[int]) -> int:
    number = first
    while number + 1 < len(lines) and lines[number + 1].strip() and number + 1 not in stop:
        number += 1
    return number
