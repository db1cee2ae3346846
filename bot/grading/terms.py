"""Comparing a response's words with those of an accepted form: which fit, which are missing, which are extra."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.grading.context import Context
from bot.text.english import ACTIONS, ARTICLES, CLASSIFIERS, FILLER, FUNCTION, LIGHT_VERBS, PARTICLES, PLACE_KINDS, TITLES
from bot.text.relations import CLIPPINGS, OPPOSITES, SYNONYMS, single_words
from bot.text.spelling import is_slip
from bot.text.stems import stem
from bot.text.tokens import Token, squash, tokens

_SYNONYM_OF: dict[str, set[int]] = {}
for _number, _row in enumerate(SYNONYMS):
    for _word in _row:
        _SYNONYM_OF.setdefault(stem(_word), set()).add(_number)
_OPPOSITE_OF: dict[str, set[str]] = {}
for _one, _other in OPPOSITES:
    _OPPOSITE_OF.setdefault(stem(_one), set()).add(stem(_other))
    _OPPOSITE_OF.setdefault(stem(_other), set()).add(stem(_one))
_DIRECTIONS = frozenset(
    {"to", "from", "before", "after", "over", "than", "into", "then", "towards", "until", "by"}
)
_LEADING = frozenset({"by", "with", "via", "through", "using", "in", "on", "at", "for", "when", "as"})
_DEGREES = frozenset({"more", "less", "most", "least", "fewer", "very"})
_LETTER_NAMES = frozenset(
    {"minor", "major", "sharp", "flat", "record", "positive", "negative", "level", "priori", "posteriori"}
)
_PRONOUNS = frozenset({"it", "them", "they", "those", "this", "these", "that"})
_MOST_JOINED = 5  # words written as one


@dataclass(frozen=True, slots=True)
class Form:
    """One way to say the answer: its words, and the accepted form it stands for."""

    text: str
    tokens: tuple[Token, ...]
    accepted: str
    squashed: str
    own: bool  # as the author wrote it, not made from the glossary or from initials


@dataclass(slots=True)
class Alignment:
    """How a form's words were met: form place -> response places; `flips` counts opposites, `slips` typos."""

    form: Form
    hits: dict[int, tuple[int, ...]] = field(default_factory=dict)
    flips: int = 0
    slips: int = 0
    loose: int = 0  # met by a synonym or an abbreviation

    @property
    def places(self) -> list[int]:
        """The response's places that were used, in order of the form."""
        return [place for at in sorted(self.hits) for place in self.hits[at]]

    @property
    def missing(self) -> list[int]:
        """Places of the form that nothing met."""
        return [at for at in range(len(self.form.tokens)) if at not in self.hits]


def make_form(text: str, accepted: str, own: bool = False) -> Form:
    """A form for comparison, from cleaned text."""
    return Form(text, tuple(tokens(single_words(text), split_humps=True)), accepted, squash(text), own)


def initials_of(form: list[Token]) -> str:
    """The abbreviation that a name's words would have; empty for a single word."""
    full = [token for token in form if token.word not in FUNCTION]
    if not 2 <= len(full) <= 6 or any(token.value is not None or len(token.raw) < 2 for token in full):
        return ""
    if any(token.raw.isupper() for token in full[1:]) or any(token.word in _PRONOUNS for token in form):
        return ""
    letters = "".join(token.raw[0] for token in full).upper()
    return "" if letters.lower() in FUNCTION or letters.lower() in FILLER else letters


