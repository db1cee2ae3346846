"""A message as Block Kit, within Slack's limits."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar, assert_never

from adapters.slack import ids
from adapters.slack.escape import CUT, clean, entities, label
from adapters.slack.limits import (
    BUTTON,
    CHECKBOXES,
    ELEMENTS,
    HEADER,
    MESSAGE_BLOCKS,
    MESSAGE_SIZE,
    NOTIFICATION,
    OPTION,
    TEXT,
    VALUE,
)
from adapters.slack.names import Names
from adapters.slack.rich import Block, Element, bullets, link, paragraph, preformatted, table
from bot.messages import (
    AnswerBox,
    Bullets,
    Button,
    Buttons,
    Choices,
    Code,
    File,
    Form,
    Heading,
    Link,
    Message,
    Part,
    Table,
    Text,
    Tone,
)

T = TypeVar("T")

_LENGTHS = (4 * TEXT, TEXT, 1_000, 300)  # of one text, from ample to what a crowded message has room for
PAGES = 4  # messages that one answer may become; the rest is cut
BIG = 60  # characters of a heading in large letters
READABLE = 40  # characters of a button that a phone shows; longer options stand above it
MOST_OPTIONS = 50  # two blocks of buttons
_SIGNS = {Tone.GOOD: "✅ ", Tone.ALMOST: "🟡 ", Tone.BAD: "❌ "}
_encoded = json.JSONEncoder(ensure_ascii=False).encode
_MORE = "There is more than fits here; ask for a part of it."


def pages(message: Message, names: Names) -> list[list[Block]]:
    """The blocks of a message, spread over as many messages as it takes, at most PAGES.

    Where that is not enough, every text is cut shorter, so that what comes after a long one is still there.
    """
    found: list[list[Block]] = []
    for most in _LENGTHS:
        found = _spread(blocks(message.parts, names, most) or [quiet(CUT)])
        if len(found) <= PAGES:
            return found
    found[PAGES - 1].append(quiet(_MORE))
    return found[:PAGES]


def page(
    parts: Iterable[Part], names: Names, most: int = MESSAGE_BLOCKS, also: Sequence[Block] = ()
) -> list[Block]:
    """Parts, and the blocks `also`, as one message or view of at most `most` blocks; texts are cut for it."""
    shown, found = tuple(parts), []
    for length in _LENGTHS:
        found = [*blocks(shown, names, length), *also] or [quiet(CUT)]
        if len(found) <= most and _size(found) <= MESSAGE_SIZE:
            return found
    return _fitted(found, most)


def _spread(found: list[Block]) -> list[list[Block]]:
    if len(found) < MESSAGE_BLOCKS and _size(found) <= MESSAGE_SIZE:
        return [found]
    spread: list[list[Block]] = [[]]
    room = MESSAGE_SIZE
    for block in found:
        room -= _size(block)
        if len(spread[-1]) == MESSAGE_BLOCKS - 1 or (room < 0 and spread[-1]):
            spread.append([])
            room = MESSAGE_SIZE - _size(block)
        spread[-1].append(block)
    return spread


def _fitted(found: Sequence[Block], most: int) -> list[Block]:
    """As many of the blocks as fit, with a remark for the others; what can be pressed comes before words."""
    pressed = [block for block in found if block["type"] in ("actions", "input")]
    count, size = most - len(pressed) - 1, MESSAGE_SIZE - sum(map(_size, (*pressed, quiet(_MORE))))
    kept: list[Block] = []
    for block in found:
        if block in pressed:
            kept.append(block)
            continue
        count, size = count - 1, size - _size(block)
        if count >= 0 and size >= 0:
            kept.append(block)
        else:
            count = 0
    return [*kept, quiet(_MORE)]


def summary(message: Message, names: Names) -> str:
    """The beginning in one line, for notifications and screen readers: the only text read as markup."""
    words: list[str] = []
    for part in message.parts:
        if sum(map(len, words)) >= NOTIFICATION:
            break
        words.append(getattr(part, "text", "") or getattr(part, "title", ""))
    return entities(label(names.spoken(" · ".join(filter(None, words))), NOTIFICATION))


def blocks(parts: Iterable[Part], names: Names, most: int) -> list[Block]:
    """All parts as blocks, no text longer than `most`; not yet within the limits of a message."""
    found: list[Block] = []
    for part in parts:
        if isinstance(part, Heading) and found:
            found.append({"type": "divider"})
        found += _part(part, names, most)
    return found


def _part(part: Part, names: Names, most: int) -> Iterator[Block]:
    match part:
        case Heading() | Text() | Bullets() | Code() | File() | Link() | Table():
            return _said(part, names, most)
        case Choices() | AnswerBox() | Buttons() | Form():
            return _pressed(part, most)
        case _:
            assert_never(part)


def _said(
    part: Heading | Text | Bullets | Code | File | Link | Table, names: Names, most: int
) -> Iterator[Block]:
    match part:
        case Heading(text):
            yield from _heading(names.spoken(text), most)
        case Text(text, Tone.QUIET):
            if shown := clean(names.spoken(text), min(most, TEXT)):
                yield quiet(shown)
        case Text(text, tone):
            yield from paragraph(_SIGNS.get(tone, "") + names.spoken(text), most)
        case Bullets(items):
            yield from bullets(items, most)
        case Code(text) | File(_, text):
            yield from preformatted(text, most)
        case Link(name, url):
            yield link(name, url)
        case Table():
            yield from _table(part, names)


def _pressed(part: Choices | AnswerBox | Buttons | Form, most: int) -> Iterator[Block]:
    match part:
        case Choices():
            yield from _choices(part, most)
        case AnswerBox(post):  # its label stands over the box that opens
            yield actions([button("Answer", ids.joined(ids.BOX, post))])
        case Buttons(buttons):
            offers = (_offer(place, offer) for place, offer in enumerate(buttons))
            for row in _rows([offer for offer in offers if len(offer["value"]) <= VALUE]):
                yield actions(row)
        case Form(title, command, _, args):
            yield actions([_offer(0, Button(title, command, args))])


def _heading(text: str, most: int) -> Iterator[Block]:
    if len(text) <= min(BIG, HEADER) and "`" not in text and (shown := label(text, HEADER)) == text:
        yield {"type": "header", "text": plain(shown)}
    else:
        yield from paragraph(text, most, strong=True)


def _table(part: Table, names: Names) -> Iterator[Block]:
    named = [column for column in part.columns if column]
    if len(named) > 1:  # one name alone says nothing over lines that hold several things
        yield quiet(clean(" · ".join(named), TEXT))
    rows = ((tuple(map(names.spoken, row)), place == part.mark) for place, row in enumerate(part.rows))
    yield from table(rows)


def _choices(part: Choices, most: int) -> Iterator[Block]:
    """Buttons, or boxes to tick and a button; options that no button shows whole stand above, lettered."""
    options = part.options[:MOST_OPTIONS]
    if any(len(option) > READABLE for option in options) or len(options) > CHECKBOXES:
        yield from bullets(((0, f"{_letter(n)}   {option}") for n, option in enumerate(options)), most)
        options = tuple(_letter(n) for n in range(len(options)))
    if part.multiple:
        yield from _boxes(part.post, options)
    else:
        answer = [button(text, ids.joined(ids.ANSWER, part.post, n)) for n, text in enumerate(options)]
        for row in _rows(answer):
            yield actions(row)


def _boxes(post: str, options: Sequence[str]) -> Iterator[Block]:
    """Ten boxes a group, each with the option's place as its value; the button hands in all groups."""
    places = list(enumerate(options))
    for start in range(0, len(places), CHECKBOXES):
        group = [
            {"text": plain(label(text, OPTION)), "value": str(place)}
            for place, text in places[start : start + CHECKBOXES]
        ]
        picks = ids.joined(ids.PICKS, post, start)
        yield actions([{"type": "checkboxes", "action_id": picks, "options": group}])
    yield actions([button("Answer", ids.joined(ids.ANSWER, post))])


def _letter(place: int) -> str:
    return chr(ord("A") + place) if place < 26 else f"A{chr(ord('A') + place - 26)}"


def _offer(place: int, offer: Button) -> Element:
    made = button(offer.label, ids.joined(ids.CALL, place))
    return {**made, "value": ids.call(offer.command, offer.args)}


def _rows(elements: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(elements), ELEMENTS):
        yield elements[start : start + ELEMENTS]


def _size(blocks: Block | list[Block]) -> int:
    """Characters of a block among others, or of all blocks."""
    return len(_encoded(blocks)) + len(", ")


def plain(text: str) -> dict[str, Any]:
    """A text that Slack takes literally, but for what it is in."""
    return {"type": "plain_text", "text": text, "emoji": False}


def quiet(text: str) -> Block:
    """A small, pale line."""
    return {"type": "context", "elements": [plain(text.replace("`", "") or " ")]}


def button(text: str, action: str) -> Element:
    """A button with its id."""
    return {"type": "button", "text": plain(label(text, BUTTON)), "action_id": action}


def actions(elements: Sequence[Element]) -> Block:
    """A row of what can be pressed."""
    return {"type": "actions", "elements": list(elements)}
