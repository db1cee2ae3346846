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
        ("# B\n## A\n* `furl -n 5 -p 1234`\n", "code, not a statement"),
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


def test_headings_that_are_only_numbered_are_not_asked_for() -> None:
    notes = "# B\n## Week 1: sails and ropes\n## Week 2: charts of the bay\n## Week 3: lights at night\n"
    assert prompts(notes, "definition") == []
    assert prompts(notes.replace("Week 1", "Rig 1"), "definition")


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


def reasons(notes: str, rule: str) -> set[str]:
    return {drop.reason for drop in generate(read(notes)).drops if drop.rule == rule}


@pytest.mark.parametrize(
    "line",
    [
        "stock anchor: flat fluke, heavy, Danforth",
        "stock anchor: rusty, holds in sand, cheap to buy",
        "stock anchor: mud, H2O, salt",
        "winter boats: sloop, ketch, most yawls",
    ],
)
def test_what_is_said_of_one_thing_is_no_list(line: str) -> None:
    notes = f"# B\n## A\n* the boat is blue\n* the dog is old\n* {line}\n"
    assert prompts(notes, "list") == []
    assert "says several things of one" in reasons(notes, "list")


@pytest.mark.parametrize(
    "line",
    [
        "left bank: Medway, Isle of Grain, Alde",
        "order of a check: fuel, oil, water",
        "warning signs: pale, cold, fast weak pulse",
        "bow lines: breast, spring, head",
        "FOWL: fuel, oil, water, lines to shore",
    ],
)
def test_names_of_one_kind_are_a_list(line: str) -> None:
    notes = f"# B\n## A\n* the boat is blue\n* {line}\n"
    assert len(prompts(notes, "list")) == 1


def test_what_stands_beside_descriptions_is_one() -> None:
    notes = "# B\n## A\n* the boat is blue\n* oak: hard, expensive, lasts long\n* pine: soft, cheap, sticky\n"
    assert prompts(notes, "list") == []
    assert len(prompts(notes.replace("lasts long", "heavy"), "list")) == 2


def test_a_term_explained_among_its_like_is_no_list() -> None:
    lines = "* plough: heavy, sharp, blunt\n* stock: flat, rusty, cheap\n* mushroom: round, black, dull\n"
    notes = f"# B\n## Kinds of anchor\n{lines}"
    assert [p for p in prompts(notes, "list") if "Kinds of anchor" not in p.rpartition("“")[2]] == []
    assert any("which of these describes “stock”?" in p for p in prompts(notes, "definition"))


def test_a_plural_term_is_a_list_only_where_it_says_of_how_many() -> None:
    lines = (
        "* two bars: Medway sand, Swale\n* slugs: night, holes, slime\n* three ropes: sheet, guy, halyard\n"
    )
    notes = f"# B\n## Things\n{lines}* bell: rung in fog\n"
    asked = [prompt for prompt in prompts(notes, "list") if "Things:" in prompt]
    assert asked == ["B › Things: “three ropes” – name all 3."]
    assert not any("sheet, guy, halyard" in prompt for prompt in prompts(notes, "definition"))


def test_names_that_a_term_stands_for_are_a_list() -> None:
    lines = "* north: Medway, Swale, Alde\n* south: chalk and flint\n* west: granite, tin and rain\n"
    assert len(prompts(f"# B\n## Kinds of coasts\n{lines}", "list")) == 2  # of the coasts, and of the rivers


def test_the_same_members_in_two_orders_are_no_list() -> None:
    lines = "* arrivals: fender, line, engine\n* departures: engine, line, fender\n"
    assert prompts(f"# B\n## A\n* the boat is blue\n{lines}", "list") == []


@pytest.mark.parametrize("members", ["class 1, class 2, class 3", "1, 6, 17"])
def test_members_that_are_only_numbered_are_no_list(members: str) -> None:
    lines = "".join(f"  * {name}: worth a look at sea\n" for name in members.split(", "))
    assert prompts(f"# B\n## A\n* storm classes\n{lines}", "list") == []


def test_a_member_may_be_named_without_its_number() -> None:
    lines = "".join(f"  * {name}: sent at sea\n" for name in ("MAYDAY 1", "SECURITE 3", "PAN 2", "PAN 4"))
    (question,) = generate(read(f"# B\n## A\n* kinds of calls\n{lines}")).questions
    assert question.parts == (("MAYDAY 1", "MAYDAY"), ("SECURITE 3", "SECURITE"), ("PAN 2",), ("PAN 4",))