class Aligner:
    """Meets the words of one form with those of one response, the surest ways first."""

    def __init__(
        self,
        form: Form,
        response: list[Token],
        context: Context,
        rivals: frozenset[str],
        typos: bool,
        among: Iterable[int] | None = None,
        beside: int = 0,
    ) -> None:
        self._form, self._response, self._context = form, response, context
        self._rivals, self._typos, self._beside = rivals, typos, beside
        self._free = set(range(len(response)) if among is None else among)
        self._done = Alignment(form)

    def align(self) -> Alignment:
        """The alignment; empty `hits` if nothing fits."""
        self._meet_equal()
        if self._open():
            self._meet_joined(slips=False)
            self._meet_related()
        if self._open() and self._typos:
            self._meet_slips()
            self._meet_joined(slips=True)
        if self._open():
            self._meet_initials()
            self._meet_opposites()
        return self._done

    def _open(self) -> list[int]:
        return self._done.missing

    def _hit(self, at: int, *places: int) -> None:
        self._done.hits[at] = places
        self._free.difference_update(places)

    def _meet_equal(self) -> None:
        last = -1
        for at, token in enumerate(self._form.tokens):
            fits = [place for place in self._free if _equal(token, self._response[place])]
            if fits:
                later = [place for place in fits if place > last]
                last = min(later or fits)
                self._hit(at, last)

    def _meet_joined(self, slips: bool) -> None:
        """Compounds: words of the form written as one, and one word of the form written apart."""
        form = self._form.tokens
        for at in self._open():
            for size in range(2, _MOST_JOINED + 1):
                group = range(at, min(at + size, len(form)))
                if len(group) == size and not any(place in self._done.hits for place in group):
                    self._join(list(group), slips)
        for at in self._open():
            for place in sorted(self._free):
                run = range(place, place + 2)
                if all(p in self._free for p in run) and self._same_joined(
                    form[at].word,
                    "".join(self._response[p].word for p in run),
                    slips and not self._has_grammar(run),
                ):
                    self._hit(at, *run)
                    break

    def _has_grammar(self, run: range) -> bool:
        return any(self._response[place].word in FUNCTION for place in run)

    def _join(self, group: list[int], slips: bool) -> None:
        joined = "".join(self._form.tokens[at].word for at in group)
        for place in sorted(self._free):
            if self._same_joined(joined, self._response[place].word, slips):
                for at in group:
                    self._done.hits[at] = (place,)
                self._free.discard(place)
                return

    def _same_joined(self, meant: str, said: str, slips: bool) -> bool:
        if len(meant) < 3 or abs(len(meant) - len(said)) > 2:
            return False
        if meant == said or stem(meant) == stem(said):
            return True
        if slips and is_slip(said, meant, self._rivals):
            self._done.slips += 1
            return True
        return False

    def _meet_related(self) -> None:
        """Clippings ("async"), single initials of names, and everyday synonyms."""
        for at in self._open():
            for place in sorted(self._free):
                if self._related(self._form.tokens[at], self._response[place]):
                    self._done.loose += 1
                    self._hit(at, place)
                    break

    def _related(self, meant: Token, said: Token) -> bool:
        if CLIPPINGS.get(said.word, "-") == meant.word or CLIPPINGS.get(meant.word, "-") == said.word:
            return True
        if CLIPPINGS.get(said.word) and stem(CLIPPINGS[said.word]) == meant.stem:
            return True
        if self._context.asks_expansion:
            return len(said.word) == 1 and said.word == meant.word[0]
        if self._context.asks_person and 1 in (len(meant.word), len(said.word)):
            surname = meant is self._form.tokens[-1] or not self._form.own
            return meant.word[0] == said.word[0] and not surname and meant.value is None
        if meant.raw.islower() or meant is self._form.tokens[0]:
            return bool(_SYNONYM_OF.get(meant.stem, set()) & _SYNONYM_OF.get(said.stem, set()))
        return False

    def _meet_slips(self) -> None:
        for at in self._open():
            meant = self._form.tokens[at]
            for place in sorted(self._free):
                said = self._response[place]
                if self._is_slip(said, meant):
                    self._done.slips += 1
                    self._hit(at, place)
                    break

    def _is_slip(self, said: Token, meant: Token) -> bool:
        if said.word in self._context.words or said.word in self._context.vocabulary.words:
            return False
        if meant.raw.isupper() and len(meant.raw) <= 5:  # an abbreviation with another letter is another one
            return False
        return is_slip(
            said.word,
            meant.word,
            self._rivals,
            in_context=len(self._done.hits) + self._is_name(meant) + self._beside,
        )

    def _is_name(self, meant: Token) -> bool:
        return bool(self._done.hits) and self._context.asks_person and meant.raw[:1].isupper()

    def _meet_initials(self) -> None:
        """An abbreviation in the form, spelled out in the response."""
        if self._context.asks_expansion or not self._form.own:
            return
        for at in self._open():
            letters = self._form.tokens[at].raw
            if not (2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha()):
                continue
            if self._context.vocabulary.spans([self._form.tokens[at]]):
                continue  # the glossary knows what it stands for
            run = self._spelled_out(letters.lower())
            if run:
                self._done.loose += 1
                self._hit(at, *run)

    def _spelled_out(self, letters: str) -> list[int]:
        places = sorted(self._free)
        for first in range(len(places)):
            for count in range(min(len(letters), len(places) - first), 1, -1):
                run = places[first : first + count]
                if run[-1] - run[0] == count - 1 and _spells([self._response[p] for p in run], letters):
                    return run
        return []

    def _meet_opposites(self) -> None:
        for at in self._open():
            for place in sorted(self._free):
                if self._response[place].stem in _OPPOSITE_OF.get(self._form.tokens[at].stem, ()):
                    self._done.flips += 1
                    self._hit(at, place)
                    break


