"""Rules over a person's history: pure functions of values and dates."""

from bot.learning.calendar import ALL_TIME, local_date, period_key, period_keys
from bot.learning.points import daily_points, quiz_points
from bot.learning.ranking import Ranked, RankedSquad, Squad, board_lines, ranked, ranked_squads
from bot.learning.rotation import Candidate, Pick, Pool, Reasons, Shown, pick_daily, reason_words
from bot.learning.schedule import Decision, Schedule, begin_after, closes_at, decide, due_at, next_due
from bot.learning.schedule_words import (
    day_words,
    duration_words,
    parse_days,
    parse_duration,
    parse_time,
    schedule_words,
)
from bot.learning.selection import Past, choose, shuffled
from bot.learning.streaks import Change, Streak, Turn, every_date, fill, replay, standing
from bot.learning.zones import parse_zone, zones_like

__all__ = [
    "ALL_TIME",
    "Candidate",
    "Change",
    "Decision",
    "Past",
    "Pick",
    "Pool",
    "Ranked",
    "RankedSquad",
    "Reasons",
    "Schedule",
    "Shown",
    "Squad",
    "Streak",
    "Turn",
    "begin_after",
    "board_lines",
    "choose",
    "closes_at",
    "daily_points",
    "day_words",
    "decide",
    "due_at",
    "duration_words",
    "every_date",
    "fill",
    "local_date",
    "next_due",
    "parse_days",
    "parse_duration",
    "parse_time",
    "parse_zone",
    "period_key",
    "period_keys",
    "pick_daily",
    "quiz_points",
    "ranked",
    "ranked_squads",
    "reason_words",
    "replay",
    "schedule_words",
    "shuffled",
    "standing",
    "zones_like",
]
