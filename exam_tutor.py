"""The composition root: the table of subcommands, and what each is built from."""

import sys


def main(argv: list[str] | None = None) -> int:
    """Run one subcommand; returns the process's exit code."""
    print("not built yet", file=sys.stderr)
    return 2
