"""Letters that look alike are read alike; words of other alphabets stay words."""

import pytest

from bot.text.lookalikes import fold, undisguise


@pytest.mark.parametrize(
    ("written", "read"), [("ЅОЅ", "SOS"), ("аnchor", "anchor"), ("ʟᴀᴍᴘ", "lamp"), ("Москва", "Москва")]
)
def test_twins_become_latin_only_in_disguised_words(written: str, read: str) -> None:
    assert undisguise(written) == read


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Straße", "strasse"),
        ("œuf", "oeuf"),
        ("Kraków", "krakow"),
        ("MAÑANA", "manana"),
        ("β", "beta"),
        ("です", "です"),
    ],
)
def test_case_and_accents_fold(word: str, folded: str) -> None:
    assert fold(word) == folded
