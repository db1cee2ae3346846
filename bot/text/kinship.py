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


_SYNONYMS = _related(SYNONYMS)
_OPPOSITES = _related(OPPOSITES)
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
