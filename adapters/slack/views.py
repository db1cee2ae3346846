"""A message as a modal or as the App Home, and what was filled in."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from adapters.slack import ids
from adapters.slack.escape import clean, label
from adapters.slack.ids import Origin
from adapters.slack.limits import LABEL, OPTION, OPTION_VALUE, OPTIONS, TEXT, TITLE, VIEW_BLOCKS
from adapters.slack.names import Names
from adapters.slack.render import page, plain
from adapters.slack.rich import Block, Element, paragraph
from bot.messages import AnswerBox, Field, FieldKind, Form, Heading, Message, Text, Tone

View = dict[str, Any]

ANSWER_LENGTH = 1_000  # longer ones are not judged
WAITING = "One moment …"
_JOIN = ","
_TIME = re.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]")


def modal(message: Message, names: Names, origin: Origin) -> View:
    """A modal with the message; its last box or form becomes fields with a button to submit them."""
    asked = next((part for part in reversed(message.parts) if isinstance(part, (AnswerBox, Form))), None)
    shown = [part for part in message.parts if part is not asked]
    match asked:
        case AnswerBox():
            callback = ids.joined(ids.ANSWER, asked.post)
            found = page(shown, names, VIEW_BLOCKS, [_box(asked)])
            return _asking(found, origin, callback, "Answer")
        case Form(title, command, fields, args):
            filled = replace(origin, args=ids.call(command, args))
            fits = len(title) <= TITLE
            head = [] if fits else [Heading(title)]
            found = page([*head, *shown], names, VIEW_BLOCKS, [*map(_field, fields)])
            view = _asking(found, filled, ids.joined(ids.FORM, command), "Save")
            return {**view, "title": plain(label(title, TITLE))} if fits else view
        case _:
            return {**_frame(page(message.parts, names, VIEW_BLOCKS), origin), "close": plain("Close")}


def waiting(origin: Origin) -> View:
    """What a modal shows while the answer is under way."""
    return {**_frame(list(paragraph(WAITING)), origin), "close": plain("Close")}


def home(message: Message, names: Names) -> View:
    """The App Home."""
    return {"type": "home", "blocks": page(message.parts, names, VIEW_BLOCKS)}


def kept_open(view: Mapping[str, Any], message: Message) -> dict[str, str]:
    """What is wrong with a filled form, by the field under which it is said; nothing where it was taken.

    The tutor does not say which field it means: it is the last one that takes any text, where there is one.
    """
    texts = [
        part for part in message.parts if isinstance(part, Text) and part.tone in (Tone.BAD, Tone.ALMOST)
    ]
    if len(texts) < len(message.parts) or texts[0].tone is not Tone.BAD:
        return {}
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    free = [block for block in inputs if block["element"]["type"] == "plain_text_input"]
    said = " ".join(text.text for text in texts)
    return {str(block["block_id"]): clean(said, TEXT) for block in (free or inputs)[-1:]}


def filled(view: Mapping[str, Any]) -> dict[str, str]:
    """What was entered in each input block, by the block's id; several values are joined by commas."""
    state = view.get("state") or {}
    return {name: _value(fields.get(ids.FIELD) or {}) for name, fields in (state.get("values") or {}).items()}


def _asking(found: list[Block], origin: Origin, callback: str, submit: str) -> View:
    return {
        **_frame(found, origin),
        "callback_id": callback,
        "submit": plain(submit),
        "close": plain("Close"),
    }


def _frame(found: list[Block], origin: Origin) -> View:
    return {
        "type": "modal",
        "title": plain("Tutor"),
        "blocks": found,
        "private_metadata": origin.dump(),
    }


def _box(box: AnswerBox) -> Block:
    element = {"type": "plain_text_input", "multiline": True, "max_length": ANSWER_LENGTH}
    return _input(box.post, box.label, {**element, "focus_on_load": True}, optional=False)


def _field(field: Field) -> Block:
    return _input(field.name, field.label, _element(field), optional=not field.required)


def _input(name: str, text: str, element: Element, *, optional: bool) -> Block:
    return {
        "type": "input",
        "block_id": name,
        "label": plain(clean(text, LABEL) or name),
        "element": {**element, "action_id": ids.FIELD},
        "optional": optional,
    }


def _element(field: Field) -> Element:
    match field.kind:
        case FieldKind.TEXT:
            return _with({"type": "plain_text_input"}, "initial_value", field.value)
        case FieldKind.TIME:
            time = field.value if _TIME.fullmatch(field.value) else ""
            return _with({"type": "timepicker"}, "initial_time", time)
        case FieldKind.ZONE:
            chosen = option(field.value) if field.value else None
            return _with({"type": "external_select", "min_query_length": 2}, "initial_option", chosen)
        case FieldKind.ONE_OF:
            chosen = option(field.value) if field.value in field.options else None
            select = {"type": "static_select", "options": _options(field)}
            return _with(select, "initial_option", chosen)
        case FieldKind.SOME_OF:
            picked = [option(value) for value in field.value.split(_JOIN) if value in field.options]
            several = {"type": "multi_static_select", "options": _options(field)}
            return _with(several, "initial_options", picked)


def _options(field: Field) -> list[Element]:
    return [option(value) for value in field.options[:OPTIONS]]


def option(value: str) -> Element:
    """One entry of a list to choose from."""
    return {"text": plain(label(value, OPTION)), "value": value[:OPTION_VALUE]}


def _with(element: Element, name: str, value: object) -> Element:
    return {**element, name: value} if value else element


def _value(field: Mapping[str, Any]) -> str:
    if (several := field.get("selected_options")) is not None:
        return _JOIN.join(chosen["value"] for chosen in several)
    chosen = (field.get("selected_option") or {}).get("value")
    return str(chosen or field.get("selected_time") or field.get("value") or "")
