"""Numbers as people write them: digits in several locales, words, fractions, powers, ordinals, Roman.

Works on lexemes (digits, letters, one symbol each) and reads the longest number from a place on. A written
number can have more than one value ("1.500" is one and a half, or fifteen hundred), so readings are tuples.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from bot.text.number_words import CARDINALS, MULTIPLES, ORDINALS, PARTS, SCALES

MAX_DIGITS = 40  # longer digit strings are identifiers, not quantities
_MAX_EXPONENT = 60

_LEXEME = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?![\d])(?:\.\d+)?|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}(?!\d)(?:,\d+)?"
    r"|\d{1,3}(?:[ '_]\d{3})+(?!\d)(?:[.,]\d+)?"
    r"|\d+(?:[.,]\d+)?|(?<![\w.])\.\d+)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)?)|(?P<symbol>\*\*|->|\S)"
)
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of text: `kind` is "number", "word" or "symbol"; `glued`: no space stands before it."""

    text: str
    low: str
    kind: str
    start: int
    end: int
    glued: bool


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from lexemes: its possible values, where it ends, and what form it had."""

    values: tuple[Fraction, ...]
    end: int
    ordinal: bool = False
    digits: bool = False  # written in digits, not in words
    places: int = 0  # significant digits as written


def lexemes(text: str, most: int | None = None) -> list[Lexeme]:
    """The text cut into numbers, words and single symbols; `most` of them at most."""
    found: list[Lexeme] = []
    for match in islice(_LEXEME.finditer(text), most):
        glued = bool(found) and found[-1].end == match.start()
        word = match.group()
        found.append(
            Lexeme(word, word.lower(), match.lastgroup or "symbol", match.start(), match.end(), glued)
        )
    return found


def roman(word: str) -> int:
    """The value of a Roman numeral in capitals; 0 if `word` is none."""
    if not word or not _ROMAN.fullmatch(word):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in word]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def ordinal_word(word: str) -> int:
    """3 for "third"; 0 for what is no ordinal."""
    return ORDINALS.get(word, 0)


def digits_of(text: str) -> tuple[Fraction, ...]:
    """The possible values of a number in digits; the likelier reading first."""
    text = text.replace("'", "").replace("_", "").replace(" ", "")
    if len(text) > MAX_DIGITS:
        return ()
    commas, points = text.count(","), text.count(".")
    if commas and points:
        decimal = max(",.", key=text.rfind)
        text = text.replace("." if decimal == "," else ",", "").replace(",", ".")
        return (Fraction(text),)
    if commas == 1 and (len(text) - text.index(",") != 4 or text.startswith("0")):
        return (Fraction(text.replace(",", ".")),)
    if commas:
        return (Fraction(text.replace(",", "")),)
    if points > 1:
        return (Fraction(text.replace(".", "")),)
    if points and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", text):
        return (Fraction(text), Fraction(text.replace(".", "")))
    return (Fraction(text),)


def _significant(text: str) -> int:
    return len(re.sub(r"\D", "", text).strip("0")) or 1


class NumberReader:
    """Reads one number from a list of lexemes."""

    def __init__(self, items: list[Lexeme]) -> None:
        self._items = items

    def _low(self, at: int) -> str:
        return self._items[at].low if at < len(self._items) else ""

    def _kind(self, at: int) -> str:
        return self._items[at].kind if at < len(self._items) else ""

    def read(self, at: int) -> Number | None:
        """The longest number from lexeme `at` on, or None."""
        if self._kind(at) == "number":
            return self._in_digits(at)
        if self._kind(at) != "word":
            return None
        return self._in_words(at)

    def _in_digits(self, at: int) -> Number | None:
        text = self._items[at].text
        values = digits_of(text)
        if not values:
            return None
        end, places = at + 1, _significant(text)
        if self._low(end) in {"st", "nd", "rd", "th"} and self._items[end].glued:
            return Number(values, end + 1, ordinal=True, digits=True, places=places)
        if self._low(end) in {"/", "over"} and self._kind(end + 1) == "number" and self._is_fraction(end):
            return self._fraction(values, end, places)
        if self._kind(end) == "number" and self._low(end + 1) == "/" and self._kind(end + 2) == "number":
            part = self._fraction(digits_of(self._items[end].text), end + 1, places)
            if part and part.values[0] < 1:
                return Number(tuple(v + part.values[0] for v in values), part.end, digits=True, places=places)
        values, end = self._with_power(values, end)
        values, end = self._with_scale_words(values, end)
        return Number(values, end, digits=True, places=places)

    def _is_fraction(self, slash: int) -> bool:
        """Whether digits/digits is a fraction, not a date or an address ("1/2/2024", "10.0.0.0/16")."""
        after = self._low(slash + 2)
        before = self._low(slash - 2) if slash >= 2 else ""
        return after not in {"/", "."} and before not in {"/", "."}

    def _fraction(self, over: tuple[Fraction, ...], slash: int, places: int) -> Number | None:
        under = digits_of(self._items[slash + 1].text)
        if not under or not under[0] or not over:
            return None
        return Number(tuple(v / under[0] for v in over), slash + 2, digits=True, places=places)

    def _with_power(self, values: tuple[Fraction, ...], at: int) -> tuple[tuple[Fraction, ...], int]:
        """`^6`, `e6`, `x 10^23`, `to the power of 6` after digits."""
        exponent, end = self._exponent(at)
        if end > at:
            return tuple(v**exponent for v in values if v or exponent > 0), end
        if self._low(at) == "e" and self._items[at].glued:
            power, end = self._signed(at + 1)
            if end > at + 1:
                return tuple(v * Fraction(10) ** power for v in values), end
        if self._low(at) in {"x", "*", "·", "times"} and self._low(at + 1) == "10":
            power, end = self._exponent(at + 2)
            if end > at + 2:
                return tuple(v * Fraction(10) ** power for v in values), end
        return values, at

    def _exponent(self, at: int) -> tuple[int, int]:
        if self._low(at) in {"^", "**"}:
            power, end = self._signed(at + 1)
            return (power, end) if end > at + 1 else (0, at)
        if self._low(at) == "to" and self._low(at + 1) == "the":
            start = at + 2
            if self._low(start) == "power":
                start += 2 if self._low(start + 1) == "of" else 1
            power, end = self._signed(start)
            if end == start and (power := ordinal_word(self._low(start))):
                end += 1
            if end > start:
                return power, end + (self._low(end) in {"power", "th"})
        return 0, at

    def _signed(self, at: int) -> tuple[int, int]:
        """An integer with an optional sign, small enough to be an exponent."""
        sign = -1 if self._low(at) in {"-", "minus", "negative"} else 1
        start = at + (self._low(at) in {"-", "+", "minus", "negative"})
        text = self._low(start)
        if not text.isascii() or not text.isdigit() or int(text[:4]) > _MAX_EXPONENT:
            return 0, at
        return sign * int(text), start + 1

    def _with_scale_words(self, values: tuple[Fraction, ...], at: int) -> tuple[tuple[Fraction, ...], int]:
        while self._low(at) in SCALES:
            values = tuple(v * SCALES[self._low(at)] for v in values)
            at += 1
        return values, at

    def _in_words(self, at: int) -> Number | None:
        word = self._low(at)
        if word in MULTIPLES:
            return Number((Fraction(MULTIPLES[word]),), at + 1)
        if word in {"half", "quarter", "third"} or (
            word in {"a", "an", "one"} and self._low(at + 1) in PARTS and self._low(at + 1) != "second"
        ):
            return self._part(at)
        start = at
        if word in {"a", "an"}:
            if self._low(at + 1) not in SCALES and self._low(at + 1) not in {"couple", "pair", "single"}:
                return None
            total, end = self._cardinal(at + 1, implied_one=True)
        else:
            total, end = self._cardinal(at)
        if end == start:
            ordinal = ordinal_word(word)
            return Number((Fraction(ordinal),), at + 1, ordinal=True) if ordinal else None
        if end > start + 1 or word not in {"a", "an"}:
            return self._finished(total, end)
        return None

    def _finished(self, total: Fraction, end: int) -> Number:
        """A cardinal in words, with what can still follow: ordinal, decimals, a fraction, a power."""
        low = self._low(end)
        hyphen = low == "-" and self._items[end].glued
        after = self._low(end + 1) if hyphen else low
        ordinal = ordinal_word(after)
        if 0 < ordinal < 10 and total % 10 == 0 and total % 100 and after != "second":
            return Number((total + ordinal,), end + 1 + hyphen, ordinal=True)
        if low == "point":
            digits, place = "", end + 1
            while self._low(place) in CARDINALS and CARDINALS[self._low(place)] < 10:
                digits += str(CARDINALS[self._low(place)])
                place += 1
            if digits:
                total += Fraction(int(digits), 10 ** len(digits))
                values, place = self._with_scale_words((total,), place)
                return Number(values, place)
        if after in PARTS and total < 100 and after != "second":
            return Number((total / PARTS[after],), end + 1 + hyphen)
        if low == "and" and self._low(end + 1) in {"a", "one"} and self._low(end + 2) in {"half", "quarter"}:
            values = (total + Fraction(1, PARTS[self._low(end + 2)]),)
            values, place = self._with_scale_words(values, end + 3)
            return Number(values, place)
        values, place = self._with_power((total,), end)
        return Number(values, place)

    def _part(self, at: int) -> Number | None:
        """half, a third, a quarter (of) a million."""
        place = at + (self._low(at) in {"a", "an", "one"})
        value = Fraction(1, PARTS[self._low(place)])
        place += 1
        if self._low(at) == "third" and place == at + 1:
            return Number((Fraction(3),), place, ordinal=True)
        peek = place + (self._low(place) == "of")
        peek += self._low(peek) in {"a", "an"}
        if self._low(peek) in SCALES:
            values, end = self._with_scale_words((value,), peek)
            return Number(values, end)
        return Number((value,), place)

    def _cardinal(self, at: int, implied_one: bool = False) -> tuple[Fraction, int]:
        """A whole number in words from `at` on, and where it ends (`at` if there is none)."""
        total, group, place, last = 0, 0, at, 0
        if implied_one and self._low(at) in SCALES:
            group = 1
        while True:
            word = self._low(place)
            joiner = word in {"and", "-", "&", "et", "y"} and place > at
            if joiner:
                word = self._low(place + 1)
                if word not in CARDINALS or (self._low(place) in {"and", "&"} and last < 100):
                    break
            value = CARDINALS.get(word)
            if value is not None and word != "dozen":
                if last and not (last >= 100 or (last % 10 == 0 and 20 <= last < 100 and 0 < value < 10)):
                    year = self._year(group, value, place)
                    return year or (Fraction(total + group), place)
                group, last = group + value, value
            elif word == "oh" and 10 <= group < 100:
                return Fraction(group * 100 + CARDINALS.get(self._low(place + 1), 0)), place + 2
            elif word in SCALES and (group or place > at):
                group, total, last = self._scaled(group, total, SCALES[word])
            else:
                break
            place += 1 + joiner
        return Fraction(total + group), place

    @staticmethod
    def _scaled(group: int, total: int, scale: int) -> tuple[int, int, int]:
        if scale <= 100:
            return group * scale, total, scale
        return 0, (total + group * scale) if group else total * scale, scale

    def _year(self, group: int, value: int, place: int) -> tuple[Fraction, int] | None:
        """nineteen forty-five: two numbers of two digits, said one after the other."""
        if not (10 <= group < 100 and 10 <= value < 100):
            return None
        end = place + 1
        low = self._low(end + 1) if self._low(end) == "-" else self._low(end)
        if value % 10 == 0 and value >= 20 and 0 < CARDINALS.get(low, 0) < 10:
            value, end = value + CARDINALS[low], end + 1 + (self._low(end) == "-")
        return Fraction(group * 100 + value), end
