"""Text as words that can be compared: stems, joined and split names of code, numbers with their units.

`words("Wait up to 20 s in x-ray's BatchGetItem")` gives one `Word` for each written word; each carries every
token it can be found by, the one that says most first:

- plain words by their stem (`encrypted` → `encrypt`);
- names of code by the whole and by the parts (`BatchGetItem` → `batchgetitem`, `batch`, `get`, `item`);
- numbers by value and unit in base units, then by value alone (`20 s` → `20·sec`, `20`;
  `15 minutes` and `900s` both → `900·sec`).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import zip_longest
from typing import Final

import Stemmer

from bot.text.stems import american

MAX_TEXT: Final = 4_000  # characters of one text that are looked at
MAX_WORD: Final = 60  # longer runs are no words anybody asks for
SHORT: Final = 3  # letters of words that have no stem but themselves

_PUNCTUATION = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "×": "x"})
_CHUNK = re.compile(r"[^\W_]+(?:[.:'\-^@_][^\W_]+)*%?|[$€£]+(?![A-Za-z({])")
_CAMEL = re.compile(r"[A-Z]+s?(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_]+")
_NUMBER = re.compile(r"(\d{1,15}(?:\.\d{1,15})?)(?:\^(\d))?([^\W\d_]{0,12})(%?)")
_INSIDE_FIGURE = re.compile(r"(?<=\d)(?:,(?=\d{3}(?!\d))|\s(?=%))")
_MARKS = re.compile(r"[\W_]+")

_MONEY = "$€£"
MONEY: Final = "$"  # the token of any sign of money
TIME: Final = "sec"
SIZE: Final = "byte"
PERCENT: Final = "percent"
BASE_UNITS: Final = frozenset((TIME, SIZE, PERCENT))  # of one quantity, to which other units are brought

_NUMERALS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50, "hundred": 100,
    "thousand": 1000, "million": 1000000,
}  # fmt: skip
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}

# Unit -> factor to the base unit of its quantity. Any other word after a figure is its own unit
# ("5 replicas" -> 5·replica).
_TIME = {
    "ms": 0.001, "millisecond": 0.001, "msec": 0.001, "s": 1, "sec": 1, "second": 1, "m": 60, "min": 60,
    "minute": 60, "h": 3600, "hr": 3600, "hour": 3600, "d": 86400, "day": 86400, "w": 604800, "week": 604800,
    "mo": 2592000, "month": 2592000, "y": 31536000, "yr": 31536000, "year": 31536000,
}  # fmt: skip
_SIZE = {
    "b": 1, "byte": 1, "k": 1e3, "kb": 1e3, "kib": 1e3, "kilobyte": 1e3, "mb": 1e6, "mib": 1e6, "meg": 1e6,
    "megabyte": 1e6, "g": 1e9, "gb": 1e9, "gib": 1e9, "gig": 1e9, "gigabyte": 1e9, "tb": 1e12, "tib": 1e12,
    "terabyte": 1e12,
}  # fmt: skip
_SAME_UNIT = {
    "metre": "m", "meter": "m", "kilometre": "km", "kilometer": "km", "centimetre": "cm",
    "centimeter": "cm", "millimetre": "mm", "millimeter": "mm", "kilogram": "kg", "kilo": "kg", "gram": "g",
    "litre": "l", "liter": "l", "knot": "kn", "volt": "v", "watt": "w", "ampere": "a", "amp": "a",
    "degree": "°", "deg": "°",
}  # fmt: skip
_UNIT_NAMES = frozenset((*_TIME, *_SIZE, *_SAME_UNIT, *_SAME_UNIT.values()))
_UNITS = {unit: (TIME, factor) for unit, factor in _TIME.items()}
_UNITS |= {unit: (SIZE, factor) for unit, factor in _SIZE.items()}
_UNITS |= dict.fromkeys(("%", "percent", "pct"), (PERCENT, 1))


@dataclass(frozen=True, slots=True)
class Word:
    """One written word: `text` in lower case, and the tokens it is found by, the most telling first."""

    text: str
    tokens: tuple[str, ...]

    @property
    def stem(self) -> str:
        """The most telling token."""
        return self.tokens[0]

    @property
    def is_number(self) -> bool:
        """Whether it is a figure, with or without a unit."""
        return self.tokens[0][0].isdigit()

    @property
    def unit(self) -> str:
        """The base unit of a figure ("sec", "byte", "percent", or the stem of the word after it), or ""."""
        return self.tokens[0].partition("·")[2] if self.is_number else ""


def words(text: str) -> tuple[Word, ...]:
    """The words of a text in their order; nothing of it beyond `MAX_TEXT` characters is read."""
    plain = unicodedata.normalize("NFKC", text[:MAX_TEXT]).translate(_PUNCTUATION)
    plain = _INSIDE_FIGURE.sub("", plain)
    found: list[Word] = []
    chunks = list(_CHUNK.finditer(plain))
    for chunk, following in zip_longest(chunks, chunks[1:]):
        near = following is not None and plain[chunk.end() : following.start()].isspace()
        found.extend(_read(chunk[0][:MAX_WORD], following[0][:MAX_WORD] if near else ""))
    return tuple(found)


def _read(chunk: str, following: str) -> tuple[Word, ...]:
    """The word or words of one chunk; a range such as 1-3 is two figures."""
    low = chunk.lower()
    if chunk[0] in _MONEY:
        return (Word(chunk, (MONEY,)),)
    if chunk[0].isdigit() or low in _NUMERALS:
        figures = [_NUMBER.fullmatch(str(_NUMERALS.get(part.lower(), part))) for part in chunk.split("-")]
        if all(figures):
            return tuple(_figure(match, following) for match in figures if match)
    return (Word(low, _name_tokens(chunk)),)


def _figure(match: re.Match[str], following: str) -> Word:
    """A figure: with its unit, as it is written, and bare."""
    value = float(match[1]) ** int(match[2] or 1) * _SCALES.get(following.lower(), 1)
    glued = match[3] + match[4]
    plain = _plain(value)
    tokens = [f"{_plain(value * factor)}·{base}" for base, factor in _units(glued or following)]
    if glued and glued.lower() not in _UNITS:
        tokens.append(plain + glued.lower())
    return Word(match[0], tuple(dict.fromkeys((*tokens, plain))))


def _units(word: str) -> Iterator[tuple[str, float]]:
    """The base units a word after a figure may mean, and their factors.

    M is mega, m minutes or metres, and W no week.
    """
    low = word.lower()
    singular = low if low in _UNITS else low.removesuffix("s")
    capital = len(word) == 1 and word.isupper()
    if word == "M":
        yield _UNITS["mb"]
    elif singular in _UNITS and not (capital and singular in _TIME):
        yield _UNITS[singular]
    if (singular not in _UNITS or len(singular) == 1) and low.isalpha() and low not in _SCALES:
        yield _SAME_UNIT.get(low) or _SAME_UNIT.get(singular) or stem(low), 1


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:g}"


@lru_cache(maxsize=65_536)
def _name_tokens(chunk: str) -> tuple[str, ...]:
    """The whole and the parts of a word that may be a name of code."""
    name = chunk.removesuffix("'s").replace("'", "")
    parts = [part.removesuffix("s") if part[:-1].isupper() else part for part in _CAMEL.findall(name)]
    whole = _MARKS.sub("", name) if len(parts) > 1 else parts[0]
    telling = (stem(part) for part in parts if len(part) > 2 and not part.isdigit())
    singular = (whole.lower()[:-1],) if len(whole) == SHORT and whole.endswith("s") else ()
    return tuple(dict.fromkeys((stem(whole), *telling, *singular)))


def is_unit(word: str) -> bool:
    """Whether a word after a figure is its unit rather than what is counted."""
    low = word.lower()
    return not _UNIT_NAMES.isdisjoint((low, low.removesuffix("s")))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of one word, in lower case and American spelling (Snowball's English stemmer).

    The shortest are left as they are: `EBS` is no plural of `EB`.
    """
    if len(word) <= SHORT:
        return word.lower()
    return str(_stemmer().stemWord(american(word.lower())))


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english", 0)
