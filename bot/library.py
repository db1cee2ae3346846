"""The packs in use, and what is made from them: the grader, and the index that answers `/ask`.

A library never changes; loading packs again makes a new one, which the tutor takes up between two events.
"""

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import Any, TypeVar

from bot.errors import UsageError
from bot.grading import Grader
from bot.learning import Candidate, Pool
from bot.lookup import Hit, Index
from bot.notes.model import Domain, Fact, Pack, Question, Topic, TopicPath
from bot.text.glossary import Glossary

T = TypeVar("T")
REMEMBERED = 256  # answers made from these packs: several people ask the same, and each press asks again
_TOPIC = "#"  # what a topic's key begins with, and no heading


@dataclass(frozen=True)
class Library:
    """One or several packs with their questions, written and generated, and the words of their field."""

    packs: tuple[Pack, ...]
    glossary: Glossary

    @classmethod
    def of(cls, packs: Iterable[Pack], default: Callable[[], Glossary]) -> "Library":
        """A library of packs as `study` makes them, each with a title.

        A pack without a glossary of its own gets the `default` one, and each the terms and siblings that its
        notes give away.
        """
        whole = tuple(replace(pack, title=pack.title or pack.name) for pack in packs)
        own = [pack.glossary if pack.glossary.terms else default() for pack in whole]
        return cls(whole, Glossary.merged([*own, *(pack.taught for pack in whole)]))

    @cached_property
    def grader(self) -> Grader:
        """Judges answers by the packs' glossary."""
        return Grader(self.glossary)

    @cached_property
    def index(self) -> Index:
        """Answers queries from the packs' facts."""
        return Index.build(self.packs, self.glossary)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by its id, in the order of the packs."""
        return {question.id: question for pack in self.packs for question in pack.questions}

    @cached_property
    def topics(self) -> tuple[tuple[Pack, Topic], ...]:
        """Every topic with its pack, in the order of the packs."""
        return tuple((pack, topic) for pack in self.packs for topic in pack.topics)

    def remember(self, make: Callable[..., T], *about: Hashable) -> T:
        """What `make(self, *about)` comes to, which depends on nothing else. The last results are kept."""
        kept: T = self._made(make, *about)
        return kept

    @cached_property
    def _made(self) -> Callable[..., Any]:
        return lru_cache(REMEMBERED)(lambda make, *about: make(self, *about))

    def find_topics(self, words: str) -> list[tuple[Pack, Topic]]:
        """The topics that `words` name, best first, none below another. Raises UsageError for none.

        Each word must begin a word of the topic's path: "lambda lim" finds "Lambda > Lambda Limits".
        """
        if words.startswith(_TOPIC):
            known = self._by_topic_key.get(words)
            return [known] if known else self.find_topics(words.removeprefix(_TOPIC))
        wanted = _words(words)
        found = [(pack, topic) for pack, topic in self.topics if wanted and _named(wanted, topic.path)]
        if not found:
            close = self.suggest(words, 1)
            meant = f" Did you mean “{close[0]}”?" if close else ""
            raise UsageError(f"No topic is called “{words[:60]}”.{meant} /topics lists them.")
        paths = {(pack.name, topic.path) for pack, topic in found}
        outermost = [(pack, topic) for pack, topic in found if not _below(pack.name, topic.path, paths)]
        return sorted(outermost, key=lambda entry: (_extra(wanted, entry[1].path), len(entry[1].path)))

    def questions_on(self, words: str) -> list[str]:
        """The ids of the questions on the topics that `words` name; all of them for ""."""
        if not words:
            return list(self.questions)
        below = tuple(topic.path for _, topic in self.find_topics(words))
        return [q.id for q in self.questions.values() if any(q.topic[: len(path)] == path for path in below)]

    def daily_pool(self, pack: str, topics: str, levels: str) -> Pool:
        """The questions a channel's daily one is chosen from: of a pack, on some topics, of some levels."""
        wanted = (pack, topics, levels)
        if wanted not in self._pools:
            self._pools[wanted] = self._pool(pack, topics, levels)
        return self._pools[wanted]

    @cached_property
    def _pools(self) -> dict[tuple[str, str, str], Pool]:
        return {}

    def _pool(self, pack: str, topics: str, levels: str) -> Pool:
        mine = {question.id for own in self.packs if own.name == pack for question in own.questions}
        try:
            named = self.questions_on(topics)
        except UsageError:  # the topics have gone from the notes since they were chosen
            return Pool(())
        fitting = (self.questions[name] for name in named if name in mine)
        of_level = (q for q in fitting if not levels or str(q.level) in levels)
        return Pool(tuple(Candidate(q.id, q.domain, q.level) for q in of_level))

    def domains(self, pack: str) -> dict[str, Domain]:
        """A pack's exam domains by their keys."""
        return {domain.key: domain for own in self.packs if own.name == pack for domain in own.domains}

    def suggest(self, typed: str, limit: int) -> list[str]:
        """Names of topics for what was typed so far, the likeliest first."""
        return list(dict.fromkeys(found.path[-1] for found in self.index.suggest(typed, limit)))

    def suggest_scope(self, typed: str, limit: int) -> list[str]:
        """The same for what may name a pack first: packs, topics, and the topics of the pack named."""
        first, named, rest = typed.partition(" ")
        packs = [pack.name for pack in self.packs]
        if named and (own := next((name for name in packs if name.casefold() == first.casefold()), "")):
            topics = (found for found in self.index.suggest(rest, limit * len(packs)) if found.pack == own)
            return list(dict.fromkeys(f"{own} {topic.path[-1]}" for topic in topics))[:limit]
        begun = [name for name in packs if len(packs) > 1 and name.casefold().startswith(typed.casefold())]
        return [*begun, *self.suggest(typed, limit)][:limit]

    def key(self, hit: Hit) -> str:
        """A short name for a fact of these packs, which changes when the fact does."""
        return _key(hit.pack_name, str(hit.fact.source), hit.fact.text)

    def hit(self, key: str) -> Hit | None:
        """The fact that `key` was given for and what stands around it; None where the notes have changed."""
        place = self._facts.get(key)
        return None if place is None else self.index.hit(place)

    def topic_key(self, path: TopicPath) -> str:
        """A short name for a topic, which `find_topics` knows."""
        return _TOPIC + _key(*path)

    @cached_property
    def _facts(self) -> dict[str, int]:
        places: dict[str, int] = {}
        for place, (pack, fact) in enumerate(self.index.facts):
            places.setdefault(_key(pack, str(fact.source), fact.text), place)
        return places

    @cached_property
    def _by_topic_key(self) -> dict[str, tuple[Pack, Topic]]:
        return {self.topic_key(topic.path): (pack, topic) for pack, topic in self.topics}

    def fact_of(self, question: Question) -> Fact | None:
        """The fact that a question of these packs tests, where it names one."""
        if question.fact is None:
            return None
        return next((pack.facts[question.fact] for pack in self.packs if question in pack.questions), None)


def _key(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:12]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _named(wanted: list[str], path: TopicPath) -> bool:
    words = _words(" ".join(path))
    return all(any(word.startswith(want) for word in words) for want in wanted)


def _below(pack: str, path: TopicPath, paths: set[tuple[str, TopicPath]]) -> bool:
    return any((pack, path[:n]) in paths for n in range(1, len(path)))


def _extra(wanted: list[str], path: TopicPath) -> int:
    """How many words the innermost heading has beyond those asked for."""
    return len(_words(path[-1])) - len(wanted)
