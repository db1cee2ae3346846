"""What a document can be found by, and how strongly."""

from bot.lookup.documents import documents
from bot.lookup.lexicon import Lexicon
from bot.lookup.postings import Postings
from bot.text.glossary import Glossary, Term
from bot.text.words import stem
from tests.bot.lookup.notes import packed

NOTES = """\
# Oven

## Cleaning

* brush: weekly
  * inside only
    * earlier: outside too (until 2019)
* run the program
```
ovenctl wash
```
* a MixBot mixes
* the mix bot is red
"""
FOUND = documents([packed(NOTES)])
LEXICON = Lexicon(FOUND, Glossary((Term("Weekly Check", ("weekly",)),)))
POSTINGS = Postings(FOUND, LEXICON)


def _weight(word: str, text: str) -> float:
    place = next(place for place, document in enumerate(FOUND) if document.fact.text == text)
    return POSTINGS.weight(word, place)


def test_own_words_count_most_then_the_parents_then_the_headings() -> None:
    own = _weight(stem("inside"), "inside only")
    parent, heading, upper = (_weight(stem(word), "inside only") for word in ("brush", "cleaning", "oven"))
    assert own > parent > heading > upper > 0


def test_the_word_before_a_colon_counts_more_than_one_after_it() -> None:
    assert _weight(stem("brush"), "brush: weekly") > _weight(stem("weekly"), "brush: weekly")


def test_a_parent_is_found_by_its_children_a_little() -> None:
    assert 0 < _weight(stem("inside"), "brush: weekly") < _weight(stem("inside"), "inside only")


def test_a_fact_is_found_by_its_code_and_by_what_older_material_said() -> None:
    assert _weight(stem("ovenctl"), "run the program") > 0
    assert _weight(stem("outside"), "inside only") > 0


def test_two_words_that_make_a_name_of_the_notes_are_found_by_it() -> None:
    assert _weight(stem("mixbot"), "the mix bot is red") > 0


def test_a_term_is_found_by_its_token() -> None:
    assert _weight("§weekly check", "brush: weekly") > 0


def test_a_word_that_a_document_lacks_has_no_weight() -> None:
    assert _weight(stem("inside"), "a MixBot mixes") == 0.0
    assert POSTINGS.count("zanzibarit") == 0
