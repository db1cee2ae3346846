"""What the tutor is told by the environment. Values come as a mapping; nothing here reads the environment."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.errors import UsageError

PACKS = "TUTOR_PACKS"
RELAY = "TUTOR_RELAY"
THREADS = "threads"


@dataclass(frozen=True, slots=True)
class Settings:
    """`packs` are names of packs that ship with the tutor, or paths; none means the default one."""

    packs: tuple[str, ...] = ()


def read_settings(values: Mapping[str, str]) -> Settings:
    """The tutor's settings."""
    return Settings(listed(values.get(PACKS, "")))


def read_relay(values: Mapping[str, str]) -> bool:
    """Whether platforms listen to what people write in threads. Raises UsageError for an unknown word."""
    word = values.get(RELAY, "").strip().lower()
    if word not in ("", THREADS):
        raise UsageError(f"{RELAY} is “{word[:40]}”; write {THREADS}, or leave it out.")
    return word == THREADS


def listed(value: str) -> tuple[str, ...]:
    """What commas separate, each once, without blanks around it."""
    return tuple(dict.fromkeys(word.strip() for word in value.split(",") if word.strip()))
