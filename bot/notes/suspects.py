"""Lines of a page that are worth a second look, found in one scan."""

import re
from collections import defaultdict

from bot.notes.scripts import OPENING

# These begin with the line break before a line: a literal is found many times faster than every "^". Blank
# lines, and what starts like an ordinary bullet or heading, are dismissed at once.
_SUSPICIOUS = re.compile(
    r"""\n[ \t]*+(?![*+-]\ \w|\n|(?<=\n)\#{1,6}\ )(?:
        (?P<heading>(?<=[ \t])\#{1,6}[ \t]|(?<=\n)\#{2,6}(?=[^\W_\d]))
      | (?P<number>\d{3,9}[.)](?=[ \t])|\d{1,9}[.)][ \t]*$)
      | (?P<stars>\*\*)
      | (?P<fence>`{3}|~{3})
      | (?P<script>\#!)
      | (?P<rule>(?:-+|=+|_{3,})[ \t]*$)
      | (?P<html></?[A-Za-z!?])
      | (?P<symbol>[•◦‣▪▫●○■□►▸➤・]|[–—](?=[ ]))
      | (?P<sign>(?:[-*+][ \t]+)?(?:
            >(?=[\d=$~.]) | (?<=[ \t])\#(?=[ ]+[a-z]) | \[(?!\^)[^\]\n]{1,99}\]:[ \t]+[\w-]+[ \t]*$))
      | (?P<text>(?!\d{1,9}[.)][ \t])[^\s\-*+>|\#`~<:=])
    )""",
    re.MULTILINE | re.VERBOSE,
)
_QUESTION = re.compile(rf"\n[ \t]*+(?P<question>{OPENING})", re.MULTILINE)
_ENDING = re.compile(r"(?P<fence>```(?<=[^`\s]```))[ \t]*$", re.MULTILINE)
_DEEP = re.compile(r"\n(?P<deep>(?:[ ]{6}|[ ]*\t[ ]*\t)[ \t]*+(?:[-*+]|\d{1,9}[.)])[ \t])", re.MULTILINE)
# Where lists nest by a single blank, four blanks are deep already.
_NARROW = ("\n - ", "\n * ", "\n + ")
_DEEP_IN_NARROW = re.compile(r"\n(?P<deep>[ ]{4}[ \t]*+(?:[-*+]|\d{1,9}[.)])[ \t])", re.MULTILINE)


def suspects(text: str) -> dict[str, list[int]]:
    """The 0-based numbers of lines worth a second look, by what is suspicious about them."""
    found: dict[str, list[int]] = defaultdict(list)
    text = f"\n{text}"
    _search(_SUSPICIOUS, text, found)
    if "Q:" in text or "Q**:" in text:
        _search(_QUESTION, text, found)
    if found["fence"]:
        _search(_ENDING, text, found)
        found["fence"] = sorted(set(found["fence"]))
    if any(bullet in text for bullet in _NARROW):
        _search(_DEEP_IN_NARROW, text, found)
    elif "\n      " in text or "\t" in text:
        _search(_DEEP, text, found)
    return found


def _search(pattern: re.Pattern[str], text: str, found: dict[str, list[int]]) -> None:
    """Note the lines at which named groups of a pattern begin; the text begins with an added line break."""
    line, at = -1, 0
    for match in pattern.finditer(text):
        name = match.lastgroup or ""
        start = match.start(name)
        line += text.count("\n", at, start)
        at = start
        found[name].append(line)