@pytest.mark.parametrize("heading", ["Others", "Hydraulics"])
def test_a_heading_that_names_the_rest_or_a_field_names_no_list(heading: str) -> None:
    lines = "* winch\n* windlass\n* capstan\n"
    assert prompts(f"# B\n## {heading}\n{lines}", "list") == []
    assert len(prompts(f"# B\n## Engines\n{lines}", "list")) == 1


def test_a_number_that_counts_what_is_named_behind_it_is_not_asked() -> None:
    notes = "# B\n## A\n* the chart knows only 4 winds (north, east, south and west)\n"
    assert prompts(notes, "number") == prompts(notes, "true") == []
    assert prompts(notes.replace(" and west", ""), "number")


def test_a_decade_is_no_number_of_seconds() -> None:
    notes = read("# B\n## A\n* iron hulls became common in the 1860s\n* the pump runs dry after 1800s\n")
    answers = {q.source.line: q.answers for q in generate(notes).questions if q.reason.startswith("number")}
    assert answers == {3: ("1860s", "1860"), 4: ("1800 s", "1800")}


def test_what_denies_two_things_is_not_told_true_or_false() -> None:
    notes = "# B\n## A\n* the outer buoy is not lit, not marked on charts\n"
    assert prompts(notes, "true") == []
    assert reasons(notes, "true or false") == {"denies two things"}


def test_a_remark_that_tells_whether_it_is_so_is_left_out() -> None:
    notes = "# B\n## A\n* the outer buoy does not carry light (shown by radar reflectors instead)\n"
    (told,) = prompts(notes, "true")
    assert told.rpartition("“")[2] in (
        "the outer buoy does not carry light”",
        "the outer buoy carries light”",
    )


def test_degrees_are_told_wrong_by_some_degrees() -> None:
    told = [
        int(prompt.rpartition("“")[2].split()[-2])
        for course in range(100, 120)
        for prompt in prompts(f"# B\n## A\n* the leading line bears {course} degrees\n", "true")
    ]
    assert len(told) == 20 and max(told) < 140 and set(told) - set(range(100, 120))


def test_what_was_so_by_a_year_is_not_told_of_an_earlier_one() -> None:
    notes = "# B\n## A\n* steam had replaced sail by 1914 on most routes\n"
    assert prompts(notes, "true") == [] != prompts(notes, "number")


def kinds(*lines: str) -> str:
    return "# B\n## Kinds of berths\n" + "".join(f"* {line}\n" for line in lines)


def meanings(notes: str, name: str) -> list[str]:
    asked = (q for q in generate(read(notes)).questions if f"describes “{name}”" in q.prompt)
    return [choice.text for question in asked for choice in question.choices]


def test_a_meaning_far_longer_than_the_others_is_not_asked() -> None:
    short = ("quay: wall with rings", "buoy: mooring at sea", "slip: ramp into water")
    long = "box: four piles, of which the outer two take the stern lines and the inner two the bow lines"
    assert meanings(kinds(*short, long), "box") == []
    assert meanings(kinds(*short, long), "quay")


def test_a_meaning_that_points_elsewhere_is_no_option() -> None:
    lines = (
        "quay: wall with rings",
        "buoy: mooring at sea",
        "slip: ramp into water",
        "DTP: disable it at night",
    )
    assert set(meanings(kinds(*lines), "quay")) == {"wall with rings", "mooring at sea", "ramp into water"}


def test_words_that_an_abbreviation_stands_for_are_no_option_beside_meanings() -> None:
    lines = (
        "quay: wall with rings",
        "buoy: mooring at sea",
        "slip: ramp into water",
        "MLB: medium line berth",
    )
    assert "medium line berth" not in meanings(kinds(*lines), "quay")


def test_a_meaning_that_hints_at_the_asked_name_is_no_option_beside_others() -> None:
    lines = (
        "town quay: wall with rings",
        "buoy: mooring at sea",
        "slip: ramp into water",
        "box: a quayside pen",
    )
    assert set(meanings(kinds(*lines), "town quay")) == {
        "wall with rings",
        "mooring at sea",
        "ramp into water",
    }


