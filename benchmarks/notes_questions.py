"""What is generated from notes: questions of each rule, what was dropped and why, and a sample to read.

Run: python -m benchmarks.notes_questions [PATH] [SEED]. The sample is 100 questions, drawn with a fixed seed.
"""

import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.authoring import generate
from bot.notes import Question, load

SAMPLE = 100
SEED = 20261123
_CONTENT = Path(__file__).parent.parent / "content" / "aws-developer"


def shown(question: Question) -> str:
    """One question with its answer on two lines."""
    rule = question.reason.partition(":")[0]
    if question.choices:
        answer = " | ".join(f"{'*' if choice.right else ''}{choice.text}" for choice in question.choices)
    else:
        answer = "; ".join(question.answers) if question.parts else " | ".join(question.answers)
    return f"[{rule}] {question.source} {question.prompt}\n      {answer}"


def main(arguments: Sequence[str]) -> None:
    """Print the tables and the sample."""
    path = Path(arguments[0]) if arguments else _CONTENT
    seed = int(arguments[1]) if len(arguments) > 1 else SEED
    pack = replace(load(path), questions=())
    found = generate(pack)
    print(f"{path.name}: {len(pack.facts)} facts, {len(found.questions)} questions generated\n")
    for rule, count in sorted(found.counts().items(), key=lambda pair: -pair[1]):
        print(f"{count:>6} {rule}")
    print(f"\n{len(found.drops)} candidates dropped")
    reasons = Counter((drop.rule, drop.reason.partition("“")[0] or "looks misspelt") for drop in found.drops)
    for (rule, reason), count in sorted(reasons.items(), key=lambda pair: (pair[0][0], -pair[1])):
        print(f"{count:>6} {rule}: {reason}")
    print(f"\n{SAMPLE} of them, seed {seed}\n")
    questions = list(found.questions)
    for number, question in enumerate(random.Random(seed).sample(questions, min(SAMPLE, len(questions))), 1):
        print(f"{number:>3}. {shown(question)}")


if __name__ == "__main__":
    main(sys.argv[1:])
