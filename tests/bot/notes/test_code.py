"""Code leaves the page before anything else is read."""

from bot.notes.code import take_code
from bot.notes.page import Page
from bot.notes.suspects import suspects


def taken(text: str) -> tuple[list[str], list[str], list[str]]:
    page = Page("a.md", text.split("\n"))
    codes = take_code(page, suspects(text))
    return [code.text for code in codes], page.lines, [problem.message for problem in page.problems]


def test_what_is_taken_leaves_blank_lines() -> None:
    assert taken("a\n```\nx\n```\nb")[:2] == (["x"], ["a", "", "", "", "b"])


def test_a_script_without_a_fence_ends_at_a_blank_line() -> None:
    codes, lines, problems = taken("#!/bin/sh\n# comment\nls\n\ntext")
    assert codes == ["#!/bin/sh\n# comment\nls"]
    assert lines[4] == "text"
    assert "without a fence" in problems[0]


def test_a_shebang_above_a_fence_belongs_to_its_script() -> None:
    assert taken("#!/bin/sh\n\n```\nls\n```")[0] == ["#!/bin/sh\nls"]


def test_a_run_of_commands_below_a_bullet_is_reported_once() -> None:
    codes, _, problems = taken("* step\n```one```\n```two```\n* next")
    assert codes == ["one", "two"]
    assert len(problems) == 1
