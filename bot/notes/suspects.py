"""Lines of a page that are worth a second look, found in one scan."""

import re
from collections import defaultdict

from bot.notes.scripts import OPENING

# These begin with the line break before a line: a literal is found many times faster than every "^". What
# starts like an ordinary bullet is dismissed at once.
_SUSPICIOUS = re.compile(
    r"""\n[ \t]*+(?![*+-]\ \w)(?:
        (?P<heading>(?<=[ \t])\#{1,6}[ \t]|(?<=\n)\#{2,6}(?=[^\W_\d]))
      | (?P<number>\d{3,9}[.)](?=[ \t])|\d{1,9}[.)][ \t]*$)
      | (?P<stars>\*\*)
      | (?P<fence>`{3}|~{3})
      | (?P<script>\#!)
      | (?P<rule>(?:-{3,}|={3,})[ \t]*$)
      | (?P<html></?[A-Za-z!?])
      | (?P<symbol>[•◦‣])
      | (?P<sign>(?:[-*+][ \t]+)?(?:
            >(?=[\d=$~.]) | (?<=[ \t])\#(?=[ ]+[a-z]) | \[[^\]\n]{1,99}\]:[ \t]+[\w-]+[ \t]*$))
      | (?P<text>(?!\d{1,9}[.)][ \t])[^\s\-*+>|\#`~<:=])
    )""",
    re.MULTILINE | re.VERBOSE,
)
_QUESTION = re.compile(rf"\n[ \t]*+(?P<question>{OPENING})", re.MULTILINE)
_DEEP = re.compile(r"\n(?P<deep>(?:[ ]{6}|[ ]*\t[ ]*\t)[ \t]*+(?:[-*+]|\d{1,9}[.)])[ \t])", re.MULTILINE)


def suspects(text: str) -> dict[str, list[int]]:
    """The 0-based numbers of lines worth a second look, by what is suspicious about them."""
    found: dict[str, list[int]] = defaultdict(list)
    text = f"\n{text}"
    _search(_SUSPICIOUS, text, found)
    if "Q:" in text or "Q**:" in text:
        _search(_QUESTION, text, found)
    if "\n      " in text or "\t" in text:
        _search(_DEEP, text, found)
    return found


def _search(pattern: re.Pattern[str], text: str, found: dict[str, list[int]]) -> None:
    line = at = 0
    for match in pattern.finditer(text):
        start = match.start()
        line += text.count("\n", at, start)
        at = start
        found[match.lastgroup or ""].append(line)
