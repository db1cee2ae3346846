"""Written questions: what every part means, where a question ends, and a sentence for each mistake."""

import pytest

from bot.notes.model import Choice, QuestionKind, Sample, Severity
from tests.bot.notes.kit import fact, messages, only, read, texts


def errors(text: str) -> list[str]:
    """The errors of a text, without their place."""
    return [problem.message for problem in read(text).problems if problem.severity is Severity.ERROR]


def test_a_free_text_question_with_everything() -> None:
    question = only(
        read(
            """\
            # Anchors {domain=deck tag=gear}

            Q: How long should the chain be? {#chain level=2 strict=typo tag=calc}
            A: 4 times the depth | `4x` depth
            ok: four times the depth
            close: 4 times
            no: 4 m
            reject: 5 times the depth | 5x

            > **Four** times, more in a storm.
            """
        )
    )
    assert (question.id, question.kind, question.level, question.strict) == (
        "chain", QuestionKind.TEXT, 2, "typo",
    )  # fmt: skip
    assert question.prompt == "How long should the chain be?"
    assert question.answers == ("4 times the depth", "4x depth")
    assert question.rejects == ("5 times the depth", "5x")
    assert question.samples == (
        Sample("ok", "four times the depth", 5), Sample("close", "4 times", 6), Sample("no", "4 m", 7),
    )  # fmt: skip
    assert question.explanation == "Four times, more in a storm."
    assert (question.topic, question.domain, question.tags) == (("Anchors",), "deck", ("gear", "calc"))
    assert (question.source.line, question.source.end_line) == (3, 10)


def test_one_ticked_box_is_a_choice_and_several_are_a_multiple_response() -> None:
    question = only(read("Q: Which light is red?\n\n- [ ] starboard\n- [x] *port*\n- [ ] stern\n"))
    assert question.kind is QuestionKind.CHOICE
    assert question.choices == (Choice("starboard", False), Choice("port", True), Choice("stern", False))
    assert question.answers == ("port",)
    several = only(read("Q: Which?\n\n* [X] a\n* [x] b\n* [ ] c\n"))
    assert (several.kind, several.answers) == (QuestionKind.MULTIPLE, ("a", "b"))


@pytest.mark.parametrize("marker", ["-", "*", "+", "1.", "1)"])
def test_boxes_may_have_any_marker(marker: str) -> None:
    assert len(only(read(f"Q: Which?\n\n{marker} [ ] a\n{marker} [x] b\n")).choices) == 2


def test_a_block_below_an_option_says_why() -> None:
    question = only(
        read(
            """\
            Q: Which knot?

            - [ ] granny
              It slips.
            - [x] bowline

              It holds, see:

              ```
              ends
              ```
            - [ ] reef
              > Only for reefing.
            """
        )
    )
    assert [choice.why for choice in question.choices] == [
        "It slips.", "It holds, see:\n```\nends\n```", "Only for reefing.",
    ]  # fmt: skip


def test_a_wrapped_option_is_one_option() -> None:
    long = "a very long option that fills its line up to the very end of it so that it must wrap"
    question = only(read(f"Q: Which?\n\n- [ ] {long}\n  and go on here\n- [x] b\n"))
    assert question.choices[0].text == f"{long} and go on here"


def test_true_or_false_shows_both() -> None:
    question = only(read("Q: The port light is red.\nA: true\n"))
    assert question.kind is QuestionKind.TRUE_FALSE
    assert question.answers == ("true",)
    assert question.choices == (Choice("True", True), Choice("False", False))


def test_lists_have_parts() -> None:
    question = only(read("Q: Name the lights.\nA: any 2 of: port | left; starboard; stern\n"))
    assert question.parts == (("port", "left"), ("starboard",), ("stern",))
    assert (question.need, question.answers) == (2, ("port", "starboard", "stern"))


def test_a_question_ends_what_stands_above_it() -> None:
    pack = read("* a fact\nQ: Which?\nA: this\n\nText.\n")
    assert texts(pack) == ["a fact", "Text."]
    assert only(pack).prompt == "Which?"
    assert "put a blank line before this question" in messages(pack)[0]


@pytest.mark.parametrize("opening", ["Q:", "**Q:**", "**Q**:", "- Q:", "  Q:", "1. Q:", "* **Q:**"])
def test_every_opening_opens(opening: str) -> None:
    assert only(read(f"{opening} Which one?\nA: this\n")).prompt == "Which one?"


def test_a_wholly_bold_question_loses_its_stars() -> None:
    assert only(read("**Q: Which one?**\nA: this\n")).prompt == "Which one?"


@pytest.mark.parametrize("line", ["Q::Name is text", "QQ: no", "q: no", "FAQ: no"])
def test_what_only_looks_like_an_opening_is_text(line: str) -> None:
    assert read(f"{line}\nA: x\n").questions == ()


def test_the_prompt_may_hold_paragraphs_lists_and_code() -> None:
    question = only(
        read(
            """\
            Q: Given

            1. a boat
            2. a buoy

            ```yaml
            A: not an answer
            Q: not a question
            ```

            what is **wrong**? {#given}
            A: nothing
            """
        )
    )
    assert question.prompt == (
        "Given\n1. a boat\n2. a buoy\n```\nA: not an answer\nQ: not a question\n```\nwhat is wrong?"
    )
    assert question.id == "given"


def test_a_line_of_dashes_below_a_part_is_no_heading() -> None:
    pack = read("# H\n\nQ: Which?\nA: this\n---\n* a fact\n")
    assert only(pack).answers == ("this",)
    assert [topic.path for topic in pack.topics] == [("H",)]
    assert texts(pack) == ["a fact"]
    assert "line of dashes" in messages(pack)[0]


