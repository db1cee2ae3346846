"""Bytes become text; what is odd about them is said, never guessed in silence."""

import pytest

from bot.errors import PackError
from bot.notes.reading import decode


def test_line_ends_and_the_byte_order_mark_vanish() -> None:
    text, problems = decode(b"\xef\xbb\xbf# A\r\n* b\rc\n", "a.md")
    assert (text, problems) == ("# A\n* b\nc\n", [])


def test_nul_bytes_are_left_out_and_reported_with_their_line() -> None:
    text, problems = decode(b"# A\n* b\x00c and so on for a while longer\n" * 4, "a.md")
    assert "\x00" not in text
    assert str(problems[0]).startswith("a.md:2: NUL bytes")


def test_another_encoding_is_read_and_said() -> None:
    text, problems = decode("# Gr\xfc\xdfe\n* caf\xe9 au lait\n".encode("cp1252"), "a.md")
    assert text == "# Grüße\n* café au lait\n"
    assert "byte 0xfc is not UTF-8" in problems[0].message
    assert problems[0].line == 1


def test_a_stray_byte_does_not_spoil_the_letters_around_it() -> None:
    text, problems = decode("* naïve café\n* ".encode() + b"\xfc\n", "a.md")
    assert text == "* naïve café\n* ü\n"
    assert problems[0].line == 2


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_read_and_said_with_their_mark_or_without(encoding: str) -> None:
    text, problems = decode("# A\n* b\n".encode(encoding), "a.md")
    assert text == "# A\n* b\n"
    assert [problem.message for problem in problems] == [
        f"the file is {encoding[:6].upper()}; save it as UTF-8, which every viewer reads"
    ]


def test_blanks_of_word_processors_are_blanks() -> None:
    assert decode("* a\n\u00a0\u00a0* b\n".encode(), "a.md")[0] == "* a\n  * b\n"


def test_a_single_nul_makes_no_short_text_binary() -> None:
    assert decode(b"* a\x00\n", "a.md")[0] == "* a\n"


def test_right_to_left_cjk_and_emoji_stay_as_they_are() -> None:
    source = "# שלום\n* 待ち行列は三日\n* 🦊 سلام\n"
    assert decode(source.encode(), "a.md") == (source, [])


def test_binary_is_refused() -> None:
    with pytest.raises(PackError, match="not text"):
        decode(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(32)) * 3, "a.md")
