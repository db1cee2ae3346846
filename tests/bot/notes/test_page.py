"""A page knows what its lines look like to whoever wrote them."""

from bot.notes.model import Severity
from bot.notes.page import Page, indent


def test_a_line_is_wrapped_if_its_first_word_did_not_fit_above() -> None:
    page = Page("a.md", ["x" * 70, "next", "short", "next"])
    assert page.wrapped(1)
    assert not page.wrapped(3)


def test_nobody_wraps_at_a_few_letters() -> None:
    assert not Page("a.md", ["speed: 5", "depth: 2"]).wrapped(1)


def test_a_shift_goes_on_as_long_as_lines_are_indented() -> None:
    page = Page("a.md", ["  a", "\tb", "", "  c", "d", "  e"])
    page.shift(0, 2)
    assert page.lines == ["a", "  b", "", "c", "d", "  e"]


def test_tabs_count_to_the_next_stop() -> None:
    assert [indent(line) for line in ("a", "  a", "\ta", "  \ta", "")] == [0, 2, 4, 4, 0]


def test_problems_have_lines_that_people_count() -> None:
    page = Page("a.md", ["x"])
    page.report(0, Severity.INFO, "odd")
    assert str(page.problems[0]) == "a.md:1: odd"
