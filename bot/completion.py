"""What a platform may offer for a parameter while somebody types it."""

from collections.abc import Callable, Mapping

from bot.commands import Kind
from bot.learning import zones_like
from bot.library import Library

_OFFERS: Mapping[Kind, Callable[[Library, str, int], list[str]]] = {
    Kind.QUERY: Library.suggest,
    Kind.TOPIC: Library.suggest,
    Kind.SCOPE: Library.suggest_scope,
    Kind.ZONE: lambda _, typed, limit: zones_like(typed, limit),
}


def completed(kind: Kind) -> bool:
    """Whether there is anything to offer for such a parameter."""
    return kind in _OFFERS


def completions(library: Library, kind: Kind, typed: str, limit: int) -> list[str]:
    """At most `limit` values that begin so, the likeliest first; none where anything may be typed."""
    return _OFFERS[kind](library, typed, limit) if kind in _OFFERS else []
