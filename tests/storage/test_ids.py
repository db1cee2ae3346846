"""Ids sort by time and fit where they must."""

import re

from storage.ids import post_id, row_id


def test_row_ids_are_positive_63_bit_numbers_that_never_meet() -> None:
    ids = [row_id() for _ in range(2_000)]
    assert len(set(ids)) == len(ids)
    assert all(0 < made < 2**63 for made in ids)


def test_a_later_id_is_larger_a_millisecond_on() -> None:
    first = row_id()
    while (later := row_id()) >> 22 == first >> 22:
        pass
    assert later > first


def test_a_post_id_is_20_url_safe_characters() -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{20}", post_id())
