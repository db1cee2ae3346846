"""Notes teach the grader their abbreviations and which names are not to be mixed up."""

from pathlib import Path

from bot.authoring import derived_glossary, study
from bot.grading import Grader
from bot.text.glossary import Term
from tests.bot.notes.kit import read


def test_abbreviations_become_terms() -> None:
    terms = derived_glossary(
        read("# Very High Frequency (VHF)\n* x\n* AIS = Automatic Identification System\n")
    ).terms
    assert terms == (
        Term("Very High Frequency", ("VHF",)), Term("Automatic Identification System", ("AIS",)),
    )  # fmt: skip


def test_a_capitalised_phrase_explains_an_abbreviation_of_its_section() -> None:
    pack = read("# B\n## R\n* use the Digital Selective Calling button\n* DSC alerts ships nearby\n")
    assert derived_glossary(pack).terms == (Term("Digital Selective Calling", ("DSC",)),)


def test_names_beside_each_other_are_siblings() -> None:
    pack = read(
        "# B\n## Kinds of buoy\n* Lateral: marks a side\n* Cardinal: marks a quarter\n* Special: other use\n"
    )
    assert ("Lateral", "Cardinal", "Special") in derived_glossary(pack).siblings


def test_headings_that_share_their_last_word_are_siblings() -> None:
    pack = read("# B\n## Inner Basin\n* a\n## Outer Basin\n* b\n")
    assert ("Inner Basin", "Outer Basin") in derived_glossary(pack).siblings


def test_abbreviations_that_end_alike_and_files_that_end_alike_are_siblings() -> None:
    pack = read("# B\n* Low Water Mark (LWM)\n* High Water Mark (HWM)\n* shipspec.yml and portspec.yml\n")
    siblings = derived_glossary(pack).siblings
    assert ("LWM", "HWM") in siblings
    assert ("shipspec.yml", "portspec.yml") in siblings


def test_a_sibling_is_no_typo_for_the_grader() -> None:
    pack = read(
        "# B\n* Low Water Mark (LWM)\n* High Water Mark (HWM)\n\nQ: Which mark is the lower one?\nA: LWM\n"
    )
    grader = Grader(derived_glossary(pack))
    assert not grader.grade(pack.questions[0], "HWM").correct
    assert grader.grade(pack.questions[0], "low water mark").correct


def test_a_studied_pack_has_what_its_notes_teach(tmp_path: Path) -> None:
    (tmp_path / "boat.md").write_text("# B\n## Inner Basin\n* a\n## Outer Basin\n* Low Water Mark (LWM)\n")
    taught = study(tmp_path).taught
    assert taught.terms == (Term("Low Water Mark", ("LWM",)),)
    assert ("Inner Basin", "Outer Basin") in taught.siblings
