"""Answers made of several parts: all of them, any n of them, or all in order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.grading.context import Context
from bot.grading.keys import Key
from bot.grading.reading import MAX_TOKENS, read
from bot.notes.model import QuestionKind
from bot.text.english import FILLER, FUNCTION, LIGHT_VERBS, NEGATIONS
from bot.text.tokens import Token, squash, tokens

_NUMBERING = re.compile(
    r"(?:(?<=\s)|^)(?:\(?\d{1,2}[.)]|[-*•·])\s+|\b(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|finally|lastly)\b[,:]?\s*",
    re.IGNORECASE,
)
_AND = r"\b(?:and then|and|then|plus|followed by|as well as|along with|und|et|y|e)\b|\.\s"
_COMMA = r"(?:(?<!\d),|,(?!\d{3}(?!\d)))"  # not the one in 6,650
_AT_COMMAS = re.compile(rf"(?:{_COMMA}|[;\n])(?:\s*and\b)?", re.IGNORECASE)
_COARSE = re.compile(_COMMA + r"|[;\n•·|]|->|=>|>|\s-\s|&|(?<=\s)\+|\+(?=\s)|" + _AND, re.IGNORECASE)
_FINE = re.compile(_COMMA + r"|[;\n•·|/+:]|->|=>|>|\s-\s|&|" + _AND, re.IGNORECASE)
_CHOICE = re.compile(r"\bor\b|\boder\b|\bvs\b", re.IGNORECASE)
_LEAD_IN = frozenset({"both", "just", "only", "either", "all", "namely"})
_ASIDE = frozenset({"which", "because", "since", "so", "but", "e.g", "while", "though", "although", "unlike"})
_SMALL = FUNCTION | FILLER | LIGHT_VERBS
_CHOICES = frozenset({"or", "oder", "vs"})
_DENYING = frozenset({"neither", "nor", "not", "no"})
_MOST_ITEMS = 16  # a longer enumeration is not an answer but a word list
_MOST_AROUND = 10  # words beside a part in one item
_LONGEST_WALK = 40  # words without anything between them that are searched for parts


@dataclass(frozen=True, slots=True)
class Count:
    """How a list fared: the parts met in the order named, the items that are none, whether one is denied."""

    met: tuple[int, ...]
    wrong: tuple[str, ...]
    denied: bool = False

    @property
    def worth(self) -> tuple[int, int]:
        """For comparing two ways to split the same response."""
        return len(set(self.met)) - len(self.wrong), len(set(self.met))


class ListKey:
    """The parts of a list answer, each with its accepted forms."""

    def __init__(
        self, parts: Sequence[Sequence[str]], need: int, kind: QuestionKind, context: Context, strict: str
    ) -> None:
        self.parts = tuple(tuple(forms) for forms in parts)
        forms_of = _with_heads_alone(self.parts)
        self.need = need or len(self.parts)
        self.kind = kind
        self._context = context
        self._keys = [Key(forms, context, strict=strict, beside=len(self.parts) - 1) for forms in forms_of]
        self._longest = max(_size(form) for forms in self.parts for form in forms)
        self._own = {squash(form) for forms in self.parts for form in forms}
        self._numbered = not any(_NUMBERING.search(form) for forms in self.parts for form in forms)

    def count(self, text: str) -> Count:
        """The best count over the ways to split the response into items."""
        known: dict[str, int | None] = {}
        best = Count((), ())
        for items in self._splits(text, known):
            count = self._assign(items[:_MOST_ITEMS], known)
            best = max(best, count, key=lambda each: each.worth)
            if self.complete(best):
                break
        return best

    def complete(self, count: Count) -> bool:
        """Whether enough parts were met, in order where that is asked, with nothing wrong among them."""
        met = list(dict.fromkeys(count.met))
        if len(met) < self.need or count.wrong or count.denied:
            return False
        return self.kind is not QuestionKind.IN_ORDER or met == sorted(met)

    def missing(self, count: Count) -> tuple[str, ...]:
        """The first forms of the parts that were not met."""
        return tuple(forms[0] for at, forms in enumerate(self.parts) if at not in count.met)

    # -- splitting ---------------------------------------------------------------------------------

    def _splits(self, text: str, known: dict[str, int | None]) -> Iterator[list[str]]:
        """The response cut at commas, at "and" and the like, at slashes too; or word by word."""
        text = _NUMBERING.sub("\n", text) if self._numbered else text
        if len(tokens(text)) > MAX_TOKENS:  # an essay; only what stands between commas is looked at
            yield [item.strip() for item in _COARSE.split(text) if item.strip()]
            return
        splits: list[list[str]] = []
        for pattern in (_AT_COMMAS, _COARSE, _FINE):
            items = [item.strip() for item in pattern.split(text) if item.strip()]
            if len(items) > 1 and items not in splits:
                splits.append(items)
                yield items
                yield self._distributed(items[:_MOST_ITEMS], known)
        if not splits:
            yield self._walked(text, known)

    def _distributed(self, items: list[str], known: dict[str, int | None]) -> list[str]:
        """The shared words given to every item: "read and write capacity units", "SSE-S3, KMS and C"."""
        if len(items) < 2:
            return items
        tail, head = tokens(items[-1])[1:], tokens(items[0])[:-1]
        return [self._completed(at, items, head, tail, known) for at in range(len(items))]

    def _completed(
        self, at: int, items: list[str], head: list[Token], tail: list[Token], known: dict[str, int | None]
    ) -> str:
        item = items[at]
        if _size(item) >= self._longest or self._part_of(item, known) is not None:
            return item
        made = [_joined(item, tail[start:]) for start in range(len(tail)) if at < len(items) - 1]
        made += [_joined(head[:end], item) for end in range(len(head), 0, -1) if at]
        return next((text for text in made if self._is_tight(text, known)), item)

    def _is_tight(self, text: str, known: dict[str, int | None]) -> bool:
        """Whether words are a part and nothing more."""
        size = _size(text)
        if size > self._longest:
            return False
        part = self._part_of(text, known)
        return part is not None and any(size <= _size(form) for form in self.parts[part])

    def _walked(self, text: str, known: dict[str, int | None]) -> list[str]:
        """Items with nothing between them: the longest run of words that is a part, from each place on."""
        words = [token.raw for token in tokens(text)[:_LONGEST_WALK]]
        open_words = {word for word in words if any(key.touches(word) for key in self._keys)}
        longest = max(len(tokens(form)) for forms in self.parts for form in forms)
        items: list[str] = []
        at = 0
        while at < len(words):
            if words[at].lower() in _DENYING and at + 1 < len(words):  # "neither X nor Y"
                items.append(" ".join(words[at : at + 2]))
                at += 2
                continue
            last = next((end for end in range(at, len(words)) if words[end] not in open_words), len(words))
            runs = [" ".join(words[at:end]) for end in range(min(last, at + longest), at + 1, -1)]
            items.append(next((run for run in runs if self._is_tight(run, known)), words[at]))
            at += len(items[-1].split(" "))
        return items

    # -- counting ----------------------------------------------------------------------------------

    def _part_of(self, item: str, known: dict[str, int | None]) -> int | None:
        if item not in known and len(tokens(item)) > self._longest + _MOST_AROUND:
            known[item] = None
        if item not in known:
            exact = next((at for at, key in enumerate(self._keys) if key.exact(item)), None)
            known[item] = exact if exact is not None else self._best_part(item)
        return known[item]

    def _best_part(self, item: str) -> int | None:
        reading = read(item)
        findings = [key.judge(item, reading) for key in self._keys]
        best = max(range(len(findings)), key=lambda at: (findings[at].right, findings[at].nearness))
        return best if findings[best].right else None

    def _assign(self, items: list[str], known: dict[str, int | None]) -> Count:
        met: list[int] = []
        wrong: list[str] = []
        denied = False
        for item in items:
            words = [token.word for token in tokens(item)]
            first = next((word for word in words if word not in _LEAD_IN), "")
            choice = _CHOICE.search(item) is not None
            part = None if choice else self._part_of(item, known)
            if choice and first in _CHOICES:
                wrong.append(item)  # "X or Y" is not both
            elif part is not None:
                met.append(part)
            elif first in _ASIDE:
                break
            elif first in NEGATIONS:
                denied = denied or self._part_of(item.split(None, 1)[-1], known) is not None
            elif not self._is_filler(item):
                wrong.append(item)
        return Count(tuple(met), tuple(wrong), denied)

    def _is_filler(self, item: str) -> bool:
        return squash(item) not in self._own and all(
            token.word in _SMALL or token.stem in self._context.stems
            for token in tokens(item, split_humps=True)
        )


def _with_heads_alone(parts: tuple[tuple[str, ...], ...]) -> list[tuple[str, ...]]:
    """The parts, with what they are without the words that all end in: "criminal" for "criminal law"."""
    words = [forms[0].split() for forms in parts]
    shared = 0
    while (
        len(
            {
                each[-shared - 1].lower() if len(each) > shared + 1 else str(at)
                for at, each in enumerate(words)
            }
        )
        == 1
    ):
        shared += 1
    if not shared or len(parts) < 2:
        return list(parts)
    return [(*forms, " ".join(each[:-shared])) for forms, each in zip(parts, words, strict=True)]


def _joined(*parts: str | list[Token]) -> str:
    return " ".join(
        part if isinstance(part, str) else " ".join(token.raw for token in part) for part in parts
    )


def _size(text: str) -> int:
    return len([token for token in tokens(text, split_humps=True) if token.word not in FUNCTION])
