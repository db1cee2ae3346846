"""How a pack's questions are spread, and what their options look like."""

from bot.authoring import balance
from bot.authoring.balance import Options
from bot.notes.model import QuestionKind
from tests.bot.notes.kit import read

SEA = """\
# Lights {domain=signals tag=night}
Q: Which light is to port? {level=2}
- [x] red
- [ ] green
- [ ] white
- [ ] blue

Q: Which light is at the stern? {domain=rules}
- [ ] red
- [ ] green
- [x] white
- [ ] yellow

Q: Which lights are on the sides? {tag=pairs}
- [x] red
- [ ] white
- [ ] blue
- [x] green

# Depth
Q: What measures the depth?
A: echo sounder
"""


def test_questions_are_counted_by_topic_domain_kind_level_and_tag() -> None:
    found = balance(read(SEA))
    assert found.topics == {"Lights": 3, "Depth": 1}
    assert found.domains == {"signals": 2, "rules": 1, "": 1}
    assert found.kinds == {"choice": 2, "multiple": 1, "text": 1}
    assert found.levels == {1: 3, 2: 1}
    assert found.tags == {"night": 3, "pairs": 1}


def test_options_tell_the_places_and_the_length_of_the_right_ones() -> None:
    """A tie with the longest counts as longest: a guesser would pick it."""
    single, several = balance(read(SEA)).options
    assert single == Options(QuestionKind.CHOICE, 4, 2, (1, 0, 1, 0), 0, 1)
    assert several == Options(QuestionKind.MULTIPLE, 4, 1, (1, 0, 0, 1), 0, 0)


def test_unevenness_is_the_chi_square_of_the_places() -> None:
    even = Options(QuestionKind.CHOICE, 4, 40, (10, 10, 10, 10), 0, 0)
    uneven = Options(QuestionKind.CHOICE, 4, 40, (20, 10, 10, 0), 0, 0)
    assert (even.unevenness, uneven.unevenness) == (0.0, 20.0)


def test_notes_without_questions_have_nothing_to_balance() -> None:
    found = balance(read("# A\n* a fact\n"))
    assert (found.topics, found.options) == ({}, ())
