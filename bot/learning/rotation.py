"""Which question a channel gets today, and why.

1. What the channel never had comes first: nothing repeats until the pool is used up.
2. Then each question rests while others are asked: one that all answered rightly until all others had their
   turn again, one that all answered wrongly for a third of that time, in between in proportion.
3. Of the questions so left, the exam's domain that is furthest behind its weight is taken. Its share is
   counted over the newest 30 questions; wrong answers there make its weight up to twice as large.
4. Within the domain chance decides. A question that went wrong is up to three times as likely; one a level
   away from where the channel stands is a third as likely. A channel stands on the lowest level on which it
   has not yet had three questions with at most a third of the answers wrong.
"""

import heapq
import random
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

NEWEST = 30  # questions over which shares are counted, so that an old imbalance is not made up for at once
_SHORTEST_REST = 1 / 3  # of a round, for what all answered wrongly
_MASTERED = 3  # questions
_MOSTLY_RIGHT = 1 / 3  # at most this share wrong


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question of the channel's pool: its id, exam domain ("" for none) and level."""

    id: str
    domain: str = ""
    level: int = 1


@dataclass(frozen=True)
class Pool:
    """What a channel's question is chosen from. Many channels share one, so it is sorted once for all."""

    questions: tuple[Candidate, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Candidate]:
        """The questions by their ids."""
        return {question.id: question for question in self.questions}

    @cached_property
    def by_domain(self) -> Mapping[str, Sequence[Candidate]]:
        """The questions of each domain, in their order."""
        sorted_ = defaultdict[str, list[Candidate]](list)
        for question in self.questions:
            sorted_[question.domain].append(question)
        return dict(sorted_)

    @cached_property
    def levels(self) -> Mapping[str, Sequence[int]]:
        """The levels of each domain's questions, ascending."""
        return {domain: sorted({q.level for q in own}) for domain, own in self.by_domain.items()}

    def only(self, ids: Collection[str]) -> "Pool":
        """The pool of those of its questions alone."""
        if len(ids) == len(self.questions):
            return self
        return Pool(tuple(self.by_id[name] for name in ids))


@dataclass(frozen=True, slots=True)
class Shown:
    """How often the channel had a question, when last, and the share of wrong answers, 0 to 1."""

    times: int
    last: date
    wrong: float = 0.0


@dataclass(frozen=True, slots=True)
class Reasons:
    """What a choice rests on; shares are from 0 to 1."""

    pool: int  # questions in it
    unasked: int  # of them, before this one
    domain: str
    wanted: float  # the domain's share by its weight
    had: float  # its share of the newest questions
    newest: int  # how many these are
    domain_wrong: float  # the share of wrong answers to the domain's among them
    level: int
    last: date | None  # when the question was last asked here
    wrong: float  # the share of wrong answers to it


@dataclass(frozen=True, slots=True)
class Pick:
    """The question chosen, and why."""

    id: str
    reasons: Reasons


def pick_daily(
    pool: Pool, shown: Mapping[str, Shown], weights: Mapping[str, float], chance: random.Random
) -> Pick | None:
    """A channel's next daily question; None where the pool is empty.

    `shown` is the channel's history by question id (what is no longer in the pool is ignored), `weights` the
    exam's domains in any unit. Domains without a weight get one by their number of questions.
    """
    if not pool.questions:
        return None
    had = [pool.by_id[name] for name in shown if name in pool.by_id]
    newest = heapq.nlargest(NEWEST, had, key=lambda q: (shown[q.id].last, q.id))
    domains = _Domains(pool, newest, shown, weights)
    candidates = _unasked(pool, had, shown) or _rested(pool, shown)
    domain = domains.furthest_behind(sorted(candidates), chance)
    stands = _stands([q for q in newest if q.domain == domain], shown, pool.levels[domain])
    own = candidates[domain]
    question = chance.choices(own, _likely(own, shown, stands))[0]
    before = shown.get(question.id)
    return Pick(
        question.id,
        Reasons(
            pool=len(pool.questions),
            unasked=len(pool.questions) - len(had),
            domain=domain,
            wanted=domains.wanted(domain),
            had=domains.had(domain),
            newest=len(newest),
            domain_wrong=domains.wrong(domain),
            level=question.level,
            last=before.last if before else None,
            wrong=before.wrong if before else 0.0,
        ),
    )


