"""Whether the platforms listen to what people write in threads: one setting for all of them."""

from collections.abc import Mapping

from bot.errors import UsageError

RELAY = "TUTOR_RELAY"
THREADS = "threads"


def read_relay(values: Mapping[str, str]) -> bool:
    """Whether threads are listened to. Raises UsageError for an unknown word."""
    word = values.get(RELAY, "").strip().lower()
    if word not in ("", THREADS):
        raise UsageError(f"{RELAY} is “{word[:40]}”; write {THREADS}, or leave it out.")
    return word == THREADS
