"""The running text of a block while the parser's events come in: its pieces, place and emphasis."""

import re

_CJK = "\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_CJK_BREAK = re.compile(f"(?<=[{_CJK}])\n(?=[{_CJK}])")  # these scripts put no blank between words
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
        self._strong: tuple[int, int] | None = None  # range of pieces inside strong emphasis

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

    def close(self, *, strong: bool, data: bytes, start: int, end: int) -> bool:
        """Emphasis ends; its marks vanish unless they were meant as text. Returns whether they were."""
        if not self._opened:
            return False
        index = self._opened.pop()
        inside = "".join(self.pieces[index:])
        marks = (2 if strong else 1) * chr(data[start])
        meant = _means_marks(inside, marks, data[start - 1 : start] if start else b"", data[end : end + 2])
        if meant:
            self.pieces[index:] = [f"{marks}{inside}{marks}"]
        elif strong:
            self._strong = (index, len(self.pieces))
        self.last = end
        return meant

    def take(self) -> tuple[str, bool]:
        """The text on one line, and whether strong emphasis covers all of it; the run is empty afterwards."""
        pieces = self.pieces
        strong = False
        if self._opened or self._strong:
            strong = self._strong == (0, len(pieces))
            self._strong = None
            self._opened.clear()
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        pieces.clear()
        if "\n" in text or "  " in text or not text.isascii():
            return one_line(text), strong
        return text.strip(), strong


def one_line(text: str) -> str:
    """A text without line breaks and double blanks."""
    if "\n" in text:
        text = _CJK_BREAK.sub("", text)
    return " ".join(text.split())


def untagged(markup: str) -> str:
    """Inline HTML as text: known elements and comments vanish, `<placeholders>` stay."""
    if markup.startswith("<!--"):
        return ""
    name = _TAG_NAME.match(markup)
    if not name or name[1].lower() not in _ELEMENTS:
        return markup
    return "\n" if name[1].lower() == "br" else ""


def _means_marks(inside: str, marks: str, before: bytes, after: bytes) -> bool:
    """Whether stars or underscores are part of the text: `*.*`, `2*3*4`, `__init__.py`, `__str__()`."""
    if not any(character.isalnum() for character in inside):
        return True
    if marks == "*" and before.isalnum() and after[:1].isalnum():
        return True
    return marks[0] == "_" and (after[:1] == b"(" or (after[:1] == b"." and after[1:].isalnum()))
