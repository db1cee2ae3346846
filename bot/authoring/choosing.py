"""Options of a choice: the right one among a few wrong ones, in an order that gives nothing away."""

import hashlib
from collections.abc import Iterable

from bot.notes.identity import normalised
from bot.notes.model import Choice

MOST = 4  # options


def options(right: str, wrong: Iterable[str], *, key: str) -> tuple[Choice, ...]:
    """Up to four options; which of the wrong ones and in which order depends only on the texts."""
    distinct = {normalised(text): text for text in wrong if normalised(text) != normalised(right)}
    chosen = sorted(distinct.values(), key=lambda text: _mixed(key, text))[: MOST - 1]
    choices = [Choice(right, right=True), *(Choice(text, right=False) for text in chosen)]
    return tuple(sorted(choices, key=lambda choice: _mixed(choice.text, key)))


def _mixed(*texts: str) -> bytes:
    """A number as good as random, and the same on every machine."""
    return hashlib.blake2b("\x1f".join(texts).encode(), digest_size=8).digest()
