"""Ranking in packs so large that common words are not read in full."""

import pytest

from bot.lookup import Index, ranking
from bot.text.glossary import NO_GLOSSARY
from tests.bot.lookup.notes import first, packed


@pytest.fixture(scope="module")
def large() -> Index:
    rows = "".join(f"* oven number {n} bakes bread for shop {n}\n" for n in range(400))
    return Index.build([packed(f"# Ovens\n\n{rows}* oven of the chief bakes brioche\n")], NO_GLOSSARY)


def test_a_rare_word_decides_whatever_the_budget(large: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = large.search("which oven bakes brioche")
    monkeypatch.setattr(ranking, "BUDGET", 10)
    assert (
        first(large.search("which oven bakes brioche")) == first(whole) == "oven of the chief bakes brioche"
    )


def test_common_words_still_refine_the_order(large: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "BUDGET", 10)
    assert first(large.search("bread for shop 77")) == "oven number 77 bakes bread for shop 77"
