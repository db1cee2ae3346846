"""Ids sort by time and fit where they must."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from storage.ids import RowIds, post_id, row_id


def test_row_ids_are_positive_63_bit_numbers_that_never_meet() -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: row_id(), range(20_000)))
    assert len(set(made)) == len(made)
    assert all(0 < number < 2**63 for number in made)


def test_a_later_id_is_larger(monkeypatch: pytest.MonkeyPatch) -> None:
    made = RowIds()
    first, second = made.next(), made.next()
    monkeypatch.setattr("storage.ids.time.time", lambda: 4_000_000_000.0)
    far = made.next()
    assert first < second < far
    monkeypatch.undo()
    assert made.next() > far, "a clock that is set back makes no id twice"


def test_a_post_id_is_20_url_safe_characters() -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{20}", post_id())
