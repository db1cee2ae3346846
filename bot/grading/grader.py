"""The order in which an answer is judged, and nothing else."""

from rapidfuzz import fuzz

from bot.grading.verdict import Result, Verdict
from bot.notes.model import Question
from bot.text.glossary import Glossary

MAX_LENGTH = 1000  # characters; a longer response is not graded: cutting it could turn a wrong answer right


class Grader:
    """Judges responses, with the words of one field compiled once."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary

    def grade(self, question: Question, response: str) -> Verdict:
        """Judge `response`; pure, deterministic, never raises."""
        if len(response) > MAX_LENGTH:
            reason = f"That is over {MAX_LENGTH:,} characters, too long to grade; a short answer is enough."
            return Verdict(Result.INCORRECT, 0.0, reason, graded=False)
        text = response.strip()
        if not text:
            return Verdict(Result.INCORRECT, 0.0, "There is no answer in that.", graded=False)
        folded = text.casefold()
        for form in question.answers:
            score = fuzz.ratio(folded, form.casefold()) / 100
            if score >= 0.9:
                return Verdict(Result.CORRECT, score, f"{form} is right.", matched=form)
        return Verdict(Result.INCORRECT, 0.0, "That is not the answer.")
