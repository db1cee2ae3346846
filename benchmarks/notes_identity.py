"""How many questions keep their identity when a pack is edited.

Run: python -m benchmarks.notes_identity. 200 questions of the shipped pack, without their own ids, are
reordered, re-wrapped, moved to another file and topic, and lightly reworded; then half of them are
replaced by others that read alike, of which none may take over a history.
"""

import random
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from textwrap import fill

from bot.authoring import succession
from bot.notes import Question, load
from bot.notes.loading import parse_file
from bot.notes.model import QuestionKind

COUNT = 200
SEED = 20261123
_CONTENT = Path(__file__).parent.parent / "content"
_SYNONYMS = (
    ("Which", "What"), ("What is", "What's"), ("must", "has to"), ("can't", "cannot"), (" a ", " one "),
    ("How long", "For how long"), ("How many", "What number of"), ("should", "ought to"), ("choose", "pick"),
    ("needs", "requires"), ("large", "big"), ("stores", "keeps"), ("shows", "displays"), ("gets", "receives"),
)  # fmt: skip


def written(questions: Sequence[Question], *, width: int = 0, heading: str = "# Pack") -> str:
    """The questions as Markdown, without ids."""
    blocks = [heading]
    for question in questions:
        prompt = fill(question.prompt, width, break_on_hyphens=False) if width else question.prompt
        if question.choices:
            answers = "\n".join(f"- [{'x' if c.right else ' '}] {c.text}" for c in question.choices)
            blocks.append(f"Q: {prompt}\n\n{answers}")
        else:
            answer = " | ".join(re.sub(r"([|;:{\\])", r"\\\1", form) for form in question.answers)
            blocks.append(f"Q: {prompt}\nA: {answer}")
    return "\n\n".join(blocks) + "\n"


def reworded(question: Question) -> str:
    """A prompt in slightly other words: a synonym, or a word or two in front."""
    prompt = question.prompt
    for word, other in _SYNONYMS:
        if word in prompt:
            return prompt.replace(word, other, 1)
    return f"In short: {prompt}"


def sample() -> list[Question]:
    """The questions, the same at each run."""
    plain = [
        question
        for question in load(_CONTENT / "aws-developer").questions
        if question.kind in (QuestionKind.TEXT, QuestionKind.CHOICE, QuestionKind.MULTIPLE)
        and "\n" not in question.prompt
        and not any("`" in text for text in (*question.answers, *(c.text for c in question.choices)))
    ]
    return random.Random(SEED).sample(plain, COUNT)


def kept(old: str, new: str) -> tuple[int, int]:
    """How many questions go on, by the same id or as heirs; and how many of these to another answer."""
    before = {q.id: q for q in parse_file(old.encode(), "old.md").questions}
    after = {q.id: q for q in parse_file(new.encode(), "new.md").questions}
    heirs = succession(before.values(), after.values())
    pairs = [(q, after[heirs.get(key, key)]) for key, q in before.items() if heirs.get(key, key) in after]
    return len(pairs), sum(1 for one, other in pairs if one.answers != other.answers)


def main() -> int:
    """Print one row an edit."""
    questions = sample()
    shuffled = random.Random(SEED).sample(questions, COUNT)
    old = written(questions)
    edits: dict[str, Callable[[], str]] = {
        "reordered": lambda: written(shuffled),
        "re-wrapped": lambda: written(questions, width=30),
        "moved": lambda: written(questions, heading="# Elsewhere\n\n## Deeper"),
        "reworded": lambda: _with_prompts(questions, [reworded(question) for question in questions]),
    }
    print(f"{'edit':<12}{'questions':>10}{'kept':>6}{'joined wrongly':>16}")
    for name, edit in edits.items():
        count, wrong = kept(old, edit())
        print(f"{name:<12}{COUNT:>10}{count:>6}{wrong:>16}")
    half = COUNT // 2
    joined, _ = kept(written(questions[:half]), written(questions[half:]))
    print(f"{'replaced':<12}{half:>10}{0:>6}{joined:>16}")
    return 0


def _with_prompts(questions: Sequence[Question], prompts: Sequence[str]) -> str:
    return written([replace(q, prompt=prompt) for q, prompt in zip(questions, prompts, strict=True)])


if __name__ == "__main__":
    sys.exit(main())
