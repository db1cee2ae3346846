"""The last braces are attributes only when every word in them is one."""

import pytest

from bot.notes.attributes import QUESTION_KEYS, split_attributes, unknown_attribute


def test_id_and_pairs() -> None:
    text, found, unknown = split_attributes("Which? {#a-1.b level=2 tag=x tag=y}", QUESTION_KEYS)
    assert (text, found.id, found.values["tag"], found.one("level"), unknown) == (
        "Which?", "a-1.b", ("x", "y"), "2", (),
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "no braces",
        "/users/{id}",
        "${Region}",
        "x {id}",
        "x {#Upper}",
        "x {}",
        "x {a b}",
        "x{#id}",
        "x {#a #b}",
        "{#id} x",
    ],
)
def test_anything_else_is_text(text: str) -> None:
    assert split_attributes(text, QUESTION_KEYS)[0] == text


def test_unknown_keys_are_named() -> None:
    assert split_attributes("x {#a colour=red}", QUESTION_KEYS)[2] == ("colour",)


def test_what_looks_like_an_id_and_is_none_is_named() -> None:
    assert split_attributes("x {#Upper}", QUESTION_KEYS)[2] == ("#Upper",)
    assert unknown_attribute("#Upper", "question", QUESTION_KEYS) == (
        "{#Upper} is no id, so it stays in the text; ids have small letters, digits, dots and dashes"
    )
