"""The words of a field: terms with their abbreviations and synonyms, and names that must not be confused.

A glossary is content: it comes from a pack's `pack.toml`, never from code.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One notion and every form it goes by.

    `name` is the full form ("Simple Queue Service"), `short` its abbreviations ("SQS"), `also` other
    names for the same thing ("queue service").
    """

    name: str
    short: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """All forms, the full name first."""
        return (self.name, *self.short, *self.also)


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms of a field and its sibling sets: groups of names of which one is never a typo of another."""

    terms: tuple[Term, ...] = ()
    siblings: tuple[tuple[str, ...], ...] = ()

    def __add__(self, other: "Glossary") -> "Glossary":
        return Glossary(self.terms + other.terms, self.siblings + other.siblings)

    @classmethod
    def merged(cls, glossaries: Iterable["Glossary"]) -> "Glossary":
        """One glossary of several packs, in their order."""
        return sum(glossaries, cls())


NO_GLOSSARY = Glossary()
