"""Answers on many subjects, one CSV file each: the wanted verdict first; a mended mistake adds a row."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from bot.grading import Grader, Result, infer
from bot.notes.manifest import parse_manifest
from bot.text.glossary import NO_GLOSSARY

FOLDER = Path(__file__).parent / "cases"
PACK = Path(__file__).parents[3] / "content" / "aws-developer" / "pack.toml"
WITH_GLOSSARY = ("amounts", "aws", "company", "paraphrase", "ways_to_say_it")


def cases(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def grader(name: str) -> Grader:
    if name not in WITH_GLOSSARY:
        return Grader(NO_GLOSSARY)
    return Grader(parse_manifest(PACK.read_text("utf-8"), PACK.name).glossary)


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.csv")))
def test_every_answer_gets_the_verdict_a_quiz_master_would_give(name: str) -> None:
    judge = grader(name)
    wrong = []
    for case in cases(name):
        question = infer(case["question"], case["answers"].split(" | "))
        verdict = judge.grade(question, case["response"])
        if verdict.result != case["wanted"]:
            wrong.append((case, verdict.result.value, verdict.reason))
    assert not wrong


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.csv")))
def test_case_and_wrapping_change_no_verdict(name: str) -> None:
    """But where capitals divide an identifier into words, and for b and B, M and µ in units."""
    judge, changed = grader(name), []
    for case in cases(name)[::3]:
        said = case["response"]
        if re.search(r"[a-z][A-Z]|[A-Z]s\b|\d.*[bBµ]|[*_`~|>\"'“”’<\n]", said) or not said.strip():
            continue
        question = infer(case["question"], case["answers"].split(" | "))
        ways = [said.upper(), said.lower(), said.swapcase(), f"**{said}**", f'"{said}"', f" `{said}`\n"]
        ways = [way for way in ways if way.strip(' *`"\n').casefold() == said.strip().casefold()]
        verdicts = {judge.grade(question, way).result.value for way in ways}
        if verdicts != {case["wanted"]}:
            changed.append((case, verdicts))
    assert not changed


def test_no_term_of_the_shipped_glossary_joins_what_its_siblings_keep_apart() -> None:
    glossary = parse_manifest(PACK.read_text("utf-8"), PACK.name).glossary
    joined = [
        (term.name, names)
        for term in glossary.terms
        for names in glossary.siblings
        if len({form.lower() for form in term.forms} & {name.lower() for name in names}) > 1
    ]
    assert not joined


def test_the_cases_cover_all_three_verdicts() -> None:
    wanted = Counter(case["wanted"] for path in FOLDER.glob("*.csv") for case in cases(path.stem))
    assert set(wanted) == set(Result)
    assert min(wanted.values()) > 20


@pytest.mark.parametrize(
    "subject", ["networking", "biology", "history", "law", "chemistry", "other_languages"]
)
def test_the_glossary_of_one_subject_does_no_harm_to_another(subject: str) -> None:
    judge = grader("aws")
    wrong = [
        case
        for case in cases(subject)
        if judge.grade(infer(case["question"], case["answers"].split(" | ")), case["response"]).correct
        != (case["wanted"] == "correct")
    ]
    assert not wrong
