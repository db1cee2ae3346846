"""A second answer in a response: "X or Y", "X/Y", "X and Y", a list of everything."""

from dataclasses import dataclass

from bot.grading.aligning import Alignment
from bot.grading.company import Company
from bot.grading.reading import Clause, Reading, is_detail
from bot.text.english import ARTICLES, FILLER, FUNCTION, LIGHT_VERBS, NEGATIONS, PRONOUNS, word_set
from bot.text.kinship import long_form, opposites
from bot.text.tokens import Token, squash

_NO_ALTERNATIVE = FILLER - word_set(
    "response responses answer answers solution right correct question good kind sort let like try final"
)
_TIES = PRONOUNS | word_set("or and either both i you we he she what so just only also too")
_CHOICE = frozenset({"or", "or/"})
_LISTING = frozenset({",", ";", "\n", "?", ".", "-"})
_LONGEST_OFFER = 3  # words of a second answer; more is an explanation


@dataclass(frozen=True, slots=True)
class Offers:
    """Looks for other answers in the clauses beside the one that names the answer."""

    _company: Company

    def any_beside(self, aligned: Alignment, reading: Reading) -> bool:
        """Whether the response names an alternative: "X or Y", "X/Y", "X and Y", a list of everything."""
        used = set(aligned.places)
        homes = {reading.clause_of[place] for place in aligned.core}
        if any(self._asserts_rival(reading, reading.clauses[number], used) for number in homes):
            return True
        inner = range(min(homes) + 1, max(homes) + 1)
        if any(reading.clauses[number].joiner in _CHOICE for number in inner) and any(
            self._is_left_over(at, reading, used, homes) for at in range(len(reading.tokens))
        ):
            return True
        if self._only_explains(reading, min(homes), used):
            return True
        listed = 0
        for number, clause in enumerate(reading.clauses):
            joiner = reading.clauses[number + 1].joiner if number < min(homes) else clause.joiner
            if joiner in _LISTING and self._is_apposition(reading, clause, reading.clauses[min(homes)]):
                continue
            if number in homes or not self._is_offer(reading, clause, used, joiner):
                continue
            if any(is_detail(reading, between) for between in reading.clauses[max(homes) + 1 : number]):
                continue
            more = self._company.context.asks_object and len(aligned.form.tokens) == 1
            if joiner == "and" and more:
                return True
            choice = joiner in _CHOICE or any(c.joiner in _CHOICE for c in reading.clauses[: number + 2])
            if choice or self._adds(joiner, reading, clause):
                return True
            listed += joiner in _LISTING
        return listed > 1

    def _only_explains(self, reading: Reading, home: int, used: set[int]) -> bool:
        """Whether the answer stands in a sentence in brackets behind another name: "Y (X does otherwise)"."""
        clause = reading.clauses[home]
        if not home or clause.joiner != "(" or clause.end - clause.start < len(used) + 2:
            return False
        lead = reading.clauses[home - 1]
        words = [reading.tokens[at] for at in reading.content(lead) if not reading.denied[at]]
        return bool(words) and not any(
            self._company.alias(token) or self._company.harmless(token) for token in words
        )

    @staticmethod
    def _is_left_over(at: int, reading: Reading, used: set[int], homes: set[int]) -> bool:
        """Whether a word stands unused in the answer's own clauses: the "right" of "left or right join"."""
        token = reading.tokens[at]
        if token.word == "i" and at - 1 in used:
            return True  # "Nicholas I or II"
        own = reading.clause_of[at] in homes and at not in used
        return own and (token.word not in FUNCTION or token.value is not None)

    def _is_apposition(self, reading: Reading, clause: Clause, home: Clause) -> bool:
        """Whether a clause only describes the answer: "X, the Y", "X - Y"."""
        if clause.joiner == "-":
            return not self._asserts_rival(reading, clause, set())
        begins, home_begins = reading.tokens[clause.start].word, reading.tokens[home.start].word
        return begins in ARTICLES and home_begins not in ARTICLES and clause.end - clause.start > 1

    def _adds(self, joiner: str, reading: Reading, clause: Clause) -> bool:
        """Whether "and Y" or ", Y" adds a second answer; to what somebody does, more may be added."""
        if joiner == "and" and not self._company.context.asks_action:
            return True
        if joiner in {"and", "then"}:
            return self._holds_rival(reading, clause)
        return joiner in _LISTING and (
            self._names_rival(reading, clause) or self._names_product(reading, clause)
        )

    def _asserts_rival(self, reading: Reading, clause: Clause, used: set[int]) -> bool:
        return any(
            reading.tokens[at].stem in self._company.rivals and not reading.denied[at] and at not in used
            for at in range(clause.start, clause.end)
        )

    def _is_offer(self, reading: Reading, clause: Clause, used: set[int], joiner: str) -> bool:
        """Whether a clause names something that is not the answer."""
        content = [at for at in reading.content(clause) if at not in used]
        choice = joiner in _CHOICE
        if choice and not content:
            content = [at for at in range(clause.start, clause.end) if self._is_contrary(reading.tokens[at])]
        if not content or all(reading.denied[at] for at in content):
            return False
        besides = joiner in {"and", "then"} and self._asserts_rival(reading, clause, used)
        if is_detail(reading, clause) and not (choice or besides):
            return False
        if clause.joiner in {".", "!"} and len(content) > 1:
            return False
        words = [reading.tokens[at] for at in content]
        if self._company.wordy and not choice and all(token.value is not None for token in words):
            return False  # figures are no second name
        if choice and self._names_rival(reading, clause):
            return True
        if self._company.context.asks_word_form and choice:
            return True  # "went or gone"
        if all(self._company.alias(token) or long_form(token.word) in self._company.names for token in words):
            return False
        if self._tells_of_rival(reading, clause):
            return False
        if self._holds_rival(reading, clause):
            return True
        if all(self._company.harmless(token) for token in words):
            return choice
        return choice or (len(content) <= _LONGEST_OFFER and clause.joiner not in {".", "!"})

    def _tells_of_rival(self, reading: Reading, clause: Clause) -> bool:
        """Whether a clause says what the other one does: "REST costs more"."""
        words = reading.tokens[clause.start : clause.end]
        words = words[1:] if words[0].word in ARTICLES else words
        if clause.joiner in _CHOICE | {"and"} or len(words) < 3:
            return False
        verb = words[1]
        return (
            words[0].stem in self._company.rivals
            and verb.word.endswith("s")
            and (verb.word in LIGHT_VERBS or not (self._company.harmless(verb) or self._company.alias(verb)))
        )

    def _names_rival(self, reading: Reading, clause: Clause) -> bool:
        """Whether a clause has a word of the question's other options or of a sibling."""
        words = reading.tokens[clause.start : clause.end]
        name = "".join(squash(token.raw) for token in words if token.word not in _CHOICE)
        return name in self._company.siblings or any(
            token.stem in self._company.rivals or token.word in self._company.others for token in words
        )

    def _names_product(self, reading: Reading, clause: Clause) -> bool:
        """Whether a clause is another product's name, which describes nothing."""
        words = reading.tokens[clause.start : clause.end]
        vocabulary = self._company.context.vocabulary
        spans = vocabulary.spans(words)
        return len(spans) == 1 and spans[0][:2] == (0, len(words)) and vocabulary.is_product(spans[0][2])

    def _is_contrary(self, token: Token) -> bool:
        """Whether a small word is offered as an alternative: "in or out", "safe or not"."""
        if token.word in FILLER:
            return token.word not in _NO_ALTERNATIVE
        keyword = token.word in FUNCTION - _TIES  # WHERE, where the answer is HAVING
        return keyword or token.word in NEGATIONS or bool(opposites(token.stem) & self._company.stems)

    def _holds_rival(self, reading: Reading, clause: Clause) -> bool:
        """Whether a clause holds another option of the question, a sibling, or another term of the field."""
        words = reading.tokens[clause.start : clause.end]
        if self._names_rival(reading, clause):
            return True
        if clause.joiner not in _LISTING | _CHOICE | {"and"}:
            return False
        vocabulary = self._company.context.vocabulary
        for start, end, _ in vocabulary.spans(words):
            name = " ".join(token.raw for token in words[start:end])
            if not self._company.names & {squash(form) for form in vocabulary.forms_of(name)}:
                return end - start >= len(words) - 1
        return False
