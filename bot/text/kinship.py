"""Which words are everyday synonyms, opposites or short forms of each other."""

from collections import defaultdict
from collections.abc import Iterable

from bot.text.relations import CLIPPINGS, OPPOSITES, SYNONYMS
from bot.text.stems import stem


def _related(groups: Iterable[Iterable[str]]) -> dict[str, frozenset[str]]:
    """For each stem, those it shares a group with."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for group in groups:
        roots = {stem(word) for word in group}
        for root in roots:
            found[root] |= roots - {root}
    return {root: frozenset(others) for root, others in found.items()}


_SHORT = 2  # letters of "in" and "up", which have no comparative


def _compared(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs, with their comparatives and superlatives: hard and soft, harder and softer."""
    found = list(pairs)
    graded = [(_graded(one), _graded(other)) for one, other in found if min(len(one), len(other)) > _SHORT]
    return found + [(one + end, other + end) for one, other in graded for end in ("er", "est")]


def _graded(word: str) -> str:
    """An adjective as it stands before -er and -est: "larg", "heavi", "bigg"."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "i"
    doubled = len(word) < 5 and word[-1] not in "aeiouwxy" and word[-2:-1] in tuple("aeiou")
    doubled = doubled and word[-3:-2] not in tuple("aeiou")
    return word.removesuffix("e") + (word[-1] if doubled else "")


_SYNONYMS = _related(SYNONYMS)
_OPPOSITES = _related(_compared(OPPOSITES))
_SHORT_FORMS: defaultdict[str, set[str]] = defaultdict(set)
_LONG_FORMS: dict[str, str] = {}
for _short, _long in CLIPPINGS:
    _SHORT_FORMS[stem(_long)].add(_short)
    _LONG_FORMS.setdefault(_short, _long)
_NONE: frozenset[str] = frozenset()


def synonyms(root: str) -> frozenset[str]:
    """Stems that say the same as `root` in nearly every sentence."""
    return _SYNONYMS.get(root, _NONE)


def opposites(root: str) -> frozenset[str]:
    """Stems that say the contrary of `root`."""
    return _OPPOSITES.get(root, _NONE)


def short_forms(root: str) -> frozenset[str]:
    """Usual short forms of the word with this stem: "async"."""
    return frozenset(_SHORT_FORMS.get(root, _NONE))


def long_form(word: str) -> str:
    """What a folded word is most often a short form of; empty if it is none."""
    return _LONG_FORMS.get(word, "")
