"""A question's history survives edits, and never passes to another question."""

import random

import pytest

from bot.authoring import succession
from bot.authoring.succession import SUBSET, SWAPPED, likeness
from tests.bot.notes.kit import only, read


def heirs(old: str, new: str) -> int:
    """How many questions of `old` go on under another id."""
    return len(succession(read(old).questions, read(new).questions))


OLD = "Q: How long may a boat stay at the visitors' quay in summer?\nA: two weeks | 14 days\n"


@pytest.mark.parametrize(
    "new",
    [
        "Q: In summer, how long may a boat stay at the quay for visitors?\nA: two weeks\n",
        "Q: In a word: How long may a boat stay at the visitors' quay in summer?\nA: two weeks\n",
        "Q: How long may a boat lie at the visitors' quay in summer?\nA: 14 days | a fortnight\n",
        "Q: How many days may a boat stay at the visitors' quay in summer at most?\nA: two weeks\n",
        "Q: How long may a boat stay at the visitors' quay in summer? {#quay-summer}\nA: two weeks\n",
    ],
)
def test_a_light_rewording_keeps_the_history(new: str) -> None:
    assert heirs(OLD, new) == 1


@pytest.mark.parametrize(
    "new",
    [
        "Q: How long may a boat stay at the visitors' quay in summer?\nA: three weeks\n",
        "Q: How long may a boat not stay at the visitors' quay in summer?\nA: two weeks\n",
        "Q: How long does the paint of a hull need to dry?\nA: two weeks\n",
        "Q: How long may a boat stay at the visitors' quay in summer?\n\n- [x] two weeks\n- [ ] a day\n",
    ],
)
def test_another_answer_denial_subject_or_kind_starts_anew(new: str) -> None:
    assert heirs(OLD, new) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is the largest size of a VHF message?", "What is the largest size of a DSC message?"),
        ("What is the maximum depth of the inner basin?", "What is the minimum depth of the inner basin?"),
        ("Which lamp do 12 m boats show at anchor?", "Which lamp do 20 m boats show at anchor?"),
        ("Who may read the log of the harbour?", "Who may write the log of the harbour?"),
    ],
)
def test_names_numbers_and_opposites_part_what_reads_alike(one: str, other: str) -> None:
    first, second = only(read(f"Q: {one}\nA: x\n")), only(read(f"Q: {other}\nA: x\n"))
    assert likeness(first, second) == 0


def test_two_candidates_leave_both_alone() -> None:
    new = (
        OLD.replace("may a boat stay", "can a boat stay")
        + "\n"
        + OLD.replace("may a boat stay", "shall a boat stay")
    )
    assert heirs(OLD, new.replace("two weeks | 14 days", "two weeks")) == 0 or heirs(OLD, new) == 0


def test_equal_questions_follow_their_topics() -> None:
    old = "# Quay\nQ: How many boats fit here?\nA: 12\n"
    new = old + "\n# Basin\nQ: How many boats fit here?\nA: 12\n"
    found = succession(read(old).questions, read(new).questions)
    quay = next(q for q in read(new).questions if q.topic == ("Quay",))
    assert list(found.values()) == [quay.id]


def test_the_thresholds_are_as_documented() -> None:
    assert (SUBSET, SWAPPED) == (0.6, 0.8)
    base = only(read("Q: alpha beta gamma delta epsilon\nA: x\n"))
    assert likeness(base, only(read("Q: alpha beta gamma\nA: x\n"))) >= SUBSET
    assert likeness(base, only(read("Q: alpha beta gamma delta omega\nA: x\n"))) >= SWAPPED
    assert likeness(base, only(read("Q: alpha beta gamma sigma omega\nA: x\n"))) == 0


def test_reordering_and_rewrapping_change_no_id() -> None:
    questions = [f"Q: What is the number of berth {n} in the east basin?\nA: {n} E\n" for n in range(50)]
    before = {q.id for q in read("# H\n\n" + "\n".join(questions)).questions}
    random.Random(5).shuffle(questions)
    wrapped = [question.replace(" of berth", "\nof berth") for question in questions]
    assert {q.id for q in read("# Other\n\n" + "\n".join(wrapped)).questions} == before
