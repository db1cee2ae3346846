"""The `{#id key=value …}` an author may end a heading or a prompt with."""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from types import MappingProxyType

_LAST_BRACES = re.compile(r"(?:^|\s)\{([^{}]*)\}\s*$")
_ID = re.compile(r"#([a-z0-9][a-z0-9._-]*)")
_NO_ID = re.compile(r"#[\w.:-]+")
_NO_ID = re.compile(r"#[\w.-]+")
_PAIR = re.compile(r"([a-z][a-z-]*)=(\S+)")

TOPIC_KEYS = frozenset(("domain", "tag", "as-of"))
QUESTION_KEYS = TOPIC_KEYS | {"level", "strict", "fact"}


@dataclass(frozen=True, slots=True)
class Attributes:
    """What the braces said; `values` holds every value of a key, in order."""

    id: str = ""
    values: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def one(self, key: str, default: str = "") -> str:
        """The last value of a key."""
        return self.values.get(key, (default,))[-1]


NONE = Attributes()


def split_attributes(text: str, known: Set[str]) -> tuple[str, Attributes, tuple[str, ...]]:
    """(text without its attributes, the attributes, what looks like one and is none).

    The last braces are attributes only after a blank and if every word in them is `#id` or a known
    `key=value`; anything else, such as `/users/{id}`, is text and stays. Unknown keys and ids that are
    none (`#Upper`) are told apart so that a mistyped one can be reported.
    """
    found = _LAST_BRACES.search(text)
    if not found:
        return text, NONE, ()
    ids: list[str] = []
    no_ids: list[str] = []
    values: dict[str, list[str]] = {}
    for word in found[1].split():
        if pair := _PAIR.fullmatch(word):
            values.setdefault(pair[1], []).append(pair[2])
        elif identity := _ID.fullmatch(word):
            ids.append(identity[1])
        elif _NO_ID.fullmatch(word):
            no_ids.append(word)
        else:
            return text, NONE, ()
    unknown = (*sorted(values.keys() - known), *no_ids)
    if unknown or not (ids or values) or len(ids) > 1:
        return text, NONE, unknown
    attributes = Attributes(ids[0] if ids else "", {key: tuple(all_) for key, all_ in values.items()})
    return text[: found.start()].rstrip(), attributes, ()


def unknown_attribute(word: str, owner: str, known: Set[str]) -> str:
    """What to tell the author of a heading or question about a word that `split_attributes` found odd."""
    if word.startswith("#"):
        return (
            f"{{{word}}} is no id, so it stays in the text; ids have small letters, digits, dots and dashes"
        )
    return f"a {owner} has no attribute {word}; known are {', '.join(sorted(known))}"
