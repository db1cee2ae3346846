"""A file or folder of Markdown -> a Pack."""

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from bot.errors import PackError
from bot.notes.blocks import Link, walk
from bot.notes.code import take_code
from bot.notes.collecting import uncollected
from bot.notes.files import MANIFEST, SUFFIXES, markdown_files, refuse_outside
from bot.notes.identity import identified
from bot.notes.links import Places, beside, is_relative
from bot.notes.manifest import Manifest, front_matter, parse_manifest
from bot.notes.mending import mend
from bot.notes.model import Fact, Pack, Problem, Question, Severity, Todo, Topic
from bot.notes.outline import Outline, Outliner
from bot.notes.page import Page
from bot.notes.questions import Written, written
from bot.notes.reading import decode, read_bytes
from bot.notes.scripts import Script, take_scripts
from bot.notes.suspects import suspects


def load(path: Path) -> Pack:
    """The pack at `path`: one Markdown file, or a folder of them with an optional `pack.toml`.

    Raises PackError, in one sentence, where there is nothing that can be read; what is merely odd is
    among `Pack.problems`.
    """
    path = Path(path)
    with uncollected():
        return _folder(path) if path.is_dir() else _single(path)


@dataclass(frozen=True, slots=True)
class _File:
    """One file, read: what it is called, its digest, and everything found in it."""

    name: str
    digest: str
    outline: Outline
    written: Written
    problems: list[Problem]
    links: list[Link]

    @property
    def says_anything(self) -> bool:
        """Whether there are notes in it."""
        return bool(self.outline.topics or self.outline.todos or self.written.questions)

    @property
    def todos(self) -> list[Todo]:
        """The author's to-dos, in the order of their lines."""
        return sorted([*self.outline.todos, *self.written.todos], key=lambda todo: todo.source.line)


def parse_file(data: bytes, name: str) -> Pack:
    """A pack of one file that is already read. Raises PackError for what is no text."""
    stem = Path(name).stem
    file, manifest = parse(data, name, stem)
    return _pack(stem, manifest, [file], [])


def parse(data: bytes, name: str, title: str) -> tuple[_File, Manifest]:
    """One file and its front matter; `title` names the topic of what stands before its first heading.

    Raises PackError for what is no text.
    """
    text, problems = decode(data, name)
    manifest, matter = front_matter(text, name)
    original = text.split("\n")
    page = Page(name, list(original), problems)
    page.blank(0, matter - 1)
    found = suspects(text)
    codes = take_code(page, found)
    scripts, codes = take_scripts(page, found["question"], original, codes)
    mend(page, found)
    outliner = Outliner(page, codes, title)
    walked = walk("\n".join(page.lines), outliner.add)
    outlined = outliner.result()
    asked = written(page, scripts, outlined.topics)
    _report_empty(page, outlined, scripts)
    for number in dict.fromkeys(walked.marks):
        message = "other viewers take these stars or underscores for emphasis; put code ticks around them"
        page.report(number, Severity.INFO, message)
    digest = hashlib.sha256(data).hexdigest()
    return _File(name, digest, outlined, asked, page.problems, walked.links), manifest


def _report_empty(page: Page, outlined: Outline, scripts: Sequence[Script]) -> None:
    """Headings with nothing at all under them, not even another heading."""
    used = [todo.source.line for todo in outlined.todos] + [script.line + 1 for script in scripts]
    used.sort()
    for topic, following in pairwise([*outlined.topics, None]):
        end = following.source.line if following else len(page.lines) + 1
        deeper = following is not None and topic is not None and following.level > topic.level
        if (
            topic
            and not topic.facts
            and not deeper
            and bisect_left(used, topic.source.line) == bisect_left(used, end)
        ):
            message = "nothing is written under this heading; write something or remove it"
            page.report(topic.source.line - 1, Severity.WARNING, message)


def _single(path: Path) -> Pack:
    file, manifest = parse(read_bytes(path), path.name, path.stem)
    if not file.says_anything:
        raise PackError(f"{path} has no notes in it; write headings and bullets in Markdown.")
    beside = path.parent / MANIFEST
    if beside.is_file():
        manifest = _read_manifest(beside) | manifest
    return _pack(path.stem, manifest, [file], list(_dead_links(path.parent, [file])))


