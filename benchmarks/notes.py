"""How long notes take to read, beside the bare CommonMark parsers in the same run.

Run: python -m benchmarks.notes [FILE]. FILE is a file of notes (default: the shipped pack's files in one).
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pyromark
from markdown_it import MarkdownIt

from bot.notes import load
from storage.pack_cache import PackCache

_CONTENT = Path(__file__).parent.parent / "content"
_MEMORY = """
from pathlib import Path
from bot.notes import load
pack = load(Path({!r}))
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def notes(arguments: Sequence[str]) -> str:
    """The notes to measure with."""
    if arguments:
        return Path(arguments[0]).read_text(encoding="utf-8")
    return "\n\n".join(file.read_text(encoding="utf-8") for file in sorted(_CONTENT.rglob("*.md")))


def milliseconds(calls: Sequence[Callable[[], object]], runs: int) -> list[float]:
    """Median processor time of each call; the calls alternate, so that a busy machine slows all alike."""
    times: list[list[float]] = [[] for _ in calls]
    for run in range(runs + 1):
        for call, taken in zip(calls, times, strict=True):
            began = time.process_time()
            call()
            if run:  # the first one warms up
                taken.append((time.process_time() - began) * 1000)
    return [statistics.median(taken) for taken in times]


def megabytes(path: Path, small: Path) -> float:
    """Peak memory that loading a path adds to a process that has loaded a small file."""
    peaks = []
    for loaded in (small, path):
        code = _MEMORY.format(str(loaded))
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        peaks.append(int(done.stdout) / 1024)
    return peaks[1] - peaks[0]


def main(arguments: Sequence[str]) -> None:
    """Print one row a size."""
    text = notes(arguments)
    reader = MarkdownIt("commonmark")
    columns = ("notes", "pyromark", "markdown-it", "ours", "/pyromark", "/markdown-it", "MB a MB")
    print("".join(f"{column:>13}" for column in columns))
    print("".join(f"{cell:>13}" for cell in ("goal", "", "", "", "4x", "0.25x", "25")))
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.md"
        small.write_text("# Small\n\n* a fact\n", encoding="utf-8")
        path = Path(folder) / "notes.md"
        for size in (len(text), 1_000_000, 10_000_000):
            repeated = (text + "\n\n") * max(1, round(size / len(text)))
            path.write_text(repeated, encoding="utf-8")
            calls = (
                partial(_drained, repeated),
                partial(reader.parse, repeated),
                partial(load, path),
            )
            bare, slow, ours = milliseconds(calls, max(1, min(25, 5_000_000 // len(repeated))))
            memory = megabytes(path, small) / (len(repeated) / 1e6)
            rows.append(ours)
            cells = (
                f"{len(repeated) / 1000:.0f} KB", f"{bare:.1f} ms", f"{slow:.1f} ms", f"{ours:.1f} ms",
                f"{ours / bare:.1f}x", f"{ours / slow:.2f}x", f"{memory:.1f}",
            )  # fmt: skip
            print("".join(f"{cell:>13}" for cell in cells))
        print(f"\n10 MB take {rows[2] / rows[1]:.1f} times as long as 1 MB (goal: at most 13)")
        print(
            f"second start at 10 MB: {second_start(path):.1f} ms more than without notes (goal: at most 15)"
        )


def _drained(text: str) -> None:
    list(pyromark.events_with_range(text))


def second_start(path: Path) -> float:
    """Processor milliseconds that a pack from the cache adds to a start."""
    with tempfile.TemporaryDirectory() as folder:
        cache = PackCache(Path(folder))
        cache.load(path, load)
        return milliseconds([lambda: cache.load(path, load)], 9)[0]


if __name__ == "__main__":
    main(sys.argv[1:])
