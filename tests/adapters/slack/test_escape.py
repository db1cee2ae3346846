"""Texts to and from Slack."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.escape import clean, cut, entities, label, received, ticked
from tests.far_ends.slack.rules import LIVE
from tests.hostile import HOSTILE


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a\u202eb\u2066c", "abc"),
        ("\x1b[31mred\x07", "[31mred"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("e" + "\u0301" * 50, "e" + "\u0301" * 4),
        ("lone \ud800 half", "lone  half"),
        ("مرحبا < & >", "مرحبا < & >"),
    ],
    ids=["directions", "control", "line ends", "gaps", "marks", "half a letter", "letters"],
)
def test_what_hides_or_turns_around_is_taken_out_and_letters_stay(written: str, shown: str) -> None:
    assert clean(written, 100) == shown


def test_long_texts_are_cut_with_a_sign() -> None:
    assert cut("abcdef", 4) == "abc…" and cut("abcd", 4) == "abcd"
    assert label("a\n b  c", 10) == "a b c" and label("\x00\n", 10) == "…"


def test_code_is_what_stands_in_ticks() -> None:
    assert ticked("use `sqs` or `sns`") == [("use ", False), ("sqs", True), (" or ", False), ("sns", True)]
    assert ticked("one ` alone") == [("one ` alone", False)] and ticked("") == []


def test_what_is_typed_arrives_as_it_was_seen() -> None:
    typed = "a &lt; b &amp;&amp; c <https://x.example|site> <#C1|general> <https://y.example>"
    assert received(typed, 500) == "a < b && c site general https://y.example"
    assert received("&amp;lt;", 10) == "&lt;"


@given(st.text())
def test_whatever_is_written_is_not_live_once_escaped(text: str) -> None:
    assert not LIVE.search(entities(text)) and received(entities(text), 10_000) == text


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_are_made_harmless_quickly(text: str) -> None:
    began = time.perf_counter()
    assert len(clean(text, 3_000)) <= 3_000 and 0 < len(label(text, 75)) <= 75
    assert not LIVE.search(entities(clean(text, 3_000)))
    received(text, 4_000)
    ticked(clean(text, 3_000))
    assert time.perf_counter() - began < 0.05
