"""Time zones as people type them: names of the tz database in any case, or the city alone."""

from functools import cache
from importlib.resources import files

from bot.errors import UsageError

_LONGEST = 64  # characters looked at and repeated; the longest name has 32
_LIKELY = 80  # percent of letters alike from which a name is worth suggesting

# What stands for several zones, or for one half of a zone's year, and places that may be meant.
_ABBREVIATIONS = {
    "acst": ("Australia/Darwin", "Australia/Adelaide"),
    "acdt": ("Australia/Adelaide",),
    "adt": ("America/Halifax",),
    "aedt": ("Australia/Sydney",),
    "aest": ("Australia/Sydney", "Australia/Brisbane"),
    "akdt": ("America/Anchorage",),
    "akst": ("America/Anchorage",),
    "amt": ("America/Manaus", "Asia/Yerevan"),
    "art": ("America/Argentina/Buenos_Aires",),
    "ast": ("America/Halifax", "Asia/Riyadh"),
    "awst": ("Australia/Perth",),
    "brt": ("America/Sao_Paulo",),
    "bst": ("Europe/London", "Asia/Dhaka"),
    "cat": ("Africa/Johannesburg", "Africa/Harare"),
    "cdt": ("America/Chicago", "America/Havana"),
    "cest": ("Europe/Berlin", "Europe/Paris"),
    "cst": ("America/Chicago", "Asia/Shanghai"),
    "eat": ("Africa/Nairobi",),
    "ect": ("America/Guayaquil", "Europe/Paris"),
    "edt": ("America/New_York",),
    "eest": ("Europe/Athens", "Europe/Helsinki"),
    "est": ("America/New_York", "America/Jamaica"),
    "gst": ("Asia/Dubai",),
    "hkt": ("Asia/Hong_Kong",),
    "ict": ("Asia/Bangkok",),
    "idt": ("Asia/Jerusalem",),
    "ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "jst": ("Asia/Tokyo",),
    "kst": ("Asia/Seoul",),
    "mdt": ("America/Denver",),
    "msk": ("Europe/Moscow",),
    "mst": ("America/Denver", "America/Phoenix", "Asia/Kuala_Lumpur"),
    "myt": ("Asia/Kuala_Lumpur",),
    "ndt": ("America/St_Johns",),
    "nst": ("America/St_Johns",),
    "nzdt": ("Pacific/Auckland",),
    "nzst": ("Pacific/Auckland",),
    "pdt": ("America/Los_Angeles",),
    "pht": ("Asia/Manila",),
    "pkt": ("Asia/Karachi",),
    "pst": ("America/Los_Angeles", "Asia/Manila"),
    "sast": ("Africa/Johannesburg",),
    "sgt": ("Asia/Singapore",),
    "sst": ("Asia/Singapore", "Pacific/Pago_Pago"),
    "trt": ("Europe/Istanbul",),
    "wat": ("Africa/Lagos",),
    "west": ("Europe/Lisbon",),
    "wib": ("Asia/Jakarta",),
    **dict.fromkeys(("et", "eastern", "eastern_time"), ("America/New_York", "America/Toronto")),
    **dict.fromkeys(("ct", "central", "central_time"), ("America/Chicago", "America/Winnipeg")),
    **dict.fromkeys(("mt", "mountain", "mountain_time"), ("America/Denver", "America/Phoenix")),
    **dict.fromkeys(("pt", "pacific", "pacific_time"), ("America/Los_Angeles", "America/Vancouver")),
}
_NOT_A_ZONE = "Factory"  # the tz database's mark for a machine that was never set up
_NOT_CITIES = ("Brazil/", "Canada/", "Chile/", "Etc/", "Mexico/", "US/")  # as in Canada/Eastern


def parse_zone(text: str) -> str:
    """The IANA name that is meant. Raises UsageError with the likeliest one, or some that it may be."""
    typed = " ".join(text.split())[:_LONGEST]
    name = typed.lower().replace(" ", "_")
    if name in _ABBREVIATIONS:
        raise UsageError(f'"{typed}" is not one zone: name a place, such as {_either(_ABBREVIATIONS[name])}.')
    if name[:3] in {"utc", "gmt"} and name[3:4] in {"+", "-"} and name not in _names():
        raise UsageError(f'"{typed}" knows no summer time: name a place, such as Europe/Berlin.')
    found = _names().get(name) or _cities().get(name)
    if found:
        return found
    raise UsageError(f'There is no time zone "{typed}"{_hint(name)}')


def zones_like(typed: str, limit: int) -> list[str]:
    """At most `limit` names that have the typed words in them, those first whose area or city begins so."""
    wanted = "_".join(typed.lower().split())
    places = ((low, name) for low, name in _names().items() if "/" in name or name == "UTC")
    found = [(f"/{wanted}" not in f"/{low}", name) for low, name in places if wanted in low]
    return [name for _, name in sorted(found)[:limit]]


def _either(names: tuple[str, ...]) -> str:
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


@cache
def _names() -> dict[str, str]:
    """Every name of the tz database, by its lower case."""
    names = (files("tzdata") / "zones").read_text(encoding="utf-8").split()
    return {name.lower(): name for name in names if name != _NOT_A_ZONE}


@cache
def _cities() -> dict[str, str]:
    """Names by their city alone; of several, as Asia/Istanbul, the one that the tz database lists first."""
    found: dict[str, str] = {}
    for name in _names().values():
        if "/" in name and not name.startswith(_NOT_CITIES):
            found.setdefault(name.rsplit("/", maxsplit=1)[-1].lower(), name)
    return found


def _hint(name: str) -> str:
    """The likeliest name, by the whole of it or by its city."""
    from rapidfuzz import fuzz, process

    places = _cities() | {low: zone for low, zone in _names().items() if "/" in zone}
    best = process.extractOne(name, places.keys(), scorer=fuzz.ratio, score_cutoff=_LIKELY)
    return f": did you mean {places[best[0]]}?" if best else "; name a place, such as Europe/Berlin."
