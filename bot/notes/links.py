"""Links inside a pack: from a question to its fact, and from one file of notes to another."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from bot.notes.model import Fact, Topic

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/|#", re.IGNORECASE)
_LINE = re.compile(r"(?P<file>[^#]*?)(?:#L|:|^)(?P<line>\d{1,7})")
_NO_SLUG = re.compile(r"[^\w\- ]")


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything of a pack stands, to find what a link means."""

    by_line: Mapping[tuple[str, int], int]
    by_slug: Mapping[tuple[str, str], int]

    @classmethod
    def of(cls, facts: Sequence[Fact], topics: Sequence[Topic]) -> "Places":
        """The places of facts (by any of their lines) and of topics (their first fact)."""
        lines = {
            (fact.source.file, line): place
            for place, fact in enumerate(facts)
            for line in range(fact.source.line, fact.source.end_line + 1)
        }
        slugs: dict[tuple[str, str], int] = {}
        for topic in topics:
            if topic.facts:
                slugs.setdefault((topic.source.file, slug(topic.path[-1])), topic.facts[0])
        return cls(lines, slugs)

    def fact(self, link: str, file: str) -> int | None:
        """The fact a link in `file` leads to: `#heading`, `:12` or `#L12`, alone or behind a file's name."""
        found = _LINE.fullmatch(link)
        if found:
            return self.by_line.get((beside(file, found["file"]), int(found["line"])))
        name, _, heading = link.partition("#")
        return self.by_slug.get((beside(file, name), slug(heading)))


def slug(heading: str) -> str:
    """A heading as the anchor that Markdown viewers give it."""
    return _NO_SLUG.sub("", heading.strip().lower()).replace(" ", "-")


def beside(file: str, target: str) -> str:
    """The file that a relative link in `file` leads to, by its name in the pack."""
    name = unquote(target.partition("#")[0])
    if not name:
        return file
    steps: list[str] = []
    for step in (PurePosixPath(file).parent / name).parts:
        if step == ".." and steps:
            steps.pop()
        elif step != ".":
            steps.append(step)
    return "/".join(steps)


def is_relative(target: str) -> bool:
    """Whether a link leads to a file beside the notes: no address, no absolute path, not within the file."""
    return bool(target) and not _ELSEWHERE.match(target)
