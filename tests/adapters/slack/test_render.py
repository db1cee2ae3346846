"""Messages as Block Kit: every kind, within Slack's limits, judged by Slack's own models."""

import dataclasses
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.ids import Origin
from adapters.slack.names import Names
from adapters.slack.render import PAGES, page, pages, summary
from adapters.slack.views import home, modal
from bot import messages
from bot.messages import (
    AnswerBox,
    Bullets,
    Button,
    Buttons,
    Choices,
    Code,
    Field,
    FieldKind,
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
from tests.far_ends.slack.rules import check_message, check_view, live
from tests.far_ends.slack.text import lines
from tests.hostile import HOSTILE

NAMES = Names()
POST = "p" * 20
WORDS = st.one_of(st.text(max_size=80), st.sampled_from(HOSTILE), st.text("ab `\n<&", max_size=9_000))
FIELD = st.builds(
    Field,
    name=st.from_regex("[a-z]{1,8}", fullmatch=True),
    label=WORDS,
    kind=st.sampled_from(FieldKind),
    value=st.sampled_from(["", "09:30", "Europe/Berlin", "a,b"]),
    options=st.just(("a", "b", "c" * 90)),
)


def described(kind: type) -> st.SearchStrategy[Any]:
    """Any part of a kind, made from what its fields are."""
    made = {
        Heading: st.builds(Heading, WORDS),
        Text: st.builds(Text, WORDS, st.sampled_from(Tone)),
        Bullets: st.builds(Bullets, st.lists(st.tuples(st.integers(0, 12), WORDS), max_size=60).map(tuple)),
        Code: st.builds(Code, WORDS),
        File: st.builds(File, st.just("my-data.json"), WORDS),
        Link: st.builds(Link, WORDS, st.just("https://drive.example/1")),
        Table: st.builds(
            Table,
            st.just(("", "name", "points")),
            st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=30).map(tuple),
        ),
        Choices: st.builds(
            Choices, st.just(POST), st.lists(WORDS, min_size=1, max_size=60).map(tuple), st.booleans()
        ),
        AnswerBox: st.builds(AnswerBox, st.just(POST), WORDS),
        Buttons: st.builds(
            Buttons, st.lists(st.builds(Button, WORDS, st.just("quiz")), min_size=1, max_size=30).map(tuple)
        ),
        Form: st.builds(
            Form,
            WORDS,
            st.just("daily"),
            st.lists(FIELD, min_size=1, max_size=8, unique_by=lambda f: f.name).map(tuple),
        ),
    }
    return made[kind]


PARTS = st.one_of(*(described(kind) for kind in get_args(Part)))
MESSAGES = st.builds(Message, st.lists(PARTS, min_size=1, max_size=12).map(tuple))


def seen(*parts: Part) -> str:
    return "\n".join(lines(page(parts, NAMES)))


@given(MESSAGES)
@settings(max_examples=150)
def test_any_message_is_within_every_limit_and_nothing_in_it_is_live(message: Message) -> None:
    text = summary(message, NAMES)
    found = pages(message, NAMES)
    assert len(found) <= PAGES
    for blocks in (*found, page(message.parts, NAMES)):
        body = {"text": text, "blocks": blocks}
        check_message(body)
        assert live(body) == []


@given(MESSAGES)
@settings(max_examples=150)
def test_any_message_makes_a_modal_and_a_home_that_slack_takes(message: Message) -> None:
    for view in (modal(message, NAMES, Origin("C1", "general")), home(message, NAMES)):
        check_view(view)
        assert live(view) == []


def test_every_kind_of_part_is_tried_here() -> None:
    """A new kind of part fails here until it is rendered and tried."""
    kinds = {kind for kind in vars(messages).values() if dataclasses.is_dataclass(kind)}
    assert {Message, Button, Field} | set(get_args(Part)) == kinds
    for kind in get_args(Part):
        described(kind)


def test_a_message_reads_as_it_was_meant() -> None:
    assert (
        seen(
            Heading("Question 1 of 2"),
            Text("What is `SQS`?"),
            Choices(POST, ("A queue", "A topic")),
            Text("sqs.md:3", Tone.QUIET),
        )
        == "**Question 1 of 2**\nWhat is `SQS`?\n[A queue]   [A topic]\n_sqs.md:3_"
    )


