"""Modals: the answer box, forms with pickers, and what comes back from them."""

from typing import Any

from adapters.discord.forms import ANSWER, FIELDS, answer_box, form_in, form_modal, submitted
from adapters.discord.ids import Call, read
from bot.messages import Button, Buttons, Field, FieldKind, Form, Message, Text
from tests.adapters.discord.test_listener import in_loop

POST = "P" * 20


def parts(modal: Any) -> list[dict[str, Any]]:
    return list(modal.to_dict()["components"])


@in_loop
async def test_the_answer_box_shows_the_question_and_bounds_the_answer() -> None:
    modal = answer_box(POST, "Name them all, separated by commas " * 3, ["### Question 1", "Which?"])
    shown = parts(modal)
    assert modal.custom_id == f"answer:{POST}"
    assert [part["content"] for part in shown if "content" in part] == ["### Question 1\nWhich?"]
    assert len(shown[-1]["label"]) == 45 and shown[-1]["component"]["max_length"] == ANSWER


@in_loop
async def test_a_long_question_leaves_room_for_the_box() -> None:
    question, box = parts(answer_box(POST, "", ["word " * 300] * 9))
    assert len(question["content"]) <= 4_000 and box["label"] == "Your answer"


@in_loop
async def test_each_kind_of_field_has_its_picker() -> None:
    form = Form(
        "A form with a title that is much longer than Discord's limit",
        "daily",
        (
            Field("time", "Time", FieldKind.TIME, required=True),
            Field("zone", "Zone", FieldKind.ZONE, "Europe/Berlin"),
            Field("pack", "Pack", FieldKind.ONE_OF, "b", ("a", "b")),
            Field("days", "Days", FieldKind.SOME_OF, "mon,tue", ("mon", "tue", "wed")),
            Field("many", "Many", FieldKind.ONE_OF, "", tuple(map(str, range(40)))),
        ),
        (("action", "set"),),
    )
    modal = form_modal(form, Message((form,)))
    time, zone, pack, days, many = (part["component"] for part in parts(modal))
    assert modal.custom_id == "call:daily?action=set" and len(modal.title) == 45
    assert (time["placeholder"], zone["value"], many["type"]) == ("09:30", "Europe/Berlin", 4)
    assert [option["default"] for option in pack["options"]] == [False, True]
    assert (days["max_values"], [option["default"] for option in days["options"]]) == (3, [True, True, False])


@in_loop
async def test_of_many_fields_the_required_ones_are_shown() -> None:
    fields = (*[Field(f"f{n}", "x") for n in range(6)], Field("must", "x", required=True))
    shown = parts(form_modal(Form("f", "daily", fields), Message(())))
    assert len(shown) == FIELDS and shown[-1]["component"]["custom_id"] == "must"


@in_loop
async def test_fields_that_are_not_shown_stay_as_they_are() -> None:
    fields = (
        *[Field(f"f{n}", "x") for n in range(FIELDS)],
        Field("levels", "x", value="1,2"),
        Field("no", "x"),
    )
    modal = form_modal(Form("f", "daily", fields, (("what", "set"),)), Message(()))
    assert read(modal.custom_id) == Call("daily", (("what", "set"), ("levels", "1,2")))


def test_a_form_among_other_things_is_not_opened_by_itself() -> None:
    form = Form("f", "daily", (Field("a", "b"),))
    assert form_in(Message((Text("why"), form))) is form
    assert form_in(Message((form, Buttons((Button("x", "help"),))))) is None
    assert form_in(Message((form, form))) is None
    assert form_in(Message((Form("f", "daily", (), (("x", "y" * 100),)),))) is None


def test_what_was_filled_in_is_read_from_old_and_new_modals() -> None:
    new = {"type": 18, "component": {"type": 3, "custom_id": "days", "values": ["mon", "tue"]}}
    old = {"type": 1, "components": [{"type": 4, "custom_id": "time", "value": "09:00"}]}
    empty = {"type": 18, "component": {"type": 4, "custom_id": "zone", "value": None}}
    assert submitted([new, old, empty]) == {"days": "mon,tue", "time": "09:00", "zone": ""}
