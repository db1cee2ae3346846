"""Blocks of text and rows of controls, fitted into one Discord message of components.

A message is never split in two: an answer to an interaction can be repeated safely only as an edit of itself.
So what does not fit stands, with all the rest, in a text file below. The words of a question come first, then
the others in their order.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import discord
from discord import ui

from adapters.discord.escape import ELLIPSIS, cut, length

TEXT = 4_000  # in all text displays of a message together
COMPONENTS = 40  # discord-api-docs, developers/components/reference
SECTIONS = 10  # boxes on one screen; more topics than that share one
LEAST = 40  # the beginning of a text is worth showing from here on
FILE_NAME = "more.txt"
FILE_LENGTH = 2_000_000  # characters; Discord takes 10 MiB
_MORE = "-# Shortened here; the file below has all of it."


@dataclass(frozen=True, slots=True)
class Prose:
    """Escaped markdown, and the same words for the file. What is only repeated has none."""

    marked: str
    plain: str = ""


@dataclass(frozen=True, slots=True)
class Controls:
    """Up to five buttons, or one menu. The message is useless without them where they are `needed`."""

    items: tuple["ui.Item[ui.LayoutView]", ...]
    needed: bool = False


@dataclass(slots=True)
class Section:
    """One box of a message."""

    blocks: list[Prose | Controls] = field(default_factory=list)
    colour: int | None = None

    @property
    def rank(self) -> int:
        """Which section's words come first where there is not room for all."""
        needed = any(isinstance(block, Controls) and block.needed for block in self.blocks)
        return 0 if needed else 1


@dataclass(frozen=True, slots=True)
class Rendered:
    """What to send: boxes for the screen, the text of a file where they do not show everything, and files
    that belong to the message, by name."""

    boxes: "tuple[ui.Container[ui.LayoutView], ...]"
    whole: str = ""
    attached: tuple[tuple[str, str], ...] = ()

    def view(self) -> ui.LayoutView:
        """A view that nobody keeps: presses are understood by their ids alone."""
        view = ui.LayoutView(timeout=None)
        for box in self.boxes:
            view.add_item(box)
        for name, _ in self._texts():
            view.add_item(ui.File(f"attachment://{name}"))
        view.stop()
        return view

    def files(self) -> list[discord.File]:
        """The files, opened anew for each sending."""
        return [discord.File(io.BytesIO(text[:FILE_LENGTH].encode()), name) for name, text in self._texts()]

    def _texts(self) -> tuple[tuple[str, str], ...]:
        return (*self.attached, *([(FILE_NAME, self.whole)] if self.whole else []))


def fit(
    sections: Sequence[Section], mark: int | None = None, attached: Sequence[tuple[str, str]] = ()
) -> Rendered:
    """The sections within Discord's limits; `mark` becomes the number of the first box."""
    texts = _fitted(sections)
    affordable = _affordable(sections)
    boxes = [box for section in sections if (box := _box(section, texts, affordable)).children]
    boxes = boxes or [ui.Container(ui.TextDisplay(ELLIPSIS))]
    shortened = any(texts[id(block)] != block.marked for block in _proses(sections) if block.plain)
    if shortened:
        boxes[-1].add_item(ui.TextDisplay(_MORE))
    if mark is not None:
        boxes[0].id = mark
    whole = "\n\n".join(block.plain for block in _proses(sections) if block.plain)
    return Rendered(tuple(boxes), whole if shortened else "", tuple(attached))


def _proses(sections: Iterable[Section]) -> list[Prose]:
    return [block for section in sections for block in section.blocks if isinstance(block, Prose)]


def _fitted(sections: Sequence[Section]) -> dict[int, str]:
    """What of each text is shown, by the identity of its block; repeated words give way to new ones."""
    room = TEXT - length(_MORE)
    proses = _proses(sections)
    if sum(length(block.marked) + 1 for block in proses) <= room:
        return {id(block): block.marked for block in proses}
    shown: dict[int, str] = {}
    ranked = [(section.rank, block) for section in sections for block in _proses([section])]
    for _, block in sorted(ranked, key=lambda entry: (not entry[1].plain, entry[0])):
        fits = room - 1 >= min(length(block.marked), LEAST)
        shown[id(block)] = _shown(block.marked, room - 1) if fits else ""
        room -= length(shown[id(block)]) + 1
    return shown


def _shown(marked: str, room: int) -> str:
    """Whole lines as far as they fit, and the beginning of the next; a fence that is cut is closed."""
    if length(marked) <= room:
        return marked
    fence = "\n```" if marked.startswith("```") else ""
    room -= len(fence)
    lines = marked.split("\n")
    kept: list[str] = []
    for line in lines:
        if length(line) + 1 > room:
            if room > LEAST and not fence:
                kept.append(cut(line, room))
            break
        kept.append(line)
        room -= length(line) + 1
    return "\n".join(kept) + fence if len(kept) > bool(fence) else ""


def _affordable(sections: Sequence[Section]) -> set[int]:
    """The identities of the controls that a message has room for: those needed, then offers in order."""
    controls = [block for section in sections for block in section.blocks if isinstance(block, Controls)]
    room = COMPONENTS - 2 - 2 * len(sections) - len(controls)  # boxes, texts, and the remark with its file
    chosen: set[int] = set()
    for block in sorted(controls, key=lambda block: not block.needed):
        cost = 1 + len(block.items)
        if cost <= room:
            chosen.add(id(block))
            room -= cost
    return chosen


def _box(section: Section, texts: dict[int, str], affordable: set[int]) -> "ui.Container[ui.LayoutView]":
    """Neighbouring texts become one, each row of controls one more component."""
    box: ui.Container[ui.LayoutView] = ui.Container(accent_colour=section.colour)
    run: list[str] = []
    for block in section.blocks:
        if isinstance(block, Prose):
            run += filter(None, [texts[id(block)]])
        elif id(block) in affordable:
            _add_text(box, run)
            box.add_item(ui.ActionRow(*block.items))
    _add_text(box, run)
    return box


def _add_text(box: "ui.Container[ui.LayoutView]", run: list[str]) -> None:
    if run:
        box.add_item(ui.TextDisplay("\n".join(run).rstrip()))
        run.clear()
