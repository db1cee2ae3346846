"""Meeting the words of an accepted form with those of a response: equal, joined, related, misspelled."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.grading.context import Context
from bot.grading.forms import Form
from bot.text.english import FUNCTION
from bot.text.kinship import clipped, opposed, synonymous
from bot.text.spelling import is_slip
from bot.text.stems import stem
from bot.text.tokens import Token

_MOST_JOINED = 5  # words written as one


@dataclass(slots=True)
class Alignment:
    """How a form's words were met: form place -> response places.

    `flips` counts words met by their opposite, `slips` those misspelled, `loose` those met by a synonym or an
    abbreviation.
    """

    form: Form
    hits: dict[int, tuple[int, ...]] = field(default_factory=dict)
    flips: int = 0
    slips: int = 0
    loose: int = 0

    @property
    def places(self) -> list[int]:
        """The response's places that were used, in order of the form."""
        return [place for at in sorted(self.hits) for place in self.hits[at]]

    @property
    def core(self) -> list[int]:
        """The places of the words that carry meaning; all of them if none does."""
        grammar = self.form.grammar
        return [p for at in sorted(self.hits) if at not in grammar for p in self.hits[at]] or self.places

    @property
    def missing(self) -> list[int]:
        """Places of the form that nothing met."""
        return [at for at in range(len(self.form.tokens)) if at not in self.hits]


class Aligner:
    """Meets the words of one form with those of one response, the surest ways first.

    `others` are words that no slip may stand for; `beside` is the number of other parts of the same answer,
    which make a slip likelier than another word.
    """

    def __init__(
        self,
        form: Form,
        response: list[Token],
        context: Context,
        others: frozenset[str] = frozenset(),
        beside: int = 0,
    ) -> None:
        self._form, self._response, self._context = form, response, context
        self._others, self._beside = others, beside
        self._free: set[int] = set()
        self._done = Alignment(form)

    def align(self, slips: bool, among: range | None = None) -> Alignment:
        """The alignment with the places `among`, forgiving typing slips or not; no `hits` if nothing fits."""
        self._free = set(range(len(self._response)) if among is None else among)
        self._done = Alignment(self._form)
        self._meet_equal()
        if self._done.missing:
            self._meet_joined(slips=False)
            self._meet_each(self._related, "loose")
        if self._done.missing and slips:
            self._meet_each(self._misspelled, "slips")
            self._meet_joined(slips=True)
        if self._done.missing:
            self._meet_initials()
            self._meet_each(lambda meant, said: opposed(meant.stem, said.stem), "flips")
        return self._done

    def _hit(self, at: int, *places: int) -> None:
        self._done.hits[at] = places
        self._free.difference_update(places)

    def _meet_equal(self) -> None:
        last = -1
        for at, token in enumerate(self._form.tokens):
            fits = [place for place in self._free if _equal(token, self._response[place])]
            if fits:
                last = min([place for place in fits if place > last] or fits)
                self._hit(at, last)

    def _meet_each(self, fits: Callable[[Token, Token], bool], counter: str) -> None:
        for at in self._done.missing:
            meant = self._form.tokens[at]
            place = next((p for p in sorted(self._free) if fits(meant, self._response[p])), None)
            if place is not None:
                setattr(self._done, counter, getattr(self._done, counter) + 1)
                self._hit(at, place)

    def _related(self, meant: Token, said: Token) -> bool:
        """A clipping ("async"), the initial of a first name, an everyday synonym."""
        if clipped(said.word, meant.word, meant.stem) or clipped(meant.word, said.word, said.stem):
            return True
        if self._context.asks_expansion:
            return len(said.word) == 1 and said.word == meant.word[0]
        if self._context.asks_person and 1 in (len(meant.word), len(said.word)):
            surname = meant is self._form.tokens[-1] or not self._form.authored
            return meant.word[0] == said.word[0] and not surname and meant.value is None
        everyday = meant.raw.islower() or meant is self._form.tokens[0]
        return everyday and synonymous(meant.stem, said.stem)

    def _misspelled(self, meant: Token, said: Token) -> bool:
        if said.word in self._context.words or said.word in self._context.vocabulary.words:
            return False
        if meant.raw.isupper() and len(meant.raw) <= 5:
            return False  # an abbreviation with another letter is another one
        name = bool(self._done.hits) and self._context.asks_person and meant.raw[:1].isupper()
        in_context = len(self._done.hits) + name + self._beside
        return is_slip(said.word, meant.word, self._others, in_context)

    def _meet_joined(self, slips: bool) -> None:
        """Compounds: words of the form written as one, and one word of the form written apart."""
        form = self._form.tokens
        longest = max((len(self._response[place].word) for place in self._free), default=0) + 2
        for at in self._done.missing:
            for size in range(2, _MOST_JOINED + 1):
                if sum(len(token.word) for token in form[at : at + size]) > longest:
                    break
                group = range(at, min(at + size, len(form)))
                if len(group) == size and not any(place in self._done.hits for place in group):
                    self._join(group, slips)
        for at in self._done.missing:
            run = next((run for run in self._pairs() if self._same_pair(form[at].word, run, slips)), None)
            if run:
                self._hit(at, *run)

    def _join(self, group: range, slips: bool) -> None:
        joined = "".join(self._form.tokens[at].word for at in group)
        for place in sorted(self._free):
            if self._same_joined(joined, self._response[place].word, slips):
                for at in group:
                    self._done.hits[at] = (place,)
                self._free.discard(place)
                return

    def _pairs(self) -> list[tuple[int, int]]:
        return [(place, place + 1) for place in sorted(self._free) if place + 1 in self._free]

    def _same_pair(self, meant: str, run: tuple[int, int], slips: bool) -> bool:
        first, second = (self._response[place].word for place in run)
        grammar = first in FUNCTION or second in FUNCTION
        return self._same_joined(meant, first + second, slips and not grammar)

    def _same_joined(self, meant: str, said: str, slips: bool) -> bool:
        if len(meant) < 3 or abs(len(meant) - len(said)) > 2:
            return False
        if meant == said or stem(meant) == stem(said):
            return True
        if slips and is_slip(said, meant, self._others):
            self._done.slips += 1
            return True
        return False

    def _meet_initials(self) -> None:
        """An abbreviation in the author's form, spelled out in the response."""
        if self._context.asks_expansion or not self._form.authored:
            return
        for at in self._done.missing:
            letters = self._form.tokens[at].raw
            known = self._context.vocabulary.spans([self._form.tokens[at]])
            if known or not (2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha()):
                continue
            if run := self._spelled_out(letters.lower()):
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


def _equal(meant: Token, said: Token) -> bool:
    if meant.word == said.word or meant.stem == said.stem:
        return True
    return meant.value is not None and meant.value == said.value


def _spells(run: list[Token], letters: str) -> bool:
    """Whether each word gives its first letter, and the rest of the letters come from inside the words."""
    words = [token.word for token in run if token.word not in FUNCTION] or [token.word for token in run]
    if not 2 <= len(words) <= len(letters):
        return False
    at = 0
    for number, word in enumerate(words):
        if at >= len(letters) or word[0] != letters[at]:
            return False
        at += 1
        to_come = len(words) - number - 1  # letters that the following words need
        for char in word[1:]:
            if len(letters) - at > to_come and char == letters[at]:
                at += 1
    return at == len(letters)
