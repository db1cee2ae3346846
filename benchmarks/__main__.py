"""`make bench`: every table, those against labelled data where their folder is given.

Run: python -m benchmarks [FOLDER]; FOLDER holds `grading/`, `lookup/` and `notes/`.
"""

import subprocess
import sys

TABLES = (
    "startup",
    "storage",
    "boards",
    "fanout",
    "slack",
    "discord",
    "notes",
    "grading",
    "lookup",
    "lookup_speed",
)
LABELLED = ("grading", "lookup")  # these take the folder


def main(folder: list[str]) -> int:
    """Print each table, from a process of its own; how many there were that failed."""
    failed = 0
    for table in TABLES:
        print(f"\n== {table}", flush=True)
        arguments = folder if table in LABELLED else []
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{table}", *arguments], check=False)
        failed += done.returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
