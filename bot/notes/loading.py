"""A file or folder of Markdown -> a Pack."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.errors import PackError
from bot.notes.blocks import walk
from bot.notes.identity import identified
from bot.notes.manifest import Manifest, front_matter, parse_manifest
from bot.notes.mending import mend, suspects, take_code
from bot.notes.model import Fact, Pack, Problem, Question, Severity, Todo, Topic
from bot.notes.outline import Outline, Outliner
from bot.notes.page import Page
from bot.notes.questions import Written, written
from bot.notes.reading import SUFFIXES, decode, read_bytes
from bot.notes.scripts import take_scripts

MANIFEST = "pack.toml"


def load(path: Path) -> Pack:
    """The pack at `path`: one Markdown file, or a folder of them with an optional `pack.toml`.

    Raises PackError, in one sentence, where there is nothing that can be read; what is merely odd is
    among `Pack.problems`.
    """
    path = Path(path)
    if path.is_dir():
        return _folder(path)
    return _single(path)


@dataclass(frozen=True, slots=True)
class _File:
    """One file, read: what it is called, its digest, and everything found in it."""

    name: str
    digest: str
    outline: Outline
    written: Written
    problems: list[Problem]

    @property
    def todos(self) -> list[Todo]:
        """The author's to-dos, in the order of their lines."""
        return sorted([*self.outline.todos, *self.written.todos], key=lambda todo: todo.source.line)


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
    walk("\n".join(page.lines), outliner.add)
    outlined = outliner.result()
    asked = written(page, scripts, outlined.topics)
    page.problems.sort(key=lambda problem: problem.line)
    return _File(name, hashlib.sha256(data).hexdigest(), outlined, asked, page.problems), manifest


def _single(path: Path) -> Pack:
    file, manifest = parse(read_bytes(path), path.name, path.stem)
    if not (file.outline.topics or file.outline.todos or file.written.questions):
        raise PackError(f"{path} has no notes in it; write headings and bullets in Markdown.")
    beside = path.parent / MANIFEST
    if beside.is_file():
        manifest = _read_manifest(beside) | manifest
    return _pack(path.stem, manifest, [file], [])


def _folder(folder: Path) -> Pack:
    manifest = _read_manifest(folder / MANIFEST) if (folder / MANIFEST).is_file() else Manifest()
    files: list[_File] = []
    problems: list[Problem] = []
    for path, name in _markdown_files(folder):
        try:
            files.append(parse(read_bytes(path), name, path.stem)[0])
        except PackError as error:
            problems.append(Problem(name, 1, Severity.ERROR, str(error)))
    if not files:
        wanted = " or ".join(f"*{suffix}" for suffix in SUFFIXES)
        raise PackError(f"There is no Markdown file ({wanted}) in the folder {folder}.")
    return _pack(folder.resolve().name, manifest, files, problems)


def _markdown_files(folder: Path) -> list[tuple[Path, str]]:
    """Every Markdown file below a folder with its name relative to it, sorted; hidden ones are left out."""
    found = (
        (path, path.relative_to(folder).as_posix())
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES and path.is_file()
    )
    visible = (pair for pair in found if not any(part.startswith(".") for part in pair[1].split("/")))
    return sorted(visible, key=lambda pair: pair[1])


def _read_manifest(path: Path) -> Manifest:
    text, _ = decode(read_bytes(path), path.name)
    return parse_manifest(text, path.name)


def _pack(name: str, manifest: Manifest, files: Sequence[_File], problems: list[Problem]) -> Pack:
    topics: list[Topic] = []
    facts: list[Fact] = []
    questions: list[Question] = []
    for file in files:
        base = len(facts)
        topics += (_moved_topic(topic, base) for topic in file.outline.topics)
        facts += (_moved_fact(fact, base) for fact in file.outline.facts)
        questions += file.written.questions
        problems += file.problems
    asked, clashes = identified(questions)
    return Pack(
        name=name,
        title=manifest.title,
        exam=manifest.exam,
        topics=tuple(topics),
        facts=tuple(facts),
        questions=tuple(asked),
        todos=tuple(todo for file in files for todo in file.todos),
        problems=tuple(problems + clashes),
        domains=manifest.domains,
        glossary=manifest.glossary,
        files={file.name: file.digest for file in files},
    )


def _moved_topic(topic: Topic, base: int) -> Topic:
    return replace(topic, facts=tuple(place + base for place in topic.facts)) if base else topic


def _moved_fact(fact: Fact, base: int) -> Fact:
    return replace(fact, parent=fact.parent + base) if base and fact.parent is not None else fact
