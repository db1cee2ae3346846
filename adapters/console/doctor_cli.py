"""`exam-tutor doctor`: every check, a line each, and how to mend what is wrong."""

import argparse
from collections.abc import Iterable, Iterator

from bot.doctor import Check, Finding
from bot.errors import TutorError


def main(argv: list[str], checks: Iterable[Check]) -> int:
    """Print what the checks find; 1 where something is wrong."""
    argparse.ArgumentParser(prog="exam-tutor doctor", description="Check the setup.").parse_args(argv)
    wrong = 0
    for finding in _found(checks):
        wrong += not finding.ok
        print("\n".join(_lines(finding)), flush=True)
    print(
        "\nAll is well." if not wrong else f"\n{wrong} of these {'need' if wrong > 1 else 'needs'} mending."
    )
    return int(wrong > 0)


def _found(checks: Iterable[Check]) -> Iterator[Finding]:
    """The findings of all checks; one that cannot be made does not keep the others from it."""
    for check in checks:
        try:
            yield from check()
        except TutorError as error:
            yield Finding(ok=False, what="settings", mend=str(error))


def _lines(finding: Finding) -> Iterator[str]:
    yield f"{'✓' if finding.ok else '✗'} {finding.what}"
    if not finding.ok and finding.mend:
        yield f"  → {finding.mend}"
