"""The order in which a response is judged, and nothing else."""

from functools import lru_cache

from bot.grading import reasons
from bot.grading.choices import ChoiceKey, picked_marks
from bot.grading.context import read_prompt
from bot.grading.findings import Finding, Fit
from bot.grading.injection import talks_to_grader
from bot.grading.keys import Key, gives_up, is_empty
from bot.grading.lists import ListKey
from bot.grading.reading import Reading, plain, read
from bot.grading.verdict import Verdict
from bot.grading.vocabulary import Vocabulary
from bot.notes.model import Question, QuestionKind
from bot.text.clean import clean
from bot.text.glossary import Glossary
from bot.text.kinship import opposites

MAX_LENGTH = 1000  # characters; a longer response is not graded: cutting it could turn a wrong answer right
_COMPILED = 512  # questions whose keys are kept ready


class Grader:
    """Judges responses, with the words of one field compiled once."""

    def __init__(self, glossary: Glossary) -> None:
        self._vocabulary = Vocabulary(glossary)
        self._compiled = lru_cache(maxsize=_COMPILED)(self._compile)

    def grade(self, question: Question, response: str) -> Verdict:
        """Judge `response`; pure and deterministic, and no text makes it raise."""
        if len(response) > MAX_LENGTH:
            return reasons.too_long(MAX_LENGTH)
        text = clean(response)
        judge = self._compiled(_Asked(question))
        if not any(char.isalnum() for char in text) and not judge.is_symbols(text):
            return reasons.empty()
        return judge(text)

    def _compile(self, asked: "_Asked") -> "_Judge":
        return _Judge(asked.question, self._vocabulary)


class _Asked:
    """A question as a cache key: what of it decides a verdict."""

    __slots__ = ("_key", "question")

    def __init__(self, question: Question) -> None:
        self.question = question
        self._key = (
            question.prompt, question.answers, question.kind, question.parts, question.need, question.choices,
            question.rejects, question.strict,
        )  # fmt: skip

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self._key == other._key


class _Judge:
    """One question, compiled."""

    def __init__(self, question: Question, vocabulary: Vocabulary) -> None:
        self._question = question
        self._context = context = read_prompt(question.prompt, vocabulary)
        answers = question.answers or tuple(forms[0] for forms in question.parts) or ("",)
        self._key = Key(answers, context, question.rejects, question.strict)
        self._list = None
        if question.parts and question.kind in (
            QuestionKind.ALL_OF,
            QuestionKind.ANY_OF,
            QuestionKind.IN_ORDER,
        ):
            self._list = ListKey(question.parts, question.need, question.kind, context, question.strict)
        has_options = question.choices and question.kind in (QuestionKind.CHOICE, QuestionKind.MULTIPLE)
        self._choices = ChoiceKey(question.choices, context) if has_options else None

    def is_symbols(self, text: str) -> bool:
        """Whether a response without letters or digits can be an answer here ("===")."""
        return bool(text) and any(not any(c.isalnum() for c in clean(answer)) for answer in self._key.answers)

    def __call__(self, text: str) -> Verdict:
        if self._choices:
            return self._choose(self._choices, text)
        text = self._true_or_false(text)
        if not self._list and (exact := self._key.exact(text)):
            return reasons.verdict(Finding(Fit.RIGHT, exact, nearness=1.0), self._key)
        if talks_to_grader(text, self._key.answers):
            return reasons.injection()
        text = plain(self._without_mention(text))
        if self._list:
            return self._count(self._list, text)
        text = text.replace("->", " to ")
        if self._context.asks_command:
            text = text.partition(" | ")[0]  # what the command's output is piped into
        reading = read(text)
        if not reading.tokens or (is_empty(reading) and not self._means_something(text, reading)):
            return reasons.no_answer()
        if option := self._option_of(text):
            text, reading = option, read(option)
        finding = self._key.judge(text, reading)
        if not finding.right and (other := self._by_exclusion(reading) or self._by_contrast(reading)):
            finding = other
        return reasons.verdict(finding, self._key)

    def _without_mention(self, text: str) -> str:
        first, _, rest = text.partition(" ")
        return rest if first.startswith("@") and len(first) > 1 and rest.strip() else text

    def _means_something(self, text: str, reading: Reading) -> bool:
        return self._key.judge(text, reading).right or picked_marks(text, 2) is not None

    def _option_of(self, text: str) -> str:
        """The text of the option that a letter or "the second one" stands for, if the prompt has options."""
        labelled = self._context.labelled
        options = list(labelled.values()) or [" ".join(t.raw for t in option) for option in self._options()]
        if len(options) < 2:
            return ""
        if not labelled and len(text.strip()) < 4:
            return ""
        picked = picked_marks(text, len(options))
        return options[min(picked)] if picked and len(picked) == 1 else ""

    def _options(self) -> list:  # type: ignore[type-arg]
        options = list(self._context.options)
        return options if len(options) == 2 else []

    def _by_exclusion(self, reading: Reading) -> Finding | None:
        """ "Not odd" where the question offered odd and even; "neither odd nor even" excludes both."""
        rivals = self._key.names.rivals
        if len(self._context.options) != 2 or not rivals:
            return None
        one, other = ({token.stem for token in option} for option in self._context.options)
        if any(token.stem in self._key.names.stems - (one & other) for token in reading.tokens):
            return None
        content = [at for clause in reading.clauses for at in reading.content(clause)]
        if (
            content
            and all(
                reading.denied[at]
                and (reading.tokens[at].stem in rivals or reading.tokens[at].stem in self._context.stems)
                for at in content
            )
            and any(reading.tokens[at].stem in rivals for at in content)
        ):
            return Finding(Fit.RIGHT, self._key.answers[0])
        return None

    def _by_contrast(self, reading: Reading) -> Finding | None:
        """ "Finland is smaller" where the question asks which of Norway and Finland is larger."""
        rivals, said = self._key.names.rivals, self._context.stems
        content = [reading.tokens[at] for clause in reading.clauses for at in reading.content(clause)]
        if len(self._context.options) != 2 or not rivals or len(content) != 2 or any(reading.denied):
            return None
        rival, contrary = content
        if rival.stem in rivals and contrary.stem not in said and opposites(contrary.stem) & said:
            return Finding(Fit.RIGHT, self._key.answers[0])
        return None

    def _count(self, key: ListKey, text: str) -> Verdict:
        count = key.count(text)
        return reasons.list_verdict(key, count)

    def _choose(self, key: ChoiceKey, text: str) -> Verdict:
        picked = key.picked(text)
        if not picked and gives_up(read(text)):
            return reasons.no_answer()
        return reasons.choice_verdict(key.right, picked, self._question.choices)

    def _true_or_false(self, text: str) -> str:
        """The word that a number or letter picks where true and false are shown as options."""
        shown = self._question.choices if self._question.kind is QuestionKind.TRUE_FALSE else ()
        picked = picked_marks(text, len(shown)) if shown else None
        return clean(shown[min(picked)].text) if picked and len(picked) == 1 else text
