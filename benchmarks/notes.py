"""How long notes take to read, beside the bare CommonMark parsers in the same run.

Run: python -m benchmarks.notes [FILE]. FILE is a file of notes (default: the shipped pack's files in one).
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pyromark
from markdown_it import MarkdownIt

from bot.notes import load
from storage.pack_cache import PackCache

_CONTENT = Path(__file__).parent.parent / "content"
_MEMORY = """
from pathlib import Path
from bot.notes import load
from storage.pack_cache import PackCache
{}
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def notes(arguments: Sequence[str]) -> str:
    """The notes to measure with."""
    if arguments:
        return Path(arguments[0]).read_text(encoding="utf-8")
    return "\n\n".join(file.read_text(encoding="utf-8") for file in sorted(_CONTENT.rglob("*.md")))


def milliseconds(call: Callable[[], object], runs: int) -> float:
    """Median processor time of a call, after one to warm up."""
    call()
    times = []
    for _ in range(runs):
        began = time.process_time()
        call()
        times.append((time.process_time() - began) * 1000)
    return statistics.median(times)


def megabytes(path: Path) -> float:
    """Peak memory that loading a path adds to a process that has imported the loader."""
    peaks = []
    for action in ("0", f"pack = load(Path({str(path)!r}))"):
        code = _MEMORY.format(action)
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        peaks.append(int(done.stdout) / 1024)
    return peaks[1] - peaks[0]


def main(arguments: Sequence[str]) -> None:
    """Print one row a size."""
    text = notes(arguments)
    reader = MarkdownIt("commonmark")
    columns = ("notes", "pyromark", "markdown-it", "ours", "/pyromark", "/markdown-it", "MB a MB")
    print("".join(f"{column:>13}" for column in columns))
    with tempfile.TemporaryDirectory() as folder:
        for size in (len(text), 1_000_000, 10_000_000):
            repeated = (text + "\n\n") * max(1, round(size / len(text)))
            runs = max(1, min(25, 5_000_000 // len(repeated)))
            path = Path(folder) / "notes.md"
            path.write_text(repeated, encoding="utf-8")
            bare = milliseconds(lambda: list(pyromark.events_with_range(repeated)), runs)  # noqa: B023 - called at once
            slow = milliseconds(lambda: reader.parse(repeated), max(1, runs // 5))  # noqa: B023
            ours = milliseconds(lambda: load(path), runs)  # noqa: B023
            memory = megabytes(path) / (len(repeated) / 1e6)
            cells = (
                f"{len(repeated) / 1000:.0f} KB", f"{bare:.1f} ms", f"{slow:.1f} ms", f"{ours:.1f} ms",
                f"{ours / bare:.1f}x", f"{ours / slow:.2f}x", f"{memory:.1f}",
            )  # fmt: skip
            print("".join(f"{cell:>13}" for cell in cells))
        added = second_start(path)
        print(f"\nsecond start at {path.stat().st_size >> 20} MB: {added:.1f} ms more than without notes")


def second_start(path: Path) -> float:
    """Processor milliseconds that a pack from the cache adds to a start."""
    with tempfile.TemporaryDirectory() as folder:
        cache = PackCache(Path(folder))
        cache.load(path, load)
        return milliseconds(lambda: cache.load(path, load), 9)


if __name__ == "__main__":
    main(sys.argv[1:])
