"""`/ask` over a small handbook: what is found, and what is admitted."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.lookup import Index
from bot.lookup.confidence import REFUSE_BELOW
from bot.notes.model import FactKind
from bot.text.glossary import NO_GLOSSARY
from tests.bot.lookup.notes import GLOSSARY, best, index, line, pack, packed


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("deck oven warm-up", "warm-up takes 2 hours"),  # key words
        ("how long does the sourdough keep?", "sourdough: keeps for 7 days in the fridge"),  # a question
        ("is the steam injection automatic", "automatic"),  # a line that means something only in its context
        ("convection oven default time", "default baking time: 25 minutes"),  # the one that was asked
        ("automtic staem", "automatic"),  # misspelt
        ("rye flour", "ryhe flour absorbs more water"),  # misspelt in the notes
        ("carousel oven", "Rotary oven - turns the trays while baking"),  # another form of a term
        ("RO", "Rotary oven - turns the trays while baking"),  # its abbreviation
        ("how long does LFD rest", "rests 48 hours"),  # an abbreviation the notes spell out
        ("does long fermentation dough need improver", "needs no improver"),
        ("what lasts 120 minutes", "warm-up takes 2 hours"),  # a figure in another unit
        ("label printer cleaning", "LabelPrinter is cleaned on Mondays"),  # a name of code, written apart
        ("labelprinter", "LabelPrinter is cleaned on Mondays"),
        ("labelctl today", "labelctl print --today"),  # a line of code
        ("burnt crust", "scorched crust: lower the fan speed"),
        ("how much is a bun", "bun"),
    ],
)
def test_the_line_that_answers_comes_first(query: str, found: str) -> None:
    assert found in best(query)


def test_a_list_is_answered_by_the_parent_with_its_children() -> None:
    hit = index().search("types of pre-dough").hits[0]
    assert hit.fact.text == "pre-dough types"
    assert [child.text for child in hit.children] == ["poolish", "biga", "sponge"]


def test_both_sides_of_a_comparison_are_answered() -> None:
    answer = index().search("deck oven vs convection oven")
    assert [side.name for side in answer.sides] == ["deck oven", "convection oven"]
    paths = [{hit.fact.path[-1] for hit in side.hits[:2]} | {side.hits[0].fact.text} for side in answer.sides]
    assert any("Deck" in name for name in paths[0])
    assert any("Convection" in name for name in paths[1])


def test_a_question_that_does_not_say_which_is_answered_side_by_side() -> None:
    answer = index().search("default baking time")
    assert {side.name: side.hits[0].fact.text for side in answer.sides} == {
        "Deck oven (DO)": "default baking time: 35 minutes",
        "Convection oven": "default baking time: 25 minutes",
    }
    assert not index().search("default baking time in the deck oven").sides


def test_default_is_left_out_beside_many_a_figure() -> None:
    notes = "# Shop\n\n## Bread\n\n* shelf life: default 2 days\n\n## Jam\n\n* shelf life of 3 years\n"
    answer = Index.build([packed(notes)], NO_GLOSSARY).search("default shelf life")
    assert [side.name for side in answer.sides] == ["Bread", "Jam"]


@pytest.mark.parametrize("query", ["LFD rests 24 hours", "24 hours"])
def test_what_older_material_says_finds_what_is_true_now(query: str) -> None:
    answer = index().search(query)
    assert not answer.refused
    assert answer.hits[0].fact.text == "rests 48 hours"
    assert answer.hits[0].fact.source.line == line("rests 48 hours")


def test_a_heading_that_states_something_is_an_answer_with_its_line() -> None:
    hit = index().search("which oven turns the trays").hits[0]
    assert (hit.fact.kind, hit.fact.source.line) == (FactKind.HEADING, line("### Rotary oven"))


def test_a_line_of_code_is_cited_by_its_own_line() -> None:
    assert index().search("labelctl purge").hits[0].fact.source.line == line("labelctl purge")


@pytest.mark.parametrize(
    "query", ["bicycle tyre pressure", "xylophone", "???", "", "convection oven zanzibarite"]
)
def test_what_the_notes_do_not_say_is_refused_though_ranked(query: str) -> None:
    answer = index().search(query)
    assert answer.refused
    assert answer.confidence < REFUSE_BELOW


def test_a_refusal_names_the_nearest_topics() -> None:
    answer = index().search("convection oven zanzibarite")
    assert ("Bakery handbook", "Ovens", "Convection oven") in answer.topics


def test_a_refusal_names_no_topic_that_has_nothing_to_do_with_it() -> None:
    answer = index().search("what is the weight of a zanzibarian elephant")
    assert answer.hits and answer.refused  # there is a weight, of a piece of dough
    assert answer.topics == ()


def test_a_repaired_word_is_told() -> None:
    answer = index().search("poolihs")
    assert [(c.typed, c.meant) for c in answer.corrections] == [("poolihs", "poolish")]
    assert not index().search("poolish").corrections


def test_no_line_is_cited_twice() -> None:
    for query in ("oven", "rotary oven", "deck oven vs rotary oven"):
        sources = [hit.fact.source for hit in index().search(query, 50).hits]
        assert len(set(sources)) == len(sources)


def test_hits_are_ranked_and_bounded() -> None:
    hits = index().search("baking time", 3).hits
    assert len(hits) == 3
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_the_same_query_gives_the_same_answer() -> None:
    assert index().search("oven steam") == index().search("oven steam")
    assert Index.build([pack()], GLOSSARY).search("oven steam") == index().search("oven steam")


def test_each_of_several_packs_answers_with_its_name() -> None:
    garden = packed("# Garden\n\n* tulips are planted in autumn\n", "garden")
    both = Index.build([pack(), garden], NO_GLOSSARY)
    assert both.search("when are tulips planted").hits[0].pack_name == "garden"
    assert both.search("sourdough fridge").hits[0].pack_name == "bakery"


@pytest.mark.parametrize("text", ["# Only a heading\n", "* one bullet\n", "## A\n\n## A\n\n* x\n"])
def test_notes_of_any_shape_can_be_indexed(text: str) -> None:
    assert Index.build([packed(text)], NO_GLOSSARY).search("bullet or heading x").query


def test_an_index_of_nothing_refuses() -> None:
    assert Index.build([], NO_GLOSSARY).search("anything").refused


@given(st.text(max_size=400))
@settings(max_examples=150, derandomize=True, deadline=None)
def test_any_query_gets_an_answer(query: str) -> None:
    answer = index().search(query)
    assert 0.0 <= answer.confidence <= 1.0
    assert answer.refused or answer.hits


def test_a_hostile_query_costs_no_time() -> None:
    """Seconds would mean something grows faster than the query; a busy machine stays far below."""
    began = time.perf_counter()
    for query in ("a-" * 50_000, "vs " * 20_000, "what is " + "x " * 50_000, "9^9" * 30_000, "(((" * 9_999):
        index().search(query)
    assert time.perf_counter() - began < 5


def test_an_ordinal_is_no_amount() -> None:
    """`3rd` does not answer how many."""
    shop = packed("# Shop\n\n## Oven\n\n* the 3rd party repairs it\n* room for 12 loaves\n", "shop")
    assert Index.build([shop], NO_GLOSSARY).search("oven maximum").hits[0].fact.text == "room for 12 loaves"
