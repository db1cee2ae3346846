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


def test_utf_16_with_its_mark_is_read_and_said() -> None:
    text, problems = decode("# A\n* b\n".encode("utf-16"), "a.md")
    assert text == "# A\n* b\n"
    assert "UTF-16" in problems[0].message


def test_right_to_left_cjk_and_emoji_stay_as_they_are() -> None:
    source = "# שלום\n* 待ち行列は三日\n* 🦊 سلام\n"
    assert decode(source.encode(), "a.md") == (source, [])


def test_binary_is_refused() -> None:
    with pytest.raises(PackError, match="not text"):
        decode(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(32)) * 3, "a.md")