def _equal(meant: Token, said: Token) -> bool:
    if meant.word == said.word or meant.stem == said.stem:
        return True
    return meant.value is not None and meant.value == said.value


def _spells(run: list[Token], letters: str) -> bool:
    """Whether each word gives its first letter, and the rest of the letters come from inside the words."""
    full = [token for token in run if token.word not in FUNCTION] or run
    if len(full) < 2 or len(full) > len(letters):
        return False
    at = 0
    for token in full:
        if at >= len(letters) or token.word[0] != letters[at]:
            return False
        at += 1
        nexts = full[full.index(token) + 1].word[0] if token is not full[-1] else ""
        for char in token.word[1:]:
            if (
                at < len(letters)
                and char == letters[at]
                and not (nexts == letters[at] and len(letters) - at <= len(full) - full.index(token) - 1)
            ):
                at += 1
    return at == len(letters)


def distinctive(form: Form, context: Context) -> set[int]:
    """The places of the form that carry the answer: neither grammar, nor kind words, nor the question's words."""
    return {
        at
        for at, token in enumerate(form.tokens)
        if not is_grammar(token)
        and token.word not in CLASSIFIERS | PLACE_KINDS
        and token.stem not in context.said
    }


def is_grammar(token: Token) -> bool:
    """Whether a form's word is only grammar; a capital letter on its own is a name ("vitamin D")."""
    return token.word in FUNCTION and not (len(token.raw) == 1 and token.raw.isupper() and token.raw != "A")


def droppable(alignment: Alignment, context: Context, response: list[Token]) -> bool:
    """Whether everything the response leaves out of the form goes without saying."""
    form = alignment.form
    own = distinctive(form, context)
    if own and not own & set(alignment.hits):
        return False
    missing = [at for at in alignment.missing if not _pronoun_stands_in(at, alignment, response)]
    if context.asks_person and missing and _surname_suffices(alignment):
        return True
    if not own and (needed := _all_content(form, context)) - set(alignment.hits):
        return False
    return all(_goes_without_saying(at, alignment, context, own) for at in missing)


def _pronoun_stands_in(at: int, alignment: Alignment, response: list[Token]) -> bool:
    """ "keeps it" for "keeps the resource"."""
    form = alignment.form.tokens
    pronoun = any(token.word in _PRONOUNS for token in response[max(alignment.places) + 1 :][:2])
    return pronoun and at == len(form) - 1 and at > 1 and form[at - 1].word == "the"


def _all_content(form: Form, context: Context) -> set[int]:
    """Of a form without words of its own: those that the question has not said, or else all."""
    content = [at for at, token in enumerate(form.tokens) if not is_grammar(token)] or list(
        range(len(form.tokens))
    )
    directed = any(token.word in _DIRECTIONS for token in form.tokens[1:-1])
    if context.offers(form.tokens) and not (directed and context.options_mirrored):
        telling = [
            at
            for at in content
            if not all(form.tokens[at].stem in {t.stem for t in o} for o in context.options[-2:])
        ]
        telling = [at for at in telling if form.tokens[at].word not in _DEGREES] or telling
        return set((telling or content)[:1])  # of two options, the first word that only one of them has
    return {at for at in content if form.tokens[at].stem not in context.said} or set(content)


def _goes_without_saying(at: int, alignment: Alignment, context: Context, own: set[int]) -> bool:
    form = alignment.form
    token = form.tokens[at]
    if context.asks_expansion:
        return token.word in FUNCTION and token.word not in _DIRECTIONS
    if token.word in ARTICLES and at + 1 < len(form.tokens):
        return not _is_letter(at, form)
    last = at == len(form.tokens) - 1
    if is_grammar(token):
        if at == 0 and token.word in _LEADING:
            return True
        return not (last and token.word in PARTICLES) and (token.word not in _DIRECTIONS or token.stem in context.said)
    if token.word in context.vocabulary.vendors and at == 0:
        return not _in_identifier(at, form)
    if token.stem in context.said:
        return _at_edge(at, alignment, context.said) and not _in_identifier(at, form) and _may_lead(at, alignment, context)
    if at == 0 and len(own) > 2 and token.raw.isupper() and len(token.raw) > 1 and not _in_identifier(at, form):
        return True  # the maker's initials before a longer name
    if token.word in TITLES and context.asks_person and (at == 0 or token.word in {"jr", "sr"}):
        return True
    edge = _at_edge(at, alignment, context.said) and _may_lead(at, alignment, context)
    kind = token.word in CLASSIFIERS or token.word in PLACE_KINDS
    return bool(own) and ((kind and edge) or (at == 0 and token.word in LIGHT_VERBS | ACTIONS and len(form.tokens) > 1))


