"""A slip is forgiven; another word is not a slip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.spelling import contrasts, is_slip, likely_firsts, slips_between


@pytest.mark.parametrize(
    "pair",
    [
        "anhcor anchor", "anchr anchor", "annchor anchor", "glaicer glacier", "hypertention hypertension",
        "fotosynthesis photosynthesis", "irn iron", "ded dead", "indx index",
        "authentification authentication",
        "inmutable immutable", "clavical clavicle",
    ],
)  # fmt: skip
def test_slips_are_forgiven(pair: str) -> None:
    typed, meant = pair.split()
    assert is_slip(typed, meant)


@pytest.mark.parametrize(
    "pair",
    [
        "polling rolling", "pages stages", "mitosis meiosis", "hypotension hypertension",
        "hypotention hypertension",
        "synchronous asynchronous", "syncronous asynchronous", "nitrite nitrate", "propyne propane",
        "niger nigeria",
        "neuron neutron", "cat car", "sqs sns", "gp2 gp3", "principle principal",
        "constantius constantine",
    ],
)  # fmt: skip
def test_other_words_are_not_slips(pair: str) -> None:
    typed, meant = pair.split()
    assert not is_slip(typed, meant)


def test_a_real_word_is_forgiven_beside_words_that_fit() -> None:
    assert not is_slip("manger", "manager")
    assert is_slip("manger", "manager", in_context=1)


def test_a_slip_that_could_stand_for_another_name_is_not_forgiven() -> None:
    assert is_slip("hailyard", "halyard")
    assert not is_slip("hailyard", "halyard", others=["hailyards"])


def test_contrasts_are_found_by_prefix_and_ending() -> None:
    assert {"asynchronous", "hypotension"} & contrasts("synchronous") == {"asynchronous"}
    assert "nitrite" in contrasts("nitrate")


@given(st.text("abcdefgh", min_size=1, max_size=12), st.text("abcdefgh", min_size=1, max_size=12))
def test_a_slip_begins_with_a_likely_letter(typed: str, meant: str) -> None:
    if slips_between(typed, meant):
        assert typed[0] in likely_firsts(meant)
