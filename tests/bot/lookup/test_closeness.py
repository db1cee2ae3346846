"""The close look: among lines that hold the same words, the one that answers."""

import pytest

from bot.lookup import Index
from bot.text.glossary import NO_GLOSSARY
from tests.bot.lookup.notes import first, packed


def _best(notes: str, query: str) -> str:
    return first(Index.build([packed(notes)], NO_GLOSSARY).search(query))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("maximum load of the shelf", "shelf, wooden: load up to 40 kg"),  # a figure is wanted
        ("how long may the shelf stay under load", "shelf, wooden: load for 8 hours"),  # a time is wanted
        ("default shelf load", "shelf, wooden: load up to 40 kg"),  # asked for by the wording alone
        ("when to end the shelf load", "shelf, wooden: load for 8 hours"),
    ],
)
def test_a_line_of_the_kind_that_was_asked_for_comes_first(query: str, found: str) -> None:
    loads = ("with care", "up to 40 kg", "for 8 hours")
    notes = "# Room\n\n" + "".join(f"* shelf, wooden: load {load}\n" for load in loads)
    assert _best(notes, query) == found


def test_for_a_list_the_line_with_children_comes_first() -> None:
    notes = "# Room\n\n* shelf types are many\n* shelf types we own\n  * oak\n  * steel\n"
    assert _best(notes, "shelf types") == "shelf types we own"


def test_for_a_list_a_line_that_enumerates_comes_first() -> None:
    notes = "# Room\n\n* shelf woods: those we own\n* shelf woods: oak, ash, pine\n"
    assert _best(notes, "types of shelf woods") == "shelf woods: oak, ash, pine"


def test_a_sentence_with_commas_is_no_list() -> None:
    sentence = "shelf woods: which bend, the old joiner told the new owner, under a heavy load of thick books"
    sentence += " standing upright"
    notes = f"# Room\n\n* shelf woods: those we own\n* {sentence}\n"
    assert _best(notes, "types of shelf woods") == "shelf woods: those we own"


def test_a_command_gives_way_to_a_line_that_says_something_of_it() -> None:
    notes = "# Room\n\n* `shelfctl open`\n* open shelfctl\n"
    assert _best(notes, "shelfctl") == "open shelfctl"


def test_a_line_that_only_repeats_the_question_is_no_answer() -> None:
    notes = "# Room\n\n* painting shelf colour\n* painting shelf colour must be white\n"
    assert _best(notes, "painting the shelf in which colour") == "painting shelf colour must be white"


def test_covering_the_whole_question_counts_more_than_a_rare_word_of_it() -> None:
    notes = (
        "# Room\n\n## Shelf\n\n* varnish dries overnight\n* weight\n\n"
        "## Table\n\n* overnight guests\n* varnish weight weight of tables and chairs\n"
    )
    assert _best(notes, "shelf varnish overnight") == "varnish dries overnight"


def test_words_that_stand_side_by_side_belong_together() -> None:
    notes = "# Room\n\n* red paint, blue door, wide\n* blue paint, red door, wide\n"
    assert _best(notes, "red door") == "blue paint, red door, wide"
    assert _best(notes, "blue door") == "red paint, blue door, wide"


def test_the_line_about_a_thing_comes_before_lines_that_mention_it() -> None:
    notes = "# Room\n\n* clean every trivet\n* trivet: a stand for hot pots\n* trivet under each pot\n"
    assert _best(notes, "what is a trivet") == "trivet: a stand for hot pots"


def test_the_bullet_above_what_is_said_of_a_thing_is_about_it() -> None:
    notes = "# Room\n\n* trivet stand\n* trivet stand (oak)\n  * from the attic\n  * oiled\n"
    assert _best(notes, "what is a trivet stand") == "trivet stand (oak)"


def test_of_equal_lines_the_one_less_deep_comes_first() -> None:
    notes = "# Room\n\n* shelf\n  * varnish\n    * oiled twice a year\n* shelf varnish oiled by hand\n"
    assert _best(notes, "is the shelf varnish oiled") == "shelf varnish oiled by hand"
    notes = "# Room\n\n* tools\n  * trivet of oak, oiled\n* trivet of ash, oiled\n"
    assert _best(notes, "which trivet is oiled") == "trivet of ash, oiled"


def test_the_most_of_a_thing_is_a_figure() -> None:
    notes = "# Room\n\n## Shelf\n\n* shelf of oak\n* up to 40 kg\n"
    assert _best(notes, "biggest load on the shelf") == "up to 40 kg"
    assert _best(notes, "heavy load on the shelf") == "shelf of oak"


def test_a_title_gives_way_to_the_line_that_says_more() -> None:
    notes = "# Room\n\n## Trivet stand\n\n* trivet stand of cast iron and oak\n"
    assert _best(notes, "where can I buy a trivet stand") == "trivet stand of cast iron and oak"


def test_a_slip_of_the_author_is_found_by_the_right_spelling() -> None:
    notes = "# Room\n\n* the varnihs is matt\n* varnish tins are in the cellar\n"
    assert _best(notes, "is the varnish matt") == "the varnihs is matt"
    hits = Index.build([packed(notes)], NO_GLOSSARY).search("varnish").hits
    assert {hit.fact.text for hit in hits} >= {"the varnihs is matt", "varnish tins are in the cellar"}
