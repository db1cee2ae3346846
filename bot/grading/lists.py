"""Answers made of several parts: all of them, any n of them, or all in order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.grading.context import Context
from bot.grading.keys import Key
from bot.grading.reading import read
from bot.notes.model import QuestionKind
from bot.text.english import FILLER, FUNCTION, LIGHT_VERBS, NEGATIONS
from bot.text.tokens import squash, tokens

_NUMBERING = re.compile(
    r"(?:(?<=\s)|^)(?:\(?\d{1,2}[.)]|[-*•·])\s+|\b(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|finally|lastly)\b[,:]?\s*",
    re.IGNORECASE,
)
_COARSE = re.compile(
    r"[,;\n•·|]|->|=>|>|\s-\s|&|(?<=\s)\+|\+(?=\s)|\b(?:and then|and|then|plus|followed by|as well as|along with|und|et|y|e|und dann)\b|\.\s",
    re.IGNORECASE,
)
_FINE = re.compile(
    r"[,;\n•·|/+:]|->|=>|>|\s-\s|&|\b(?:and then|and|then|plus|followed by|as well as|along with|und|et|y|e)\b|\.\s",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\bor\b|\boder\b|\bvs\b", re.IGNORECASE)
_LEAD_IN = frozenset({"both", "just", "only", "either", "all", "namely"})
_ASIDE = frozenset({"which", "because", "since", "so", "but", "e.g", "while", "though", "although", "unlike"})


@dataclass(frozen=True, slots=True)
class Count:
    """How a list fared: the parts met in the order named, the items that are no part, and whether it hedged."""

    met: tuple[int, ...]
    wrong: tuple[str, ...]
    denied: bool = False
    slips: int = 0


class ListKey:
    """The parts of a list answer, each with its accepted forms."""

    def __init__(
        self, parts: Sequence[Sequence[str]], need: int, kind: QuestionKind, context: Context, strict: str
    ) -> None:
        self.parts = tuple(tuple(forms) for forms in parts)
        self.need = need or len(self.parts)
        self.kind = kind
        self._context = context
        self._keys = [Key(forms, context, strict=strict) for forms in self.parts]

    def count(self, text: str) -> Count:
        """The best count over the ways to split the response into items."""
        counts = [self._assign(items) for items in self._splits(text)]
        return max(
            counts, key=lambda c: (len(set(c.met)) - len(c.wrong), len(set(c.met))), default=Count((), ())
        )

    def complete(self, count: Count) -> bool:
        """Whether enough parts were met, in order where that is asked, with nothing wrong among them."""
        met = list(dict.fromkeys(count.met))
        if len(met) < self.need or count.wrong or count.denied:
            return False
        return self.kind is not QuestionKind.IN_ORDER or met == sorted(met)

    def missing(self, count: Count) -> tuple[str, ...]:
        """The first forms of the parts that were not met."""
        return tuple(forms[0] for at, forms in enumerate(self.parts) if at not in count.met)

    def _splits(self, text: str) -> Iterator[list[str]]:
        text = _NUMBERING.sub("\n", text)
        coarse = [item.strip() for item in _COARSE.split(text) if item.strip()]
        fine = [item.strip() for item in _FINE.split(text) if item.strip()]
        yield self._by_conjunction(text)
        yield coarse
        yield self._distributed(coarse)
        if fine != coarse:
            yield fine
            yield self._distributed(fine)
        if len(coarse) < self.need:
            yield self._walked(text)

    @staticmethod
    def _by_conjunction(text: str) -> list[str]:
        """Split at the commas only, for parts that hold an "and" of their own."""
        return [re.sub(r"^and\s+", "", item.strip()) for item in re.split(r"[,;\n]", text) if item.strip()]

    def _distributed(self, items: list[str]) -> list[str]:
        """ "read and write capacity units", "SSE-S3, KMS and C": the shared words given to every item."""
        if len(items) < 2:
            return items
        tail = tokens(items[-1])[1:]
        head = tokens(items[0])[:-1]
        out = []
        for item in items:
            out.append(
                next(
                    (
                        made
                        for made in self._completions(item, items, tail, head)
                        if self._part_of(made) is not None
                    ),
                    item,
                )
            )
        return out

    @staticmethod
    def _completions(item: str, items: list[str], tail: list, head: list) -> Iterator[str]:  # type: ignore[type-arg]
        yield item
        if item is not items[-1]:
            for start in range(len(tail)):
                yield item + " " + " ".join(token.raw for token in tail[start:])
        if item is not items[0]:
            for end in range(len(head), 0, -1):
                yield " ".join(token.raw for token in head[:end]) + " " + item

    def _walked(self, text: str) -> list[str]:
        """Items with nothing between them: the longest run of words that is a part, from each place on."""
        found = tokens(text)[:40]
        items: list[str] = []
        at = 0
        while at < len(found):
            for end in range(min(len(found), at + 5), at, -1):
                run = " ".join(token.raw for token in found[at:end])
                if end == at + 1 or self._is_exact_part(run):
                    items.append(run)
                    at = end
                    break
        return items

    def _is_exact_part(self, text: str) -> bool:
        part = self._part_of(text)
        return (
            part is not None and len(tokens(text)) <= max(len(tokens(form)) for form in self.parts[part]) + 1
        )

    def _part_of(self, item: str) -> int | None:
        reading = read(item)
        best: tuple[int, float] | None = None
        for at, key in enumerate(self._keys):
            finding = key.judge(item, reading)
            if finding.right and (best is None or finding.nearness > best[1]):
                best = (at, finding.nearness)
        return best[0] if best else None

    def _assign(self, items: list[str]) -> Count:
        met: list[int] = []
        wrong: list[str] = []
        denied = False
        for item in items:
            words = [token.word for token in tokens(item)]
            while words and words[0] in _LEAD_IN:
                words = words[1:]
            part = self._part_of(item)
            if part is not None and not _WITHIN.search(item):
                met.append(part)
            elif _WITHIN.search(item):
                wrong.append(item)
            elif words and words[0] in _ASIDE:
                break
            elif words and words[0] in NEGATIONS:
                rest = self._part_of(item.split(None, 1)[-1])
                denied = denied or rest is not None
            elif not self._is_filler(item):
                wrong.append(item)
        return Count(tuple(met), tuple(wrong), denied)

    def _is_filler(self, item: str) -> bool:
        own = {squash(form) for forms in self.parts for form in forms}
        return squash(item) not in own and all(
            token.word in FUNCTION
            or token.word in FILLER
            or token.word in LIGHT_VERBS
            or token.stem in self._context.stems
            for token in tokens(item, split_humps=True)
        )
