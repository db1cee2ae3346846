"""Answers from the notes, with the line they come from, or the admission that the notes don't say."""

from bot.lookup.answer import Answer, Correction, Hit, Side
from bot.lookup.index import Index
from bot.lookup.suggest import Suggestion

__all__ = ["Answer", "Correction", "Hit", "Index", "Side", "Suggestion"]
