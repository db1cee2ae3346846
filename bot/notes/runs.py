"""The running text of a block while the parser's events come in: its pieces, place and emphasis."""

import re

_CJK = "\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_CJK_BREAK = re.compile(f"(?<=[{_CJK}])\n(?=[{_CJK}])")  # these scripts put no blank between words
_NOWHERE = (-1, -1)
_TAG_NAME = re.compile(r"</?([A-Za-z][\w-]*)")
_ELEMENTS = frozenset((
    "a", "abbr", "b", "big", "br", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
    "mark", "p", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var",
    "wbr",
))  # fmt: skip


class Run:
    """The text between two block boundaries; `first` and `last` are the byte range it came from."""

    __slots__ = ("_opened", "_strong", "first", "last", "pieces")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.first = self.last = 0
        self._opened: list[int] = []  # open emphasis: index of its first piece
        self._strong = _NOWHERE  # range of pieces inside strong emphasis

    def put(self, piece: str, start: int, end: int) -> None:
        """Add a piece of text that stands between two byte offsets."""
        if not self.pieces:
            self.first = start
        self.pieces.append(piece)
        self.last = end

    def open(self, start: int) -> None:
        """Emphasis begins."""
        if not self.pieces:
            self.first = start
        self._opened.append(len(self.pieces))

    def close(self, *, strong: bool, data: bytes, start: int, end: int) -> None:
        """Emphasis ends; its marks vanish unless they were meant as text."""
        if not self._opened:
            return
        index = self._opened.pop()
        inside = "".join(self.pieces[index:])
        marks = (2 if strong else 1) * chr(data[start])
        if _means_marks(inside, marks, data[end : end + 2]):
            self.pieces[index:] = [f"{marks}{inside}{marks}"]
        elif strong:
            self._strong = (index, len(self.pieces))
        self.last = end

    @property
    def strong(self) -> bool:
        """Whether strong emphasis covers all of it."""
        return self._strong is not _NOWHERE and self._strong == (0, len(self.pieces))

    def take(self) -> str:
        """The text on one line; the run is empty afterwards."""
        text = "".join(self.pieces)
        self.pieces.clear()
        self._strong = _NOWHERE
        if self._opened:
            self._opened.clear()
        return one_line(text)


def one_line(text: str) -> str:
    """A text without line breaks and double blanks."""
    if "\n" in text:
        text = _CJK_BREAK.sub("", text)
    elif "  " not in text and text.isascii():
        return text.strip()
    return " ".join(text.split())


def untagged(markup: str) -> str:
    """Inline HTML as text: known elements and comments vanish, `<placeholders>` stay."""
    if markup.startswith("<!--"):
        return ""
    name = _TAG_NAME.match(markup)
    if not name or name[1].lower() not in _ELEMENTS:
        return markup
    return "\n" if name[1].lower() == "br" else ""


def _means_marks(inside: str, marks: str, after: bytes) -> bool:
    """Whether stars or underscores are part of the text: `*.*`, `__init__.py`, `__str__()`."""
    if not any(character.isalnum() for character in inside):
        return True
    return marks[0] == "_" and (after[:1] == b"(" or (after[:1] == b"." and after[1:].isalnum()))
