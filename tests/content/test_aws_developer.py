"""The shipped pack: sound, spread like the exam, and fair to those who are asked."""

import re
from pathlib import Path

import pytest

from bot.authoring import balance, check
from bot.notes import Pack, Question, load
from bot.notes.model import QuestionKind, Severity

FOLDER = Path(__file__).parents[2] / "content" / "aws-developer"

# The first digit of a domain's tasks. A question stands for the tasks of its domain that it is tagged with.
DOMAINS = {"development": "1", "security": "2", "deployment": "3", "troubleshooting": "4"}
TASKS = ("1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "3.1", "3.2", "3.3", "4.1", "4.2", "4.3")
FEWEST_OF_A_TASK = 20

LONGEST = 0.35  # a right option that is longer more often could be guessed by its length
CHI_SQUARE = {4: 7.81, 5: 9.49}  # by number of options: more is uneven at a level of 5 %

# What older material says, and the topic in which nobody should learn it as true.
OUTDATED = (
    ("sqs.md", r"256 KB|\b20,000 messages"),
    ("s3.md", r"\b5 TB\b|globally unique"),
    ("lambda.md", r"3,008 MB|256 KB|6,?4 MB"),
    ("cloudwatch.md", r"at most 10 dimensions"),
    ("kinesis.md", r"at most 7 days|for SQL"),
    ("rds.md", r"up to 5 \(|64 TB"),
    ("dynamodb.md", r"48 hours|25 actions"),
    ("ec2.md", r"bid a price|75 %|`t2\.micro`"),
    ("sns.md", r"10 million"),
    ("cicd.md", r"CodeStar Connections|CloudWatch Events"),
    ("kms.md", r"three years|customer master key"),
)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load(FOLDER)


def named(questions: list[Question]) -> list[str]:
    return [question.id for question in questions]


def test_a_strict_check_finds_nothing(pack: Pack) -> None:
    assert [str(problem) for problem in check(pack) if problem.severity is not Severity.INFO] == []


def test_every_topic_with_facts_is_asked(pack: Pack) -> None:
    asked = {
        question.topic[:length] for question in pack.questions for length in range(len(question.topic) + 1)
    }
    silent = [topic.path for topic in pack.topics if topic.facts and topic.path not in asked]
    assert [path for path in silent if len(path) > 1] == []


def test_every_question_has_an_id_a_domain_an_explanation_and_facts_above_it(pack: Pack) -> None:
    facts = {topic.path for topic in pack.topics if topic.facts}
    incomplete = [
        question
        for question in pack.questions
        if re.fullmatch(r"q-[0-9a-f]{16}", question.id)
        or question.domain not in DOMAINS
        or len(question.explanation) < 70
        or question.topic not in facts
    ]
    assert named(incomplete) == []


def test_every_question_stands_for_a_task_of_its_domain(pack: Pack) -> None:
    """Except those on the exam itself."""
    without = [question for question in pack.questions if not tasks(question) and "exam" not in question.tags]
    assert named(without) == []


@pytest.mark.parametrize("task", TASKS)
def test_every_task_of_the_exam_is_asked(pack: Pack, task: str) -> None:
    assert len([question for question in pack.questions if task in tasks(question)]) >= FEWEST_OF_A_TASK


def tasks(question: Question) -> set[str]:
    return {tag for tag in question.tags if tag in TASKS and tag[0] == DOMAINS[question.domain]}


def test_the_domains_weigh_as_in_the_exam(pack: Pack) -> None:
    counts = balance(pack).domains
    shares = {domain.key: 100 * counts[domain.key] / len(pack.questions) for domain in pack.domains}
    weights = {domain.key: domain.weight for domain in pack.domains}
    assert weights == {"development": 30, "security": 26, "deployment": 22, "troubleshooting": 22}
    assert shares == {key: pytest.approx(weight, abs=5) for key, weight in weights.items()}


def test_kinds_and_levels_are_mixed(pack: Pack) -> None:
    found = balance(pack)
    asked = len(pack.questions)
    assert asked >= 800
    assert set(found.kinds) == set(QuestionKind)
    assert found.kinds["text"] >= 0.45 * asked
    assert found.kinds["choice"] >= 0.30 * asked
    assert all(found.levels[level] >= 0.2 * asked for level in (1, 2, 3))


def test_neither_length_nor_place_gives_the_right_option_away(pack: Pack) -> None:
    for options in balance(pack).options:
        assert options.longest <= LONGEST * options.questions
        if sum(options.places) >= 5 * options.count:  # below that chi-square says nothing
            assert options.unevenness < CHI_SQUARE[options.count]


def test_true_and_false_are_balanced(pack: Pack) -> None:
    answers = [question.answers[0] for question in pack.questions if question.kind is QuestionKind.TRUE_FALSE]
    assert 0.4 <= answers.count("true") / len(answers) <= 0.6


def test_no_option_is_a_sum_of_others(pack: Pack) -> None:
    sums = re.compile(r"\b(?:all|none|both) (?:of )?(?:the above|of these|of them)\b", re.IGNORECASE)
    assert named([q for q in pack.questions if any(sums.search(choice.text) for choice in q.choices)]) == []


@pytest.mark.parametrize(("file", "outdated"), OUTDATED)
def test_what_was_true_once_stands_only_behind_earlier(pack: Pack, file: str, outdated: str) -> None:
    facts = [fact for fact in pack.facts if fact.source.file == file]
    assert any(re.search(outdated, old) for fact in facts for old in fact.earlier)
    assert [fact.text for fact in facts if re.search(outdated, fact.text)] == []
