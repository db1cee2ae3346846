"""What is offered while somebody types a parameter."""

from dataclasses import replace

import pytest

from bot.commands import Kind
from bot.completion import completed, completions
from bot.library import Library
from bot.notes.model import Pack
from bot.text.glossary import Glossary
from tests.kit import tea_pack

TEA = tea_pack()
COFFEE = replace(
    TEA,
    name="coffee",
    topics=tuple(replace(topic, path=("Coffee", "Greek coffee")[: topic.level]) for topic in TEA.topics),
)


def offered(kind: Kind, typed: str, *packs: Pack) -> list[str]:
    return completions(Library(packs or (TEA,), Glossary()), kind, typed, 25)


@pytest.mark.parametrize("kind", [Kind.TOPIC, Kind.QUERY, Kind.SCOPE])
def test_topics_are_offered_where_one_may_be_named(kind: Kind) -> None:
    assert offered(kind, "gre") == ["Green tea"]


def test_of_several_packs_their_names_come_first_and_then_the_topics_of_the_one_named() -> None:
    assert offered(Kind.SCOPE, "", TEA, COFFEE)[:2] == ["tea", "coffee"]
    assert offered(Kind.SCOPE, "cof", TEA, COFFEE)[0] == "coffee"
    assert offered(Kind.SCOPE, "Coffee gre", TEA, COFFEE) == ["coffee Greek coffee"]
    assert sorted(offered(Kind.SCOPE, "gre", TEA, COFFEE)) == ["Greek coffee", "Green tea"]


def test_the_only_pack_need_not_be_named() -> None:
    assert offered(Kind.SCOPE, "tea")[0] == "Tea"


def test_zones_are_offered_by_the_beginnings_of_their_areas_and_cities_first() -> None:
    assert offered(Kind.ZONE, "new y") == ["America/New_York"]
    assert offered(Kind.ZONE, "berl") == ["Europe/Berlin"]
    found = offered(Kind.ZONE, "ma")
    begins = [any(part.startswith("Ma") for part in zone.split("/")) for zone in found]
    assert begins == sorted(begins, reverse=True) and begins[0]
    assert len(offered(Kind.ZONE, "")) == 25


@pytest.mark.parametrize("kind", [Kind.WORDS, Kind.NUMBER, Kind.CHOICE, Kind.TIME, Kind.DAYS])
def test_nothing_is_offered_for_what_may_be_anything(kind: Kind) -> None:
    assert not completed(kind) and offered(kind, "x") == []
