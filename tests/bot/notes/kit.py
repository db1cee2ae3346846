"""Short ways to read a text as notes."""

from textwrap import dedent

from bot.notes import Fact, Pack
from bot.notes.loading import parse_file
from bot.notes.model import Question


def read(text: str, file: str = "sea.md") -> Pack:
    """The pack of one file; the text may be indented like the test around it."""
    return parse_file(dedent(text).encode(), file)


def fact(pack: Pack, line: int) -> Fact:
    """The fact that begins on a line."""
    return next(fact for fact in pack.facts if fact.source.line == line)


def texts(pack: Pack) -> list[str]:
    """What the facts say, in order."""
    return [fact.text for fact in pack.facts]


def messages(pack: Pack) -> list[str]:
    """The problems as people see them."""
    return [str(problem) for problem in pack.problems]


def only(pack: Pack) -> Question:
    """The one question of a pack."""
    assert len(pack.questions) == 1, (pack.questions, pack.problems)
    return pack.questions[0]
