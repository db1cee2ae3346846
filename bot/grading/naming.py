"""Answers that are names or phrases: whether a response names the accepted form, and nothing else."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.grading.aligning import Aligner, Alignment, Reach, Words
from bot.grading.company import Company
from bot.grading.context import Context
from bot.grading.findings import NOTHING, Finding, Fit
from bot.grading.forms import Form, compile_forms
from bot.grading.offers import Offers
from bot.grading.omissions import goes_without_saying
from bot.grading.reading import MAX_TOKENS, Reading
from bot.grading.word_order import in_order
from bot.text.clean import clean
from bot.text.english import ARTICLES, FILLER, FUNCTION, LIGHT_VERBS, NEGATIONS
from bot.text.kinship import opposites
from bot.text.tokens import squash, tokens

_LATIN = re.compile(r"[a-z0-9]")
_SMALL = FUNCTION | FILLER | LIGHT_VERBS
_COPULAS = frozenset({"is", "are", "be", "was", "were", "gets", "stays"})
_OVER = ARTICLES | {"very", "much", "more", "far", "always"}
_MOST_CLAUSES = 8  # clauses that are tried on their own


class TermKey:
    """The accepted forms of one answer that is a name or phrase, with all their equivalents, compiled."""

    def __init__(
        self,
        answers: Sequence[str],
        context: Context,
        rejects: Sequence[str] = (),
        strict: str = "",
        beside: int = 0,
    ) -> None:
        self._context = context
        self._strict = strict
        self._beside = beside  # other parts of the same answer, which make a slip likelier
        self._forms = compile_forms(answers, context, literal=strict == "exact")
        self._squashed = {form.squashed: form.accepted for form in reversed(self._forms) if form.squashed}
        self._symbols = {"".join(clean(a).split()): a for a in answers if not squash(clean(a))}
        siblings = {other for answer in answers for other in context.vocabulary.siblings(answer)}
        self._siblings = {squash(name) for name in siblings} - set(self._squashed)
        self._sibling_stems = [frozenset(token.stem for token in tokens(name)) for name in siblings]
        self._reach = [(form, Reach(form, context)) for form in self._forms]
        self._company = self._make_company([*siblings, *rejects])

    def _make_company(self, others: Sequence[str]) -> Company:
        words = [token for form in self._forms for token in form.tokens]
        stems = frozenset(token.stem for token in words)
        rivals = frozenset[str]().union(*(self._context.rivals(form.tokens) for form in self._forms))
        first_names: dict[str, frozenset[str]] = {}
        for form in filter(lambda form: form.authored, self._forms):
            *firsts, last = [token.word for token in form.tokens] or [""]
            first_names[last] = first_names.get(last, frozenset()).union(firsts)
        other_words = {token.word for name in others for token in tokens(name, split_humps=True)}
        return Company(
            self._context,
            names=frozenset(self._squashed),
            stems=stems,
            rivals=rivals - stems,
            siblings=frozenset(self._siblings),
            others=frozenset(other_words - {token.word for token in words}),
            latin=all(_LATIN.search(token.word) for token in words),
            wordy=not any(char.isdigit() for token in words for char in token.word),
            first_names=first_names,
            proper=any(form.tokens and form.tokens[0].raw[:1].isupper() for form in self._forms),
        )

    @property
    def rivals(self) -> frozenset[str]:
        """Stems of the question's other options."""
        return self._company.rivals

    @property
    def stems(self) -> frozenset[str]:
        """Stems of the words in the accepted forms as they were written."""
        return frozenset(token.stem for form in self._forms if form.authored for token in form.tokens)

    def exact(self, text: str) -> str:
        """The accepted form that `text` is, but for case, accents and punctuation; "" if none."""
        if squashed := squash(text):
            return self._squashed.get(squashed, "")
        return self._symbols.get("".join(text.split()), "")

    def touches(self, text: str) -> bool:
        """Whether some word of `text` could belong to one of the forms."""
        words = Words(tokens(text, split_humps=True))
        return any(reach.touches(words, slips=self._strict == "") for _, reach in self._reach)

    def judge(self, reading: Reading) -> Finding:
        """How `reading` fits the best of the forms."""
        if self._strict == "exact":
            return NOTHING
        if squash(reading.text) in self._siblings:
            return Finding(Fit.OTHER, self._forms[0].accepted)
        best = NOTHING
        words = Words(reading.tokens)
        exact = self._strict == "typo" or self._context.asks_word_form
        slips = len(reading.tokens) <= MAX_TOKENS and not exact
        for form, reach in self._reach:
            if reach.touches(words, slips):
                best = max(
                    best, self._judge_form(form, reading, words, slips), key=lambda f: (f.fit, f.nearness)
                )
            if best.right:
                break
        return best

    def _judge_form(self, form: Form, reading: Reading, words: Words, slips: bool) -> Finding:
        """A clause that names the form by itself counts first, asserted ones before denied ones."""
        aligner = Aligner(form, words, self._context, self._company.others, self._beside)
        whole = aligner.align(slips)
        if not whole.hits:
            return NOTHING
        if len(reading.clauses) > 1 and goes_without_saying(whole, self._context, reading.tokens):
            clauses = reading.clauses[:_MOST_CLAUSES]
            for clause in sorted(clauses, key=lambda clause: reading.denied[clause.end - 1]):
                part = aligner.align(slips, range(clause.start, clause.end))
                if part.hits and goes_without_saying(part, self._context, reading.tokens):
                    return self._weigh(part, reading)
        return self._weigh(whole, reading)

    def _weigh(self, aligned: Alignment, reading: Reading) -> Finding:
        """From what was met to a finding: all of it, in order, not denied, and alone."""
        size = len(aligned.form.tokens)
        nearness = len(aligned.hits) / size
        found = Finding(Fit.NEAR, aligned.form.accepted, slips=aligned.slips, nearness=nearness)
        if max(aligned.core) - min(aligned.core) > 2 * size + 5:
            return found
        enough = goes_without_saying(aligned, self._context, reading.tokens)
        if not enough or self._names_sibling_too(aligned):
            return replace(found, fit=Fit.FRAGMENT) if self._is_fragment(aligned, reading) else found
        if not in_order(aligned, reading.tokens, self._context):
            return replace(found, fit=Fit.ORDER)
        if self._context.asks_expansion and 2 * aligned.loose > size:
            return found
        if self._is_denied(aligned, reading):
            return replace(found, fit=Fit.OPPOSITE if aligned.flips else Fit.DENIED)
        if self._company.is_longer_name(aligned, reading):
            return replace(found, fit=Fit.OTHER)
        if not self._company.fits(aligned, reading):
            return found
        return replace(
            found, fit=Fit.HEDGED if Offers(self._company).any_beside(aligned, reading) else Fit.RIGHT
        )

    def _names_sibling_too(self, aligned: Alignment) -> bool:
        """Whether what was left out is all that tells the form from a sibling: "pool" for "user pool"."""
        form = aligned.form
        if all(at in form.grammar for at in aligned.missing):
            return False
        said = {form.tokens[at].stem for at in aligned.hits if at not in form.grammar}
        return any(said <= stems for stems in self._sibling_stems)

    def _is_fragment(self, aligned: Alignment, reading: Reading) -> bool:
        """Whether a part of the form was named, with nothing foreign beside it."""
        form, used = aligned.form, set(aligned.places)
        rest = [at for at in range(len(reading.tokens)) if at not in used]
        unsaid = any(form.tokens[at].word in NEGATIONS for at in aligned.missing)
        if aligned.flips or unsaid or any(reading.denied[place] for place in used):
            return False
        telling = bool(form.own & aligned.hits.keys()) or not any(
            reading.tokens[at].stem in self._context.said and reading.tokens[at].word not in FUNCTION
            for at in rest
        )
        return telling and all(
            self._company.harmless(reading.tokens[at]) and not self._is_other_part(at, used, reading)
            for at in rest
        )

    def _is_other_part(self, at: int, used: set[int], reading: Reading) -> bool:
        """Whether a word stands where one is missing: the D of "vitamin D", the "stack" of "stack set"."""
        token = reading.tokens[at]
        if len(token.word) == 1 or token.value is not None:
            return at - 1 in used or (at + 1 in used and token.word not in {"a", "i"})
        adds_nothing = token.word in _SMALL or token.word in self._context.vocabulary.vendors
        return at + 1 in used and not adds_nothing

    def _says_contrary(self, aligned: Alignment, reading: Reading) -> bool:
        """Whether the contrary of the question is said of the answer: "X must be disabled" for "enabled"."""
        last = max(aligned.core)
        end = reading.clauses[reading.clause_of[last]].end
        said = self._context.said
        return any(
            self._link(at, reading) in _COPULAS
            and not reading.denied[at]
            and reading.tokens[at].stem not in said | self._company.stems
            and not said.isdisjoint(opposites(reading.tokens[at].stem))
            for at in range(last + 2, end)
        )

    @staticmethod
    def _link(at: int, reading: Reading) -> str:
        """The word before a place, over an article or a degree: the "is" of "is the softest"."""
        step = 2 if reading.tokens[at - 1].word in _OVER else 1
        return reading.tokens[at - step].word

    def _is_denied(self, aligned: Alignment, reading: Reading) -> bool:
        """Whether the response says the contrary: an odd number of negations and opposites."""
        form = aligned.form
        own = {place for at in form.own for place in aligned.hits.get(at, ())} or set(aligned.core)
        denied = any(reading.denied[place] for place in own)
        negations = {
            at for at, token in enumerate(form.tokens) if token.word in NEGATIONS and not form.glued(at)
        }
        if any(at in aligned.hits for at in negations):
            denied = False  # by the form's own "not"
        denied = denied != self._says_contrary(aligned, reading)
        return bool((aligned.flips + denied + len(negations - set(aligned.hits))) % 2)
