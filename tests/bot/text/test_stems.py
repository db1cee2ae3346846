"""Inflections meet, other words do not."""

import pytest

from bot.text.stems import stem


@pytest.mark.parametrize(
    "family",
    [
        "scale scales scaled scaling",
        "replicate replicates replication replicating",
        "deny denies denied",
        "sticky stickiness",
        "region regional regionally",
        "consistent consistency",
        "colour color colors colours",
        "authorise authorize authorization authorised",
        "centre center centres",
        "mitochondrion mitochondria",
        "index indexes indices",
        "virus viruses",
        "travel travelling traveled",
        "tag tags tagged tagging",
        "write written wrote",
        "add adding added",
        "tyre tyres tire",
        "snowplough snowplow",
        "oestrogen estrogen",
        "behavioural behavioral",
        "diarrhoea diarrhea",
        "dialogues dialogs",
        "stable stability",
    ],
)
def test_forms_of_a_word_share_their_stem(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    "pair",
    [
        "monarch monarchy",
        "produce producer",
        "nitrate nitrite",
        "port part",
        "anchor anchovy",
        "reply replay",
        "http https",
    ],
)
def test_other_words_keep_theirs(pair: str) -> None:
    assert len({stem(word) for word in pair.split()}) == 2


@pytest.mark.parametrize("word", ["sqs", "gp2", "is", "dns", "c++"])
def test_short_words_and_names_stay(word: str) -> None:
    assert stem(word) == word
