"""Answers that are names or phrases: whether a response names the accepted form, and nothing else beside it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.grading.context import Context
from bot.grading.findings import NOTHING, Finding, Fit
from bot.grading.reading import MAX_TOKENS, Clause, Reading, is_detail
from bot.grading.terms import (
    Aligner,
    Alignment,
    Form,
    distinctive,
    droppable,
    in_order,
    initials_of,
    make_form,
)
from bot.text.clean import clean
from bot.text.english import (
    CLASSIFIERS,
    CLIPPINGS,
    DETAIL_OPENERS,
    FILLER,
    FUNCTION,
    LIGHT_VERBS,
    NEGATIONS,
    TITLES,
)
from bot.text.tokens import Token, squash, tokens

_MAX_FORMS = 60
_CHANGES_MEANING = frozenset(
    "non anti pseudo semi half quasi ex vice sub near almost nearly un de inverse reverse partial great step north south"
    " east west false fake virtual mini mega micro double triple pre post counter proto neo auto hyper hypo super"
    " parallel para".split()
)


class TermKey:
    """The accepted forms of one answer that is a name or phrase, with all their equivalents, compiled."""

    def __init__(
        self, answers: Sequence[str], context: Context, rejects: Sequence[str] = (), strict: str = ""
    ) -> None:
        self._context = context
        self._strict = strict
        self.forms = self._compile(answers)
        self._squashed = {form.squashed: form.accepted for form in reversed(self.forms) if form.squashed}
        self._symbols = {"".join(clean(a).split()): a for a in answers if not squash(clean(a))}
        self._rejected = [make_form(clean(form), form) for form in rejects]
        siblings = {other for answer in answers for other in context.vocabulary.siblings(answer)}
        self._siblings = {squash(name) for name in siblings} - set(self._squashed)
        options = frozenset[str]().union(*(context.rivals(list(form.tokens)) for form in self.forms))
        mine = {token.stem for form in self.forms for token in form.tokens}
        self.rivals = options - mine
        self._others = frozenset(
            token.word for name in (*siblings, *rejects) for token in tokens(name, split_humps=True)
        ) - {token.word for form in self.forms for token in form.tokens}
        self._known_stems = mine

    def _compile(self, answers: Sequence[str]) -> list[Form]:
        context = self._context
        forms: dict[tuple[str, ...], Form] = {}
        for answer in answers:
            text = clean(answer) or answer
            self._add(forms, make_form(text, answer))
            if self._strict == "exact" or context.asks_expansion:
                continue
            for variant in context.vocabulary.variants(text):
                self._add(forms, make_form(variant, answer))
            letters = initials_of(tokens(text))
            if letters:
                self._add(forms, make_form(letters, answer, initials=True))
        return list(forms.values())[:_MAX_FORMS]

    @staticmethod
    def _add(forms: dict[tuple[str, ...], Form], form: Form) -> None:
        forms.setdefault(tuple(token.word for token in form.tokens), form)

    def exact(self, text: str) -> str:
        """The accepted form that `text` is, but for case, accents and punctuation; "" if none."""
        squashed = squash(text)
        if squashed:
            return self._squashed.get(squashed, "")
        return self._symbols.get("".join(text.split()), "")

    def judge(self, reading: Reading) -> Finding:
        """How `reading` fits the best of the forms."""
        if self._strict == "exact":
            return NOTHING
        if squash(reading.text) in self._siblings:
            return Finding(Fit.OTHER, self.forms[0].accepted)
        best = NOTHING
        views = [reading]
        typos = len(reading.tokens) <= MAX_TOKENS and self._strict != "typo"
        for view in views:
            present = {token.stem for token in view.tokens}
            for form in self.forms:
                finding = self._judge_form(form, view, present, typos)
                if (finding.fit, finding.nearness) > (best.fit, best.nearness):
                    best = finding
                if best.right:
                    break
        if best.right and self._is_rejected(reading):
            return Finding(Fit.OTHER, best.form)
        return best

    def _is_rejected(self, reading: Reading) -> bool:
        return any(form.squashed and form.squashed == squash(reading.text) for form in self._rejected)

    def _judge_form(self, form: Form, reading: Reading, present: set[str], typos: bool) -> Finding:
        if not form.tokens or not reading.tokens:
            return NOTHING
        if not typos and not any(token.stem in present for token in form.tokens):
            return NOTHING
        aligned = Aligner(form, reading.tokens, self._context, self._others, typos).align()
        if not aligned.hits:
            return NOTHING
        return self._weigh(aligned, reading)

    def _weigh(self, aligned: Alignment, reading: Reading) -> Finding:
        form, context = aligned.form, self._context
        places = aligned.places
        nearness = len(aligned.hits) / len(form.tokens)
        found = Finding(Fit.NEAR, form.accepted, slips=aligned.slips, nearness=nearness)
        if max(places) - min(places) > 2 * len(form.tokens) + 5:
            return found
        if not droppable(aligned, context):
            return self._partial(aligned, reading, found)
        if not in_order(aligned, reading.tokens, context):
            return replace(found, fit=Fit.ORDER)
        if context.asks_expansion and aligned.loose:
            return found
        own = {place for at in distinctive(form, context) for place in aligned.hits.get(at, ())} or set(
            places
        )
        flips = aligned.flips + any(reading.denied[place] for place in own)
        flips += any(token.word in NEGATIONS for token in form.tokens)
        if flips % 2:
            return replace(found, fit=Fit.OPPOSITE if aligned.flips else Fit.DENIED)
        return self._alone(aligned, reading, found)

    def _partial(self, aligned: Alignment, reading: Reading, found: Finding) -> Finding:
        """Some of the form: a fragment if nothing foreign stands beside it, else another thing."""
        extra = self._foreign(aligned, reading)
        clean_part = not extra and not aligned.flips and not any(reading.denied[p] for p in aligned.places)
        return replace(found, fit=Fit.FRAGMENT) if clean_part else found

    def _foreign(self, aligned: Alignment, reading: Reading) -> list[int]:
        used = set(aligned.places)
        return [
            at
            for at in range(len(reading.tokens))
            if at not in used and not self._harmless(reading.tokens[at])
        ]

    def _harmless(self, token: Token) -> bool:
        if token.stem in self.rivals:
            return False
        if token.word in FUNCTION or token.word in FILLER or token.stem in self._context.stems:
            return True
        if len(token.word) == 1 or token.value is not None:
            return False
        return (
            token.word in CLASSIFIERS
            or token.word in LIGHT_VERBS
            or token.word in self._context.vocabulary.vendors
        )

    # -- what stands beside the answer -------------------------------------------------------------

    def _alone(self, aligned: Alignment, reading: Reading, found: Finding) -> Finding:
        """RIGHT, unless other words make it another thing or offer a second answer."""
        used = set(aligned.places)
        homes = {reading.clause_of[place] for place in used}
        if self._is_longer_name(aligned, reading):
            return replace(found, fit=Fit.OTHER)
        if not self._fits_its_clause(aligned, reading, used, homes):
            return found
        if self._offers_more(reading, used, homes):
            return replace(found, fit=Fit.HEDGED)
        return replace(found, fit=Fit.RIGHT)

    def _is_longer_name(self, aligned: Alignment, reading: Reading) -> bool:
        """Whether the words met are only a part of another term the field knows ("Parameter Store")."""
        used = set(aligned.places)
        vocabulary = self._context.vocabulary
        for start, end, _ in vocabulary.spans(reading.tokens):
            span = set(range(start, end))
            if not span & used or span <= used or not used <= span:
                continue
            name = " ".join(reading.tokens[at].raw for at in range(start, end))
            same = {squash(form) for form in vocabulary.forms_of(name)}
            foreign = [at for at in span - used if not self._harmless(reading.tokens[at])]
            if foreign and not same & set(self._squashed):
                return True
        return False

    def _fits_its_clause(self, aligned: Alignment, reading: Reading, used: set[int], homes: set[int]) -> bool:
        first, last = min(used), max(used)
        person = self._context.asks_person
        for at in range(first + 1, last):
            token = reading.tokens[at]
            if at not in used and not self._harmless(token) and not person and not self._is_alias(token):
                if token.word not in NEGATIONS and token.word not in DETAIL_OPENERS:
                    return False
        before = [at for at in range(first) if reading.clause_of[at] == reading.clause_of[first]]
        after = [
            at
            for at in range(last + 1, len(reading.tokens))
            if reading.clause_of[at] == reading.clause_of[last]
        ]
        return self._fits_before(before, reading, aligned) and self._fits_after(after, reading, aligned)

    def _is_alias(self, token: Token) -> bool:
        return token.stem in self._known_stems or squash(token.raw) in self._squashed

    def _fits_before(self, before: list[int], reading: Reading, aligned: Alignment) -> bool:
        """A few describing words may lead to the name, if none of them makes it another thing."""
        unknown = 0
        for at in reversed(before):
            token = reading.tokens[at]
            if token.word in NEGATIONS:
                break
            if token.word in FUNCTION and unknown == 0 and at != before[-1]:
                break
            if token.word in FUNCTION:
                if unknown:
                    break
                continue
            if (
                self._harmless(token)
                or self._is_alias(token)
                or (token.word in TITLES and self._context.asks_person)
            ):
                continue
            if len(token.word) == 1 or token.value is not None or token.word in _CHANGES_MEANING:
                return self._context.asks_person and len(token.word) == 1
            if token.stem in self.rivals and at == before[-1]:
                return False
            unknown += 1
        return unknown <= 2

    def _fits_after(self, after: list[int], reading: Reading, aligned: Alignment) -> bool:
        """A noun right behind the name makes it another thing ("iron oxide"); what explains it does not."""
        inflected = self._is_verb_here(aligned, reading)
        for at in after:
            token = reading.tokens[at]
            if token.word in DETAIL_OPENERS or token.word in NEGATIONS or inflected:
                return True
            if self._harmless(token) or self._is_alias(token):
                continue
            if token.word.endswith(("ed", "ing")) and len(token.word) > 4:
                return True
            if token.word in TITLES and self._context.asks_person:
                continue
            return False
        return True

    def _is_verb_here(self, aligned: Alignment, reading: Reading) -> bool:
        """ "pushes messages" says what the accepted "push" says: the name is used as a verb."""
        place = max(aligned.places)
        said = reading.tokens[place].word
        form = next(
            token for at, token in enumerate(aligned.form.tokens) if place in aligned.hits.get(at, ())
        )
        return (
            said != form.word
            and said.endswith(("s", "ing", "ed"))
            and form.raw.islower()
            and len(aligned.form.tokens) == 1
        )

    # -- a second answer ---------------------------------------------------------------------------

    def _offers_more(self, reading: Reading, used: set[int], homes: set[int]) -> bool:
        """Whether the response names an alternative: "X or Y", "X/Y", "X and Y", a list of everything."""
        first_home, last_home = min(homes), max(homes)
        rival_home = any(
            reading.tokens[at].stem in self.rivals and not reading.denied[at]
            for number in homes
            for at in range(reading.clauses[number].start, reading.clauses[number].end)
            if at not in used
        )
        if rival_home:
            return True
        listed = 0
        for number, clause in enumerate(reading.clauses):
            if number in homes or not self._is_offer(reading, clause, used):
                continue
            near = reading.clauses[number + 1].joiner if number < first_home else clause.joiner
            beyond = reading.clauses[last_home + 1 : number + 1] if number > last_home else []
            if any(is_detail(reading, other) for other in beyond[:-1]):
                continue
            if near in {"or", "or/"} or any(c.joiner in {"or", "or/"} for c in reading.clauses[: number + 2]):
                return True
            if near == "and":
                return True
            if near in {",", ";", "\n", "?", ".", "-"}:
                listed += 1
                if self._is_rival(reading, clause):
                    return True
        return listed > 1

    def _is_offer(self, reading: Reading, clause: Clause, used: set[int]) -> bool:
        """Whether a clause names something that is not the answer."""
        content = [at for at in reading.content(clause) if at not in used]
        if not content or all(reading.denied[at] for at in content) or is_detail(reading, clause):
            return False
        known = [
            at
            for at in content
            if self._is_alias(reading.tokens[at])
            or CLIPPINGS.get(reading.tokens[at].word, "-") in self._squashed
        ]
        if len(known) == len(content):
            return False
        if self._is_rival(reading, clause):
            return True
        if all(self._harmless(reading.tokens[at]) for at in content):
            return clause.joiner in {"or", "or/"} and not all(
                reading.tokens[at].word in CLASSIFIERS for at in content
            )
        return len(content) <= 3

    def _is_rival(self, reading: Reading, clause: Clause) -> bool:
        """Whether a clause holds another option of the question, a sibling, or another term of the field."""
        words = reading.tokens[clause.start : clause.end]
        if any(token.stem in self.rivals or token.word in self._others for token in words):
            return True
        mine = set(self._squashed)
        for start, end, _ in self._context.vocabulary.spans(words):
            name = " ".join(token.raw for token in words[start:end])
            if not mine & {squash(form) for form in self._context.vocabulary.forms_of(name)}:
                return (
                    clause.joiner in {",", ";", "\n", "?", "or", "or/", "and"}
                    and end - start >= len(words) - 1
                )
        return False
