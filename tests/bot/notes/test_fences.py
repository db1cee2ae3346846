"""Code is found whatever its fences look like, and no fence swallows prose."""

from bot.notes.fences import Code, fenced_code


def codes(text: str) -> list[tuple[int, int, str]]:
    lines = text.split("\n")
    marks = ("```", "~~~")
    at = [
        number for number, line in enumerate(lines) if line.lstrip().startswith(marks) or line.endswith(marks)
    ]
    return [(code.first, code.last, code.text) for code in fenced_code(lines, at).codes]


def test_a_proper_block_is_its_content() -> None:
    assert codes("a\n```py\nx = 1\n```\nb") == [(1, 3, "x = 1")]


def test_a_line_of_its_own_in_ticks_is_a_block() -> None:
    assert codes("* a\n```ls -l```\n* b") == [(1, 1, "ls -l")]


def test_inline_code_at_the_start_of_a_line_is_none() -> None:
    assert codes("```ls``` lists files\n```ls``` and ```cd```") == []


def test_a_first_line_glued_to_the_fence_is_code() -> None:
    assert codes("```Port: 72\nmode: low\n```") == [(0, 2, "Port: 72\nmode: low")]
    assert codes("```# comment\nrun\n```") == [(0, 2, "# comment\nrun")]
    assert codes("```whoami\n```") == [(0, 1, "whoami")]


def test_a_language_with_attributes_is_a_language() -> None:
    assert codes('```python title="x.py" {1,3}\nx\n```') == [(0, 2, "x")]
    assert codes("```{r, echo=FALSE}\nx\n```") == [(0, 2, "x")]
    assert codes("```c++\nx\n```") == [(0, 2, "x")]


def test_the_indentation_of_the_fence_is_no_code() -> None:
    assert codes("* a\n  ```\n  x\n    y\n  ```") == [(1, 4, "x\n  y")]


def test_content_left_of_its_fence_stays_whole() -> None:
    assert codes("* a\n  ```\n  #set\n<xml>\n  </xml>\n  ```") == [(1, 5, "#set\n<xml>\n</xml>")]


def test_an_unclosed_fence_ends_where_prose_begins_again() -> None:
    text = "```sh\nrun one\n\n* bullet one\n* bullet two\n# Heading\n* bullet three"
    assert codes(text) == [(0, 1, "run one")]


def test_an_unclosed_fence_does_not_pair_with_the_next_block() -> None:
    text = "```\nfirst\n\n## A heading\n* one fact\n* two facts\n* three facts\n* four\n\n```\nsecond\n```\n"
    assert [code for _, _, code in codes(text)] == ["first", "second"]


def test_an_opening_with_a_language_cannot_close() -> None:
    text = "```py\nfirst\n\n* a fact here\n* and one more\n\n```py\nsecond\n```"
    assert [code for _, _, code in codes(text)] == ["first", "second"]


def test_yaml_lists_inside_code_are_code() -> None:
    assert codes("```yaml\nsteps:\n  - run one thing now\n  - run two things now\n```") == [
        (0, 4, "steps:\n  - run one thing now\n  - run two things now")
    ]


def test_comments_in_code_are_code() -> None:
    text = "```\n/**\n * Adds two numbers\n * @param a one\n * @param b other\n * @return sum\n */\n```"
    assert len(codes(text)) == 1


def test_longer_fences_hold_shorter_ones() -> None:
    text = "````md\n```py\nx\n```\n````"
    assert codes(text) == [(0, 4, "```py\nx\n```")]


def test_tildes_and_backticks_do_not_close_each_other() -> None:
    assert codes("~~~\n```\n~~~") == [(0, 2, "```")]


def test_a_code_knows_where_its_text_begins() -> None:
    code = fenced_code(["```", "", "x", "```"], [0, 3]).codes[0]
    assert code == Code(0, 3, "x", 2)


def test_a_fence_behind_the_last_line_of_code_closes() -> None:
    assert codes("```\none\n\ntwo```\n* text\n\n```\nthree\n```") == [(0, 3, "one\n\ntwo"), (6, 8, "three")]


def test_a_fence_behind_text_opens_nothing() -> None:
    assert codes("* run ```\n* a\n* b") == []
