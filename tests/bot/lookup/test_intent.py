"""What kind of answer a wording asks for."""

import pytest

from bot.lookup.intent import Wants, Wording, wants, wording


@pytest.mark.parametrize(
    ("query", "want"),
    [
        ("how long does it rest", Wants.TIME),
        ("proofing timeout", Wants.TIME),
        ("how many loaves fit", Wants.FIGURE),
        ("maximum weight", Wants.FIGURE),
        ("how much is a bun", Wants.AMOUNT),
        ("types of flour", Wants.LIST),
        ("oven accessories", Wants.LIST),
        ("what is a banneton?", Wants.SUBJECT),
        ("banneton", Wants.SUBJECT),
        ("what does BBD stand for", Wants.SUBJECT),
    ],
)
def test_a_wording_asks_for_its_kind(query: str, want: Wants) -> None:
    assert want in wants(query)


@pytest.mark.parametrize(
    ("query", "want"),
    [
        ("whenever dough sticks", Wants.TIME),
        ("who bakes cakes", Wants.LIST),
        ("compress", Wants.LIST),
        ("what is the usual weight of the bread in our shop", Wants.SUBJECT),
    ],
)
def test_a_look_alike_does_not(query: str, want: Wants) -> None:
    assert want not in wants(query)


@pytest.mark.parametrize(
    ("query", "put"),
    [
        ("hello", Wording.NOTHING),
        ("what is it?", Wording.NOTHING),
        ("", Wording.NOTHING),
        ("IT", Wording.KEYWORDS),
        ("oven steam", Wording.KEYWORDS),
        ("the oven steams", Wording.SENTENCE),
    ],
)
def test_how_a_query_is_put(query: str, put: Wording) -> None:
    assert wording(query) is put
