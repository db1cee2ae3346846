"""What `/ask` costs as notes grow: time to parse and to index, memory, and time a query.

Run: python -m benchmarks.lookup_speed

The notes of benchmarks/data are copied until there are enough facts; in each copy the words that are not
among the commonest are other ones, so that names stay rare and ordinary words get common, as in real notes.
"""

import json
import multiprocessing
import re
import resource
import statistics
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

from bot.lookup import Index
from bot.lookup.vocabulary import english
from bot.notes import load
from bot.text.glossary import NO_GLOSSARY

DATA = Path(__file__).parent / "data" / "coastal-skipper"
SIZES = {1_500: 2, 15_000: 5, 100_000: 25}  # facts -> goal for the 99th percentile of a query in ms
COMMON = 4_000  # words up to this rank stay the same in every copy
PREFIXES = ("n", "nav", "tid", "collision reg", "bouyage", "position fix")


def main() -> None:
    """Print a row for each size; each is measured in a process of its own."""
    print(
        f"{'facts':>8}{'parse s':>9}{'build s':>9}{'MB':>7}{'query p50':>11}{'p99 ms':>9}{'goal':>6}{'loop p99':>10}{'suggest max ms':>16}"
    )
    for size, goal in SIZES.items():
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.get_context("spawn").Process(target=_measure, args=(size, theirs))
        process.start()
        facts, parse, build, memory, p50, p99, empty, suggest = ours.recv()
        process.join()
        print(
            f"{facts:>8}{parse:>9.2f}{build:>9.2f}{memory:>7.0f}{p50:>11.2f}{p99:>9.2f}{goal:>6}{empty:>10.3f}{suggest:>16.2f}"
        )


def _measure(size: int, result: Connection) -> None:
    queries = [json.loads(row)["query"] for row in DATA.with_suffix(".jsonl").read_text("utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder), size)
        began = time.perf_counter()
        pack = load(Path(folder))
        parse = time.perf_counter() - began
    english()
    before = _peak()
    began = time.perf_counter()
    index = Index.build([pack], NO_GLOSSARY)
    build, memory = time.perf_counter() - began, _peak() - before
    times = sorted(
        _milliseconds(lambda query=query: index.search(query)) for _ in range(4) for query in queries
    )  # type: ignore[misc]
    empty = sorted(_milliseconds(lambda: None) for _ in times)
    suggest = max(_milliseconds(lambda prefix=prefix: index.suggest(prefix)) for prefix in PREFIXES)  # type: ignore[misc]
    last = int(len(times) * 0.99)
    result.send(
        (len(pack.facts), parse, build, memory, statistics.median(times), times[last], empty[last], suggest)
    )


def _milliseconds(work: object) -> float:
    began = time.perf_counter()
    work()  # type: ignore[operator]
    return (time.perf_counter() - began) * 1_000


def _peak() -> float:
    """Megabytes this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024


def _write(folder: Path, size: int) -> None:
    text = DATA.with_suffix(".md").read_text("utf-8")
    copies = -(-size // len(load(DATA.with_suffix(".md")).facts))
    for copy in range(copies):
        (folder / f"{copy:04}.md").write_text(_copy(text, copy), "utf-8")


def _copy(text: str, number: int) -> str:
    """The notes with words of their own; the first copy is as written."""
    ranks = english()

    def other(match: re.Match[str]) -> str:
        word = match[0]
        return word if ranks.get(word.lower(), COMMON) < COMMON else f"{word}{_letters(number)}"

    return re.sub(r"[A-Za-z]{4,}", other, text) if number else text


def _letters(number: int) -> str:
    """A number as letters that sound like a syllable or two."""
    syllable = "bdfgklmnprstvz"[number % 14] + "aeiou"[number // 14 % 5]
    return syllable + (_letters(number // 70) if number >= 70 else "")


if __name__ == "__main__":
    main()
