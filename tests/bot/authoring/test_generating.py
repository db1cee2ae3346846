"""Plain notes become questions worth answering; what cannot be asked fairly is let go with a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.authoring import generate
from bot.notes import Pack, Question
from bot.notes.model import QuestionKind
from tests.bot.notes.kit import read

LIGHTS = """\
# Boats
## Navigation lights (COLREG)

* port: red, over an arc of 112 degrees
* visible for at least 2 miles below 12 m
* sailing boats under engine show a masthead light
* LED lamps need 12 V
* lamps cannot replace shapes by day

## Kinds of anchor

* plough: digs in like a farmer's tool
  * good in mud
  * holds in sand after 3 m of drag
* stock: lies flat and has a bar across
  * hard to stow in a locker
* mushroom: sinks into soft silt over weeks
  * for permanent moorings

## Signals

* Very High Frequency (VHF) carries 25 miles
* calls: MAYDAY, PAN-PAN, SECURITE
* see page 12 of the book
* go to the menu and choose channel 16
* example: 3 flares
* https://example.org lists 40 stations
"""


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read(LIGHTS)


@pytest.fixture(scope="module")
def asked(pack: Pack) -> tuple[Question, ...]:
    return generate(pack).questions


def on(asked: tuple[Question, ...], line: int, rule: str = "") -> Question:
    return next(q for q in asked if q.source.line == line and q.reason.startswith(rule))


def test_a_number_becomes_a_blank_with_its_unit_beside_it(asked: tuple[Question, ...]) -> None:
    question = on(asked, 7, "number")
    assert question.prompt.endswith("which number belongs in the blank? “LED lamps need ____ V”")
    assert question.answers == ("12 V", "12")


def test_an_abbreviation_is_asked_both_ways(asked: tuple[Question, ...]) -> None:
    both = {q.prompt: q.answers for q in asked if q.reason.startswith("abbreviation")}
    assert both["What does the abbreviation VHF stand for?"] == ("Very High Frequency",)
    assert both["Which abbreviation stands for “Very High Frequency”?"] == ("VHF",)


def test_a_definition_is_asked_among_its_like(asked: tuple[Question, ...]) -> None:
    question = on(asked, 15, "definition")
    assert question.kind is QuestionKind.CHOICE
    assert question.answers == ("stock",)
    assert {choice.text for choice in question.choices} == {"plough", "stock", "mushroom"}
    assert question.prompt.startswith("Boats › Kinds of anchor: ")


def test_a_line_below_one_of_several_asks_which_one(asked: tuple[Question, ...]) -> None:
    question = on(asked, 14, "which one")
    assert question.answers == ("plough",)
    assert "“holds in sand after 3 m of drag”" in question.prompt


def test_a_list_is_asked_as_a_list(asked: tuple[Question, ...]) -> None:
    question = on(asked, 23, "list")
    assert question.kind is QuestionKind.ALL_OF
    assert question.parts == (("MAYDAY",), ("PAN-PAN",), ("SECURITE",))


def test_a_denial_is_told_true_or_false(asked: tuple[Question, ...]) -> None:
    question = on(asked, 8, "true or false")
    said = question.prompt.partition("“")[2].rstrip("”")
    assert said in ("lamps cannot replace shapes by day", "lamps can replace shapes by day")
    assert question.answers == ("true" if "cannot" in said else "false",)


@pytest.mark.parametrize("line", [24, 25, 26, 27])
def test_pointers_steps_examples_and_addresses_are_never_asked(
    asked: tuple[Question, ...], line: int
) -> None:
    assert all(question.source.line != line for question in asked)


def test_vague_praise_is_not_asked(asked: tuple[Question, ...]) -> None:
    assert all(question.source.line != 13 for question in asked)


def test_every_question_names_its_fact_topic_and_rule(pack: Pack, asked: tuple[Question, ...]) -> None:
    for question in asked:
        assert question.generated
        assert question.reason
        assert question.id.startswith("g-")
        if question.fact is not None:
            assert pack.facts[question.fact].source == question.source


def test_what_was_let_go_says_why(pack: Pack) -> None:
    drops = generate(pack).drops
    assert {drop.at.source.line: drop.reason for drop in drops if drop.rule == "any"} == {
        26: "an example", 27: "an address or a path of somebody's machine",
    }  # fmt: skip


def test_the_same_notes_give_the_same_questions() -> None:
    assert generate(read(LIGHTS)) == generate(read(LIGHTS))


def test_where_the_author_has_asked_nothing_is_generated() -> None:
    pack = read(
        "# Boats\n## Lamps\n* lamps need 12 V\n\nQ: What voltage?\nA: 12\n\n## Ropes\n* ropes last 5 years\n"
    )
    assert {q.topic[-1] for q in generate(pack).questions} == {"Ropes"}


@pytest.mark.parametrize(
    ("notes", "reason"),
    [
        ("# B\n## A\n* lamps need 12 V\n* lamps need 24 V\n", "another line answers it differently"),
        ("# B\n## A\n* the boat costs 90 $\n", "a price"),
        ("# B\n## A\n* the mast lasts 10-20 years\n", "a range"),
        ("# B\n## A\n* it lasts 20 years\n", "leans on another line"),
        ("# B\n## A\n* the course takes about 20 hours\n", "an estimate"),
        ("# B\n## A\n* the break is 60 minutes (1 hour) long\n", "the same quantity is said in another unit"),
        ("# B\n## A\n* hull must all be 20 mm thick\n", "a broken sentence"),
        ("# B\n## How to moor\n* lines hold 20 boats\n", "a step of a procedure"),
        ("# B\n## A\n* it holds. The mast lasts 20 years\n", "more than one sentence"),
        (
            "# B\n## A\n* as shown in the table the mast lasts 20 years\n",
            "speaks of its author or of another place",
        ),
        ("# B\n## A\n* actually the mast lasts 20 years\n", "talks rather than states"),
        ("# B\n## Further reading\n* the handbook has 20 chapters\n", "a list of sources or contents"),
        ("# B\n## A\n* the hull is 100% oak\n", "the whole of it is guessed"),
        ("# B\n## A\n* fisherman: rock and weed, heavy\n", "joins more than the members of one list"),
    ],
)
def test_what_has_no_single_answer_is_dropped(notes: str, reason: str) -> None:
    found = generate(read(notes))
    assert reason in {drop.reason for drop in found.drops}
    assert all(not q.reason.startswith("number") for q in found.questions)


def test_a_prompt_never_holds_its_answer(asked: tuple[Question, ...]) -> None:
    for question in asked:
        if question.kind in (QuestionKind.TEXT, QuestionKind.CHOICE):
            said = question.prompt.lower().replace("“", " ").replace("”", " ").split()
            assert not (set(question.answers[0].lower().split()) <= set(said)), question


def test_misspelt_lines_are_not_quoted() -> None:
    notes = "# B\n## A\n* the harbour is full\n* the harbour is deep\n* our harbuor has 12 berths\n"
    assert any("looks misspelt for “harbour”" in drop.reason for drop in generate(read(notes)).drops)


def prompts(notes: str, rule: str) -> list[str]:
    return [q.prompt for q in generate(read(notes)).questions if q.reason.startswith(rule)]


def test_a_table_of_contents_is_not_asked() -> None:
    names = ("alpha", "beta", "gamma", "delta", "kappa")
    headings = [f"## Part {name}\n* fact of {name} here\n" for name in names]
    contents = "".join(f"* {n}.1 Part {name}\n" for n, name in enumerate(names, 1))
    drops = generate(read(f"# B\n## Start\n{contents}" + "".join(headings))).drops
    assert [d.at.source.line for d in drops if d.reason == "a table of contents"] == [3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    "line",
    [
        "the 66 block is for old cables",  # a name
        "the ANSI/TIA 606 is a standard for labels",
        "frames of 802.11 networks carry four addresses",
        "4.1 Physical Security of the harbour",  # a section
        "a regatta on June 17 started the season",  # a day
        "a diamond with 12,19 means the stream at neaps and springs",  # two figures in one
    ],
)
def test_numbers_in_names_are_not_asked(line: str) -> None:
    assert prompts(f"# B\n## A\n* {line}\n", "number") == []


def test_the_year_of_an_event_is_asked_and_told_wrong_by_some_years() -> None:
    notes = "# B\n## Lights\n* Trinity Lighthouse (1768): guards the southern rocks of the bay\n"
    (number,) = (q for q in generate(read(notes)).questions if q.reason.startswith("number"))
    assert number.answers == ("1768",)
    (told,) = prompts(notes, "true")
    assert "17" in told


def test_what_smaller_and_larger_numbers_satisfy_too_is_not_told_true_or_false() -> None:
    for bound in ("under", "at least", "within", "more than", ">"):
        assert prompts(f"# B\n## A\n* the lock opens after {bound} 20 minutes at low water\n", "true") == []


def test_the_form_of_a_unit_does_not_give_the_number_away() -> None:
    notes = "# B\n## Lights\n* the bell of the outer buoy rings each 1 minute in fog\n"
    assert "rings each ____ in fog" in prompts(notes, "number")[0]
    (told,) = prompts(notes, "true")
    assert "1 minute in" in told or "minutes in" in told


def test_a_name_is_not_asked_beside_a_kind_of_it() -> None:
    notes = (
        "# B\n## Kinds of berths\n* quay: wall with rings for ropes\n* reserved quay: kept for members\n"
        "* buoy: mooring in deep water\n* pontoon: floating bridge of planks\n* slip: ramp into the water\n"
    )
    options = {
        question.answers[0]: {choice.text for choice in question.choices}
        for question in generate(read(notes)).questions
        if "described as" in question.prompt
    }
    assert "reserved quay" not in options["quay"] and "buoy" in options["quay"]


def test_a_definition_that_fits_each_of_its_like_is_not_asked() -> None:
    lines = (
        "plough: the maker's own anchor",
        "mushroom: the maker's heavy type",
        "stock: the maker's folding type",
    )
    notes = read("# B\n## A\n* kinds of anchor\n" + "".join(f"  * {line}\n" for line in lines))
    asked = [q for q in generate(notes).questions if q.reason.startswith("definition")]
    assert asked and all(q.source.line != 4 for q in asked)


def test_the_ending_of_a_file_does_not_give_its_language_away() -> None:
    lines = ("Java: bundle the .jar files", "Perl: list the modules", "Ruby: add a gemfile beside it")
    notes = read("# B\n## A\n* languages of plugins\n" + "".join(f"  * {line}\n" for line in lines))
    asked = [q.source.line for q in generate(notes).questions if q.reason.startswith("definition")]
    assert asked and 4 not in asked


def test_a_line_that_affirms_and_denies_is_not_told_true_or_false() -> None:
    notes = read("# B\n## A\n* the inner lock opens at 22 knots and no outer gate moves\n")
    assert all(q.kind is not QuestionKind.TRUE_FALSE for q in generate(notes).questions)
    plain = read("# B\n## A\n* the inner lock opens at 22 knots and every outer gate moves\n")
    assert any(q.kind is QuestionKind.TRUE_FALSE for q in generate(plain).questions)


def test_a_name_whose_letters_the_definition_begins_with_is_not_asked() -> None:
    kinds = "".join(
        f"* {name}\n" for name in ("GP2: general pump for boats", "HX1: heat taken from sea water")
    )
    notes = (
        f"# B\n## Kinds of pumps\n{kinds}* WB7: moves bilge water slowly\n* ZZ5: lifts mud from the ground\n"
    )
    assert not any("general pump" in prompt for prompt in prompts(notes, "definition"))
    assert any("bilge" in prompt for prompt in prompts(notes, "definition"))


def test_a_definition_is_asked_both_ways(asked: tuple[Question, ...]) -> None:
    question = next(q for q in asked if q.prompt.endswith("which of these describes “stock”?"))
    assert question.answers == ("lies flat and has a bar across",)
    assert len(question.choices) == 3


def test_headings_that_say_what_they_name_are_asked_among_each_other() -> None:
    notes = (
        "# B\n## Jib: sail ahead of the mast\n## Main: sail behind the mast\n## Kite: balloon for running\n"
    )
    assert any(
        "which of these is described as “balloon for running”?" in prompt
        for prompt in prompts(notes, "definition")
    )


def test_labels_that_several_things_have_name_nothing() -> None:
    notes = "# B\n## Boats\n" + "".join(
        f"* {boat}\n  * Rig: {rig} with stays\n  * Hull: {hull} below water\n  * Crew: {crew} on deck\n"
        for boat, rig, hull, crew in (
            ("Sloop", "one mast", "deep keel", "two sailors"),
            ("Ketch", "two masts", "long keel", "three sailors"),
            ("Barge", "no mast", "flat bottom", "one bargee"),
        )
    )
    assert prompts(notes, "definition") == []


def test_numbers_of_lists_are_not_shown() -> None:
    notes = "# B\n## Kinds of sail\n" + "".join(
        f"* {n}. {sail}: {what}\n"
        for n, (sail, what) in enumerate(
            (("Jib", "ahead of the mast"), ("Main", "behind the mast"), ("Kite", "for running free")), 1
        )
    )
    asked = [q for q in generate(read(notes)).questions if q.choices]
    assert {choice.text for q in asked for choice in q.choices if len(choice.text) < 6} == {
        "Jib",
        "Main",
        "Kite",
    }


def test_a_misspelt_heading_is_not_shown() -> None:
    notes = (
        "# B\n## Harbuor rules\n### Speed\n* boats may go 5 knots\n* the harbour is full\n* harbour dues\n"
    )
    assert prompts(notes, "number") == [
        "B › Speed: which number belongs in the blank? “boats may go ____ knots”"
    ]


WORDS = (
    "boat",
    "Boat",
    "BOAT",
    "12 V",
    "3",
    ":",
    ",",
    "is a",
    "cannot",
    "(BB)",
    "two",
    "=",
    "`x`",
    "etc",
    "Big Boat",
    "10 to 12",
)


@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join), min_size=1, max_size=8)
)
def test_any_notes_give_fair_questions(lines: list[str]) -> None:
    pack = read("# T\n## S\n" + "".join(f"{'  ' * (n % 3 == 1)}* {line}\n" for n, line in enumerate(lines)))
    found = generate(pack).questions
    prompts = [question.prompt for question in found]
    assert len(prompts) == len(set(prompts))
    for question in found:
        assert question.answers
        if question.choices:
            right = [choice.text for choice in question.choices if choice.right]
            assert len(right) == 1
            assert len({choice.text for choice in question.choices}) == len(question.choices) >= 2
