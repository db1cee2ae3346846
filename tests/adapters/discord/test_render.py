"""Every message within Discord's limits, readable on a phone, and with nothing lost."""

import re
from dataclasses import fields
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from simcord.components import validate_components

from adapters.discord.ids import Call
from adapters.discord.layout import Rendered
from adapters.discord.render import number_of, render, shown_privately
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
from tests.far_ends.discord import COMPONENTS_V2, walk
from tests.far_ends.discord_markdown import live
from tests.hostile import HOSTILE

POST = "p" * 20
EVERY: dict[type, Part] = {
    Heading: Heading("Title"),
    Text: Text("words"),
    Bullets: Bullets(((0, "one"), (1, "two"))),
    Code: Code("a = 1"),
    File: File("my-data.json", "{}"),
    Link: Link("a file", "https://cdn.example/f.png"),
    Table: Table(("", "name", "points"), (("1.", "Ada", "3"), ("2.", "Bob", "1")), mark=1),
    Choices: Choices(POST, ("yes", "no")),
    AnswerBox: AnswerBox(POST, "Your answer"),
    Buttons: Buttons((Button("again", "quiz", (("topic", "tea"),)),)),
    Form: Form("Daily question", "daily", (Field("time", "When", FieldKind.TIME, required=True),)),
}


def payload(rendered: Rendered) -> list[dict[str, Any]]:
    """The components as they would be sent, checked as Discord checks them."""
    return validate_components([box.to_component_dict() for box in rendered.boxes], flags=COMPONENTS_V2)


def words(rendered: Rendered) -> str:
    return "\n".join(part["content"] for part in walk(payload(rendered)) if "content" in part)


def controls(rendered: Rendered) -> list[dict[str, Any]]:
    return [part for part in walk(payload(rendered)) if part["type"] in (2, 3)]


def labels(rendered: Rendered) -> list[str]:
    return [part["label"] for part in controls(rendered)]


@pytest.mark.parametrize("kind", get_args(Part))
def test_every_kind_of_part_is_shown(kind: type) -> None:
    """A new kind of part fails here until it has a place in `render` and in EVERY."""
    assert payload(render(Message((EVERY[kind],))))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_link_leads_where_it_says_and_nothing_in_it_comes_to_life(text: str) -> None:
    shown = words(render(Message((Link(text, f"https://cdn.example/{text[:200]}"),))))
    found = re.fullmatch(r"(?s)\[(.+)\]\(<https://cdn\.example/[^<>()\s]*>\) · cdn\.example", shown)
    assert found is not None and live(found[1]) == []


def test_a_heading_begins_a_box_and_a_verdict_colours_it() -> None:
    boxes = payload(
        render(
            Message((Text("Right.", Tone.GOOD), Text("tea.md:7", Tone.QUIET), Heading("Next"), Text("Why?")))
        )
    )
    assert [box["accent_color"] for box in boxes] == [0x3BA55D, None]
    assert boxes[0]["components"][0]["content"] == "✅ Right.\n-# tea.md\\:7"
    assert boxes[1]["components"][0]["content"] == "### Next\nWhy?"


def test_short_options_are_buttons_with_their_words() -> None:
    rendered = render(Message((Text("Which?"), Choices(POST, ("green", "black")))))
    assert labels(rendered) == ["green", "black"]
    assert [c["custom_id"] for c in controls(rendered)] == [f"answer:{POST}:0", f"answer:{POST}:1"]


def test_long_options_stand_above_numbered_buttons() -> None:
    rendered = render(Message((Choices(POST, ("x" * 90, "y")),)))
    assert labels(rendered) == ["1", "2"]
    assert words(rendered) == f"**1.** {'x' * 90}\n**2.** y"


def test_several_options_are_picked_from_a_menu() -> None:
    (menu,) = controls(render(Message((Choices(POST, ("a", "b", "c"), multiple=True),))))
    assert (menu["custom_id"], menu["max_values"]) == (f"answer:{POST}", 3)
    assert [option["label"] for option in menu["options"]] == ["1. a", "2. b", "3. c"]


@pytest.mark.parametrize("multiple", [False, True])
def test_more_options_than_a_menu_holds_are_answered_by_number(multiple: bool) -> None:
    rendered = render(Message((Choices(POST, tuple(map(str, range(30))), multiple=multiple),)))
    assert [c["custom_id"] for c in controls(rendered)] == [f"write:{POST}"]
    assert "**30.** 29" in words(rendered)


def test_a_table_is_lines_that_a_phone_can_wrap() -> None:
    assert words(render(Message((EVERY[Table],)))) == (
        "-# name · points\n**1\\.** Ada · 3\n**2\\.** Bob · 1 ← you"
    )


def test_a_name_that_is_written_leftward_leaves_its_points_behind_it() -> None:
    rows = (("1.", "\u05e9\u05dc\u05d5\u05dd", "20"), ("2.", "Zoë", "3"))
    shown = words(render(Message((Table(("", "name", "points"), rows),))))
    assert "**1\\.** \u2068\u05e9\u05dc\u05d5\u05dd\u2069 · 20\n**2\\.** Zoë · 3" in shown


