"""How soon `exam-tutor chat` shows its first prompt, beside bare Python printing one.

Run: python -m benchmarks.startup
"""

import os
import pty
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

RUNS = 15
BARE = [sys.executable, "-c", "print('> ', end='', flush=True); input()"]
TUTOR = [str(Path(sys.executable).with_name("exam-tutor")), "chat"]
CURSOR_ASKED, CURSOR_TOLD = b"\x1b[6n", b"\x1b[1;1R"


def first_prompt(command: Sequence[str], data: str, *, terminal: bool) -> float:
    """Milliseconds from the start of the process until a ">" that begins a prompt arrives."""
    env = {**os.environ, "XDG_DATA_HOME": data, "TERM": "xterm-256color"}
    began = time.perf_counter()
    if terminal:
        ours, theirs = pty.openpty()
        process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=env)
        os.close(theirs)
        read = ours
    else:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env)
        assert process.stdout is not None
        read = ours = process.stdout.fileno()
    seen = b""
    while b">" not in seen:
        seen += os.read(read, 4096)
        if CURSOR_ASKED in seen:  # a terminal answers where its cursor is
            os.write(ours, CURSOR_TOLD)
            seen = seen.replace(CURSOR_ASKED, b"")
    took = (time.perf_counter() - began) * 1_000
    process.kill()
    process.communicate()
    if terminal:
        os.close(ours)
    return took


def main() -> None:
    """Print both medians and their ratio, piped and on a terminal; the runs alternate."""
    print(
        f"{f'first prompt, median of {RUNS}':<34}{'bare Python':>12}{'exam-tutor':>12}{'ratio':>8}{'goal':>7}"
    )
    with tempfile.TemporaryDirectory() as data:
        for name, terminal, goal in (("piped", False, 4), ("on a terminal with completion", True, 16)):
            pairs = [
                (first_prompt(BARE, data, terminal=terminal), first_prompt(TUTOR, data, terminal=terminal))
                for _ in range(RUNS)
            ]
            bare, tutor = (statistics.median(times) for times in zip(*pairs, strict=True))
            print(f"{name:<34}{bare:>9.1f} ms{tutor:>9.1f} ms{tutor / bare:>7.1f}x{goal:>6}x")


if __name__ == "__main__":
    main()