def test_a_verdict_is_marked_and_a_new_heading_set_apart() -> None:
    shown = seen(Text("Right.", Tone.GOOD), Heading("Next"), Text("Not right.", Tone.BAD))
    assert shown == "✅ Right.\n---\n**Next**\n❌ Not right."


def test_options_that_a_phone_would_cut_stand_above_lettered_buttons() -> None:
    long = "a very long option that no button of a phone would show whole"
    assert seen(Choices(POST, (long, "short"))) == f"• A   {long}\n• B   short\n[A]   [B]"


def test_several_picks_are_boxes_to_tick_in_groups_of_ten_and_a_button() -> None:
    assert seen(Choices(POST, ("x", "y"), multiple=True)) == "☐ x   ☐ y\n[Answer]"
    twelve = Choices(POST, tuple(map(str, range(12))), multiple=True)
    first, second = (b["elements"][0]["options"] for b in page((twelve,), NAMES)[1:3])
    assert [option["value"] for option in first + second] == list(map(str, range(12)))


def test_options_on_buttons_and_beside_boxes_are_without_the_ticks_around_code() -> None:
    options = ("Keep `lang`", "it's ` alone")
    assert seen(Choices(POST, options)) == "[Keep lang]   [it's ` alone]"
    assert seen(Choices(POST, options, multiple=True)).startswith("☐ Keep lang   ☐ it's ` alone")


def test_a_box_is_a_button_in_a_message_and_a_field_with_its_label_in_a_modal() -> None:
    box = AnswerBox(POST, "In order, separated by commas")
    assert seen(box) == "[Answer]"
    assert list(lines(modal(Message((box,)), NAMES, Origin())["blocks"])) == [
        "In order, separated by commas: [____]"
    ]


@pytest.mark.parametrize("title", ["The daily question", "The daily question of this channel"])
def test_a_forms_title_is_never_cut(title: str) -> None:
    view = modal(Message((Form(title, "daily", (Field("time", "At"),)),)), NAMES, Origin())
    assert title in (view["title"]["text"], next(lines(view["blocks"])).strip("*"))


def test_a_table_is_lines_that_a_phone_can_wrap() -> None:
    ranks = Table(("", "name", "points"), (("1.", "Ada", "12"), ("2.", "Bob", "9")), mark=1)
    assert seen(ranks) == "_name · points_\n1. **Ada** · 12\n2. **Bob** · 9  ← you"


def test_lists_keep_their_depth_and_code_its_lines() -> None:
    assert seen(Bullets(((0, "one"), (1, "two"))), Code("a\n  b")) == "• one\n  • two\na\n  b"


def test_commands_are_called_by_their_names_here_but_not_in_notes() -> None:
    shown = seen(Text("/help lists all"), Bullets(((0, "man /help"),)))
    assert shown == "/tutor-help lists all\n• man /help"


def test_a_long_answer_becomes_several_messages_and_then_is_cut_with_a_remark() -> None:
    few = pages(Message(tuple(Text("word " * 500) for _ in range(8))), NAMES)
    assert 1 < len(few) <= PAGES
    many = pages(Message(tuple(Text("word " * 500) for _ in range(400))), NAMES)
    assert len(many) == PAGES and "more than fits" in "\n".join(lines(many[-1]))


def test_what_comes_after_a_long_text_is_still_there() -> None:
    message = Message(
        (Text("long " * 20_000), Heading("Next"), Text("Which tea?"), Choices(POST, ("a", "b")))
    )
    for found in (page(message.parts, NAMES), [b for blocks in pages(message, NAMES) for b in blocks]):
        shown = "\n".join(lines(found))
        assert "**Next**\nWhich tea?\n[a]   [b]" in shown and "…" in shown


def test_in_one_message_what_can_be_pressed_stays_and_words_give_way() -> None:
    shown = seen(*(Text("word " * 500) for _ in range(200)), Choices(POST, ("yes", "no")))
    assert "[yes]   [no]" in shown and "more than fits" in shown


@pytest.mark.parametrize("option", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_option_is_a_button_that_can_be_pressed(option: str) -> None:
    blocks = page((Choices(POST, (option, "fine")),), NAMES)
    check_message({"text": "x", "blocks": blocks})
    ids = [
        element["action_id"] for block in blocks for element in block["elements"] if "action_id" in element
    ]
    assert ids == [f"answer:{POST}:0", f"answer:{POST}:1"]
