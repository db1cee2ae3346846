"""Dates in a text, in the forms people write them, and the decades and centuries they name."""

import re
from dataclasses import dataclass

from bot.text.number_words import CARDINALS
from bot.text.numbers import ordinal_word, roman

_MONTHS = (
    ("january", "jan", "janvier", "januar", "enero", "gennaio", "janeiro"),
    ("february", "feb", "fevrier", "février", "februar", "febrero", "febbraio", "fevereiro"),
    ("march", "mar", "mars", "märz", "marzo", "março"),
    ("april", "apr", "avril", "abril", "aprile"),
    ("may", "mai", "mayo", "maggio", "maio"),
    ("june", "jun", "juin", "juni", "junio", "giugno", "junho"),
    ("july", "jul", "juillet", "juli", "julio", "luglio", "julho"),
    ("august", "aug", "août", "agosto"),
    ("september", "sep", "sept", "septembre", "septiembre", "settembre", "setembro"),
    ("october", "oct", "octobre", "oktober", "octubre", "ottobre", "outubro"),
    ("november", "nov", "novembre", "noviembre", "novembro"),
    ("december", "dec", "décembre", "dezember", "diciembre", "dicembre", "dezembro"),
)
_MONTH_NUMBER = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True)) + r")\b\.?"
_DAY = r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>\d{3,4})\b"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})\b",
        rf"{_DAY}(?:\s*of)?[\s.-]*{_MONTH}(?:,?[\s-]*(?:of\s*)?{_YEAR})?",
        rf"\b{_MONTH}\s*(?:the\s*)?{_DAY}(?:,?\s*{_YEAR})?",
        rf"\b{_MONTH},?\s*(?:of\s*)?{_YEAR}",
    )
)
_NUMERIC = re.compile(r"\b(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?\b")
_ORDINAL = re.compile(r"\b(?:(twenty|thirty)[\s-])?([a-z]+th|first|second|third)\b")
_CENTURY = re.compile(r"\b(\w+?)(?:st|nd|rd|th)?[\s-]*(?:century|cent\b|c\.)")
_HUNDREDS = re.compile(r"\b(\d{1,2})00'?s\b")
_DECADE = re.compile(r"(?<!\d)(?:(\d{2})|')?(\d)0'?s\b")
_TENS = {word: value // 10 for word, value in CARDINALS.items() if word.endswith("ty")}
_TENS_WORD = re.compile(r"\b(" + "|".join(word[:-1] + "ies" for word in _TENS) + r")\b")
_BC = re.compile(r"\b(?:bc|bce|b\.c\.|before christ)(?!\w)")


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar date as far as it was given; absent parts are 0."""

    year: int = 0
    month: int = 0
    day: int = 0

    @property
    def written(self) -> str:
        """As in "12 October 1492", without the parts that are absent."""
        month = _MONTHS[self.month - 1][0].capitalize() if self.month else ""
        return " ".join(filter(None, (str(self.day or ""), month, str(self.year or ""))))

    def covers(self, asked: "Date") -> bool:
        """Whether every part of `asked` is given here and equal; further parts are true detail."""
        pairs = (asked.year, self.year), (asked.month, self.month), (asked.day, self.day)
        return all(want in (0, have) for want, have in pairs)

    def contradicts(self, other: "Date") -> bool:
        """Whether both give some part, and not the same."""
        pairs = (other.year, self.year), (other.month, self.month), (other.day, self.day)
        return any(theirs and mine and theirs != mine for theirs, mine in pairs)


def _digits_for_ordinals(text: str) -> str:
    def digits(match: re.Match[str]) -> str:
        unit = ordinal_word(match[2])
        tens = 10 * _TENS.get(match[1] or "", 0)
        return f"{tens + unit}th" if unit and tens + unit < 32 else match[0]

    return _ORDINAL.sub(digits, text)


def dates(text: str) -> list[tuple[Date, ...]]:
    """The dates of cleaned text in order; each with all its readings (day/month or month/day)."""
    low = _digits_for_ordinals(text.lower())
    found: list[tuple[int, tuple[Date, ...]]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(low):
            part = match.groupdict()
            month = _MONTH_NUMBER.get(part["month"]) or int(part["month"])
            date = Date(int(part.get("year") or 0), month, int(part.get("day") or 0))
            if month <= 12 and date.day <= 31:
                found.append((match.start(), (date,)))
                low = low[: match.start()] + " " * len(match[0]) + low[match.end() :]
    for match in _NUMERIC.finditer(low):
        first, second, year = int(match[1]), int(match[3]), int(match[4] or 0)
        year += 1900 if 30 < year < 100 else 2000 if 0 < year <= 30 else 0
        readings = {
            Date(year, month, day)
            for day, month in ((first, second), (second, first))
            if 0 < month < 13 and 0 < day < 32
        }
        if readings and (match[4] or match[2] == "/"):
            found.append((match.start(), tuple(sorted(readings, key=str))))
    return [readings for _, readings in sorted(found)]


def era(text: str) -> tuple[str, int] | None:
    """The decade or century that `text` names: ("decade", 1960), ("century", 18); negative before Christ."""
    low = text.lower()
    sign = -1 if _BC.search(low) else 1
    if match := _CENTURY.search(low):
        name = match[1]
        number = (
            int(name)
            if name.isdigit()
            else ordinal_word(name) or ordinal_word(match[0].split()[0]) or roman(name.upper())
        )
        return ("century", sign * number) if number else None
    if match := _HUNDREDS.search(low):
        return ("century", sign * (int(match[1]) + 1))
    if match := _DECADE.search(low):
        return ("decade", int(match[1] or 19) * 100 + int(match[2]) * 10)
    if match := _TENS_WORD.search(low):
        return ("decade", 1900 + 10 * _TENS[match[1][:-3] + "y"])
    return None


def before_christ(text: str) -> bool:
    """Whether a year in `text` is counted before Christ."""
    return bool(_BC.search(text.lower()))
