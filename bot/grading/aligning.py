"""Meeting the words of an accepted form with those of a response: equal, joined, related, misspelled."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bot.grading.context import Context
from bot.grading.forms import Form
from bot.text.english import FUNCTION
from bot.text.kinship import long_form, opposites, short_forms, synonyms
from bot.text.lexicon import is_word
from bot.text.spelling import can_be_misspelled, is_slip, likely_firsts, slips_between
from bot.text.stems import stem
from bot.text.tokens import Token

_MOST_JOINED = 5  # words written as one
_LEAST_JOINED = 3  # letters
_LEAST_MISSPELLED = 6  # letters of a compound; NaCl has no slips
_LONGEST_INITIALS = 6
_MOST_WORDS_JOINED = 16  # in a longer response, compounds are not searched for slips


class Words:
    """A response's words, to be looked up by what they are; built once and asked by every form."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.by_key: defaultdict[str | int, list[int]] = defaultdict(list)  # word, stem and value
        self.by_letter: defaultdict[str, list[int]] = defaultdict(list)
        self.pairs: dict[str, int] = {}  # two neighbours written as one -> the first
        self.spelled: set[str] = set()  # words and pairs
        for place, token in enumerate(tokens):
            self.spelled.add(token.word)
            for key in {token.word, token.stem, token.value}:
                if key is not None:
                    self.by_key[key].append(place)
            self.by_letter[token.word[0]].append(place)
            if place:
                pair = tokens[place - 1].word + token.word
                for written in (pair, stem(pair)):
                    self.pairs.setdefault(written, place - 1)
                self.spelled.add(pair)

    def keyed(self, *keys: str | int | None) -> set[int]:
        """The places of words with one of these as word, stem or value."""
        return {place for key in keys if key is not None for place in self.by_key.get(key, ())}


