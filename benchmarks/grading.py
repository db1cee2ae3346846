"""How well and how fast the grader judges, beside the usual ways, in one run.

Run: python -m benchmarks.grading [FOLDER]

FOLDER holds `dev.jsonl`: labelled answers, one JSON object a line with question, answers, response, verdict
and category. Without it, only the open-domain answers of this repository and the speed are measured. `close`
counts as not correct. A false accept is a wrong answer called correct, a false reject a right one refused.
"""

import hashlib
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from bot.grading import Grader, infer
from bot.notes.manifest import parse_manifest
from bot.text.glossary import NO_GLOSSARY

ROOT = Path(__file__).parent.parent
PACK = ROOT / "content" / "aws-developer" / "pack.toml"
OPEN_DOMAIN = ROOT / "benchmarks" / "data" / "open_domain.jsonl"
MANY = 100_000  # answers judged to see whether memory grows

Way = Callable[["Item"], bool]


@dataclass(frozen=True, slots=True)
class Item:
    """One labelled answer."""

    question: str
    answers: tuple[str, ...]
    response: str
    right: bool
    category: str


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one way to judge over some items."""

    items: int
    right: int
    accepts: int  # wrong answers accepted
    rejects: int  # right answers rejected

    def __str__(self) -> str:
        accuracy = 100 * (1 - (self.accepts + self.rejects) / self.items)
        accepted = (
            f"{100 * self.accepts / (self.items - self.right):5.1f}" if self.items > self.right else "    -"
        )
        rejected = f"{100 * self.rejects / self.right:5.1f}" if self.right else "    -"
        return f"{accuracy:6.1f}  {accepted}  {rejected}"


def load(path: Path) -> list[Item]:
    """The labelled answers of a file."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [
        Item(r["question"], tuple(r["answers"]), r["response"], r["verdict"] == "correct", r["category"])
        for r in rows
    ]


def score(items: Sequence[Item], way: Way) -> Score:
    """How one way to judge fares."""
    wrong = Counter(item.right for item in items if way(item) != item.right)
    return Score(len(items), sum(item.right for item in items), wrong[False], wrong[True])


def ours(glossary_of: Path | None) -> Way:
    """The grader with a pack's glossary, or with none."""
    glossary = (
        parse_manifest(glossary_of.read_text("utf-8"), glossary_of.name).glossary
        if glossary_of
        else NO_GLOSSARY
    )
    grader = Grader(glossary)
    return lambda item: grader.grade(infer(item.question, item.answers), item.response).correct


def fuzzy(measure: Callable[..., float], least: float) -> Way:
    """A similarity of RapidFuzz to any accepted form, from `least` on."""
    return lambda item: any(
        measure(form, item.response, processor=default_process) >= least for form in item.answers
    )


WAYS: dict[str, Way] = {
    "grader, shipped glossary": ours(PACK),
    "grader, no glossary": ours(None),
    "ratio >= 80": fuzzy(fuzz.ratio, 80),
    "token_set_ratio >= 80": fuzzy(fuzz.token_set_ratio, 80),
    "token_set_ratio >= 90": fuzzy(fuzz.token_set_ratio, 90),
    "WRatio >= 90": fuzzy(fuzz.WRatio, 90),
}


def half(item: Item) -> int:
    """Which half of the questions an item is in: 0 was developed on, 1 was not."""
    return int(hashlib.sha256(item.question.encode()).hexdigest(), 16) % 2


def show(title: str, groups: Iterable[tuple[str, Sequence[Item]]]) -> None:
    """A table of every way over groups of items."""
    print(f"\n{title}\n{'':42} items  accuracy  false+  false-   (percent)")
    for name, items in groups:
        for label, way in WAYS.items():
            print(f"{name:16.16} {label:25} {len(items):5}   {score(items, way)}")


def show_categories(items: Sequence[Item]) -> None:
    """A line a category: accuracy / false accepts / false rejects of every way, in percent."""
    print("\nBy category: accuracy / false accepts / false rejects")
    print(f"{'':22} items" + "".join(f"  {label:>24}" for label in WAYS))
    for name in sorted({item.category for item in items}):
        own = [item for item in items if item.category == name]
        cells = ("/".join(str(score(own, way)).split()) for way in WAYS.values())
        print(f"{name:22} {len(own):5}" + "".join(f"  {cell:>24}" for cell in cells))


def accuracy(folder: Path | None) -> None:
    """Scores on the labelled answers, overall, by half and by category, and on open-domain ones."""
    path = folder / "dev.jsonl" if folder else None
    if path is None or not path.is_file():
        print(f"No labelled answers: {path or 'no folder was given'}; skipping their tables.")
    else:
        items = load(path)
        halves = [(f"half {number}", [item for item in items if half(item) == number]) for number in (0, 1)]
        show("Labelled answers (half 0 of the questions was developed on)", [("all", items), *halves])
        show_categories(items)
    show("Open-domain answers: names, places, dates", [("open domain", load(OPEN_DOMAIN))])


def percentile(times: Sequence[float], share: float) -> float:
    """The time that `share` of the sorted times do not exceed, in microseconds."""
    return times[min(len(times) - 1, int(len(times) * share))] * 1e6


def timed(way: Way, items: Sequence[Item], rounds: int = 3) -> list[float]:
    """Sorted seconds for one judgement each: the best of some rounds, after a first one."""
    best = [float("inf")] * len(items)
    for number in range(rounds + 1):
        for at, item in enumerate(items):
            began = time.perf_counter()
            way(item)
            taken = time.perf_counter() - began
            best[at] = min(best[at], taken) if number else best[at]
    return sorted(best)


def speed(items: Sequence[Item]) -> None:
    """Time for one answer, and for a question with many aliases and a long response."""
    print(f"\nTime for one answer, microseconds{'':13} p50      p99      max")
    for name in ("grader, shipped glossary", "grader, no glossary", "WRatio >= 90"):
        times = timed(WAYS[name], items)
        print(
            f"{name:42} {percentile(times, 0.5):7.1f}  {percentile(times, 0.99):7.1f}  {times[-1] * 1e6:7.1f}"
        )
    words = sorted({word.strip(",.") for item in items for word in item.response.split()})
    aliases = tuple(
        " ".join(words[(7 * n + k) % len(words)] for k in range(3)).replace(",", "") for n in range(50)
    )
    long = Item(
        "Which one is it?", aliases, " ".join(words[5 * n % len(words)] for n in range(400))[:1000], False, ""
    )
    print("50 aliases, a response of 1,000 characters")
    for name in ("grader, shipped glossary", "WRatio >= 90"):
        print(f"{name:42} {timed(WAYS[name], [long], 9)[0] * 1e6:7.1f}")


def resident() -> float:
    """Megabytes of memory this process holds (Linux)."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def memory(items: Sequence[Item]) -> None:
    """Memory after ever more different answers."""
    print(f"\nMemory over {MANY:,} different answers, MB: ", end="")
    way = WAYS["grader, shipped glossary"]
    for number in range(MANY + 1):
        item = items[number * 7919 % len(items)]
        way(Item(item.question, item.answers, f"{item.response} {number}", False, ""))
        if number % (MANY // 10) == 0:
            print(f"{resident():.0f}", end=" ", flush=True)
    print()


def main(arguments: Sequence[str]) -> None:
    """Print all tables."""
    accuracy(Path(arguments[0]) if arguments else None)
    items = load(OPEN_DOMAIN)
    speed(items)
    memory(items)


if __name__ == "__main__":
    main(sys.argv[1:])
