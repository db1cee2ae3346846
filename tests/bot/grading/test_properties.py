"""What holds for any question and any response."""

import random
import string
import time
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.grading import Grader, infer
from bot.notes.model import Question
from bot.text.glossary import Glossary, Term

FIELD = Glossary(
    (
        Term("local secondary index", ("LSI",)),
        Term("global secondary index", ("GSI",)),
        Term("mean time between failures", ("MTBF",)),
    ),
    (("stalactite", "stalagmite"), ("LSI", "GSI"), ("nitrate", "nitrite")),
)
GRADER = Grader(FIELD)
QUESTIONS = [
    infer("Which river flows through Vienna?", ["Danube", "Donau"]),
    infer("Which index shares the partition key?", ["local secondary index"]),
    infer("How long does it stay?", ["15 minutes"]),
    infer("How much memory is there at most?", ["10,240 MB"]),
    infer("At what temperature does water boil?", ["100 °C"]),
    infer("When was the treaty signed?", ["14 July 1789"]),
    infer("What share is lost?", ["12.5%"]),
    infer("Who wrote the play?", ["William Shakespeare"]),
    infer("Is it synchronous or asynchronous?", ["asynchronous"]),
    infer("Can it be undone?", ["no"]),
    infer("Name the three primary colours.", ["red, yellow, blue"]),
    infer("Name the steps in order.", ["SYN, SYN-ACK, ACK"]),
    infer("Which header is it?", ["Cache-Control: max-age=0"]),
    infer("What is the relative minor of C major?", ["A minor"]),
    infer("Which language is meant?", ["C++"]),
    infer("What does it do with new requests?", ["blocks all of them"]),
    infer("Which words does the law use?", ["beyond a reasonable doubt"]),
    infer("Which hangs from the roof?", ["stalactite"]),
]
SIBLINGS = [
    (infer("Which hangs from the roof?", ["stalactite"]), "stalagmite"),
    (infer("Which index shares the partition key?", ["LSI"]), "GSI"),
    (infer("Which index shares the partition key?", ["LSI"]), "global secondary index"),
    (infer("Which salt is meant?", ["nitrate"]), "nitrite"),
]
RESPONSES = [
    "the Danube", "danbue", "Donau, not Rhine", "LSI or GSI", "15 min", "a quarter of an hour", "900s",
    "10 GB", "10 Gb",
    "212 °F", "1789-07-14", "July 14th, 1789", "1/8", "shakespeare", "async", "not synchronous", "nope",
    "blue, red",
    "red yellow blue", "syn -> syn-ack -> ack", "max-age=0", "a minor", "c plus plus",
    "it doesn't allow any", "stalagtite",
    "reasonable doubt", "i think it's the Danube lol", "**Danube**", "||GSI||", "no wait, Danube",
]  # fmt: skip
question = st.sampled_from(QUESTIONS)
response = st.one_of(
    st.sampled_from(RESPONSES),
    st.text(max_size=120),
    st.lists(st.sampled_from([word for text in RESPONSES for word in text.split()]), max_size=12).map(
        " ".join
    ),
)


def letters_of_units(text: str) -> bool:
    """Whether case may matter: b and B in units are bits and bytes."""
    return any(char.isdigit() for char in text) and "b" in text.lower()


@given(question, response)
def test_judging_twice_says_the_same(asked: Question, said: str) -> None:
    assert GRADER.grade(asked, said) == Grader(FIELD).grade(asked, said)


@given(question)
def test_the_canonical_answer_is_always_right(asked: Question) -> None:
    assert all(GRADER.grade(asked, answer).correct for answer in asked.answers)


@given(
    st.text(
        st.characters(codec="ascii", categories=("Lu", "Ll", "Nd", "Zs", "Po", "Sm")), min_size=1, max_size=60
    )
)
@example("not")
@example("x or y")
@example("12.50.1")
@example("-")
@example("the")
def test_any_written_answer_is_right_as_written(answer: str) -> None:
    asked = infer("Which one?", [answer])
    if GRADER.grade(asked, answer).graded:
        assert GRADER.grade(asked, answer).correct


@given(question, response, st.sampled_from([str.upper, str.lower, str.swapcase]))
def test_case_never_changes_a_verdict(asked: Question, said: str, change: Callable[[str], str]) -> None:
    changed = change(said)
    if letters_of_units(said) or changed.casefold() != said.casefold():
        return
    assert GRADER.grade(asked, said).result == GRADER.grade(asked, changed).result


@given(
    question,
    st.sampled_from(RESPONSES),
    st.sampled_from([" {} ", "\n{}\n", "**{}**", "`{}`", "_{}_", '"{}"', "“{}”", "||{}||", "*{}*", "'{}'"]),
)
def test_space_and_wrapping_never_change_a_verdict(asked: Question, said: str, wrapping: str) -> None:
    assert GRADER.grade(asked, said).result == GRADER.grade(asked, wrapping.format(said)).result


@given(
    st.integers(1, 99_999),
    st.sampled_from(["minutes", "KB", "%", "metres", "dollars", "requests", ""]),
    st.data(),
)
def test_a_changed_digit_is_never_right(number: int, unit: str, data: st.DataObject) -> None:
    asked = infer("What is the limit?", [f"{number} {unit}".strip()])
    digits = list(str(number))
    place = data.draw(st.integers(0, len(digits) - 1))
    digits[place] = data.draw(st.sampled_from([digit for digit in string.digits if digit != digits[place]]))
    other = int("".join(digits))
    assert GRADER.grade(asked, f"{number} {unit}").correct
    if other != number:
        assert not GRADER.grade(asked, f"{other} {unit}").correct


@pytest.mark.parametrize(("asked", "sibling"), SIBLINGS)
@pytest.mark.parametrize("around", ["{}", "the {}", "i think it's {}", "{}!", "{}s", "**{}**"])
def test_a_sibling_never_passes(asked: Question, sibling: str, around: str) -> None:
    assert not GRADER.grade(asked, around.format(sibling)).correct


@given(question, st.one_of(st.text(max_size=1000), st.text("ab 1.,;()[]<>|*_~`-^/x€°½²", max_size=1000)))
@example(QUESTIONS[0], "(" * 1000)
@example(QUESTIONS[2], "1e999999999 ^ 99999999999")
@example(QUESTIONS[2], "9" * 1000)
@example(QUESTIONS[3], "10^10^10^10^10^10")
@example(QUESTIONS[10], "red," * 250)
@example(QUESTIONS[0], "\ud800 Danube \x00")
@example(QUESTIONS[2], "1/0 minutes")
def test_no_input_raises(asked: Question, said: str) -> None:
    GRADER.grade(asked, said)


def test_no_input_takes_long() -> None:
    """The bound is far above the 5 ms of one judgement: it catches work that explodes, not a busy machine."""
    words = [word for text in RESPONSES for word in text.split()] + [
        "or",
        "not",
        "10^",
        "x",
        "((",
        "and",
        ",",
    ]
    draw = random.Random(7)
    slowest = 0.0
    monotone = [piece * (1000 // len(piece)) for piece in ("é", "a ", "A.", "of ", "1 ", "g/", "no ", '"\n')]
    for asked in QUESTIONS:
        mixed = [" ".join(draw.choice(words) for _ in range(300))[:1000] for _ in range(12)]
        for said in (*mixed, *monotone):
            GRADER.grade(asked, said)
            began = time.process_time()
            GRADER.grade(asked, said)
            slowest = max(slowest, time.process_time() - began)
    assert slowest < 0.05
