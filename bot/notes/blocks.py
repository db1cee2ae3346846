"""Mended Markdown -> a flat list of blocks with their lines, by a CommonMark parser with source ranges."""

import re
from collections.abc import Callable, Iterator
from enum import IntEnum
from itertools import accumulate
from textwrap import dedent
from typing import Any, NamedTuple

import pyromark
from pyromark import Options

from bot.notes.page import TAB

_OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_DEFINITION_LIST
    | Options.ENABLE_GFM
)
_INLINE = frozenset(("Emphasis", "Strong", "Link", "Image"))
_LISTED = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])[ \t]+\S")
_CJK = "\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_CJK_BREAK = re.compile(f"(?<=[{_CJK}])\n(?=[{_CJK}])")
_BLANKS = re.compile(r"\s+")
_MARKUP = frozenset(("a", "abbr", "b", "big", "br", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins",
    "kbd", "mark", "p", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr"))  # fmt: skip
_TAG_NAME = re.compile(r"</?([A-Za-z][\w-]*)")


class Kind(IntEnum):
    """What a block is."""

    ITEM = 0
    PARAGRAPH = 1
    HEADING = 2
    CODE = 3
    ROW = 4
    TASK = 5  # an item with an empty box
    BREAK = 6  # nothing to read, but a list above does not go on below it


class Block(NamedTuple):
    """One block: 0-based lines; `column` is where an item's marker stands, and one more for what is in it."""

    kind: Kind
    text: str
    line: int
    end_line: int
    column: int = 0
    level: int = 0  # of a heading
    strong: bool = False  # all of it is set in strong emphasis


class Link(NamedTuple):
    """A link of the notes: its target as written, and the 0-based line."""

    target: str
    line: int


def blocks(text: str, first_line: int = 0) -> tuple[list[Block], list[Link]]:
    """The blocks and links of a mended text whose first line has the 0-based number `first_line`."""
    walker = _Walker(text, first_line)
    walker.walk()
    return walker.blocks, walker.links


class _Walker:
    """Follows the parser's events and closes a block wherever one ends."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.first_line = first_line
        self.data = text.encode("utf-8", errors="replace")
        lengths = (len(line) + 1 for line in self.data.split(b"\n"))
        self.starts = [0, *accumulate(lengths), 1 << 62]
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.pieces: list[str] = []
        self.first = self.last = 0  # byte range of the pieces
        self.at = 0  # the line of the last place asked for
        self.items: list[int] = []  # columns of the open items
        self.item_line = -1  # of an item that still waits for its text
        self.task = False
        self.strong = (-1, -1)  # range of pieces inside strong emphasis
        self.opened: list[tuple[int, int]] = []  # emphasis: index of its first piece, offset
        self.title = ""  # of a definition list
        self.title_line = 0
        self.header: list[str] = []
        self.rows = 0
        self.cells: list[str] = []
        self.on_start: dict[str, Callable[[Any, int, int], None]] = {
            "Item": self._item, "CodeBlock": self._code, "BlockQuote": self._quote, "TableRow": self._row,
            "TableHead": self._row, "Emphasis": self._emphasis, "Strong": self._emphasis, "Link": self._link,
        }  # fmt: skip
        self.on_end: dict[str, Callable[[Any, int, int], None]] = {
            "Item": self._item_end, "Heading": self._heading_end, "CodeBlock": self._code_end,
            "TableCell": self._cell_end, "TableHead": self._head_end, "TableRow": self._row_end,
            "Table": self._table_end, "DefinitionListTitle": self._title_end, "DefinitionList": self._definitions_end, "Emphasis": self._emphasis_end,
            "Strong": self._emphasis_end, "Link": self._ignore, "Image": self._ignore,
        }  # fmt: skip

    def walk(self) -> None:
        pieces = self.pieces
        events: Iterator[tuple[Any, Any]] = pyromark.events_with_range(
            self.text, options=_OPTIONS, merge_text=True
        )
        for event, span in events:
            if "Text" in event:
                if not pieces:
                    self.first = span["start"]
                pieces.append(event["Text"])
                self.last = span["end"]
            elif "Start" in event:
                self._started(event["Start"], span["start"], span["end"])
            elif "End" in event:
                self._ended(event["End"], span["start"], span["end"])
            else:
                self._other(event, span["start"], span["end"])
        self._flush()

    def _started(self, tag: Any, start: int, end: int) -> None:
        name = tag if type(tag) is str else next(iter(tag))
        if name not in _INLINE and self.pieces:
            self._flush()
        handler = self.on_start.get(name)
        if handler:
            handler(tag, start, end)

    def _ended(self, tag: Any, start: int, end: int) -> None:
        name = tag if type(tag) is str else next(iter(tag))
        handler = self.on_end.get(name)
        if handler:
            handler(tag, start, end)
        elif self.pieces:
            self._flush()

    def _other(self, event: Any, start: int, end: int) -> None:
        if type(event) is str:
            if event == "SoftBreak":
                self.pieces.append("\n")
            elif event == "HardBreak":
                self._hard_break()
            else:
                self._flush()
                self._add(Kind.BREAK, "", self._line(start), column=0)
            return
        ((name, value),) = event.items()
        if name == "Code":
            self._put(f"`{value}`", start, end)
        elif name == "TaskListMarker":
            self.task = not value
        elif name in ("InlineHtml", "Html"):
            self._put(_untagged(value), start, end)

    def _hard_break(self) -> None:
        if self.items or self.cells or self.header:
            self.pieces.append("\n")
        else:
            self._flush()

    def _put(self, piece: str, start: int, end: int) -> None:
        if not self.pieces:
            self.first = start
        self.pieces.append(piece)
        self.last = end

    def _line(self, offset: int) -> int:
        starts, at = self.starts, self.at
        if offset < starts[at]:
            at = 0
        while starts[at + 1] <= offset:
            at += 1
        self.at = at
        return at

    def _taken(self) -> str:
        pieces = self.pieces
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        pieces.clear()
        self.opened.clear()
        if "\n" in text:
            text = _CJK_BREAK.sub("", text)
        if "\n" in text or "  " in text or "\t" in text:
            text = _BLANKS.sub(" ", text)
        return text.strip()

    def _flush(self) -> None:
        """Close the running text: it is an item's, if one waits for its text, else a paragraph."""
        if not self.pieces:
            return
        strong = self.strong[0] == 0 and self.strong[1] == len(self.pieces)
        self.strong = (-1, -1)
        first = self._line(self.first)
        text = self._taken()
        end = self._line(self.last - 1)
        if self.item_line >= 0:
            kind = Kind.TASK if self.task else Kind.ITEM
            self._add(kind, text, self.item_line, end, self.items[-1], strong=strong)
            self.item_line = -1
            self.task = False
        elif text:
            if self.title:
                text, first = f"{self.title}: {text}", self.title_line
                self.title_line = end
            column = self.items[-1] + 1 if self.items else 0
            self._add(Kind.PARAGRAPH, text, first, end, column, strong=strong)

    def _add(
        self,
        kind: Kind,
        text: str,
        line: int,
        end: int = -1,
        column: int = 0,
        *,
        level: int = 0,
        strong: bool = False,
    ) -> None:
        base = self.first_line
        self.blocks.append(
            Block(kind, text, base + line, base + (line if end < line else end), column, level, strong)
        )

    def _empty_item(self) -> None:
        if self.item_line >= 0:
            self._add(Kind.ITEM, "", self.item_line, column=self.items[-1])
            self.item_line = -1

    def _item(self, _: Any, start: int, __: int) -> None:
        self._empty_item()
        while self.data[start] in b" \t":
            start += 1
        line = self._line(start)
        before = self.data[self.starts[line] : start]
        column = len(before.decode(errors="replace").expandtabs(TAB)) if b"\t" in before else len(before)
        self.items.append(column)
        self.item_line = line
        self.task = False

    def _item_end(self, _: Any, __: int, ___: int) -> None:
        if self.pieces:
            self._flush()
        self._empty_item()
        self.items.pop()

    def _quote(self, _: Any, start: int, __: int) -> None:
        if not self.items:
            self._add(Kind.BREAK, "", self._line(start))

    def _heading_end(self, tag: Any, start: int, end: int) -> None:
        self._empty_item()
        text = self._taken()
        self.strong = (-1, -1)
        line = self._line(start)
        self._add(Kind.HEADING, text, line, self._line(end - 1), level=int(tag["Heading"][1]))

    def _code(self, _: Any, __: int, ___: int) -> None:
        self._empty_item()

    def _code_end(self, _: Any, start: int, end: int) -> None:
        code = "".join(self.pieces)
        self.pieces.clear()
        first, last = self._line(start), self._line(end - 1)
        if _LISTED.match(code):  # a list indented like code, in a place where no list is open
            inner, links = blocks(dedent(code), self.first_line + first)
            self.blocks.extend(inner)
            self.links.extend(links)
        elif code.strip():
            self._add(Kind.CODE, code.strip("\n"), first, last)

    def _row(self, _: Any, __: int, ___: int) -> None:
        self.cells = []

    def _cell_end(self, _: Any, __: int, ___: int) -> None:
        self.cells.append(self._taken())

    def _head_end(self, _: Any, start: int, __: int) -> None:
        self.header, self.cells = self.cells, []
        self.title_line = self._line(start)
        self.rows = 0

    def _row_end(self, _: Any, start: int, __: int) -> None:
        self.rows += 1
        named = zip(self.header, self.cells, strict=False)
        text = "; ".join(f"{name}: {cell}" if name else cell for name, cell in named if cell)
        self._row_block(text, self._line(start))

    def _table_end(self, _: Any, __: int, ___: int) -> None:
        if not self.rows:
            self._row_block("; ".join(filter(None, self.header)), self.title_line)
        self.header, self.cells = [], []

    def _row_block(self, text: str, line: int) -> None:
        if text:
            self._add(Kind.ROW, text, line, column=self.items[-1] + 1 if self.items else 0)

    def _title_end(self, _: Any, start: int, __: int) -> None:
        self.title, self.title_line = self._taken(), self._line(start)

    def _definitions_end(self, _: Any, __: int, ___: int) -> None:
        self.title = ""

    def _emphasis(self, _: Any, start: int, __: int) -> None:
        if not self.pieces:
            self.first = start
        self.opened.append((len(self.pieces), start))

    def _emphasis_end(self, tag: Any, start: int, end: int) -> None:
        if not self.opened:
            return
        index, _ = self.opened.pop()
        inside = "".join(self.pieces[index:])
        marks = (2 if tag == "Strong" else 1) * chr(self.data[start])
        if self._means_marks(inside, marks, end):
            self.pieces[index:] = [f"{marks}{inside}{marks}"]
        elif tag == "Strong":
            self.strong = (index, len(self.pieces))
        self.last = end

    def _means_marks(self, inside: str, marks: str, end: int) -> bool:
        """Whether stars or underscores are part of the text: `*.*`, `__init__.py`."""
        if not any(character.isalnum() for character in inside):
            return True
        after = self.data[end : end + 2]
        return marks[0] == "_" and (after[:1] == b"(" or (after[:1] == b"." and after[1:].isalnum()))

    def _link(self, tag: Any, start: int, __: int) -> None:
        if not self.pieces:
            self.first = start
        self.links.append(Link(tag["Link"]["dest_url"], self.first_line + self._line(start)))

    def _ignore(self, _: Any, __: int, ___: int) -> None:
        pass


def _untagged(markup: str) -> str:
    """Inline HTML as text: known elements and comments vanish, `<placeholders>` stay."""
    if markup.startswith("<!--"):
        return ""
    name = _TAG_NAME.match(markup)
    if not name or name[1].lower() not in _MARKUP:
        return markup
    return "\n" if name[1].lower() == "br" else ""
