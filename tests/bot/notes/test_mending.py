"""Lines that CommonMark would read otherwise are read as their author means them."""

import pytest

from tests.bot.notes.kit import fact, messages, read, texts


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("* >5 GB is large\n* <5 GB is small\n", [">5 GB is large", "<5 GB is small"]),
        ("* # of sails\n* #tag\n", ["# of sails", "#tag"]),
        ("* [VHF]: radio\n", ["[VHF]: radio"]),
        ("• one\n◦ two\n", ["one", "two"]),
        ("* grant on *.* to `a*b`\n", ["grant on *.* to `a*b`"]),
        ("* __init__.py runs first, then __str__()\n", ["__init__.py runs first, then __str__()"]),
        ("* a <host> and a <b>bold</b> word<br>here\n", ["a <host> and a bold word here"]),
        ("* a &amp; b \\* c\n", ["a & b * c"]),
        ("- valid until\n 2025)\n- next\n", ["valid until 2025)", "next"]),
        ("in the year\n\n 2025. It was long.\n", ["in the year", "2025. It was long."]),
        ("speed: 5\ncourse: 90\n", ["speed: 5", "course: 90"]),
        ("wind => waves\nwaves => swell\n", ["wind => waves", "waves => swell"]),
        ("* limits\n  speed: 5\n  depth: 2\n", ["limits", "speed: 5", "depth: 2"]),
        ("| a | b |\nno table\n", ["| a | b | no table"]),
        ("![a red buoy](x.png) and [text](y)\n", ["a red buoy and text"]),
        ("> quoted fact\n", ["quoted fact"]),
        ("> [!NOTE]\n> noted fact\n", ["noted fact"]),
        ("fact[^1]\n\n[^1]: its footnote\n", ["fact", "its footnote"]),
        ("先頭の\n行です\n", ["先頭の行です"]),
        ("a line\nwrapped\n", ["a line wrapped"]),
        ("one  \ntwo\n", ["one", "two"]),
        ("* 2*3*4 is *not* 9\n", ["2*3*4 is not 9"]),
        (
            "* [[Knots]] and [[rope|ropes]] but [[ -f x ]] and [[1], [2]]\n",
            ["Knots and ropes but [[ -f x ]] and [[1], [2]]"],
        ),
        ("# H\nspeed: 5\ncourse: 90\n", ["speed: 5", "course: 90"]),
        ("Sails:\na) jib\nb) main\n", ["Sails:", "a) jib", "b) main"]),
        ("(1) jib\n(2) main\n\ni. jib\nii. main\n", ["(1) jib", "(2) main", "i. jib", "ii. main"]),
        ("A. Smith sailed it\nand B. Jones too\n", ["A. Smith sailed it and B. Jones too"]),
        ("– one\n— two\n▪ three\n", ["one", "two", "three"]),
        ("one[^1]\n\n[^1]: first\n[^2]: second\n", ["one", "first", "second"]),
        ("* a b\n<b>Own</b> line\n", ["a b", "Own line"]),
        ("| a | b |\n|---|---|\n| 1 | 2 |\nText below.\n", ["a: 1; b: 2", "Text below."]),
        ("* a\n  -\n  - b\n", ["a", "b"]),
        ("* a\n___\n* b\n", ["a", "b"]),
        ("```foo``` at the start\n", ["`foo` at the start"]),
    ],
)
def test_texts_are_what_people_should_read(source: str, expected: list[str]) -> None:
    assert texts(read(source)) == expected


@pytest.mark.parametrize("indent", ["\t", " ", "  ", "   ", "    ", "     ", "      ", "       ", "        "])
def test_lists_nest_by_a_tab_or_by_one_to_eight_blanks(indent: str) -> None:
    pack = read(f"* a\n{indent}* b\n{indent * 2}* c\n{indent}* d\n* e\n")
    assert [f.parents for f in pack.facts] == [(), ("a",), ("a", "b"), ("a",), ()]


def test_a_list_in_a_numbered_list_needs_no_third_blank() -> None:
    pack = read("1. a\n  - b\n2. c\n")
    assert [f.parents for f in pack.facts] == [(), ("a",), ()]


def test_a_list_indented_like_code_is_a_list() -> None:
    pack = read("# H\n\n    * a\n      * b\n\nText.\n")
    assert [f.parents for f in pack.facts] == [(), ("a",), ()]