def _folder(folder: Path) -> Pack:
    manifest = _read_manifest(folder / MANIFEST) if (folder / MANIFEST).is_file() else Manifest()
    files: list[_File] = []
    problems: list[Problem] = []
    for path, name in markdown_files(folder):
        try:
            refuse_outside(path, folder)
            file = parse(read_bytes(path), name, path.stem)[0]
            if not file.says_anything:
                file.problems.append(_empty(name))
            files.append(file)
        except PackError as error:
            problems.append(Problem(name, 1, Severity.ERROR, str(error)))
    if not files and problems:
        raise PackError(problems[0].message)
    if not files:
        wanted = " or ".join(f"*{suffix}" for suffix in SUFFIXES)
        raise PackError(f"There is no Markdown file ({wanted}) in the folder {folder}.")
    return _pack(folder.resolve().name, manifest, files, [*problems, *_dead_links(folder, files)])


def _empty(name: str) -> Problem:
    message = "nothing is written in this file; write headings and bullets in Markdown, or remove it"
    return Problem(name, 1, Severity.WARNING, message)


def _dead_links(folder: Path, files: Iterable[_File]) -> Iterator[Problem]:
    for file in files:
        for link in file.links:
            if is_relative(link.target) and not (folder / beside(file.name, link.target)).exists():
                message = f"this link leads nowhere: there is no {link.target}"
                yield Problem(file.name, link.line + 1, Severity.WARNING, message)


def _read_manifest(path: Path) -> Manifest:
    text, _ = decode(read_bytes(path), path.name)
    return parse_manifest(text, path.name)


def _pack(name: str, manifest: Manifest, files: Sequence[_File], problems: list[Problem]) -> Pack:
    topics: list[Topic] = []
    facts: list[Fact] = []
    for file in files:
        base = len(facts)
        topics += (
            [_moved_topic(topic, base) for topic in file.outline.topics] if base else file.outline.topics
        )
        facts += [_moved_fact(fact, base) for fact in file.outline.facts] if base else file.outline.facts
    problems = problems + [problem for file in files for problem in file.problems]
    questions, clashing = identified(_linked(files, facts, topics, problems))
    todos = [todo for file in files for todo in file.todos]
    for question, reason in clashing:
        todos.append(Todo(question.source, question.prompt, question.topic))
        problems.append(Problem(question.source.file, question.source.line, Severity.ERROR, reason))
    order = {file.name: place for place, file in enumerate(files)}
    problems.sort(key=lambda problem: (order.get(problem.file, -1), problem.line))
    return Pack(
        name=name,
        title=manifest.title,
        exam=manifest.exam,
        topics=tuple(topics),
        facts=tuple(facts),
        questions=tuple(questions),
        todos=tuple(todos),
        problems=tuple(problems),
        domains=manifest.domains,
        glossary=manifest.glossary,
        files={file.name: file.digest for file in files},
    )


def _linked(
    files: Sequence[_File], facts: Sequence[Fact], topics: Sequence[Topic], problems: list[Problem]
) -> list[Question]:
    """The questions of all files; those with `fact=LINK` know their fact."""
    questions = [question for file in files for question in file.written.questions]
    links = [
        file.written.facts.get(place, "") for file in files for place in range(len(file.written.questions))
    ]
    if not any(links):
        return questions
    places = Places.of(facts, topics)
    for at, (question, link) in enumerate(zip(questions, links, strict=True)):
        fact = places.fact(link, question.source.file) if link else None
        if link and fact is None:
            message = f"fact={link} leads to no fact; write fact=#heading or fact=FILE:LINE"
            problems.append(Problem(question.source.file, question.source.line, Severity.WARNING, message))
        questions[at] = replace(question, fact=fact)
    return questions


def _moved_topic(topic: Topic, base: int) -> Topic:
    return replace(topic, facts=tuple(place + base for place in topic.facts))


def _moved_fact(fact: Fact, base: int) -> Fact:
    return fact if fact.parent is None else fact._replace(parent=fact.parent + base)
