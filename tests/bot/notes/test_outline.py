"""Blocks become topics, facts and to-dos with their context."""

from bot.notes.model import FactKind
from tests.bot.notes.kit import fact, messages, read, texts


def test_what_stands_before_the_first_heading_belongs_to_the_file() -> None:
    pack = read("* a\n# H\n* b\n", "knots.md")
    assert [topic.path for topic in pack.topics] == [("knots",), ("H",)]
    assert [f.path for f in pack.facts] == [("knots",), ("H",)]


def test_a_heading_that_says_what_it_names_is_a_fact() -> None:
    pack = read("# Sails\n## Genoa: a large foresail\n## Storm jib - for heavy weather\n## Main\n* x\n")
    assert [(f.text, f.kind) for f in pack.facts][:2] == [
        ("Genoa: a large foresail", FactKind.HEADING),
        ("Storm jib - for heavy weather", FactKind.HEADING),
    ]


def test_an_earlier_version_belongs_to_the_fact_above_it() -> None:
    pack = read("# H\n- the limit is 5\n  - earlier: the limit was 3 (until 2019)\n  - child\n")
    assert texts(pack) == ["the limit is 5", "child"]
    assert fact(pack, 2).earlier == ("the limit was 3 (until 2019)",)


def test_a_question_with_an_answer_below_is_a_fact() -> None:
    pack = read("# H\n* why two anchors?\n  * one may drag\n* why three?\n")
    assert texts(pack) == ["why two anchors?", "one may drag"]
    assert [todo.text for todo in pack.todos] == ["why three?"]


def test_an_empty_box_is_a_to_do_and_a_ticked_one_a_fact() -> None:
    pack = read("# H\n- [ ] buy charts\n- [x] lights need 12 V\n")
    assert texts(pack) == ["lights need 12 V"]
    assert [todo.text for todo in pack.todos] == ["buy charts"]


def test_the_attributes_of_a_heading_pass_to_the_headings_below() -> None:
    pack = read("# A {domain=nav as-of=2026-11 tag=x}\n## B {tag=y}\n# C\n")
    first, second, third = pack.topics
    assert first.path == ("A",)
    assert (second.path, second.domain, second.as_of, second.tags) == (
        ("A", "B"),
        "nav",
        "2026-11",
        ("x", "y"),
    )
    assert (third.domain, third.tags) == ("", ())


def test_braces_that_are_no_attributes_are_text() -> None:
    pack = read("# The path /users/{id}\n# A {not ours}\n# B \\{domain=x}\n# C {colour=red}\n* x\n")
    assert [t.path[-1] for t in pack.topics] == [
        "The path /users/{id}", "A {not ours}", "B {domain=x}", "C {colour=red}",
    ]  # fmt: skip
    assert any("no attribute colour" in message for message in messages(pack))


def test_a_second_paragraph_of_a_bullet_is_its_child() -> None:
    pack = read("* a\n\n  more on a\n* b\n")
    assert fact(pack, 3).parents == ("a",)
    assert fact(pack, 3).kind is FactKind.PARAGRAPH


def test_a_paragraph_ends_the_list_above() -> None:
    pack = read("* a\n\nText.\n\n  * b\n")
    assert [f.parents for f in pack.facts] == [(), (), ()]


def test_wholly_bold_text_is_important() -> None:
    pack = read("* **all of it**\n* **part** of it\n* plain\n")
    assert [f.important for f in pack.facts] == [True, False, False]


def test_a_setext_heading_is_a_heading() -> None:
    pack = read("Title\n=====\n* a\n\nSub\n---\n* b\n")
    assert [topic.path for topic in pack.topics] == [("Title",), ("Title", "Sub")]


def test_an_empty_heading_is_reported_and_one_with_a_heading_below_is_not() -> None:
    pack = read("# A\n## B\n* x\n## C\n")
    assert messages(pack) == ["sea.md:4: nothing is written under this heading; write something or remove it"]


def test_the_lines_of_a_fact_are_those_of_its_own_text() -> None:
    source = (
        "# H\n\n* one\n  wraps here and more of it follows on this line so that nobody doubts it\n  * child\n"
    )
    pack = read(source)
    assert (pack.facts[0].source.line, pack.facts[0].source.end_line) == (3, 4)
    assert pack.facts[1].source.line == 5
