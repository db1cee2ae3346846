"""Everyday words know their synonyms, opposites and short forms."""

from bot.text.kinship import long_form, opposites, short_forms, synonyms
from bot.text.relations import OPPOSITES, SYNONYMS, single_words
from bot.text.stems import stem


def test_relations_go_both_ways() -> None:
    assert stem("deny") in synonyms(stem("block"))
    assert stem("block") in synonyms(stem("deny"))
    assert stem("deny") in opposites(stem("allow"))
    assert stem("allow") in opposites(stem("deny"))


def test_short_forms() -> None:
    assert "async" in short_forms(stem("asynchronous"))
    assert long_form("config") == "configuration"
    assert long_form("anchor") == ""


def test_verbs_of_several_words_become_one() -> None:
    assert single_words("Turn on the light, then shut down") == "enable the light, then stop"


def test_a_particle_may_stand_behind_what_the_verb_is_done_to() -> None:
    assert single_words("switch the engine off").split() == ["disable", "the", "engine"]
    assert single_words("we turned it on now").split() == ["we", "enable", "it", "now"]
    assert single_words("turn left on Main Street") == "turn left on Main Street"


def test_comparatives_of_opposites_are_opposites() -> None:
    for one, other in (pair.split() for pair in ("hardest softest", "thinner thicker", "heaviest lightest")):
        assert stem(other) in opposites(stem(one))


def test_no_synonyms_are_opposites() -> None:
    rows = [{stem(word) for word in row} for row in SYNONYMS]
    clashes = [pair for pair in OPPOSITES if any({stem(pair[0]), stem(pair[1])} <= row for row in rows)]
    assert not clashes
