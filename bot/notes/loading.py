"""A file or folder of Markdown -> a Pack."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bot.errors import PackError
from bot.notes.blocks import blocks
from bot.notes.manifest import Manifest, front_matter, parse_manifest
from bot.notes.mending import mend, suspects, take_code
from bot.notes.model import Fact, Pack, Problem, Severity, Todo, Topic
from bot.notes.outline import Outline, outline
from bot.notes.page import Page
from bot.notes.reading import SUFFIXES, decode, read_bytes

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


def _single(path: Path) -> Pack:
    data = read_bytes(path)
    manifest, page, outlined = parse(data, path.name, path.stem)
    if not (outlined.facts or outlined.topics or outlined.todos):
        raise PackError(f"{path} has no notes in it; write headings and bullets in Markdown.")
    beside = path.parent / MANIFEST
    if beside.is_file():
        manifest = _read_manifest(beside)
    pages = [(data, page, outlined)]
    return _pack(path.stem, manifest, pages, [])


def _folder(folder: Path) -> Pack:
    manifest = _read_manifest(folder / MANIFEST) if (folder / MANIFEST).is_file() else Manifest()
    pages: list[tuple[bytes, Page, Outline]] = []
    problems: list[Problem] = []
    for path, file in _markdown_files(folder):
        try:
            data = read_bytes(path)
            _, page, outlined = parse(data, file, path.stem)
            pages.append((data, page, outlined))
        except PackError as error:
            problems.append(Problem(file, 1, Severity.ERROR, str(error)))
    if not pages:
        wanted = " or ".join(f"*{suffix}" for suffix in SUFFIXES)
        raise PackError(f"There is no Markdown file ({wanted}) in the folder {folder}.")
    return _pack(folder.resolve().name, manifest, pages, problems)


def _markdown_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Every Markdown file below a folder with its name relative to it, sorted; hidden ones are left out."""
    found = (
        (path, path.relative_to(folder).as_posix())
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES and path.is_file()
    )
    visible = (pair for pair in found if not any(part.startswith(".") for part in pair[1].split("/")))
    return iter(sorted(visible, key=lambda pair: pair[1]))


def _read_manifest(path: Path) -> Manifest:
    text, _ = decode(read_bytes(path), path.name)
    return parse_manifest(text, path.name)


def parse(data: bytes, file: str, title: str) -> tuple[Manifest, Page, Outline]:
    """One file. Raises PackError for what is no text."""
    text, problems = decode(data, file)
    manifest, matter = front_matter(text, file)
    page = Page(file, text.split("\n"), problems)
    page.blank(0, matter - 1)
    found = suspects(text)
    codes = take_code(page, found)
    mend(page, found)
    listed, _ = blocks("\n".join(page.lines))
    return manifest, page, outline(page, listed, codes, title)


def _pack(
    name: str, manifest: Manifest, pages: list[tuple[bytes, Page, Outline]], problems: list[Problem]
) -> Pack:
    topics: list[Topic] = []
    facts: list[Fact] = []
    todos: list[Todo] = []
    for _, page, outlined in pages:
        base = len(facts)
        topics += (_moved_topic(topic, base) for topic in outlined.topics)
        facts += (_moved_fact(fact, base) for fact in outlined.facts)
        todos += outlined.todos
        problems += sorted(page.problems, key=lambda problem: problem.line)
    return Pack(
        name=name,
        title=manifest.title,
        exam=manifest.exam,
        topics=tuple(topics),
        facts=tuple(facts),
        todos=tuple(todos),
        problems=tuple(problems),
        domains=manifest.domains,
        glossary=manifest.glossary,
        files={page.file: hashlib.sha256(data).hexdigest() for data, page, _ in pages},
    )


def _moved_topic(topic: Topic, base: int) -> Topic:
    return replace(topic, facts=tuple(place + base for place in topic.facts)) if base else topic


def _moved_fact(fact: Fact, base: int) -> Fact:
    return replace(fact, parent=fact.parent + base) if base and fact.parent is not None else fact
