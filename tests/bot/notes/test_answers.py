"""The answer line: forms, lists, truth, and what is literal in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.notes.answers import literal, parse_answer, parse_forms
from bot.notes.model import QuestionKind


@pytest.mark.parametrize(
    ("source", "forms"),
    [
        ("30 seconds", ("30 seconds",)),
        ("dead-letter queue | DLQ", ("dead-letter queue", "DLQ")),
        ("one |  | one|two ", ("one", "two")),
        (r"a\|b | c", ("a|b", "c")),
        ("`a|b` | c", ("a|b", "c")),
        ("``x`y`` | z", ("x`y", "z")),
        ("`open tick | c", ("`open tick", "c")),
        (r"C:\\temp \; \: \{ \x", (r"C:\temp ; : { \x",)),
        ("`true`", ("true",)),
        ("**bold** | *.*", ("bold", "*.*")),
        ("", ()),
    ],
)
def test_forms_are_separated_outside_ticks_and_escapes(source: str, forms: tuple[str, ...]) -> None:
    assert parse_forms(source) == forms


def test_a_list_of_all_has_parts_with_forms() -> None:
    answer = parse_answer("all of: first | 1st; second; third")
    assert answer.kind is QuestionKind.ALL_OF
    assert answer.parts == (("first", "1st"), ("second",), ("third",))
    assert answer.need == 3


def test_any_and_in_order_say_how_many_and_how() -> None:
    assert parse_answer("any 2 of: a; b; c").need == 2
    assert parse_answer("Any 2 of: a; b; c").kind is QuestionKind.ANY_OF
    assert parse_answer("in order: a; b").kind is QuestionKind.IN_ORDER


def test_separators_of_parts_can_be_literal_too() -> None:
    assert parse_answer(r"all of: a\;b; `c;d`").parts == (("a;b",), ("c;d",))
    assert parse_answer(r"all of\: a; b").kind is QuestionKind.TEXT


def test_true_and_false_are_verdicts_and_in_ticks_they_are_words() -> None:
    assert parse_answer("True").kind is QuestionKind.TRUE_FALSE
    assert parse_answer("false").forms == ("false",)
    assert parse_answer("`true`").kind is QuestionKind.TEXT


def test_a_sample_has_no_separators() -> None:
    assert literal(r"half | `whole` \; x") == "half | whole ; x"


@given(st.text(alphabet=st.sampled_from("ab |;`\\:{*"), max_size=40))
def test_any_line_is_read_without_losing_letters(source: str) -> None:
    forms = parse_forms(source)
    for letter in "ab":
        assert (letter in source) == any(letter in form for form in forms)
