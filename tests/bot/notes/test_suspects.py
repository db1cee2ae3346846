"""One scan finds the lines worth a second look, and passes by ordinary ones."""

import pytest

from bot.notes.suspects import suspects


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("```py", "fence"),
        ("  ~~~", "fence"),
        ("#!/bin/sh", "script"),
        ("  ## Indented", "heading"),
        ("##Glued", "heading"),
        ("** starred **", "stars"),
        ("---", "rule"),
        ("<div>", "html"),
        ("• item", "symbol"),
        ("* >5 GB", "sign"),
        ("* # of boats", "sign"),
        ("[x]: y", "sign"),
        ("2025)", "number"),
        ("text", "text"),
        ("Q: what?", "question"),
        ("- **Q:** what?", "question"),
        ("        * deep", "deep"),
        ("\t\t* deep", "deep"),
    ],
)
def test_each_kind_is_found(line: str, kind: str) -> None:
    assert suspects(f"# H\n{line}")[kind] == [1]


@pytest.mark.parametrize(
    "line",
    ["* item", "  - item", "1. item", "# Heading", "## Heading", "> quote", "| a |", ""],
)
def test_ordinary_lines_are_passed_by(line: str) -> None:
    assert not any(suspects(f"# H\n{line}\n").values())
