"""What is cited states something."""

from bot.lookup import Index
from bot.text.glossary import NO_GLOSSARY
from tests.bot.lookup.notes import index, line, packed


def _cited(notes: str, query: str) -> list[int]:
    return [source.line for source in Index.build([packed(notes)], NO_GLOSSARY).search(query).cited]


def test_a_title_is_cited_by_the_line_below_it_that_answers_best() -> None:
    notes = "# Shop\n\n## Opening hours\n\n* on weekdays until 6\n* on Sundays until 12\n"
    assert _cited(notes, "opening hours")[0] == 5
    assert _cited(notes, "opening hours sundays")[0] == 6


def test_a_title_of_nothing_is_cited_itself() -> None:
    assert _cited("# Shop\n\n## Opening hours\n\n## Prices\n\n* 2 €\n", "opening hours")[0] == 3


def test_a_title_that_spells_out_what_was_asked_for_is_cited_itself() -> None:
    assert index().search("DO").cited[0].line == line("### Deck oven (DO)")


def test_a_colon_that_leads_to_one_line_is_cited_by_that_line() -> None:
    assert _cited("# Oven\n\nTo light the oven:\n\n`oven on`\n", "light the oven")[0] == 5


def test_a_parent_of_several_is_cited_itself() -> None:
    assert index().search("types of pre-dough").cited[0].line == line("pre-dough types")


def test_no_line_is_cited_twice() -> None:
    for query in ("oven", "deck oven", "deck oven vs rotary oven"):
        cited = index().search(query, 50).cited
        assert len(set(cited)) == len(cited)


def test_a_title_of_titles_is_cited_by_a_line_of_its_parts() -> None:
    notes = "# Shop\n\n## Opening\n\n### Opening in winter\n\n* from 7 until 6\n"
    assert _cited(notes, "opening")[0] == 7


def test_a_line_right_below_a_title_is_cited_before_the_title_of_a_part() -> None:
    notes = "# Shop\n\n## Opening\n\n* early\n\n### Opening patterns\n\n* from 7 until 6\n"
    assert _cited(notes, "opening")[0] == 5