def test_a_plain_bullet_after_the_options_ends_the_question_and_is_a_fact() -> None:
    pack = read("# H\nQ: Which?\n\n- [ ] a\n- [x] b\n- a fact\n  - below it\n")
    assert len(only(pack).choices) == 2
    assert [(f.text, f.parents) for f in pack.facts] == [("a fact", ()), ("below it", ("a fact",))]
    assert "blank line before this bullet" in messages(pack)[0]


def test_text_below_a_short_answer_is_a_fact() -> None:
    pack = read("# H\nQ: Which?\nA: this\nA fact that follows at once.\n")
    assert only(pack).answers == ("this",)
    assert texts(pack) == ["A fact that follows at once."]
    assert "blank line before this text" in messages(pack)[0]


def test_a_wrapped_answer_goes_on() -> None:
    question = only(read("Q: Which?\nA: all of: the first; the second;\n  the third\n"))
    assert question.parts == (("the first",), ("the second",), ("the third",))


def test_a_lazy_line_of_the_explanation_belongs_to_it() -> None:
    question = only(read("Q: Which?\nA: this\n\n> It is so\nbecause of that.\n>\n> And more.\n"))
    assert question.explanation == "It is so because of that.\nAnd more."


def test_a_heading_ends_a_question() -> None:
    pack = read("# A\nQ: Which?\nA: this\n## B\n* b\n")
    assert only(pack).topic == ("A",)
    assert fact(pack, 5).path == ("A", "B")


def test_a_question_inside_a_list_belongs_there() -> None:
    pack = read("# H\n* a\n  - Q: Which?\n    - A: this\n  * b\n* c\n")
    assert only(pack).answers == ("this",)
    assert [(f.text, f.parents) for f in pack.facts] == [("a", ()), ("b", ("a",)), ("c", ())]


def test_a_question_in_code_is_code() -> None:
    pack = read("# H\n* a\n```\nQ: Which?\nA: this\n```\n")
    assert pack.questions == ()
    assert fact(pack, 2).code == ("Q: Which?\nA: this",)


def test_a_question_without_an_answer_is_the_authors_to_do() -> None:
    pack = read("# H\nQ: Why so?\n\n* a fact\n")
    assert [todo.text for todo in pack.todos] == ["Why so?"]
    assert texts(pack) == ["a fact"]
    assert pack.problems[0].severity is Severity.WARNING


def test_braces_that_are_no_attributes_stay_in_the_prompt() -> None:
    prompts = ["Which path is /users/{id}", "Which is ${Region}", "What does {x} do", "What is {#Not} ours"]
    for prompt in prompts:
        assert only(read(f"Q: {prompt}\nA: this\n")).prompt == prompt


def test_attributes_may_wrap_with_their_prompt() -> None:
    question = only(read("Q: A prompt that goes on\nand ends here {#wrapped\nlevel=3}\nA: this\n"))
    assert (question.prompt, question.id, question.level) == (
        "A prompt that goes on and ends here",
        "wrapped",
        3,
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Q: Which?\n\n- [ ] a\n- [ ] b\n", "no option is marked as right"),
        ("Q: Which?\n\n- [x] a\n", "at least two options"),
        ("Q: Which?\n\n- [x] a\n- [ ] A\n", "right and wrong at once"),
        ("Q: Which?\n\n- [ ] a\n- [ ] `a`\n- [x] b\n", "there twice"),
        ("Q: Which?\n\n- [x]\n- [ ] b\n", "has no text"),
        ("Q: Which?\nA: a\n\n- [x] a\n- [ ] b\n", "both options and a line A:"),
        ("Q: Which?\nA: a\nA: b\n", "a second line A:"),
        ("Q: Which?\nA:\n", "the line A: is empty"),
        ("Q: Which?\nA: any 3 of: a; b\n", "any 3 of 2 parts is impossible"),
        ("Q: Which?\nA: all of: a\n", "at least two parts"),
        ("Q: Which?\nA: a | b\nreject: B\n", "both accepted and rejected"),
        ("Q:\nA: a\n", "has no text"),
        ("Q: Which?\nA: " + "x" * 2001 + "\n", "longer than 2000 characters"),
        (
            "Q: One? {#same}\nA: a\n\nQ: Two? {#same}\nA: b\n",
            "the id same is taken by the question at sea.md:1",
        ),
        ("Q: One?\nA: a\n\nQ: one?\nA: A\n", "the same question with the same answer stands at sea.md:1"),
    ],
)
def test_each_mistake_has_its_sentence(text: str, said: str) -> None:
    found = errors(text)
    assert len(found) == 1
    assert said in found[0]


def test_a_refused_question_is_kept_as_a_to_do() -> None:
    pack = read("# H\nQ: Which?\n\n- [ ] a\n- [ ] b\n\n* fact\n")
    assert [(todo.text, todo.source.end_line) for todo in pack.todos] == [("Which?", 5)]
    assert texts(pack) == ["fact"]


def test_unknown_words_are_reported() -> None:
    pack = read("Q: Which? {#x level=9 strict=very}\nA: a\n\nQ: Two? {colour=red}\nA: b\n")
    assert [problem.message.split(";")[0] for problem in pack.problems] == [
        "level=9 is not understood", "strict=very is not understood", "a question has no attribute colour",
    ]  # fmt: skip


def test_a_question_knows_the_fact_it_names() -> None:
    pack = read(
        "# Sea state\n* waves\n* swell\n\nQ: a? {fact=#sea-state}\nA: 1\n\n"
        "Q: b? {fact=:3}\nA: 2\n\nQ: c? {fact=:99}\nA: 3\n"
    )
    assert [question.fact for question in pack.questions] == [0, 1, None]
    assert "fact=:99 leads to no fact" in messages(pack)[0]
