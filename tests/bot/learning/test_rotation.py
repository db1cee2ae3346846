"""Which question a channel gets, and the reasons it is given."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.learning import Candidate, Pick, Pool, Reasons, Shown, pick_daily, reason_words
from tests.proof import size

DAY = timedelta(days=1)
FIRST = date(2026, 3, 2)
pools = st.lists(
    st.builds(Candidate, st.uuids().map(str), st.sampled_from(["", "a", "b", "c"]), st.integers(1, 3)),
    min_size=1,
    max_size=25,
    unique_by=lambda question: question.id,
)
weighings = st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), st.floats(0, 100))


def pool(**domains: int) -> list[Candidate]:
    """So many questions of each domain, all of level 1."""
    return [Candidate(f"{domain}{n}", domain) for domain, count in domains.items() for n in range(count)]


def asked(
    questions: Sequence[Candidate],
    rounds: int,
    weights: Mapping[str, float] | None = None,
    wrong: Mapping[str, float] | None = None,
    seed: int = 1,
) -> list[Pick]:
    """What a channel is asked, a question a date; `wrong` is what it makes of each."""
    chance, shown, picks = random.Random(seed), dict[str, Shown](), list[Pick]()
    for number in range(rounds):
        pick = pick_daily(Pool(tuple(questions)), shown, weights or {}, chance)
        assert pick is not None
        picks.append(pick)
        times = shown[pick.id].times + 1 if pick.id in shown else 1
        shown[pick.id] = Shown(times, FIRST + number * DAY, (wrong or {}).get(pick.id, 0.0))
    return picks


@settings(max_examples=size(100, 2_000))
@given(pools, weighings, st.integers(), st.floats(0, 1))
def test_nothing_repeats_until_the_pool_is_used_up(
    questions: list[Candidate], weights: dict[str, float], seed: int, wrong: float
) -> None:
    picks = asked(questions, len(questions), weights, {q.id: wrong for q in questions}, seed)
    assert sorted(pick.id for pick in picks) == sorted(q.id for q in questions)
    assert [pick.reasons.unasked for pick in picks] == list(range(len(questions), 0, -1))


@settings(max_examples=size(100, 2_000))
@given(pools, weighings, st.integers())
def test_the_same_history_and_chance_choose_the_same(
    questions: list[Candidate], weights: dict[str, float], seed: int
) -> None:
    rounds = 2 * len(questions)
    assert asked(questions, rounds, weights, seed=seed) == asked(questions, rounds, weights, seed=seed)


def test_what_all_answered_rightly_waits_until_all_others_had_their_turn() -> None:
    names = [pick.id for pick in asked(pool(a=10), 50)]
    for start in range(len(names) - 10):
        assert len(set(names[start : start + 10])) == 10


def test_what_went_wrong_comes_again_after_a_third_of_a_round_and_more_often() -> None:
    names = [pick.id for pick in asked(pool(a=16), 400, wrong={"a3": 1.0})]
    places = [place for place, name in enumerate(names) if name == "a3"]
    gaps = [later - sooner for sooner, later in pairwise(places[1:])]
    assert min(gaps) > 15 / 3 and min(gaps) < 16
    counts = Counter(names[16:])
    assert counts["a3"] > 1.2 * max(count for name, count in counts.items() if name != "a3")
    assert set(counts) == {f"a{n}" for n in range(16)}


def test_of_two_whose_turn_has_come_the_one_that_went_wrong_is_three_times_as_likely() -> None:
    shown = {f"a{n}": Shown(1, FIRST + n * DAY, 1.0 if n == 1 else 0.0) for n in range(9)}
    picks = [pick_daily(Pool(tuple(pool(a=9))), shown, {}, random.Random(seed)) for seed in range(1_000)]
    counts = Counter(pick.id for pick in picks if pick)
    assert set(counts) == {"a0", "a1"} and 700 < counts["a1"] < 800


def test_a_question_is_never_asked_twice_in_a_row_unless_it_is_the_only_one() -> None:
    for count in (2, 3, 4):
        questions = pool(a=count)
        names = [pick.id for pick in asked(questions, 60, wrong={q.id: 1.0 for q in questions})]
        assert all(one != two for one, two in pairwise(names))
    assert {pick.id for pick in asked(pool(a=1), 3)} == {"a0"}


def test_domains_are_asked_by_their_weight_at_any_time() -> None:
    """Not only in the long run: a share is never off by two questions."""
    weights = {"a": 50.0, "b": 30.0, "c": 20.0}
    picks = asked(pool(a=40, b=40, c=40), 50, weights)
    for number in range(1, 51):
        had = Counter(pick.reasons.domain for pick in picks[:number])
        assert all(abs(had[d] - number * weight / 100) < 2 for d, weight in weights.items())


def test_domains_without_weights_are_asked_by_their_size() -> None:
    had = Counter(pick.reasons.domain for pick in asked(pool(a=60, b=20), 40))
    assert abs(had["a"] - 30) <= 1
    mixed = Counter(pick.reasons.domain for pick in asked(pool(a=50, z=50), 40, {"a": 100.0}))
    assert abs(mixed["a"] - 27) <= 1  # 100 : 50


def test_a_domain_with_wrong_answers_is_asked_more() -> None:
    questions = pool(a=60, b=60)
    wrong = {q.id: 1.0 for q in questions if q.domain == "b"}
    had = Counter(pick.reasons.domain for pick in asked(questions, 60, {"a": 50, "b": 50}, wrong))
    assert abs(had["b"] - 40) <= 2  # twice the weight


def test_a_domain_that_is_new_to_the_notes_is_not_made_up_for_at_once() -> None:
    chance = random.Random(3)
    shown = {f"a{n}": Shown(1, FIRST + n * DAY) for n in range(300)}
    questions = pool(a=400, b=400)
    names = []
    for number in range(300, 400):
        pick = pick_daily(Pool(tuple(questions)), shown, {"a": 80, "b": 20}, chance)
        assert pick is not None
        names.append(pick.reasons.domain)
        shown[pick.id] = Shown(1, FIRST + number * DAY)
    assert names[:12].count("b") <= 8 and 20 <= names.count("b") <= 26


def test_levels_rise_with_what_the_channel_gets_right() -> None:
    questions = [Candidate(f"{level}-{n}", "a", level) for level in (1, 2, 3) for n in range(30)]

    def mean_level(wrong: float) -> float:
        picks = [p for seed in range(10) for p in asked(questions, 24, {}, dict.fromkeys(ids, wrong), seed)]
        return sum(pick.reasons.level for pick in picks) / len(picks)

    ids = [q.id for q in questions]
    assert mean_level(1.0) < 1.6 and mean_level(0.0) > 2.0


def test_an_empty_pool_gives_no_question() -> None:
    assert pick_daily(Pool(()), {"gone": Shown(1, FIRST)}, {}, random.Random(1)) is None


def test_questions_no_longer_in_the_pool_do_not_count() -> None:
    pick = pick_daily(Pool(tuple(pool(a=1))), {"gone": Shown(9, FIRST, 1.0)}, {}, random.Random(1))
    assert pick == Pick("a0", Reasons(1, 1, "a", 1.0, 0.0, 0, 0.0, 1, None, 0.0))


@pytest.mark.parametrize(
    ("reasons", "title", "words"),
    [
        (
            Reasons(120, 41, "s", 0.26, 0.12, 30, 0.4, 2, None, 0.0),
            "Security",
            (
                "New here: 41 of 120 questions had not been asked. Security should be 26% of the questions"
                " and was 12% of the last 30, 40% of them answered wrongly."
            ),
        ),
        (
            Reasons(120, 120, "s", 0.26, 0.0, 0, 0.0, 1, None, 0.0),
            "Security",
            "New here: 120 of 120 questions had not been asked. Security should be 26% of the questions.",
        ),
        (
            Reasons(20, 0, "", 1.0, 1.0, 20, 0.1, 1, date(2026, 2, 9), 0.75),
            "",
            "All 20 questions have been asked; this one last on 9 February, with 75% of the answers wrong.",
        ),
        (
            Reasons(20, 0, "", 1.0, 1.0, 20, 0.0, 1, date(2026, 2, 9), 0.0),
            "",
            "All 20 questions have been asked; this one last on 9 February.",
        ),
    ],
)
def test_the_reasons_are_said_in_a_sentence_or_two(reasons: Reasons, title: str, words: str) -> None:
    assert reason_words(reasons, title) == words
