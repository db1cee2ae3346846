"""Chat text becomes what people meant."""

import re
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import clean as module
from bot.text.clean import clean


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("<@U0123ABC> anchor", "anchor"),
        ("<@!42> <#C1|general> anchor", "anchor"),
        ("<https://example.org/a|anchor>", "anchor"),
        ("[anchor](https://example.org)", "anchor"),
        ("||anchor||", "anchor"),
        ("**bold _it_**", "bold it"),
        ("***x***", "x"),
        ("`a_b` and ```\ncode\n```", "a_b and code"),
        ("~port~ starboard", "starboard"),
        ("~~port~~", "port"),
        ("> what is it?\nan anchor", "an anchor"),
        ("> an anchor", "an anchor"),
        ("yes :smile: :+1: 🙂", "yes"),
        ("yes :) <3", "yes"),
        ("AT&amp;T &quot;x&quot;", 'AT&T "x"'),
        ("<b>anchor</b>", "anchor"),
        ("Ａｎｃｈｏｒ", "Anchor"),
        ("an\u200bch\u00ador", "anchor"),
        ("аnсhоr", "anchor"),
        ("🅂🅀🅂", "SQS"),
        ("“x” – ‘y’…", "\"x\" - 'y'..."),
        ("10⁶ and H₂O", "10^6 and H2O"),
        ("2½ hours", "2 1/2 hours"),
        ("37 °C", "37 °C"),
        ("F♯ → G♭", "F sharp -> G flat"),
        ("right!!!1", "right!"),
        ("SOSです", "SOS です"),
    ],
)
def test_furniture_goes_and_meaning_stays(written: str, meant: str) -> None:
    assert clean(written) == meant


@pytest.mark.parametrize(
    "text", ["snake_case_name", "a::b::c", "x * y * z", "--profile", "a < b > c", "2*3", "нос"]
)
def test_what_only_looks_like_markup_stays(text: str) -> None:
    assert clean(text) == text


@given(st.text(max_size=300))
def test_cleaning_never_raises_and_leaves_no_outer_space(text: str) -> None:
    assert clean(text) == clean(text).strip()


@given(st.text(st.sampled_from("aDdoOxXpP0358 "), max_size=12))
def test_plain_words_take_a_short_way_to_the_same(text: str) -> None:
    short = clean(text)
    with mock.patch.object(module, "_PLAIN", re.compile("(?!)")):
        assert clean(text) == short
