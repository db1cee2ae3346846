"""Whatever is written: no crash, no lost word, the same reading twice."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.notes_fuzz import judge, soup
from bot.errors import PackError
from bot.notes.loading import parse_file


@given(st.randoms(use_true_random=False))
def test_soups_of_markdown_lose_nothing(source: object) -> None:
    outcome = judge(soup(source))  # type: ignore[arg-type]  # hypothesis gives a subclass of random.Random
    assert (outcome.error, outcome.lost) == ("", "")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(PackError):
        assert all(1 <= f.source.line <= f.source.end_line for f in parse_file(data, "x.md").facts)


@given(st.text(max_size=200))
def test_reading_twice_gives_the_same(text: str) -> None:
    data = text.encode(errors="surrogatepass")
    with suppress(PackError):
        assert parse_file(data, "x.md") == parse_file(data, "x.md")
