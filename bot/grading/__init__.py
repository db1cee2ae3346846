"""Judging free-text answers: `Grader(glossary).grade(question, response) -> Verdict`."""

from bot.grading.grader import MAX_LENGTH, Grader
from bot.grading.infer import infer
from bot.grading.rulings import answer_digest, question_digest
from bot.grading.verdict import Result, Verdict

__all__ = ["MAX_LENGTH", "Grader", "Result", "Verdict", "answer_digest", "infer", "question_digest"]
