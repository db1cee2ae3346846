"""Modals: the box for an answer, and forms with pickers.

Their ids say what a submission means, so one that was opened before a restart is understood after it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import discord
from discord import ui

from adapters.discord.escape import cut, line, markdown, shortened
from adapters.discord.ids import Answer, Call
from adapters.discord.render import OPTION, OPTIONS
from bot.messages import Field, FieldKind, Form, Message, Text

TITLE = 45  # of a modal, and of a label; developers/components/reference, as the next two
FIELDS = 5
PLACEHOLDER = 100
ANSWER = 1_000  # longer answers are not graded
VALUE = 4_000
BOX = "answer"  # the name of the answer box's one field
_ANY = 10**19  # an id as long as one may be

_EXAMPLES = {FieldKind.TIME: "09:30", FieldKind.ZONE: "Europe/Berlin"}


def answer_box(post: str, label: str, question: Sequence[str]) -> ui.Modal:
    """The box for a free-text answer. The question, markdown of ours, is above: the box covers the chat."""
    modal = ui.Modal(title="Your answer", custom_id=str(Answer(post)))
    if question:
        modal.add_item(ui.TextDisplay(cut("\n".join(question), VALUE)))
    box: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id=BOX, style=discord.TextStyle.paragraph, max_length=ANSWER
    )
    modal.add_item(ui.Label(text=_label(label) or "Your answer", component=box))
    modal.stop()  # nobody waits for it: the submission says all
    return modal


def form_in(message: Message) -> Form | None:
    """The form of a message that is nothing but a form and words about it."""
    forms = [part for part in message.parts if isinstance(part, Form)]
    others = [part for part in message.parts if not isinstance(part, Form | Text)]
    return forms[0] if len(forms) == 1 and not others and _id_of(forms[0], _ANY).fits else None


def form_modal(form: Form, message: Message, at: int | None = None) -> ui.Modal:
    """A form with the words of its message above, about the channel `at` or the one it is opened in.

    Fields beyond the fifth are left as they are.
    """
    modal = ui.Modal(title=_label(form.title) or "Form", custom_id=str(_id_of(form, at)))
    shown = _shown(form)
    room = FIELDS - len(shown)
    words = [part.text for part in message.parts if isinstance(part, Text) and part.text.strip()]
    for text in words[:room]:
        modal.add_item(ui.TextDisplay(cut(markdown(text), VALUE)))
    for field in (field for field in form.fields if field in shown):
        modal.add_item(ui.Label(text=_label(field.label) or field.name, component=_input(field)))
    modal.stop()
    return modal


def submitted(components: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """What was filled in, by the fields' names; several values joined by commas."""
    return {
        component["custom_id"]: ",".join(component.get("values") or [component.get("value") or ""])
        for component in _inputs(components)
    }


def _inputs(components: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for component in components:
        if "custom_id" in component:
            yield component
        yield from _inputs(component.get("components") or ())
        yield from _inputs([component["component"]] if "component" in component else ())


def _shown(form: Form) -> Sequence[Field]:
    """The fields that there is room for, those that are required before others."""
    return sorted(form.fields, key=lambda field: not field.required)[:FIELDS]


def _id_of(form: Form, at: int | None) -> Call:
    """What submitting the form calls, with the fields that it does not show as they are."""
    shown = _shown(form)
    kept = ((field.name, field.value) for field in form.fields if field.value and field not in shown)
    return Call(form.command, (*form.args, *kept), at)


def _input(field: Field) -> "ui.Item[ui.Modal]":
    picks = field.kind in (FieldKind.ONE_OF, FieldKind.SOME_OF, FieldKind.ZONE)
    if picks and 0 < len(field.options) <= OPTIONS:
        return _menu(field)
    return ui.TextInput(
        custom_id=field.name,
        default=shortened(field.value, VALUE) or None,
        placeholder=_EXAMPLES.get(field.kind, shortened(", ".join(field.options), PLACEHOLDER)) or None,
        required=field.required,
        max_length=VALUE,
    )


def _menu(field: Field) -> "ui.Select[ui.Modal]":
    several = field.kind is FieldKind.SOME_OF
    chosen = field.value.split(",") if several else [field.value]
    return ui.Select(
        custom_id=field.name,
        required=field.required,
        min_values=1 if field.required else 0,
        max_values=len(field.options) if several else 1,
        options=[
            discord.SelectOption(
                label=shortened(line(option), OPTION) or option, value=option, default=option in chosen
            )
            for option in field.options
        ],
    )


def _label(text: str) -> str:
    return shortened(line(text), TITLE)