def test_a_thing_of_which_as_much_is_said_is_no_option() -> None:
    lines = (
        "quay: iron rings",
        "pier: iron rings instead of cleats",
        "buoy: mooring at sea",
        "slip: a wet ramp",
        "dock: rings",
    )
    asked = {
        q.answers[0]: {choice.text for choice in q.choices}
        for q in generate(read(kinds(*lines))).questions
        if "described as" in q.prompt
    }
    assert asked["quay"] == {"quay", "buoy", "slip", "dock"}
    assert asked["pier"] == {"pier", "buoy", "slip", "dock"}


def test_units_glued_to_their_numbers_make_no_definition() -> None:
    lines = ("short: 12ft - 30ft (6ft steps)", "wide: room for two hulls", "deep: never falls dry")
    assert not any("12ft" in prompt for prompt in prompts(kinds(*lines), "definition"))


def test_what_an_initial_word_stands_for_does_not_ask_for_the_word() -> None:
    lines = (
        "FOWL: fuel, oil that is new, water, lines",
        "quay: wall with rings",
        "buoy: mooring at sea",
        "slip: wet ramp",
    )
    assert not any("fuel" in prompt for prompt in prompts(kinds(*lines), "definition"))


def test_a_letter_that_its_definition_begins_with_is_not_asked() -> None:
    lines = (
        "Z: zigzag through the fairway",
        "W: waits at the outer buoy",
        "K: stays at the quay",
        "X: is adrift at sea",
    )
    asked = [prompt for prompt in prompts(kinds(*lines), "definition") if "described as" in prompt]
    assert not any("zigzag" in prompt or "waits" in prompt for prompt in asked)
    assert any("stays at the quay" in prompt for prompt in asked)


def test_a_vague_definition_of_few_words_is_not_asked() -> None:
    notes = "# B\n## A\n* the boat is blue\n* DECCA is the old radio thing\n"
    assert prompts(notes, "definition") == []
    assert prompts(notes.replace("thing", "chain"), "definition")


def test_terms_under_a_heading_with_headings_below_need_company() -> None:
    lines = "".join(
        f"* {line}\n" for line in ("jib: ahead of the mast", "main: behind the mast", "rum: drunk at sea")
    )
    mixed = f"# B\n## Ship\n{lines}* the boat is blue\n* the dog is old\n"
    assert any("“drunk at sea”" in prompt for prompt in prompts(mixed, "definition"))
    assert prompts(f"{mixed}### Crew\n* the cook is fat\n", "definition") == []


def test_an_identifier_that_two_kinds_have_tells_none_of_them_apart() -> None:
    kinds = {
        "Plotter": "SafetyDepth colours the shallow water red",
        "Sounder": "rings below SafetyDepth, until somebody quits",
        "Radar": "guard zone of 2 miles",
        "Beacon": "answers with 3 dots",
    }
    notes = "# B\n## Kinds of set\n" + "".join(f"* {kind}\n  * {said}\n" for kind, said in kinds.items())
    assert not any("SafetyDepth" in prompt for prompt in prompts(notes, "which one"))
    alone = notes.replace("below SafetyDepth", "below EchoDepth")
    assert any("SafetyDepth" in prompt for prompt in prompts(alone, "which one"))


def test_two_kinds_are_told_apart_by_one_matter() -> None:
    lines = (
        "* tidal lock",
        "  * option to close gates and ring bells",
        "* wet lock",
        "  * gates close by themselves at each half tide",
    )
    notes = "# B\n## Kinds of locks\n" + "".join(f"{line}\n" for line in lines)
    assert any("ring bells" in prompt for prompt in prompts(notes, "which one"))


def test_what_is_much_like_a_line_of_another_kind_is_not_asked() -> None:
    kinds = {
        "Plotter": "Limit sets the number or size of marks",
        "Sounder": "less load by using Limit to halve the size",
        "Radar": "guard zone of 2 miles",
    }
    notes = "# B\n## Kinds of set\n" + "".join(f"* {kind}\n  * {said}\n" for kind, said in kinds.items())
    assert not any("Limit" in prompt for prompt in prompts(notes, "which one"))
    assert any("guard zone" in prompt for prompt in prompts(notes, "which one"))


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