def test_an_offer_that_no_id_has_room_for_is_left_out_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    offers = (
        Button("long", "card", (("topic", "x" * 120),)),
        Button("short", "quiz"),
        Button("twice", "quiz"),
    )
    assert labels(render(Message((Text("x"), Buttons(offers))))) == ["short"]
    assert "no button for call:card" in caplog.text


def test_a_form_that_comes_late_is_a_button_that_asks_for_it_again() -> None:
    message = Message((EVERY[Form],))
    rendered = render(message, again=Call("daily", (("action", "set"),)))
    assert [c["custom_id"] for c in controls(rendered)] == ["call:daily?action=set"]
    assert "/daily time" in words(render(message))


def test_what_is_too_long_is_cut_and_whole_in_a_file() -> None:
    long = Message((Heading("All of it"), Text("word " * 2_000), Text("the end")))
    rendered = render(long)
    assert "file below has all of it" in words(rendered)
    assert rendered.whole.startswith("All of it\n\nword word") and rendered.whole.endswith("the end")
    assert render(Message((Text("short"),))).whole == ""


def test_a_question_keeps_its_words_beside_a_long_explanation() -> None:
    asked = (Heading("Question 2 of 2"), Text("What is the last word?"), AnswerBox(POST, "Your answer"))
    rendered = render(Message((Text("Right.", Tone.GOOD), Text("why " * 3_000), *asked)))
    assert "What is the last word?" in words(rendered)
    assert "✅ Right." in words(rendered)


def test_kept_words_stand_above_and_give_way_first() -> None:
    assert words(render(Message((Text("Right."),)), kept=["### Q", "Which?"])) == "### Q\nWhich?\nRight."
    crowded = render(Message((Text("x" * 3_900),)), kept=["y" * 500])
    assert "y" * 100 not in words(crowded) and crowded.whole == ""


def test_code_that_is_cut_is_closed() -> None:
    rendered = render(Message((Text("x" * 3_000), Code("line\n" * 500))))
    assert words(rendered).count("```") == 2


def test_a_post_is_numbered_by_its_key() -> None:
    (box,) = payload(render(Message((Text("x"),)), key=POST))
    assert box["id"] == number_of(POST)


def test_an_answer_to_a_mention_is_behind_a_button() -> None:
    assert [c["custom_id"] for c in controls(shown_privately(77))] == ["show:77"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_fit_everywhere_and_are_not_live(text: str) -> None:
    """In each place where somebody's words are shown, also all at once."""
    parts: tuple[Part, ...] = (
        Heading(text),
        Text(text, Tone.BAD),
        Text(text, Tone.QUIET),
        Bullets(((0, text), (1, text))),
        Code(text),
        Table((text, "b"), ((text, text), ("x", text)), mark=0),
        Choices(POST, (text, text, "c")),
        Choices(POST + "2", (text, text), multiple=True),
        AnswerBox(POST + "3", text),
        Buttons((Button(text, "card", (("topic", text),)),)),
    )
    for message in (*[Message((part,)) for part in parts], Message(parts)):
        rendered = render(message)
        assert live(_unmarked(words(rendered))) == []


def _unmarked(shown: str) -> str:
    """Without the marks that we set ourselves."""
    lines = []
    for row in shown.split("\n"):
        bare = row.lstrip()
        for mark in ("### ", "-# ", "- ", "✅ ", "❌ "):
            bare = bare.removeprefix(mark)
        lines.append(re.sub(r"\*\*\d+\.\*\* ", "", bare).replace("**", ""))
    return "\n".join(lines)


PARTS = st.lists(
    st.one_of(
        st.text(max_size=5_000).map(Heading),
        st.builds(Text, st.text(max_size=5_000), st.sampled_from(Tone)),
        st.lists(st.tuples(st.integers(0, 9), st.text(max_size=900)), max_size=30).map(
            lambda items: Bullets(tuple(items))
        ),
        st.text(max_size=3_000).map(Code),
        st.lists(st.text(max_size=200), min_size=1, max_size=30).map(
            lambda options: Choices(POST, tuple(options), multiple=len(options) % 2 == 0)
        ),
        st.lists(st.text(max_size=90), max_size=14).map(
            lambda names: Buttons(tuple(Button(name, "card", (("topic", name),)) for name in names))
        ),
        st.just(AnswerBox(POST + "box", "Your answer")),
    ),
    max_size=12,
    unique_by=type,
)


@given(PARTS)
def test_any_message_is_one_that_discord_takes(parts: list[Part]) -> None:
    assert payload(render(Message(tuple(parts))))


def test_the_sample_of_parts_is_complete() -> None:
    assert set(EVERY) == set(get_args(Part))
    assert all(fields(part) for part in EVERY.values())
