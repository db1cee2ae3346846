"""The platform's part of `exam-tutor doctor`."""

from collections.abc import Iterator, Mapping

from bot.doctor import Finding


def check(values: Mapping[str, str]) -> Iterator[Finding]:
    """Whether ECHO_FILE is set."""
    there = bool(values.get("ECHO_FILE"))
    yield Finding(there, "echo: a file", "" if there else "set ECHO_FILE")
