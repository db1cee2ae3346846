"""A pack's glossary, compiled once: which phrases name the same thing, and which name something else."""

from bisect import insort
from collections import Counter, defaultdict
from dataclasses import replace

from bot.text.english import FUNCTION
from bot.text.glossary import Glossary
from bot.text.lookalikes import fold
from bot.text.stems import stem
from bot.text.tokens import Token, squash, tokens

_LONGEST = 6  # words of a glossary phrase
_VENDOR_TERMS = 5  # a first word that so many terms also go without is the vendor's name
Span = tuple[int, int, tuple[int, ...]]  # from, to (exclusive), the terms it may name


class Vocabulary:
    """Looks up a field's phrases in token lists."""

    def __init__(self, glossary: Glossary) -> None:
        self._forms = [term.forms for term in glossary.terms]
        self._phrases: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._starts: set[str] = set()
        words: set[str] = set()
        firsts: Counter[str] = Counter()
        for number, term in enumerate(glossary.terms):
            for form in dict.fromkeys(term.forms):
                found = tokens(form, split_humps=True)
                if len(tokens(form)) == 1:
                    words.add(tokens(form)[0].word)
                for view in (found, tokens(form)):
                    self._learn(view, number)
            lead, _, rest = term.name.partition(" ")
            firsts[fold(lead)] += rest in term.forms
        self._learn_plurals()
        self.words = frozenset(words - FUNCTION)
        self.vendors = frozenset(word for word, times in firsts.items() if times >= _VENDOR_TERMS)
        self._products = frozenset(
            number
            for number, forms in enumerate(self._forms)
            if any(fold(form.partition(" ")[0]) in self.vendors for form in forms)
        )
        self._siblings = self._sibling_map(glossary)

    def _learn(self, form: list[Token], number: int) -> None:
        key = tuple(token.stem for token in form)
        if not key or len(key) > _LONGEST or (len(key) == 1 and form[0].word in FUNCTION):
            return
        if number not in self._phrases[key]:
            insort(self._phrases[key], number)
        self._starts.add(key[0])

    def _learn_plurals(self) -> None:
        """Abbreviations in the plural as they are typed in a hurry ("lsis"), unless that is another term."""
        short = {form for forms in self._forms for form in forms if form.isupper() and form.isalpha()}
        for form in sorted(short):
            plural = (stem(fold(f"{form}s")),)
            if plural not in self._phrases:
                self._phrases[plural] = self._phrases[stem(fold(form)),]
                self._starts.add(plural[0])

    def _sibling_map(self, glossary: Glossary) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for names in glossary.siblings:
            for name in names:
                others = {form for other in names if other != name for form in self.forms_of(other)}
                for form in self.forms_of(name):
                    found[squash(form)] |= others
        return {name: frozenset(others) for name, others in found.items()}

    def forms_of(self, name: str) -> tuple[str, ...]:
        """`name` and every other form of the terms it stands for."""
        key = tuple(token.stem for token in tokens(name, split_humps=True))
        return tuple(
            dict.fromkeys(
                [name, *(form for number in self._phrases.get(key, ()) for form in self._forms[number])]
            )
        )

    def siblings(self, name: str) -> frozenset[str]:
        """Every form of the names that must not be taken for `name`."""
        return self._siblings.get(squash(name), frozenset())

    def spans(self, found: list[Token]) -> list[Span]:
        """The glossary phrases in `found`, the longest first from each place on, without overlap."""
        spans: list[Span] = []
        at = 0
        while at < len(found):
            end = self._phrase_end(found, at)
            if end:
                spans.append((at, end, tuple(self._phrases[tuple(t.stem for t in found[at:end])])))
            at = end or at + 1
        return spans

    def _phrase_end(self, found: list[Token], at: int) -> int:
        if found[at].stem not in self._starts:
            return 0
        for end in range(min(len(found), at + _LONGEST), at, -1):
            if tuple(token.stem for token in found[at:end]) in self._phrases:
                return end
        return 0

    def canonical(self, found: list[Token]) -> list[Token]:
        """`found` with each phrase replaced by one token for its notion; the same list if there is none."""
        spans = self.spans(found)
        if not spans:
            return found
        out: list[Token] = []
        at = 0
        for start, end, numbers in spans:
            out.extend(found[at:start])
            name = f"\x00{numbers[0]}"
            out.append(replace(found[start], word=name, stem=name, value=None))
            at = end
        return [*out, *found[at:]]

    def is_product(self, numbers: tuple[int, ...]) -> bool:
        """Whether all of these terms are products of a vendor."""
        return self._products.issuperset(numbers)

    def variants(self, text: str) -> list[str]:
        """`text` with each glossary phrase in it replaced by another form of its term, one at a time."""
        found = tokens(text, split_humps=True)
        out: list[str] = []
        for start, end, numbers in self.spans(found):
            if (start and " " not in found[start].gap) or (end < len(found) and " " not in found[end].gap):
                continue  # a part of an identifier
            before = " ".join(token.raw for token in found[:start])
            after = " ".join(token.raw for token in found[end:])
            for number in numbers:
                out.extend(f"{before} {form} {after}".strip() for form in self._forms[number])
        return list(dict.fromkeys(out))
