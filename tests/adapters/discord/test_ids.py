"""Ids of controls: what they say is what was written into them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.ids import Answer, Call, Id, Show, Write, read
from tests.hostile import HOSTILE


@pytest.mark.parametrize(
    ("ours", "text"),
    [
        (Answer("AbC-_9", 3), "answer:AbC-_9:3"),
        (Answer("AbC-_9"), "answer:AbC-_9"),
        (Write("AbC-_9"), "write:AbC-_9"),
        (Show(123), "show:123"),
        (Call("quiz"), "call:quiz"),
        (Call("my-data"), "call:my-data"),
        (Call("daily", (("what", "set"),), at=123), "call:daily@123?what=set"),
        (Call("quiz", (("topic", "a&b=c%"), ("n", "3"))), "call:quiz?topic=a%26b%3Dc%25&n=3"),
    ],
)
def test_an_id_reads_as_it_was_written(ours: Id, text: str) -> None:
    assert str(ours) == text
    assert read(text) == ours


@given(st.lists(st.tuples(st.text(min_size=1), st.text()), max_size=3))
def test_parameters_come_back_whatever_they_hold(args: list[tuple[str, str]]) -> None:
    call = Call("card", tuple(args))
    assert read(str(call)) == call


@pytest.mark.parametrize("text", [*HOSTILE, "", "answer:", "answer:x:", "call:", "show:x", "write:a b"])
def test_what_is_not_ours_is_nothing_or_harmless(text: str) -> None:
    assert read(text) is None or text.startswith("answer:AAAA")


def test_an_id_longer_than_discord_takes_does_not_fit() -> None:
    assert Call("card", (("topic", "x" * 80),)).fits
    assert not Call("card", (("topic", "x" * 100),)).fits
    assert not Call("card", (("topic", "𝕏" * 50),)).fits
