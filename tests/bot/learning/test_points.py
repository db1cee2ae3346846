"""What an answer is worth."""

from datetime import timedelta

import pytest

from bot.learning import daily_points, quiz_points
from tests.kit import NOON


@pytest.mark.parametrize(
    ("correct", "attempt", "wanted"), [(True, 1, 10), (True, 2, 6), (False, 1, 1), (False, 2, 1)]
)
def test_a_daily_question_rewards_taking_part_and_more_so_being_right(
    correct: bool, attempt: int, wanted: int
) -> None:
    assert daily_points(correct=correct, attempt=attempt) == wanted


@pytest.mark.parametrize(("attempt", "wanted"), [(1, 2), (2, 1)])
def test_a_right_answer_earns_more_at_once_than_on_the_second_try(attempt: int, wanted: int) -> None:
    assert quiz_points(attempt=attempt, last_right=None, now=NOON, today=0) == wanted


@pytest.mark.parametrize(("days", "wanted"), [(0, 0), (6.99, 0), (7, 2), (30, 2)])
def test_a_question_counts_again_seven_days_after_it_was_right(days: float, wanted: int) -> None:
    before = NOON - timedelta(days=days)
    assert quiz_points(attempt=1, last_right=before, now=NOON, today=0) == wanted


@pytest.mark.parametrize(("today", "wanted"), [(8, 2), (9, 1), (10, 0), (11, 0)])
def test_quizzes_bring_at_most_ten_points_a_date(today: int, wanted: int) -> None:
    assert quiz_points(attempt=1, last_right=None, now=NOON, today=today) == wanted
