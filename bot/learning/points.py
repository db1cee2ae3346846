"""How many points an answer is worth.

| answer | points |
|---|---|
| daily question, right at once | 10 |
| daily question, right on the second try | 6 |
| daily question, taking part | 1 |
| `/quiz`, right at once | 2 |
| `/quiz`, right on the second try | 1 |

The last try counts, and how soon it comes does not: within the open window all are equal. A quiz question
counts only when the person has not answered it right in the last 7 days, and quizzes bring at most 10 points
a date: practice is welcome, farming is not.
"""

from datetime import datetime, timedelta

DAILY_POINTS = {1: 10, 2: 6}  # try -> points
TAKING_PART = 1
QUIZ_POINTS = {1: 2, 2: 1}
QUIZ_CAP = 10
REST = timedelta(days=7)


def daily_points(*, correct: bool, attempt: int) -> int:
    """Points for a daily answer as its last try stands; a ledger adds what it exceeds the earlier one by."""
    return DAILY_POINTS.get(attempt, TAKING_PART) if correct else TAKING_PART


def quiz_points(*, attempt: int, last_right: datetime | None, now: datetime, today: int) -> int:
    """Points for a right quiz answer (a wrong one brings none); `today` is what quizzes already brought."""
    if last_right is not None and now - last_right < REST:
        return 0
    return max(0, min(QUIZ_POINTS.get(attempt, 0), QUIZ_CAP - today))
