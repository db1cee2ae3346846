"""Every line that states something is a document with its context."""

from bot.lookup.documents import documents, topic_of
from bot.notes.model import FactKind
from tests.bot.lookup.notes import line, pack, packed

DOCUMENTS = documents([pack()])


def _at(text: str) -> int:
    return next(place for place, document in enumerate(DOCUMENTS) if document.fact.text == text)


def test_a_fact_knows_its_parent_and_its_heading() -> None:
    document = DOCUMENTS[_at("opens for 10 seconds")]
    assert DOCUMENTS[document.parent].fact.text == "steam injection"
    assert DOCUMENTS[document.heading].fact.text == "Convection oven"


def test_children_of_a_heading_are_its_outermost_facts() -> None:
    texts = [DOCUMENTS[child].fact.text for child in DOCUMENTS[_at("Convection oven")].children]
    assert "steam injection" in texts
    assert "automatic" not in texts


def test_a_line_of_code_is_a_document_below_its_fact() -> None:
    document = DOCUMENTS[_at("labelctl purge")]
    assert document.fact.kind is FactKind.CODE
    assert document.fact.source.line == line("labelctl purge")
    assert DOCUMENTS[document.parent].fact.text == "print the labels of the day"


def test_a_heading_alone_is_a_title_and_one_that_states_something_is_not() -> None:
    assert DOCUMENTS[_at("Convection oven")].title
    assert not DOCUMENTS[_at("Rotary oven - turns the trays while baking")].title


def test_a_table_of_contents_is_silent() -> None:
    contents = "".join(f"* {name}\n" for name in ("Rye", "Wheat", "Spelt", "Oat"))
    sections = "".join(
        f"## {name}\n\n* about {name.lower()}\n\n" for name in ("Rye", "Wheat", "Spelt", "Oat")
    )
    found = documents([packed(f"# Flour\n\n{contents}\n{sections}")])
    assert [document.fact.text for document in found if document.silent] == ["Rye", "Wheat", "Spelt", "Oat"]


def test_equal_headings_keep_their_own_facts() -> None:
    found = documents([packed("# A\n\n## Notes\n\n* one\n\n# B\n\n## Notes\n\n* two\n")])
    headings = {
        document.fact.text: found[document.heading].fact.path
        for document in found
        if document.fact.text in {"one", "two"}
    }
    assert headings == {"one": ("A",), "two": ("B",)}


def test_a_heading_belongs_to_the_topic_it_names() -> None:
    assert topic_of(DOCUMENTS[_at("Convection oven")]) == ("Bakery handbook", "Ovens", "Convection oven")
    assert topic_of(DOCUMENTS[_at("paper rolls")]) == ("Bakery handbook", "Labels")


def test_places_go_on_over_several_packs() -> None:
    both = documents([pack(), packed("# Garden\n\n* rake\n  * of wood\n", "garden")])
    rake = next(place for place, document in enumerate(both) if document.fact.text == "rake")
    assert both[rake].pack == 1
    assert [both[child].fact.text for child in both[rake].children] == ["of wood"]
