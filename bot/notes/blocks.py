"""Mended Markdown -> a flat list of blocks with their lines, by a CommonMark parser with source ranges."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from enum import IntEnum
from itertools import accumulate, zip_longest
from textwrap import dedent
from typing import Any, NamedTuple

import pyromark
from pyromark import Options

from bot.notes.fences import glued_line
from bot.notes.page import TAB
from bot.notes.runs import Run, one_line, untagged

_OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_DEFINITION_LIST
    | Options.ENABLE_GFM
)
_PIPE = re.compile(r"(?<!\\)\|")
# One paragraph without any markup but code ticks, which needs no parser.
_PARAGRAPH = re.compile(
    r"[A-Za-z](?:[^\n`*_\[\]<>&\\!|~:#=-]|(?<!`)`(?!`)|[-:#=](?!\n)|(?<! )\n(?=[A-Za-z]))*+"
)
_PAGE = re.compile(r"[^\W\d_](?:[^\[\]]*\S)?")  # what a wiki calls its pages
_LISTED = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])[ \t]+\S")


class Kind(IntEnum):
    """What a block is."""

    ITEM = 0
    TASK = 1  # an item with an empty box
    PARAGRAPH = 2
    ROW = 3
    HEADING = 4
    CODE = 5
    BREAK = 6  # nothing to read, but a list above does not go on below it


_ITEM, _TASK = Kind.ITEM, Kind.TASK
_BLANK = ord(" ")
_END = 1 << 62  # behind every byte of a text


class Block(NamedTuple):
    """One block: 0-based lines; `column` is where an item's marker stands, and one more for what is in it."""

    kind: Kind
    text: str
    line: int
    end_line: int
    column: int = 0
    level: int = 0  # of a heading; an item's number in a numbered list
    strong: bool = False  # all of it is set in strong emphasis


# The fields of a block: thousands of plain tuples cost much less than as many blocks.
Fields = tuple[Kind, str, int, int, int, int, bool]
Add = Callable[[Fields], None]


class Link(NamedTuple):
    """A link of the notes: its target as written, and the 0-based line."""

    target: str
    line: int


class Walked(NamedTuple):
    """What a text holds beside its blocks: links, and the 0-based lines of stars kept as text."""

    links: list[Link]
    marks: list[int]


def walk(text: str, add: Add, first_line: int = 0) -> Walked:
    """Hand the fields of each block of a mended text to `add` as it ends, and return what else it holds.

    `first_line` is the 0-based number of the text's first line.
    """
    walker = _Walker(text, add, first_line)
    walker.walk()
    return Walked(walker.links, walker.marks)


def blocks(text: str) -> list[Block]:
    """The blocks of a text."""
    if _PARAGRAPH.fullmatch(text) and text.count("`") % 2 == 0:
        return [Block(Kind.PARAGRAPH, one_line(text), 0, text.count("\n"))]
    found: list[Block] = []
    walk(text, lambda fields: found.append(Block(*fields)))
    return found


def inline(text: str) -> str:
    """One line of Markdown as people should read it, whatever block it would open."""
    word = "x "  # in front, it keeps the line from being a heading, a list or a quote
    found = blocks(word + text) if text.strip() else []
    return found[0].text[len(word) :].strip() if found else ""


