"""Links inside a pack lead to facts and files."""

from bot.notes.links import Places, beside, is_relative, slug
from tests.bot.notes.kit import read


def test_a_heading_or_a_line_leads_to_a_fact() -> None:
    pack = read("# Sea state: how rough\n* waves\n* swell\n# Empty\n")
    places = Places.of(pack.facts, pack.topics)
    assert places.fact("#sea-state-how-rough", "sea.md") == 0
    assert [places.fact(link, "sea.md") for link in (":3", "#L3", "sea.md:3", "sea.md#L3")] == [2, 2, 2, 2]
    assert [places.fact(link, "sea.md") for link in ("#empty", ":9", "other.md:3", "nonsense")] == [None] * 4


def test_names_are_relative_to_the_file() -> None:
    assert beside("a/b.md", "../c.md#x") == "c.md"
    assert beside("a/b.md", "d%20e.md") == "a/d e.md"
    assert beside("a/b.md", "#x") == "a/b.md"


def test_addresses_are_not_relative() -> None:
    assert [is_relative(link) for link in ("a.md", "../a.md", "https://x", "mailto:x", "/a", "#a", "")] == [
        True, True, False, False, False, False, False,
    ]  # fmt: skip


def test_slugs_are_those_of_viewers() -> None:
    assert slug("Sea state: how rough?") == "sea-state-how-rough"
