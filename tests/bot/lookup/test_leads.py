"""A line that introduces what follows is to it what a parent bullet is."""

import pytest

from bot.lookup import Index
from bot.lookup.leads import leads
from bot.text.glossary import NO_GLOSSARY
from tests.bot.lookup.notes import packed


def _led(notes: str) -> dict[str, str]:
    """Text -> text of the line that introduces it."""
    facts = packed(notes).facts
    return {facts[place].text: facts[lead].text for place, lead in leads(facts).items()}


def test_a_colon_above_a_list_introduces_all_of_it() -> None:
    assert _led("# Flour\n\nGrades:\n\n* fine\n* coarse\n") == {"fine": "Grades:", "coarse": "Grades:"}


def test_a_short_name_right_above_a_list_needs_no_colon() -> None:
    assert _led("# Flour\n\n**Grades of flour**\n* fine\n") == {"fine": "Grades of flour"}


@pytest.mark.parametrize(
    "notes",
    [
        "# Flour\n\nWe buy it from two mills every week.\n* fine\n",  # a sentence
        "# Flour\n\nGrades of flour\n\n* fine\n",  # not right above
        "# Flour\n\n* fine:\n* coarse\n",  # one of the list itself
        "# Flour\n\nGrades:\n\n# Sugar\n\n* fine\n",  # of another topic
    ],
)
def test_other_lines_introduce_nothing(notes: str) -> None:
    assert _led(notes) == {}


def test_a_colon_introduces_one_following_line_and_no_more() -> None:
    assert _led("# Oven\n\nTo light it:\n\n`oven on`\n\nIt takes an hour.\n") == {"`oven on`": "To light it:"}


def test_what_is_below_an_introduced_line_knows_the_line_too() -> None:
    index = Index.build([packed("# Flour\n\nGrades:\n\n* rye\n  * fine\n")], NO_GLOSSARY)
    assert index.search("fine").hits[0].fact.parents == ("Grades", "rye")


def test_a_list_is_found_by_the_line_that_introduces_it() -> None:
    index = Index.build([packed("# Flour\n\nGrades:\n\n* fine\n* coarse\n\nMills:\n\n* ours\n")], NO_GLOSSARY)
    hit = index.search("flour grades").hits[0]
    assert (hit.fact.text, [child.text for child in hit.children]) == ("Grades:", ["fine", "coarse"])
