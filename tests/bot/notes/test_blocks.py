"""The parser's events become blocks with their lines; one plain paragraph takes the short way."""

from hypothesis import given
from hypothesis import strategies as st

from bot.notes.blocks import Block, Kind, blocks, inline, walk

PIECES = (
    "a",
    "word",
    " ",
    "  ",
    "\n",
    "`x`",
    "*",
    "_",
    "[",
    "](u)",
    "|",
    "- ",
    "1. ",
    "# ",
    "> ",
    ":",
    "ß",
    "漢",
    "-",
    "=",
)


def long_way(text: str) -> list[Block]:
    found: list[Block] = []
    walk(text, lambda fields: found.append(Block(*fields)))
    return found


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_the_short_way_leads_to_the_same(text: str) -> None:
    assert blocks(text) == long_way(text)


def test_kinds_lines_and_columns() -> None:
    found = blocks("# H\n\ntext\n\n* a\n  * b\n\n| x |\n|---|\n| 1 |\n\n---\n")
    assert [(b.kind, b.text, b.line, b.column) for b in found] == [
        (Kind.HEADING, "H", 0, 0), (Kind.PARAGRAPH, "text", 2, 0), (Kind.ITEM, "a", 4, 0),
        (Kind.ITEM, "b", 5, 2),
        (Kind.ROW, "x: 1", 9, 0), (Kind.BREAK, "", 11, 0),
    ]  # fmt: skip


def test_offsets_count_bytes_and_lines_do_not_care() -> None:
    found = blocks("* ßßß 漢字 🦊\n* next\n\n  more ü\n")
    assert [(b.text, b.line) for b in found] == [("ßßß 漢字 🦊", 0), ("next", 1), ("more ü", 3)]


def test_numbers_of_a_list_are_kept() -> None:
    assert [b.level for b in blocks("3. a\n4. b\n\n* c\n")] == [3, 4, 0]


def test_one_line_is_read_whatever_block_it_would_open() -> None:
    assert [inline(text) for text in ("# a", "- *b*", "1. c", "> d", "", "`e`")] == [
        "# a", "- b", "1. c", "> d", "", "`e`",
    ]  # fmt: skip


def test_links_are_kept_with_their_lines() -> None:
    links = walk("a\n\n[b](c.md) and <https://x.org>\n", lambda _: None).links
    assert [(link.target, link.line) for link in links] == [("c.md", 2), ("https://x.org", 2)]
