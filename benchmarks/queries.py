"""Queries for the benchmarks of `/ask`: an index remembers its answers, so a first answer needs new words."""

from collections.abc import Iterator
from itertools import product

from bot.notes.model import Pack

AGAIN = ("sqs visibility timeout", "lambda memory", "kinesis shard limit", "how long are sqs messages kept")
_WORDS = (
    "limit", "default", "timeout", "size", "price", "retention", "region", "encryption", "policy", "role",
    "key", "error", "retry", "version", "access", "backup", "cache", "log", "metric", "alarm", "queue",
    "event",
    "trigger", "stage", "test", "deploy", "rollback", "scale", "monitor", "permission", "endpoint", "network",
    "password", "token", "schedule", "batch", "stream", "filter", "replica", "snapshot", "cost",
)  # fmt: skip


def new_queries(pack: Pack) -> Iterator[str]:
    """Some thousand that differ: the topics of a pack, each with words that people ask with."""
    titles = dict.fromkeys(topic.path[-1].lower() for topic in pack.topics if topic.path)
    return (f"{title} {word}" for word, title in product(_WORDS, titles))