class Reach:
    """Everything that could meet a word of one form: a quick look whether aligning is worth while."""

    def __init__(self, form: Form, context: Context) -> None:
        self._keys: set[str | int] = set()
        self._near: defaultdict[str, set[str]] = defaultdict(
            set
        )  # first letter -> words it may be a slip for
        self._firsts: set[str] = set()  # letters that may begin the words an abbreviation stands for
        for first, token in enumerate(form.tokens):
            self._add(token)
            if (context.asks_person or context.asks_expansion) or (
                form.authored and is_open_abbreviation(token, context)
            ):  # an initial, or the first of the words it stands for
                self._firsts.add(token.word[0])
            joined = ""
            for part in form.tokens[first : first + _MOST_JOINED]:
                joined += part.word
                self._add_word(joined)

    def _add(self, token: Token) -> None:
        roots = {token.stem, *synonyms(token.stem), *opposites(token.stem)}
        self._keys |= {token.word, f"{token.word}s", *roots, *short_forms(token.stem), long_form(token.word)}
        if token.value is not None:
            self._keys.add(token.value)

    def _add_word(self, word: str) -> None:
        self._keys |= {word, stem(word)}
        for letter in likely_firsts(word) if can_be_misspelled(word) else ():
            self._near[letter].add(word)

    def touches(self, words: Words, slips: bool) -> bool:
        """Whether some word of the response could meet one of the form's."""
        if not (self._keys.isdisjoint(words.by_key) and self._keys.isdisjoint(words.pairs)):
            return True
        if not self._firsts.isdisjoint(words.by_letter):
            return True
        return slips and any(
            slips_between(said, meant) for said in words.spelled for meant in self._near.get(said[0], ())
        )


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
        words: Words,
        context: Context,
        others: frozenset[str] = frozenset(),
        beside: int = 0,
    ) -> None:
        self._form, self._words, self._context = form, words, context
        self._others, self._beside = others, beside
        self._free: set[int] = set()
        self._done = Alignment(form)

    def align(self, slips: bool, among: range | None = None) -> Alignment:
        """The alignment with the places `among`, forgiving typing slips or not; no `hits` if nothing fits."""
        self._free = set(range(len(self._words.tokens)) if among is None else among)
        self._done = Alignment(self._form)
        self._meet_equal(slips)
        if self._done.missing:
            self._meet_joined()
            self._done.loose += self._meet_each(self._related)
        if slips and self._done.missing:
            self._done.slips += self._meet_each(self._misspelled)
            self._meet_joined_misspelled()
        if self._done.missing:
            self._meet_initials()
            self._done.flips += self._meet_each(self._opposed)
        return self._done

    def _hit(self, at: int, *places: int) -> None:
        self._done.hits[at] = places
        self._free.difference_update(places)

    def _meet_equal(self, slips: bool) -> None:
        """Equal words, inflections and numbers; without slips, an inflection must be a real word."""
        last = -1
        tokens = self._words.tokens
        for at, token in enumerate(self._form.tokens):
            fits = self._words.keyed(token.word, token.stem, token.value, self._plural(token)) & self._free
            if self._context.asks_word_form or self._context.asks_literal:
                fits = {p for p in fits if tokens[p].word == token.word}
            elif not slips:
                fits = {p for p in fits if _is_sound(tokens[p], token)}
            if fits:
                last = min([place for place in fits if place > last] or fits)
                self._hit(at, last)

    def _plural(self, token: Token) -> str | None:
        """The plural of an abbreviation as it is typed in a hurry: "lsis"; not of one that is another's."""
        plural = f"{token.word}s"
        abbreviation = token.raw.isupper() and len(token.raw) > 1
        return plural if abbreviation and plural not in self._context.vocabulary.words | {"https"} else None

    def _meet_each(self, find: Callable[[Token], Iterable[int]]) -> int:
        """Meet every open word with the first free place that `find` gives; how many were met."""
        before = len(self._done.hits)
        for at in self._done.missing:
            place = min((p for p in find(self._form.tokens[at]) if p in self._free), default=None)
            if place is not None:
                self._hit(at, place)
        return len(self._done.hits) - before

    # -- other words -------------------------------------------------------------------------------

    def _related(self, meant: Token) -> set[int]:
        """A short form ("async"), the initial of a first name, an everyday synonym."""
        words = self._words
        found = words.keyed(long_form(meant.word) or None, *short_forms(meant.stem))
        if self._context.asks_expansion:
            return found | self._initial(meant)
        surname = meant is self._form.tokens[-1] or not self._form.authored
        if self._context.asks_person and not surname and meant.value is None:
            found |= self._initial(meant)
        found |= self._abbreviated(meant)
        everyday = meant.raw.islower() or meant is self._form.tokens[0]
        return found | words.keyed(*synonyms(meant.stem)) if everyday else found

    def _initial(self, meant: Token) -> set[int]:
        """Places of the word's first letter alone; of any word with it, if the form has but that letter."""
        places = self._words.by_letter.get(meant.word[0], ())
        return {p for p in places if 1 in (len(self._words.tokens[p].word), len(meant.word))}

    def _abbreviated(self, meant: Token) -> set[int]:
        """Places of the first letter alone, before the name's second word: the "E." of "E. coli"."""
        form, said = self._form.tokens, self._words.tokens
        if meant is not form[0] or len(form) < 2 or not meant.raw[:1].isupper() or len(meant.word) < 4:
            return set()
        return {
            place - 1
            for place in self._words.keyed(form[1].word)
            if place and said[place - 1].word == meant.word[0]
        }

    def _opposed(self, meant: Token) -> set[int]:
        return self._words.keyed(*opposites(meant.stem))

    # -- slips and compounds -----------------------------------------------------------------------

    def _misspelled(self, meant: Token) -> Iterable[int]:
        if not can_be_misspelled(meant.word) or (meant.raw.isupper() and len(meant.raw) <= 5):
            return ()  # an abbreviation with another letter is another one
        at = self._form.tokens.index(meant)
        name = (self._context.asks_person and meant.raw[:1].isupper()) or self._form.glued(at)
        beside = self._beside if len(self._form.tokens) == 1 else 0
        in_context = len(self._done.hits) + (name and bool(self._done.hits)) + beside
        known = (self._context.words, self._context.vocabulary.words)
        return (
            place
            for place in self._near(meant.word)
            if not any((said := self._words.tokens[place].word) in words for words in known)
            and is_slip(said, meant.word, self._others, in_context)
        )

    def _near(self, meant: str) -> Iterable[int]:
        """Free places whose words could be a slip for `meant`, by first letter and length."""
        tokens = self._words.tokens
        for letter in likely_firsts(meant):
            for place in self._words.by_letter.get(letter, ()):
                if place in self._free and abs(len(tokens[place].word) - len(meant)) <= 2:
                    yield place

    def _groups(self) -> Iterable[tuple[range, str]]:
        """Neighbouring open words of the form, written as one."""
        form, hits = self._form.tokens, self._done.hits
        for at in self._done.missing:
            joined = form[at].word
            for end in range(at + 1, min(at + _MOST_JOINED, len(form))):
                if end in hits or at in hits:
                    break
                joined += form[end].word
                yield range(at, end + 1), joined

    def _meet_joined(self) -> None:
        """Compounds: words of the form written as one, and one word of the form written apart."""
        for group, joined in self._groups():
            places = self._words.keyed(joined, stem(joined)) & self._free
            if places and len(joined) >= _LEAST_JOINED:
                self._hit_group(group, min(places))
        for at in self._done.missing:
            first = self._words.pairs.get(self._form.tokens[at].word)
            if first is not None and {first, first + 1} <= self._free:
                self._hit(at, first, first + 1)

    def _meet_joined_misspelled(self) -> None:
        if len(self._words.tokens) > _MOST_WORDS_JOINED:
            return
        for group, joined in self._groups():
            if len(joined) < _LEAST_MISSPELLED:
                continue
            fits = (
                p for p in self._near(joined) if is_slip(self._words.tokens[p].word, joined, self._others)
            )
            place = next(iter(fits), None)
            if place is not None:
                self._done.slips += 1
                self._hit_group(group, place)
        for at in self._done.missing:
            for joined, first in self._words.pairs.items():
                if self._is_misspelled_pair(joined, first, self._form.tokens[at].word):
                    self._done.slips += 1
                    self._hit(at, first, first + 1)
                    break

    def _hit_group(self, group: range, place: int) -> None:
        for at in group:
            self._done.hits[at] = (place,)
        self._free.discard(place)

    def _is_misspelled_pair(self, joined: str, first: int, meant: str) -> bool:
        if abs(len(joined) - len(meant)) > 2 or joined[0] != meant[0] or not {first, first + 1} <= self._free:
            return False
        tokens = self._words.tokens
        grammar = tokens[first].word in FUNCTION or tokens[first + 1].word in FUNCTION
        return not grammar and is_slip(joined, meant, self._others)

    # -- abbreviations -----------------------------------------------------------------------------

    def _meet_initials(self) -> None:
        """An abbreviation in the author's form, spelled out in the response."""
        if self._context.asks_expansion or not self._form.authored:
            return
        for at in self._done.missing:
            token = self._form.tokens[at]
            if is_open_abbreviation(token, self._context) and (run := self._spelled_out(token.word)):
                self._done.loose += 1
                self._hit(at, *run)

    def _spelled_out(self, letters: str) -> list[int]:
        for first in self._words.by_letter.get(letters[0], ()):
            for count in range(len(letters), 1, -1):
                run = list(range(first, first + count))
                if self._free.issuperset(run) and _spells([self._words.tokens[p] for p in run], letters):
                    return run
        return []


def _is_sound(said: Token, meant: Token) -> bool:
    """Whether a word is the one meant, a number, or an inflection that exists."""
    return said.word == meant.word or said.value is not None or is_word(said.word)


def is_open_abbreviation(token: Token, context: Context) -> bool:
    """Whether a form's word is an abbreviation of which the glossary does not know what it stands for."""
    raw = token.raw
    short = 2 <= len(raw) <= _LONGEST_INITIALS and raw.isupper() and raw.isalpha()
    return short and not context.vocabulary.spans([token])


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
