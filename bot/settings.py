"""What the tutor is told by the environment. Values come as a mapping; nothing here reads the environment."""

from collections.abc import Mapping
from dataclasses import dataclass

PACKS = "TUTOR_PACKS"


@dataclass(frozen=True, slots=True)
class Settings:
    """`packs` are names of packs that ship with the tutor, or paths; none means the default one."""

    packs: tuple[str, ...] = ()


def read_settings(values: Mapping[str, str]) -> Settings:
    """The tutor's settings."""
    return Settings(listed(values.get(PACKS, "")))


def listed(value: str) -> tuple[str, ...]:
    """What commas separate, each once, without blanks around it."""
    return tuple(dict.fromkeys(word.strip() for word in value.split(",") if word.strip()))
