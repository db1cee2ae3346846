"""Running text: emphasis vanishes where it is emphasis, and lines become one."""

import pytest

from bot.notes.blocks import blocks
from bot.notes.runs import one_line, untagged


@pytest.mark.parametrize(
    ("source", "text", "strong"),
    [
        ("**all**", "all", True),
        ("**a** b", "a b", False),
        ("*a*", "a", False),
        ("***a***", "a", True),
        ("x *.* y", "x *.* y", False),
        ("__init__.py", "__init__.py", False),
        ("__important__ word", "important word", False),
        ("_a_.", "a.", False),
    ],
)
def test_emphasis(source: str, text: str, *, strong: bool) -> None:
    (block,) = blocks(source)
    assert (block.text, block.strong) == (text, strong)


def test_strength_does_not_leak_into_the_next_block() -> None:
    assert [block.strong for block in blocks("* **a**\n* b\n")] == [True, False]


def test_lines_join_with_a_blank_or_in_cjk_with_none() -> None:
    assert one_line("a\nb  c\t d ") == "a b c d"
    assert one_line("漢\n字 a\nb") == "漢字 a b"


def test_known_tags_vanish_and_placeholders_stay() -> None:
    assert [untagged(tag) for tag in ("<b>", "</b>", "<br/>", "<!-- x -->", "<host>", "<your-key>")] == [
        "", "", "\n", "", "<host>", "<your-key>",
    ]  # fmt: skip
