"""For writers of packs: questions from plain facts, what is wrong with a pack, what changed between two."""

from bot.authoring.balance import Balance, balance
from bot.authoring.checking import check
from bot.authoring.comparing import Difference, difference
from bot.authoring.generating import Generated, generate, study
from bot.authoring.glossary import derived_glossary
from bot.authoring.succession import succession

__all__ = [
    "Balance",
    "Difference",
    "Generated",
    "balance",
    "check",
    "derived_glossary",
    "difference",
    "generate",
    "study",
    "succession",
]
