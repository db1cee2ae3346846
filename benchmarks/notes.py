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

_CONTENT = Path(__file__).parent.parent / "content"
_MEMORY = """
from pathlib import Path
from bot.notes import load
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
    print(
        f"{'notes':>9}{'pyromark':>11}{'markdown-it':>13}{'ours':>10}{'/pyromark':>11}{'/markdown-it':>14}{'MB a MB':>9}"
    )
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
            print(
                f"{len(repeated) / 1000:>6.0f} KB{bare:>8.1f} ms{slow:>10.1f} ms{ours:>7.1f} ms"
                f"{ours / bare:>10.1f}x{ours / slow:>13.2f}x{memory:>9.1f}"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
