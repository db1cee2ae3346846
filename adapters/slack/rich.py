"""Words of a message as rich text blocks: Slack shows their characters as they are, whoever wrote them."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from adapters.slack.escape import clean, ticked
from adapters.slack.limits import TEXT

Block = dict[str, Any]
Element = dict[str, Any]

LINE = 1_000  # one line of a list or table
ITEMS = 50  # lines of one list
DEPTH = 8  # how far lists are indented
_STRONG = {"bold": True}


def paragraph(text: str, most: int = TEXT, *, strong: bool = False) -> Iterator[Block]:
    """A text of at most `most` characters as one or more blocks, cut at spaces."""
    for piece in pieces(clean(text, most), TEXT):
        yield _block([_section(_words(piece, strong=strong))])


def preformatted(text: str, most: int = TEXT) -> Iterator[Block]:
    """Lines in a fixed-width font, of at most `most` characters together."""
    for piece in pieces(clean(text, most), TEXT):
        yield _block([{"type": "rich_text_preformatted", "elements": [_text(piece)]}])


def link(text: str, url: str) -> Block:
    """A line that leads somewhere, under a name that is not an address itself."""
    return _block([_section([{"type": "link", "url": url, "text": clean(text, LINE)}])])


def bullets(items: Iterable[tuple[int, str]], most: int = LINE) -> Iterator[Block]:
    """Lines of at most `most` characters with their depth, in blocks that hold no more than a text may."""
    for run in _packed([(min(depth, DEPTH), clean(text, min(LINE, most))) for depth, text in items]):
        lists = [(depth, [text for _, text in lines]) for depth, lines in groupby(run, lambda item: item[0])]
        yield _block([_list(depth, lines) for depth, lines in lists])


def table(rows: Iterable[tuple[tuple[str, ...], bool]]) -> Iterator[Block]:
    """Each row as a line that a phone can wrap, its name strong; True marks the reader's own row."""
    lines = [(0, clean(" ".join(cells), LINE), cells, own) for cells, own in rows]
    for run in _packed(lines):
        elements: list[Element] = []
        for _, _, cells, own in run:
            elements += [*_row(cells), _text("  ← you\n" if own else "\n")]
        yield _block([_section(elements)])


def pieces(text: str, limit: int) -> Iterator[str]:
    """A text in pieces of at most `limit` characters, cut at the end of a line or word where there is one."""
    while len(text) > limit:
        end = max(text.rfind("\n", limit // 2, limit), text.rfind(" ", limit // 2, limit)) + 1 or limit
        yield text[:end]
        text = text[end:]
    if text.strip():
        yield text


def _packed(lines: list[Any]) -> Iterator[list[Any]]:
    """Lines, whose second member is their text, in runs that fit one block."""
    run: list[Any] = []
    size = 0
    for line in lines:
        if run and (size + len(line[1]) > TEXT or len(run) == ITEMS):
            yield run
            run, size = [], 0
        run.append(line)
        size += len(line[1])
    if run:
        yield run


def _row(cells: tuple[str, ...]) -> Iterator[Element]:
    """A rank before its name; then what else the row has."""
    shown = [text for text in (clean(" ".join(cell.split()), LINE // len(cells)) for cell in cells) if text]
    name = next((place for place, cell in enumerate(shown) if not cell.rstrip(".").isdecimal()), 0)
    for place, cell in enumerate(shown):
        if place:
            yield _text(" " if shown[place - 1].endswith(".") else " · ")
        yield _text(cell, _STRONG if place == name else None)


def _list(depth: int, lines: list[str]) -> Element:
    items = [_section(_words(line or " ")) for line in lines]
    return {"type": "rich_text_list", "style": "bullet", "indent": depth, "elements": items}


def _words(text: str, *, strong: bool = False) -> list[Element]:
    base = _STRONG if strong else {}
    return [_text(piece, {**base, "code": True} if code else base) for piece, code in ticked(text)]


def _text(text: str, style: dict[str, bool] | None = None) -> Element:
    return {"type": "text", "text": text, "style": style} if style else {"type": "text", "text": text}


def _section(elements: list[Element]) -> Element:
    return {"type": "rich_text_section", "elements": elements}


def _block(elements: list[Element]) -> Block:
    return {"type": "rich_text", "elements": elements}