class _Walker:
    """Follows the parser's events and closes a block wherever one ends.

    Handlers take the tag and the byte range of an event. What runs for every bullet avoids calls: a file
    of notes is thousands of them.
    """

    def __init__(self, text: str, add: Add, first_line: int) -> None:
        self.text = text
        self.add = add
        self.first_line = first_line
        self.data = text.encode("utf-8", errors="replace")
        self.starts = [*accumulate(map(len, self.data.splitlines(keepends=True)), initial=0), _END, _END]
        self.tabbed = "\t" in text
        self.at = 0  # the line of the last place asked for
        self.links: list[Link] = []
        self.marks: list[int] = []
        self.bracketed = False  # in two brackets that turned out to be no link
        self.run = Run()
        self.columns: list[int] = []  # of the open items
        self.numbers: list[int] = []  # of the next item in each open list; 0 in a list of bullets
        self.item = -1  # the line of an item that still waits for its text
        self.task = False
        self.info = ""  # of a fence
        self.title = ""  # what a definition list defines, and the line it stands on
        self.title_line = 0
        self.defined = False
        self.header: list[str] = []
        self.cells: list[str] = []
        self.filled: set[int] = set()  # columns of the table in which something stands

    def _handlers(self) -> tuple[dict[str, "_Handler"], dict[str, "_Handler"]]:
        on_start = {
            "List": self._list,
            "CodeBlock": self._code,
            "BlockQuote": self._quote,
            "Emphasis": self._emphasis,
            "Strong": self._emphasis,
            "Link": self._link,
            "Image": _nothing,
        }
        on_end = {
            "List": self._list_end,
            "Heading": self._heading_end,
            "CodeBlock": self._code_end,
            "TableCell": self._cell_end,
            "TableHead": self._head_end,
            "TableRow": self._row_end,
            "Table": self._table_end,
            "DefinitionListTitle": self._title_end,
            "DefinitionList": self._definitions_end,
            "Emphasis": self._emphasis_end,
            "Strong": self._emphasis_end,
            "Link": self._link_end,
            "Image": _nothing,
        }
        return on_start, on_end

    def walk(self) -> None:
        run, pieces, flush = self.run, self.run.pieces, self._flush
        item, item_end = self._item, self._item_end
        on_start, on_end = self._handlers()
        options = _OPTIONS | Options.ENABLE_WIKILINKS if "[[" in self.text else _OPTIONS
        events: Iterator[tuple[Any, Any]] = pyromark.events_with_range(
            self.text, options=options, merge_text=True
        )
        for event, span in events:
            if "Text" in event:
                if not pieces:
                    run.first = span["start"]
                pieces.append(event["Text"])
                run.last = span["end"]
            elif "Start" in event:
                tag = event["Start"]
                if tag == "Item":
                    item(span["start"])
                else:
                    name = tag if type(tag) is str else next(iter(tag))
                    on_start.get(name, flush)(tag, span["start"], span["end"])
            elif "End" in event:
                tag = event["End"]
                if tag == "Item":
                    item_end()
                else:
                    name = tag if type(tag) is str else next(iter(tag))
                    on_end.get(name, flush)(tag, span["start"], span["end"])
            else:
                self._other(event, span["start"], span["end"])
        flush()

    def _other(self, event: Any, start: int, end: int) -> None:
        if event == "SoftBreak" or (event == "HardBreak" and (self.columns or self.header)):
            self.run.put("\n", start, end)
        elif event == "HardBreak":
            self._flush()
        elif event == "Rule":
            self._add(Kind.BREAK, "", self._lines(start, start + 1))
        elif "Code" in event:
            self.run.put(f"`{event['Code']}`", start, end)
        elif "TaskListMarker" in event:
            self.task = not event["TaskListMarker"]
        elif "InlineHtml" in event:
            self.run.put(untagged(event["InlineHtml"]), start, end)
        elif "Html" in event:
            self.run.put(event["Html"], start, end)

    def _line(self, offset: int) -> int:
        starts, at = self.starts, self.at
        if starts[at] <= offset:
            while starts[at + 1] <= offset:
                at += 1
        else:
            at = bisect_right(starts, offset) - 1
        self.at = at
        return at

    def _lines(self, start: int, end: int) -> tuple[int, int]:
        return self._line(start), self._line(end - 1)

    def _flush(self, _: Any = None, __: int = 0, ___: int = 0) -> None:
        """Close the running text: it is an item's, if one waits for its text, else a paragraph."""
        run = self.run
        if not run.pieces:
            return
        if self.item >= 0:
            self._item_text()
            return
        first, end = self._line(run.first), self._line(run.last - 1)
        text, strong = run.take()
        if text:
            if self.title:
                text, first = f"{self.title}: {text}", self.title_line
                self.title_line, self.defined = end, True
            self._add(Kind.PARAGRAPH, text, (first, end), strong=strong)

    def _add(
        self, kind: Kind, text: str, lines: tuple[int, int], *, level: int = 0, strong: bool = False
    ) -> None:
        first, last = lines
        base = self.first_line
        column = self.columns[-1] + 1 if self.columns else 0
        self.add((kind, text, base + first, base + max(first, last), column, level, strong))

    def _item(self, start: int) -> None:
        if self.item >= 0:
            self._item_text()
        elif self.run.pieces:
            self._flush()
        data, starts, line = self.data, self.starts, self.at
        while data[start] <= _BLANK:  # the range may begin with the line break above, or with the indentation
            start += 1
        while starts[line + 1] <= start:
            line += 1
        column = start - starts[line]
        if column and self.tabbed:
            column = len(data[start - column : start].expandtabs(TAB))
        self.item = self.at = line
        self.columns.append(column)

    def _item_text(self) -> None:
        """An item is known by its first text; without one it is empty."""
        run, line, number = self.run, self.item, self.numbers[-1]
        end = line
        if run.last > self.starts[line + 1]:
            end = self._line(run.last - 1)
        if number:
            self.numbers[-1] += 1
        kind = _TASK if self.task else _ITEM
        self.item = -1
        self.task = False
        base = self.first_line
        text, strong = run.take()
        self.add((kind, text, base + line, base + end, self.columns[-1], number, strong))

    def _item_end(self) -> None:
        if self.item >= 0:
            self._item_text()
        elif self.run.pieces:
            self._flush()
        self.columns.pop()

    def _list(self, tag: Any, _: int, __: int) -> None:
        if self.run.pieces:
            self._flush()
        elif self.title and not self.defined:  # the list defines it
            line = self.first_line + self.title_line
            self.add((Kind.ITEM, self.title, line, line, 0, 0, False))
            self.defined = True
        self.numbers.append(tag["List"] or 0)

    def _list_end(self, _: Any, __: int, ___: int) -> None:
        self.numbers.pop()

    def _quote(self, _: Any, start: int, __: int) -> None:
        self._flush()
        if not self.columns:
            self._add(Kind.BREAK, "", self._lines(start, start + 1))

    def _heading_end(self, tag: Any, start: int, end: int) -> None:
        text, _ = self.run.take()
        self.item = -1  # an item that begins with a heading is the heading
        self.task = False
        self._add(Kind.HEADING, text, self._lines(start, end), level=int(tag["Heading"][1]))

    def _code(self, tag: Any, _: int, __: int) -> None:
        kind = tag["CodeBlock"]
        self.info = "" if kind == "Indented" else kind["Fenced"].strip()
        self._flush()
        if self.item >= 0:
            self._item_text()

    def _code_end(self, _: Any, start: int, end: int) -> None:
        code = "".join(self.run.pieces)
        self.run.take()
        glued = glued_line(self.info, has_body=bool(code.strip()))
        code = f"{glued}\n{code}" if glued else code
        first, last = self._lines(start, end)
        if _LISTED.match(code):  # a list indented like code, in a place where no list is open
            walked = walk(dedent(code), self.add, self.first_line + first)
            self.links += walked.links
            self.marks += walked.marks
        elif code.strip():
            self._add(Kind.CODE, code.strip("\n"), (first, last))

    def _cell_end(self, _: Any, __: int, ___: int) -> None:
        self.cells.append(self.run.take()[0])

    def _head_end(self, _: Any, start: int, __: int) -> None:
        self.header, self.cells, self.filled = self.cells, [], set()
        self.title_line = self._line(start)

    def _row_end(self, _: Any, start: int, end: int) -> None:
        self.cells += self._surplus(start, end)
        if b"|" not in self.data[start:end] and len(self.header) > 1:  # text right below the table
            kind, text = Kind.PARAGRAPH, self.cells[0]
        else:
            named = zip_longest(self.header, self.cells, fillvalue="")
            kind = Kind.ROW
            text = "; ".join(f"{name}: {cell}" if name else cell for name, cell in named if cell)
            self.filled.update(at for at, cell in enumerate(self.cells) if cell)
        self.cells = []
        if text:
            self._add(kind, text, self._lines(start, end))

    def _surplus(self, start: int, end: int) -> list[str]:
        """Cells beyond the header's, which the parser leaves out."""
        source = self.data[start:end].decode(errors="replace").strip()
        if source.count("|") <= len(self.header):
            return []
        cells = _PIPE.split(source.removeprefix("|").removesuffix("|"))
        return [text for cell in cells[len(self.header) :] if (text := inline(cell))]

    def _table_end(self, _: Any, __: int, ___: int) -> None:
        names = "; ".join(name for at, name in enumerate(self.header) if name and at not in self.filled)
        if names:
            self._add(Kind.ROW, names, (self.title_line, self.title_line))
        self.header = []

    def _title_end(self, _: Any, start: int, __: int) -> None:
        self._undefined()
        self.title, self.title_line = self.run.take()[0], self._line(start)
        self.defined = False

    def _definitions_end(self, _: Any, __: int, ___: int) -> None:
        self._flush()
        self._undefined()
        self.title = ""

    def _undefined(self) -> None:
        """A term whose definition has no text of its own stays a statement."""
        if self.title and not self.defined:
            self._add(Kind.PARAGRAPH, self.title, (self.title_line, self.title_line))

    def _emphasis(self, _: Any, start: int, __: int) -> None:
        self.run.open(start)

    def _emphasis_end(self, tag: Any, start: int, end: int) -> None:
        if self.run.close(strong=tag == "Strong", data=self.data, start=start, end=end):
            self.marks.append(self.first_line + self._line(start))

    def _link(self, tag: Any, start: int, __: int) -> None:
        """A link is its text; `[[page]]` names a page of a wiki, `[[ -f x ]]` does not."""
        if not self.run.pieces:
            self.run.first = start
        link = tag["Link"]
        wiki = "WikiLink" in link["link_type"]
        self.bracketed = wiki and not _PAGE.fullmatch(link["dest_url"])
        if self.bracketed:
            self.run.put("[[", start, start + 2)
        elif not wiki:
            self.links.append(Link(link["dest_url"], self.first_line + self._line(start)))

    def _link_end(self, _: Any, __: int, end: int) -> None:
        if self.bracketed:
            self.run.put("]]", end - 2, end)
            self.bracketed = False


_Handler = Callable[[Any, int, int], None]


def _nothing(_: Any, __: int, ___: int) -> None:
    """Links and images are their text."""
