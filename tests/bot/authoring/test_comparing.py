"""Two versions of a pack: what came, changed, moved and went."""

from bot.authoring import difference
from tests.bot.notes.kit import read

OLD = """\
# A
Q: One? {#one}
A: 1

Q: Two? {#two}
A: 2

Q: Three? {#three}
A: 3

Q: Which buoy marks the safe water of the channel?
A: red and white
# B
* x
"""
NEW = """\
# A
Q: One? {#one}
A: 1

Q: Four? {#four}
A: 4

Q: Which buoy marks safe water in the channel?
A: red and white
# B
* x

Q: Two? {#two}
A: 2

Q: Three!? {#three}
A: 3 | three
"""


def test_every_question_is_in_one_heap() -> None:
    found = difference(read(OLD).questions, read(NEW).questions)
    assert [q.id for q in found.added] == ["four"]
    assert [new.prompt for _, new in found.changed] == [
        "Three!?",
        "Which buoy marks safe water in the channel?",
    ]
    assert [new.id for _, new in found.moved] == ["two"]
    assert (found.retired, found.kept) == ((), 1)


def test_backwards_what_was_added_is_retired() -> None:
    found = difference(read(NEW).questions, read(OLD).questions)
    assert [q.id for q in found.retired] == ["four"]


def test_the_same_pack_has_no_difference() -> None:
    assert not difference(read(OLD).questions, read(OLD).questions)
