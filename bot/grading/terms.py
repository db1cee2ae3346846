"""Comparing a response's words with those of an accepted form: which fit, which are missing, which are extra."""

from dataclasses import dataclass, field

from bot.grading.context import Context
from bot.text.english import (
    ARTICLES,
    CLASSIFIERS,
    CLIPPINGS,
    FUNCTION,
    LIGHT_VERBS,
    OPPOSITES,
    SYNONYMS,
    TITLES,
)
from bot.text.spelling import is_slip
from bot.text.stems import stem
from bot.text.tokens import Token, squash, tokens

_SYNONYM_OF: dict[str, set[int]] = {}
for _number, _row in enumerate(SYNONYMS):
    for _word in _row.split():
        _SYNONYM_OF.setdefault(stem(_word), set()).add(_number)
_OPPOSITE_OF: dict[str, set[str]] = {}
for _one, _other in OPPOSITES:
    _OPPOSITE_OF.setdefault(stem(_one), set()).add(stem(_other))
    _OPPOSITE_OF.setdefault(stem(_other), set()).add(stem(_one))
_DIRECTIONS = frozenset(
    {"to", "from", "before", "after", "over", "than", "into", "then", "towards", "until", "by"}
)
_LETTER_NAMES = frozenset(
    {"minor", "major", "sharp", "flat", "record", "positive", "negative", "level", "priori", "posteriori"}
)
_MOST_JOINED = 5  # words written as one


@dataclass(frozen=True, slots=True)
class Form:
    """One way to say the answer: its words, and the accepted form it stands for."""

    text: str
    tokens: tuple[Token, ...]
    accepted: str
    squashed: str
    initials: bool = False


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


def make_form(text: str, accepted: str, initials: bool = False) -> Form:
    """A form for comparison, from cleaned text."""
    return Form(text, tuple(tokens(text, split_humps=True)), accepted, squash(text), initials)


def initials_of(form: list[Token]) -> str:
    """The abbreviation that a name's words would have; empty for a single word."""
    full = [token for token in form if token.word not in FUNCTION]
    if not 2 <= len(full) <= 6 or any(token.value is not None or len(token.raw) < 2 for token in full):
        return ""
    return "".join(token.raw[0] for token in full).upper()


class Aligner:
    """Meets the words of one form with those of one response, the surest ways first."""

    def __init__(
        self, form: Form, response: list[Token], context: Context, rivals: frozenset[str], typos: bool
    ) -> None:
        self._form, self._response, self._context = form, response, context
        self._rivals, self._typos = rivals, typos
        self._free = set(range(len(response)))
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
                    form[at].word, "".join(self._response[p].word for p in run), slips
                ):
                    self._hit(at, *run)
                    break

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
            return False
        if self._context.asks_person and 1 in (len(meant.word), len(said.word)):
            return meant.word[0] == said.word[0]
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
        others = self._rivals if not self._done.hits else frozenset(self._rivals)
        return is_slip(said.word, meant.word, others, in_context=len(self._done.hits) > 0)

    def _meet_initials(self) -> None:
        """An abbreviation in the form, spelled out in the response."""
        if self._context.asks_expansion:
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
        if token.word not in FUNCTION and token.word not in CLASSIFIERS and token.stem not in context.stems
    }


def droppable(alignment: Alignment, context: Context) -> bool:
    """Whether everything the response leaves out of the form goes without saying."""
    form = alignment.form
    own = distinctive(form, context)
    if own and not own & set(alignment.hits):
        return False
    missing = alignment.missing
    if context.asks_person and missing and _surname_suffices(alignment):
        return True
    return all(_goes_without_saying(at, form, context, own) for at in missing)


def _goes_without_saying(at: int, form: Form, context: Context, own: set[int]) -> bool:
    token = form.tokens[at]
    if context.asks_expansion:
        return token.word in FUNCTION
    if token.word in ARTICLES and at + 1 < len(form.tokens):
        return not _is_letter(at, form)
    last = at == len(form.tokens) - 1
    if token.word in FUNCTION:
        return not last and (token.word not in _DIRECTIONS or token.stem in context.stems)
    if token.stem in context.stems or token.word in context.vocabulary.vendors:
        return True
    if token.word in TITLES and context.asks_person:
        return True
    return bool(own) and (
        token.word in CLASSIFIERS or (at == 0 and token.word in LIGHT_VERBS and len(form.tokens) > 1)
    )


def _is_letter(at: int, form: Form) -> bool:
    """The A of "A minor" is a name, not an article."""
    return form.tokens[at].raw == "A" and form.tokens[at + 1].word in _LETTER_NAMES


def _surname_suffices(alignment: Alignment) -> bool:
    """Of a person's name the last word is enough: "Einstein"; first names alone are not."""
    form = alignment.form.tokens
    names = [at for at, token in enumerate(form) if token.word not in TITLES and not token.value]
    if not names or not all(
        form[at].raw[:1].isupper() or form[at].word in FUNCTION | {"van", "von", "da", "der"} for at in names
    ):
        return False
    return names[-1] in alignment.hits and all(
        at < names[-1] or form[at].word in TITLES for at in alignment.missing
    )


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
    between = response[min(places) : max(places) + 1]
    if any(token.word in FUNCTION or "," in token.gap for token in between):
        return True
    moved = [at for at in alignment.hits if not _in_place(at, alignment)]
    return any(
        form[at].word in CLASSIFIERS or form[at].word in TITLES or form[at].stem in context.stems
        for at in moved
    )


def _in_place(at: int, alignment: Alignment) -> bool:
    order = sorted(alignment.hits)
    places = sorted(place for hit in alignment.hits.values() for place in hit[:1])
    return places[order.index(at)] == alignment.hits[at][0]
