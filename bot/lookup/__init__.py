"""Answers from the notes, with the line they come from, or the admission that the notes don't say."""

from bot.lookup.answer import Answer, Correction, Hit, Side
from bot.lookup.compose import Card, Reply, compose, compose_more
from bot.lookup.index import Index
from bot.lookup.suggest import Suggestion

__all__ = [
    "Answer",
    "Card",
    "Correction",
    "Hit",
    "Index",
    "Reply",
    "Side",
    "Suggestion",
    "compose",
    "compose_more",
]
