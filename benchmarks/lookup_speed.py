"""What `/ask` costs as notes grow: time to parse and to index, memory, and time a query.

Run: python -m benchmarks.lookup_speed

The notes of benchmarks/data are copied until there are enough facts; in each copy the words that are not
among the commonest are other ones, so that names stay rare and ordinary words get common, as in real notes.
Each query is asked once.
"""

import json
import multiprocessing
import re
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
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
    columns = (
        "facts",
        "parse s",
        "build s",
        "MB",
        "query p50",
        "p99 ms",
        "goal",
        "empty p99",
        "suggest max ms",
    )
    print("".join(f"{column:>{len(column) + 3}}" for column in columns))
    for size, goal in SIZES.items():
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.get_context("spawn").Process(target=_measure, args=(size, goal, theirs))
        process.start()
        row = dict(zip(columns, ours.recv(), strict=True))
        process.join()
        print("".join(f"{value:>{len(column) + 3}}" for column, value in row.items()))


def _measure(size: int, goal: int, result: Connection) -> None:
    queries = [json.loads(row)["query"] for row in DATA.with_suffix(".jsonl").read_text("utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder), size)
        began = time.process_time()
        pack = load(Path(folder))
        parse = time.process_time() - began
    english()
    before = _peak()
    began = time.process_time()
    index = Index.build([pack], NO_GLOSSARY)
    build, memory = time.process_time() - began, _peak() - before
    index.search("what is loaded when it is first needed, such as the list of synonyms")
    times = sorted(_milliseconds(partial(index.search, query)) for query in queries)
    empty = sorted(_milliseconds(int) for _ in times)
    suggest = max(_milliseconds(partial(index.suggest, prefix)) for prefix in PREFIXES)
    last = int(len(times) * 0.99)
    figures = (parse, build, memory, statistics.median(times), times[last])
    shown = [f"{figure:.2f}" for figure in figures]
    result.send((len(pack.facts), *shown, goal, f"{empty[last]:.4f}", f"{suggest:.2f}"))


def _milliseconds(work: Callable[[], object]) -> float:
    """What one run takes, in time of the processor, so that what else runs there does not count.

    One, because a second would find what the first remembered.
    """
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1_000


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
