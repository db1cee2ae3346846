"""pack.toml and front matter: what a pack says about itself, and sentences for what cannot be read."""

import pytest

from bot.errors import PackError
from bot.notes.manifest import front_matter, parse_manifest
from bot.notes.model import Domain
from bot.text.glossary import Term

FULL = """
title = "Sailing"
exam = "SKS"
[domains]
deck = {title = "On deck", weight = 40}
[[glossary]]
term = "Very High Frequency"
short = ["VHF"]
also = ["radio"]
[[siblings]]
names = ["port", "starboard"]
"""


def test_a_whole_manifest() -> None:
    manifest = parse_manifest(FULL, "pack.toml")
    assert (manifest.title, manifest.exam) == ("Sailing", "SKS")
    assert manifest.domains == (Domain("deck", "On deck", 40.0),)
    assert manifest.glossary.terms == (Term("Very High Frequency", ("VHF",), ("radio",)),)
    assert manifest.glossary.siblings == (("port", "starboard"),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "not valid TOML"),
        ("title = 3", "title must be a text in quotes"),
        ("domains = 3", "must be a table"),
        ("[domains]\na = 3", "domain a must be a table"),
        ("[domains]\na = {weight = 300}", "weight of domain a must be a number"),
        ("[[glossary]]\nshort = ['x']", "needs term"),
        ("[[glossary]]\nterm = 'x'\nshort = 'y'", "short must be a list"),
        ("glossary = 'x'", r"under a line \[\[glossary\]\]"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(text: str, said: str) -> None:
    with pytest.raises(PackError, match=said):
        parse_manifest(text, "pack.toml")


def test_front_matter_is_toml_or_plain_keys() -> None:
    assert front_matter('+++\ntitle = "T"\n+++\n# A\n', "a.md")[0].title == "T"
    assert front_matter('---\ntitle = "T"\n---\n# A\n', "a.md")[0].title == "T"
    assert front_matter("---\ntitle: 'T'\ntags:\n  - x\n---\n# A\n", "a.md")[0].title == "T"
    assert front_matter("---\ntitle: T\n---\n# A\n", "a.md")[1] == 3


@pytest.mark.parametrize("text", ['+++\ntitle = "T\n+++\n# A\n', "---\ntitle = T\n---\n# A\n"])
def test_front_matter_that_is_meant_as_toml_and_is_none_is_said(text: str) -> None:
    with pytest.raises(PackError, match=r"a\.md: the front matter is not valid TOML"):
        front_matter(text, "a.md")


def test_a_ruled_line_at_the_top_is_no_front_matter() -> None:
    assert front_matter("---\n- a fact\n- another\n---\n# A\n", "a.md")[1] == 0
    assert front_matter("---\nx = 1, says the book\n---\n# A\n", "a.md")[1] == 0
    assert front_matter("# A\n---\ntitle: T\n---\n", "a.md")[1] == 0