def test_stars_of_a_wiki_nest() -> None:
    pack = read("* a\n** b\n** c\n* d\n")
    assert [f.parents for f in pack.facts] == [(), ("a",), ("a",), ()]


def test_bullets_go_on_behind_a_fence_at_the_margin() -> None:
    pack = read("* a\n  * b\n```\ncode\n```\n  * c\n")
    assert fact(pack, 6).parents == ("a",)
    assert fact(pack, 2).code == ("code",)


def test_a_line_of_dashes_below_a_sentence_is_no_heading() -> None:
    pack = read("# H\n\nA sentence that ends.\n---\nMore.\n\nTitle\n---\n* a\n")
    assert [topic.path for topic in pack.topics] == [("H",), ("H", "Title")]


def test_comments_are_not_read_and_an_open_one_hides_nothing() -> None:
    pack = read("# H\n<!-- hidden\nstill -->\n* a\n<!-- open\n* b\n")
    assert texts(pack) == ["a", "open", "b"]
    assert [problem.line for problem in pack.problems] == [2, 5, 5]


def test_markdown_between_tags_is_markdown() -> None:
    pack = read("# H\n<details>\n<summary>More</summary>\n* a\n</details>\n")
    assert texts(pack) == ["More", "a"]


def test_a_heading_in_a_comment_of_a_script_is_code() -> None:
    pack = read("# H\n\n#!/bin/sh\n# not a heading\nls\n\n* a\n")
    assert [topic.path for topic in pack.topics] == [("H",)]


def test_skipped_levels_keep_their_order() -> None:
    pack = read("## A\n#### B\n- b\n### C\n- c\n")
    assert [topic.path for topic in pack.topics] == [("A",), ("A", "B"), ("A", "C")]


def test_a_wrapped_line_goes_on_and_a_short_one_does_not() -> None:
    long = "* " + "word " * 18 + "end"
    pack = read(f"{long}\ngoes on\n* short\nown line\n")
    assert texts(pack)[1:] == ["short", "own line"]
    assert texts(pack)[0].endswith("end goes on")
    assert messages(pack) == [
        "sea.md:4: this line runs into the one above; put a blank line or a bullet before it"
    ]


def test_lists_of_a_single_blank_nest_as_deep_as_they_like() -> None:
    pack = read("- a\n - b\n  - c\n   - d\n    - e\n     - f\n   - g\n- h\n")
    assert [len(f.parents) for f in pack.facts] == [0, 1, 2, 3, 4, 5, 3, 0]


def test_code_by_indentation_is_code_whatever_it_looks_like() -> None:
    pack = read(
        "# H\nSettings:\n\n    mode: 1\n    >2 x\n    # low\n\n1. Run:\n\n       # comment\n       ls\n2. No"
    )
    assert [f.code for f in pack.facts] == [("mode: 1\n>2 x\n# low",), ("# comment\nls",), ()]
    assert [topic.path for topic in pack.topics] == [("H",)]


def test_a_comment_below_a_command_is_no_heading() -> None:
    pack = read("# H\n* run\n  # then stop\n  ## Heading\n  * a\n")
    assert [topic.path for topic in pack.topics] == [("H",), ("H", "Heading")]


def test_a_bullet_that_is_a_heading_is_the_heading() -> None:
    pack = read("# H\n- ## Knots\n  - reef\n")
    assert [(f.path, f.parents) for f in pack.facts] == [(("H", "Knots"), ())]
    assert pack.problems == ()


def test_a_list_below_a_term_belongs_to_it() -> None:
    pack = read("Buoys\n: - red\n  - green\n")
    assert [(f.text, f.parents) for f in pack.facts] == [
        ("Buoys", ()),
        ("red", ("Buoys",)),
        ("green", ("Buoys",)),
    ]


def test_pairs_right_below_their_sentence_are_on_its_level() -> None:
    assert texts(read("Set:\n    mode: 1\n    speed: 2\n")) == ["Set:", "mode: 1", "speed: 2"]


def test_stars_that_other_viewers_would_lose_are_reported() -> None:
    assert messages(read("* grant *.* to all\n")) == [
        "sea.md:1: other viewers take these stars or underscores for emphasis; put code ticks around them"
    ]
