"""How often `/ask` puts a right line first, and admits what the notes don't say, beside standard tools.

Run: python -m benchmarks.lookup [FOLDER]

FOLDER holds labelled queries as `lookup/*.jsonl` ({"id", "query", "relevant_lines", "kind"} a line) over
`notes/aws-developer.md`. The queries of benchmarks/data, over notes of another subject, are always measured.
Every tool gets the same documents: each line with its headings and the bullets above it.
"""

import json
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

from rapidfuzz import fuzz, process

from bot.lookup import Index
from bot.lookup.documents import documents
from bot.notes import Pack, load
from bot.notes.manifest import parse_manifest
from bot.text.glossary import NO_GLOSSARY, Glossary

DATA = Path(__file__).parent / "data"
SHIPPED = Path(__file__).parents[1] / "content" / "aws-developer" / "pack.toml"
DEPTH = 10
WRONG_REFUSALS = 0.05

Ranked: TypeAlias = tuple[list[int], float, bool]  # lines best first, confidence, refused
Finder: TypeAlias = Callable[[str], Ranked]


@dataclass(frozen=True)
class Asked:
    """A labelled query; no line means that the notes don't answer it."""

    id: str
    query: str
    lines: frozenset[int]
    kind: str


@dataclass(frozen=True)
class Score:
    """Shares: a right line first, among three, mean reciprocal rank; refused at 5 % wrong; as shipped."""

    queries: int
    first: float
    three: float
    mrr: float
    refused: float
    wrong: float
    shipped: float


def main(argv: Sequence[str]) -> None:
    """Print a table for each set of queries."""
    if argv:
        folder = Path(argv[0])
        asked = [row for path in sorted((folder / "lookup").glob("*.jsonl")) for row in _read(path)]
        _compare("queries of the labelled folder", load(folder / "notes" / "aws-developer.md"), asked)
    else:
        print("No labelled folder given: python -m benchmarks.lookup FOLDER\n")
    _compare(
        "another subject: coastal skipper",
        load(DATA / "coastal-skipper.md"),
        list(_read(DATA / "coastal-skipper.jsonl")),
    )


def _read(path: Path) -> Iterator[Asked]:
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        yield Asked(row["id"], row["query"], frozenset(row["relevant_lines"]), row["kind"])


def _compare(name: str, pack: Pack, asked: Sequence[Asked]) -> None:
    shipped = parse_manifest(SHIPPED.read_text("utf-8"), SHIPPED.name).glossary
    tools = {
        "exam-tutor": _ours(pack, shipped),
        "exam-tutor, no glossary": _ours(pack, NO_GLOSSARY),
        "rapidfuzz WRatio": _wratio(pack),
        "SQLite FTS5": _fts5(pack),
    }
    if find_spec("bm25s"):
        tools["bm25s"] = _bm25s(pack)
    halves = {
        "even ids": [row for row in asked if not _number(row) % 2],
        "odd ids": [row for row in asked if _number(row) % 2],
    }
    print(f"{name}: {len(asked)} queries, {len(pack.facts)} facts")
    print(f"{'':<38}{'n':>5}{'hit@1':>8}{'hit@3':>8}{'MRR@10':>8}{'refused':>9}{'wrong':>8}{'refused':>9}")
    print(f"{'':<67}{'at 5 %':>9}{'as shipped':>17}")
    for tool, find in tools.items():
        _row(tool, score(asked, find))
        if tool == "exam-tutor":
            for half, rows in halves.items():
                _row(f"  {half}", score(rows, find))
    for kind, of_kind in groupby(sorted(asked, key=lambda row: row.kind), key=lambda row: row.kind):
        measured = score(list(of_kind), tools["exam-tutor"])
        if measured.queries:
            _row(f"  {kind}", measured)
    print() if find_spec("bm25s") else print("bm25s is not installed: pip install bm25s\n")


def _number(row: Asked) -> int:
    return int(re.sub(r"\D", "", row.id) or 0)


def _row(name: str, measured: Score) -> None:
    cells = (measured.first, measured.three, measured.mrr)
    refusals = (measured.refused, measured.wrong, measured.shipped)
    shown = "".join(f"{cell:>8.1%}" for cell in cells) + "".join(
        f"{cell:>{width}.1%}" for cell, width in zip(refusals, (9, 8, 9), strict=True)
    )
    print(f"{name:<38}{measured.queries:>5}{shown}")


def score(asked: Sequence[Asked], find: Finder) -> Score:
    """The metrics over some queries; ranking over those that have an answer, refusal over the others."""
    found = [(row, find(row.query)) for row in asked]
    places = [_place(row.lines, lines) for row, (lines, _, _) in found if row.lines]
    sure = sorted(confidence for row, (_, confidence, _) in found if row.lines)
    unsure = [(confidence, refused) for row, (_, confidence, refused) in found if not row.lines]
    bar = sure[int(len(sure) * WRONG_REFUSALS)] if sure else 0.0
    return Score(
        len(places),
        _share([place == 1 for place in places]),
        _share([place <= 3 for place in places]),
        _share([1 / place for place in places]),
        _share([confidence < bar for confidence, _ in unsure]),
        _share([refused for row, (_, _, refused) in found if row.lines]),
        _share([refused for _, refused in unsure]),
    )


def _place(right: frozenset[int], lines: Sequence[int]) -> float:
    return next((place for place, line in enumerate(lines[:DEPTH], 1) if line in right), float("inf"))


def _share(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _ours(pack: Pack, glossary: Glossary) -> Finder:
    index = Index.build([pack], glossary)

    def find(query: str) -> Ranked:
        answer = index.search(query, DEPTH)
        return [source.line for source in answer.cited], answer.confidence, answer.refused

    return find


def _texts(pack: Pack) -> Mapping[int, str]:
    """Source line -> the line with its headings and the bullets above it."""
    facts = [document.fact for document in documents([pack])]
    return {fact.source.line: " ".join((*fact.path, *fact.parents, fact.text)) for fact in facts}


def _wratio(pack: Pack) -> Finder:
    texts = _texts(pack)

    def find(query: str) -> Ranked:
        best = process.extract(query, texts, scorer=fuzz.WRatio, limit=DEPTH)
        return [line for _, _, line in best], best[0][1], False

    return find


def _fts5(pack: Pack) -> Finder:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE notes USING fts5(text, tokenize='porter unicode61')")
    base.executemany("INSERT INTO notes(rowid, text) VALUES (?, ?)", _texts(pack).items())

    def find(query: str) -> Ranked:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", query))
        sql = "SELECT rowid, -rank FROM notes WHERE notes MATCH ? ORDER BY rank LIMIT ?"
        best = base.execute(sql, (words, DEPTH)).fetchall() if words else []
        return [line for line, _ in best], best[0][1] if best else 0.0, False

    return find


def _bm25s(pack: Pack) -> Finder:
    import bm25s  # type: ignore[import-not-found,import-untyped,unused-ignore]  # no dependency
    import Stemmer

    texts = _texts(pack)
    lines, stemmer = list(texts), Stemmer.Stemmer("english")

    def tokens(of: Sequence[str]) -> Any:
        return bm25s.tokenize(list(of), stopwords="en", stemmer=stemmer, show_progress=False)

    retriever = bm25s.BM25()
    retriever.index(tokens(list(texts.values())), show_progress=False)

    def find(query: str) -> Ranked:
        places, scores = retriever.retrieve(tokens([query]), k=DEPTH, show_progress=False)
        return [lines[place] for place in places[0]], float(scores[0][0]), False

    return find


if __name__ == "__main__":
    main(sys.argv[1:])
