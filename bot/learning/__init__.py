"""Rules over a person's history: pure functions of values and dates."""

from bot.learning.calendar import ALL_TIME, local_date, period_key, period_keys
from bot.learning.points import quiz_points
from bot.learning.selection import Past, choose, shuffled
from bot.learning.streaks import Streak, fill, standing

__all__ = [
    "ALL_TIME",
    "Past",
    "Streak",
    "choose",
    "fill",
    "local_date",
    "period_key",
    "period_keys",
    "quiz_points",
    "shuffled",
    "standing",
]
