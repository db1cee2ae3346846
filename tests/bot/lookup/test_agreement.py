"""Candidates of one section confirm each other."""

from bot.lookup import Index
from bot.text.glossary import NO_GLOSSARY
from tests.bot.lookup.notes import first, packed

NOTES = """\
# House

## Attic

* lamp switch by the door

## Cellar

* lamp switch by the stairs
* lamp of brass
* switch of the pump
"""


def test_of_equal_lines_the_one_whose_section_fits_comes_first() -> None:
    house = Index.build([packed(NOTES)], NO_GLOSSARY)
    assert first(house.search("where is the lamp switch")) == "lamp switch by the stairs"


def test_a_better_line_needs_no_others() -> None:
    notes = NOTES.replace("lamp switch by the door", "oven switch by the door")
    house = Index.build([packed(notes)], NO_GLOSSARY)
    assert first(house.search("oven switch")) == "oven switch by the door"


def test_things_are_compared_where_the_notes_tell_of_both() -> None:
    notes = """\
# House

## Attic

* a chest is of oak
* a chest with a lock is for letters

## Harbour

* a case is of tin
* a chest of the harbour master is of iron
"""
    house = Index.build([packed(notes)], NO_GLOSSARY)
    chest, case = house.search("chest vs case").sides
    assert case.hits[0].fact.text == "a case is of tin"
    assert chest.hits[0].fact.text == "a chest of the harbour master is of iron"
