"""Queries for the benchmarks of `/ask`: an index remembers its answers, so a first answer needs new words."""

from collections.abc import Iterator
from itertools import product

from bot.notes.model import Pack

AGAIN = ("sqs visibility timeout", "lambda memory", "kinesis shard limit", "how long are sqs messages kept")
SHORT = 4  # words of a topic's name; people type few
_WORDS = (
    "limit", "default", "timeout", "size", "price", "retention", "region", "encryption", "policy", "role",
    "key", "error", "retry", "version", "access", "backup", "cache", "log", "metric", "alarm", "queue",
    "event",
    "trigger", "stage", "test", "deploy", "rollback", "scale", "monitor", "permission", "endpoint", "network",
    "password", "token", "schedule", "batch", "stream", "filter", "replica", "snapshot", "cost",
)  # fmt: skip


def new_queries(pack: Pack) -> Iterator[str]:
    """Some thousand that differ: the topics of a pack, each with words that people ask with."""
    names = (topic.path[-1].lower().replace(":", "").split()[:SHORT] for topic in pack.topics if topic.path)
    titles = dict.fromkeys(map(" ".join, names))
    return (f"{title} {word}" for word, title in product(_WORDS, titles))
