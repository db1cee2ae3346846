"""Time zones to choose from while somebody types."""

from functools import cache
from zoneinfo import available_timezones

MOST = 100


def matching(typed: str) -> list[str]:
    """IANA zones whose name has the typed words, those that begin with them first."""
    words = typed.casefold().replace(" ", "_")
    found = [zone for zone in _zones() if words in zone.casefold()]
    return sorted(found, key=lambda zone: (not _begins(zone, words), zone))[:MOST]


def _begins(zone: str, words: str) -> bool:
    return any(part.casefold().startswith(words) for part in (zone, zone.rpartition("/")[2]))


@cache
def _zones() -> tuple[str, ...]:
    """Zones with a place in their name, and UTC."""
    return tuple(sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC"))