def _in_identifier(at: int, form: Form) -> bool:
    """Whether a word is written together with its neighbours: SSE-KMS, MessageGroupId, AWS::Lambda::Alias."""
    after = form.tokens[at + 1].gap if at + 1 < len(form.tokens) else " "
    return (at > 0 and " " not in form.tokens[at].gap) or " " not in after


def _at_edge(at: int, alignment: Alignment, said: frozenset[str]) -> bool:
    """Whether everything before a word of the form is left out too, or everything after it goes without saying."""
    form, missing = alignment.form.tokens, set(alignment.missing)
    if all(other in missing or is_grammar(form[other]) for other in range(at)):
        return True
    return all(
        other in missing or is_grammar(form[other]) or form[other].stem in said
        for other in range(at + 1, len(form))
    )


def _may_lead(at: int, alignment: Alignment, context: Context) -> bool:
    """Whether a word before the part that was named may be left out: a name, or what the question asks the kind of.

    "Instance Connect" is enough for "EC2 Instance Connect", "rollback" is not for "stage rollback".
    """
    form = alignment.form.tokens
    if at > min(alignment.hits) or not form[at].raw.islower() or context.offers(form):
        return True
    first = form[min(alignment.hits)]
    if not first.raw.islower() or first.value is not None or len(first.raw) == 1:
        return True
    return context.asks_kind_of(form[at].stem)


def _is_letter(at: int, form: Form) -> bool:
    """The A of "A minor" is a name, not an article."""
    return form.tokens[at].raw == "A" and form.tokens[at + 1].word in _LETTER_NAMES


def _surname_suffices(alignment: Alignment) -> bool:
    """Of a person's name the last word is enough: "Einstein"; first names alone are not."""
    form = alignment.form.tokens
    ends = {"jr", "sr"}
    names = [
        at
        for at, token in enumerate(form)
        if not token.value
        and token.word not in ends
        and (token.word not in TITLES or at == len(form) - 1 or form[at + 1].word in ends)
    ]
    if not names or not all(
        form[at].raw[:1].isupper() or form[at].word in FUNCTION | {"van", "von", "da", "der"} for at in names
    ):
        return False
    return names[-1] in alignment.hits and all(
        at < names[-1] or form[at].word in TITLES for at in alignment.missing
    )


def first_name_differs(alignment: Alignment, before: Token) -> bool:
    """Whether the word before a surname is another first name than one left out: "Ian" for "Alexander"."""
    left_out = [alignment.form.tokens[at] for at in alignment.missing]
    return bool(left_out) and not any(token.word[:2] == before.word[:2] for token in left_out)


def in_order(alignment: Alignment, response: list[Token], context: Context) -> bool:
    """Whether the words come in the form's order, or in another that says the same."""
    places = alignment.places
    if places == sorted(places):
        return True
    form = alignment.form.tokens
    if (
        context.asks_expansion
        or any(t.word in _DIRECTIONS for t in form[1:-1])
        or "->" in alignment.form.text
    ):
        return False
    if any(form[at].word != response[p].word for at, hit in alignment.hits.items() for p in hit[:1]):
        return True  # reworded: "latency reduction" for "reduces latency"
    inner = form[min(alignment.hits) + 1 : max(alignment.hits)]
    if any(is_grammar(token) and token.word not in ARTICLES | {"and", "or"} for token in inner):
        return True  # "steady usage" for "usage is steady"
    between = response[min(places) : max(places) + 1]
    if any(token.word in FUNCTION or "," in token.gap for token in between):
        return True
    moved = [at for at in alignment.hits if not _in_place(at, alignment)]
    return any(
        form[at].word in CLASSIFIERS | PLACE_KINDS or form[at].word in TITLES or form[at].stem in context.said
        for at in moved
    )


def _in_place(at: int, alignment: Alignment) -> bool:
    order = sorted(alignment.hits)
    places = sorted(place for hit in alignment.hits.values() for place in hit[:1])
    return places[order.index(at)] == alignment.hits[at][0]


def is_synonym_of(root: str, others: frozenset[str]) -> bool:
    """Whether a stem is an everyday synonym of one of `others`."""
    rows = _SYNONYM_OF.get(root, set())
    return bool(rows) and any(rows & _SYNONYM_OF.get(other, set()) for other in others)