def reason_words(reasons: Reasons, title: str) -> str:
    """One or two sentences for `daily why`; `title` is the domain's, "" where there is none."""
    if reasons.last is None:
        first = f"New here: {reasons.unasked} of {reasons.pool} questions had not been asked."
    else:
        when = f"{reasons.last.day} {reasons.last:%B}"
        first = f"All {reasons.pool} questions have been asked; this one last on {when}"
        first += f", with {reasons.wrong:.0%} of the answers wrong." if reasons.wrong else "."
    if not title:
        return first
    second = f"{title} should be {reasons.wanted:.0%} of the questions"
    if reasons.newest:
        second += f" and was {reasons.had:.0%} of the last {reasons.newest}"
    if reasons.domain_wrong:
        second += f", {reasons.domain_wrong:.0%} of them answered wrongly"
    return f"{first} {second}."


class _Domains:
    """How much each domain of a pool should be asked, and how much it was."""

    def __init__(
        self,
        pool: Pool,
        newest: Sequence[Candidate],
        shown: Mapping[str, Shown],
        weights: Mapping[str, float],
    ) -> None:
        given, size = sum(weights.get(domain, 0) for domain in pool.by_domain) or 1, len(pool.questions)
        weighed = {d: weights.get(d, 0) or given * len(own) / size for d, own in pool.by_domain.items()}
        whole = sum(weighed.values())
        self._weights = {domain: weight / whole for domain, weight in weighed.items()}
        self._newest = len(newest)
        self._wrong = defaultdict[str, list[float]](list)
        for question in newest:
            self._wrong[question.domain].append(shown[question.id].wrong)

    def wanted(self, domain: str) -> float:
        return self._weights[domain]

    def had(self, domain: str) -> float:
        return len(self._wrong[domain]) / max(1, self._newest)

    def wrong(self, domain: str) -> float:
        shares = self._wrong[domain]
        return sum(shares) / max(1, len(shares))

    def furthest_behind(self, domains: Sequence[str], chance: random.Random) -> str:
        pull = {domain: weight * (1 + self.wrong(domain)) for domain, weight in self._weights.items()}
        whole = sum(pull.values())

        def lack(domain: str) -> tuple[float, float]:
            due = (self._newest + 1) * pull[domain] / whole
            return due - len(self._wrong[domain]), chance.random()

        return max(domains, key=lack)


def _unasked(
    pool: Pool, had: Iterable[Candidate], shown: Mapping[str, Shown]
) -> dict[str, Sequence[Candidate]]:
    """What the channel never had, by domain."""
    used = Counter(question.domain for question in had)
    return {
        domain: [q for q in own if q.id not in shown] if used[domain] else own
        for domain, own in pool.by_domain.items()
        if used[domain] < len(own)
    }


def _rested(pool: Pool, shown: Mapping[str, Shown]) -> Mapping[str, Sequence[Candidate]]:
    """Questions whose rest is over, by domain; the one asked longest ago always is."""
    by_date = sorted(pool.questions, key=lambda q: (shown[q.id].last, q.id), reverse=True)
    round_ = len(by_date) - 1
    over = (
        question
        for since, question in enumerate(by_date)
        if since >= round_ * (1 - (1 - _SHORTEST_REST) * shown[question.id].wrong)
    )
    return Pool(tuple(over)).by_domain


def _stands(newest: Iterable[Candidate], shown: Mapping[str, Shown], levels: Sequence[int]) -> int:
    """Which of its levels the channel stands on in a domain."""
    wrong = defaultdict[int, list[float]](list)
    for question in newest:
        wrong[question.level].append(shown[question.id].wrong)
    for level in levels:
        shares = wrong[level]
        if len(shares) < _MASTERED or sum(shares) / len(shares) > _MOSTLY_RIGHT:
            return level
    return levels[-1]


def _likely(questions: Sequence[Candidate], shown: Mapping[str, Shown], stands: int) -> list[float]:
    """How likely each question is to be taken, in any unit."""
    away = {level: 3.0 ** min(abs(level - stands), 20) for level in {q.level for q in questions}}
    again = ((1 + 2 * shown[q.id].wrong if q.id in shown else 1.0) for q in questions)
    return [factor / away[q.level] for q, factor in zip(questions, again, strict=True)]
