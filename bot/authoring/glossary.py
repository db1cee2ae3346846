"""What the notes themselves teach a grader: their abbreviations, and names that stand beside each other."""

import re

from bot.authoring.alternatives import groups, is_proper
from bot.authoring.statements import Notes
from bot.authoring.wording import content_words
from bot.notes.identity import normalised
from bot.notes.model import Pack
from bot.text.glossary import Glossary, Term

_FILE = re.compile(r"(?<![\w./-])([a-z][a-z_-]{4,})\.(ya?ml|json|toml|xml|ini|conf|config|sh|properties)\b")
_MOST = 12  # names in a set; longer lists are no kinds of one thing


def derived_glossary(pack: Pack) -> Glossary:
    """Terms and sibling sets told from the structure and the names of the notes, to add to a pack's own.

    A sibling is never a typo of another: LSI and GSI, ALB and NLB, Standard Queue and FIFO Queue.
    """
    return taught(Notes(pack))


def taught(notes: Notes) -> Glossary:
    """The same, of notes that are already looked through."""
    pack = notes.pack
    known = {normalised(form) for term in pack.glossary.terms for form in term.forms}
    found = notes.acronyms
    terms = tuple(Term(a.long, (a.short,)) for a in found if normalised(a.short) not in known)
    siblings = (*_by_structure(notes), *_by_ending([(a.short, a.long) for a in found]), *_files(pack))
    return Glossary(terms, tuple(dict.fromkeys(siblings)))


def _by_structure(notes: Notes) -> list[tuple[str, ...]]:
    sets = []
    for group in groups(notes):
        names = tuple(dict.fromkeys(member.name for member in group.members if is_proper(member.name)))
        if 2 <= len(names) <= _MOST:
            sets.append(names)
    return sets


def _by_ending(abbreviations: list[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Abbreviations of equal length whose full forms end alike: ALB and NLB, LSI and GSI, RCU and WCU."""
    alike: dict[tuple[int, tuple[str, ...]], list[str]] = {}
    for short, long in abbreviations:
        tail = content_words(long)[1:]
        if tail:
            alike.setdefault((len(short), tail), []).append(short)
    return [tuple(names) for names in alike.values() if len(names) > 1]


def _files(pack: Pack) -> list[tuple[str, ...]]:
    """Names of files that end alike: buildspec.yml and appspec.yml."""
    alike: dict[tuple[str, str], dict[str, None]] = {}
    for fact in pack.facts:
        for name, ending in _FILE.findall(fact.text):
            alike.setdefault((name[-4:], ending), {})[f"{name}.{ending}"] = None
    return [tuple(names) for names in alike.values() if 1 < len(names) <= _MOST]
