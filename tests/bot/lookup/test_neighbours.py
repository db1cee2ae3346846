"""Lines beside a fact that complete it."""

import pytest

from bot.lookup.documents import documents
from bot.lookup.neighbours import neighbours
from tests.bot.lookup.notes import packed

FOUND = documents(
    [
        packed(
            "# Dough\n\n"
            "* use cold water\n* but never ice\n* best: from the tap\n"
            "* if the dough is too wet...\n* add a spoon of flour\n"
            "* salt is weighed to the gram\n* flaky\n"
            "* shaping\n  * round\n  * long\n"
            "* shaped with this tool:\n```\nshape --round\n```\n* scored once\n"
        )
    ]
)


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("but never ice", ["use cold water"]),
        ("best: from the tap", ["use cold water", "but never ice"]),
        ("if the dough is too wet...", ["add a spoon of flour"]),
        ("add a spoon of flour", ["if the dough is too wet..."]),
        ("flaky", []),
        ("salt is weighed to the gram", []),
        ("use cold water", []),
        ("round", []),
        ("scored once", []),  # the code has told what the colon leads to
    ],
)
def test_a_fact_brings_the_lines_it_hangs_on(text: str, beside: list[str]) -> None:
    place = next(place for place, document in enumerate(FOUND) if document.fact.text == text)
    assert [FOUND[other].fact.text for other in neighbours(place, FOUND)] == beside
