"""Amounts in a text: numbers with their units, rates, ranges; compared by what they measure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from bot.text.numbers import Lexeme, Number, NumberReader, lexemes, roman
from bot.text.stems import stem
from bot.text.units import COUNT, PERCENT, Unit, spelled, units

Reading = tuple[str, Fraction]  # what is measured, and how much of its base unit

_PERIODS = {
    "hourly": "hour",
    "daily": "day",
    "nightly": "day",
    "weekly": "week",
    "fortnightly": "fortnight",
    "monthly": "month",
    "yearly": "year",
    "annually": "year",
}
_PER = frozenset({"per", "a", "an", "each", "every", "/", "pro", "por", "par", "p"})
_RANGE = frozenset({"-", "to", "until", "till", "through", "thru", "bis", "..."})
MAX_LEXEMES = 200  # what comes after so many words and signs is not looked at
_LONGEST_LABEL = 10  # words and slashes between a number and its "per second"
_HOURS = frozenset({"h", "hr", "hrs", "hour", "hours"})
_CURRENCY = frozenset("$€£¥₹")
_ADDABLE = frozenset({"time", "months", "length", "mass"})
# Units of one system convert exactly; between systems people round.
ROUNDED = frozenset({"temperature", "length", "mass", "volume", "area", "length/s", "energy", "pressure"})


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount of a text, lexemes `start` to `end` (exclusive).

    `readings` are all things it can mean. `bare` is set where no unit was written, `label` is the noun that
    was counted, `high` the upper end of a range, `places` the significant digits as written.
    """

    numbers: tuple[Fraction, ...]
    readings: frozenset[Reading]
    start: int
    end: int
    bare: bool = True
    unit: str = ""
    label: str = ""
    per: str = ""
    ordinal: bool = False
    digits: bool = False
    places: int = 0
    high: "Amount | None" = None
    sum_of: int = 1
    likely: frozenset[Reading] = frozenset()  # the readings of the first of `numbers`

    @property
    def dimensions(self) -> frozenset[str]:
        """What it can measure."""
        return frozenset(dimension for dimension, _ in self.readings)


class AmountReader:
    """Reads the amounts of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.items: list[Lexeme] = lexemes(text, MAX_LEXEMES)
        self._numbers = NumberReader(self.items)

    def __iter__(self) -> Iterator[Amount]:
        at = 0
        while at < len(self.items):
            amount = self.read(at)
            if amount:
                yield amount
                at = amount.end
            else:
                at += 1

    def low(self, at: int) -> str:
        """The lexeme at `at` in lower case; empty past the end."""
        return self.items[at].low if 0 <= at < len(self.items) else ""

    def read(self, at: int) -> Amount | None:
        """The amount that begins at lexeme `at`, ranges and sums ("1 h 30 min") included."""
        first = self._single(at)
        if first is None:
            return None
        return self._range(first) or self._sum(first)

    def _range(self, first: Amount) -> Amount | None:
        between = self.low(first.start - 1) == "between"
        if not (self.low(first.end) in _RANGE or (between and self.low(first.end) == "and")):
            return None
        second = self._single(first.end + 1)
        if second is None or second.ordinal != first.ordinal:
            return None
        if self.low(first.end) == "-" and second.digits != first.digits:
            return None
        if first.bare and not second.bare:
            first = self._with_unit(first, second)
            if second.per:  # "100 to 120 per minute"
                first = self._per_second(first, self.low(second.end - 1), first.end)
            first = replace(first, bare=False, unit=second.unit, per=second.per)
        return replace(first, end=second.end, high=second)

    def _with_unit(self, first: Amount, second: Amount) -> Amount:
        found = units(second.unit)
        return replace(first, readings=self._readings(first.numbers, found)) if found else first

    def _sum(self, first: Amount) -> Amount:
        """Following smaller units are added: hours and minutes, feet and inches."""
        while not first.bare and any(d in _ADDABLE or d.startswith("money") for d in first.dimensions):
            at = first.end + (self.low(first.end) in {"and", ","})
            if self.low(at) == "a" and self.low(at + 1) == "half":
                half = frozenset(
                    (d, v + v / first.numbers[0] / 2) for d, v in first.readings if first.numbers[0]
                )
                return replace(first, readings=half, end=at + 2)
            second = self._single(at)
            if second and self._are_minutes(first, second):
                minutes = frozenset((d, v + 60 * second.numbers[0]) for d, v in first.readings if d == "time")
                return replace(first, readings=minutes, end=second.end)
            if second is None or second.bare or second.unit == first.unit:
                return first
            added = frozenset(
                (d, v + w) for d, v in first.readings for e, w in second.readings if d == e and 0 <= w < v
            )
            if not added:
                return first
            first = replace(first, readings=added, end=second.end, unit=second.unit, sum_of=first.sum_of + 1)
        return first

    def _are_minutes(self, hours: Amount, after: Amount) -> bool:
        """Whether a bare number right behind hours is their minutes: "1h30", "1 hr 30"."""
        plain = after.bare and after.digits and not after.label and after.start == hours.end
        return plain and hours.unit.lower() in _HOURS and 0 < after.numbers[0] < 60

    def _single(self, at: int) -> Amount | None:
        if self.low(at) in _PERIODS:
            found = units(_PERIODS[self.low(at)])
            return Amount(
                (Fraction(1),),
                self._readings((Fraction(1),), found),
                at,
                at + 1,
                bare=False,
                unit=self.low(at),
            )
        if self.low(at) == "once" and self.low(at + 1) in {"every", "each", "in"}:
            every = self._single(at + 1) or self._single(at + 2)
            return replace(every, start=at) if every else None
        if (
            self.low(at) in {"every", "each"}
            and (found := units(self.low(at + 1)))
            and len(self.low(at + 1)) > 1
        ):
            return Amount(
                (Fraction(1),),
                self._readings((Fraction(1),), found),
                at,
                at + 2,
                bare=False,
                unit=self.low(at + 1),
            )
        if self.low(at) == "every" and self.low(at + 1) == "other" and (found := units(self.low(at + 2))):
            two = (Fraction(2),)
            return Amount(two, self._readings(two, found), at, at + 3, bare=False, unit=self.low(at + 2))
        start, sign, currency = self._lead(at)
        number = self._number(start) or self._article(start)
        if number is None or not number.values:
            return None
        if clock := self._clock(at, number):
            return clock
        values = tuple(sign * v for v in number.values)
        amount = Amount(
            values,
            frozenset(),
            at,
            number.end,
            ordinal=number.ordinal,
            digits=number.digits,
            places=number.places,
        )
        amount = self._shared(self._multiplied(amount))
        whole = self._with_meaning(amount, currency)
        if len(whole.numbers) == 1:
            return whole
        likely = self._with_meaning(replace(amount, numbers=amount.numbers[:1]), currency)
        return replace(whole, likely=likely.readings)

    def _clock(self, at: int, number: Number) -> Amount | None:
        """1:30 is an hour or a minute and a half, unless its unit says which; 1:30 pm is 13:30."""
        after = self.items[number.end + 1] if number.end + 1 < len(self.items) else None
        if after is None or self.low(number.end) != ":" or not (after.glued and self.items[number.end].glued):
            return None
        if not number.digits or not re.fullmatch(r"[0-5]\d", after.text) or self.low(number.end + 2) == ":":
            return None
        end = number.end + 2
        value = number.values[0] + Fraction(int(after.text), 60)
        if self.low(end) in {"am", "pm"}:
            value, end = value + (12 if self.low(end) == "pm" and value < 12 else 0), end + 1
        found, name, past = self._unit(end)
        sizes = [unit.factor for unit in found if unit.dimension == "time"]
        readings = frozenset(("time", value * size) for size in sizes or (3600, 60))
        return Amount(
            (value,), readings, at, past if sizes else end, bare=False, unit=name or ":", digits=True
        )

    def _with_meaning(self, amount: Amount, currency: str) -> Amount:
        return self._money(amount, currency) if currency else self._measured(amount)

    def _lead(self, at: int) -> tuple[int, int, str]:
        """Sign and currency before the digits: where the number begins, its sign, the currency."""
        sign, currency = 1, ""
        if self.low(at) in {"minus", "negative"} or (self.low(at) in {"-", "+"} and self._is_sign(at)):
            sign, at = (1 if self.low(at) == "+" else -1), at + 1
        if self.low(at) == "us" and self.low(at + 1) == "$":
            at += 1
        if self.low(at) in _CURRENCY or (self.low(at) in {"usd", "eur", "gbp"} and self._number(at + 1)):
            currency, at = self.low(at), at + 1
        return at, sign, currency

    def _is_sign(self, at: int) -> bool:
        after = self.items[at + 1] if at + 1 < len(self.items) else None
        if after is None or after.kind != "number" or not after.glued:
            return False
        return at == 0 or not self.items[at].glued or self.low(at - 1) in {"=", "(", "^", ":"}

    def _number(self, at: int) -> Number | None:
        item = self.items[at] if at < len(self.items) else None
        if item is None or item.kind == "symbol":
            return None
        if item.kind == "number" and item.glued and at and self.items[at - 1].kind == "word":
            before = at > 1 and self.items[at - 2].kind == "number" and units(self.items[at - 1].text)
            if not before:  # the digits of a name: gp2, IPv6, H2O
                return None
        return self._numbers.read(at)

    def _article(self, at: int) -> Number | None:
        """ "an hour" is one hour."""
        if self.low(at) in {"a", "an"} and len(self.low(at + 1)) > 1:
            found = units(self.items[at + 1].text)
            if any(u.dimension in {"time", "months", "data", "length", "mass"} for u in found):
                return Number((Fraction(1),), at + 1)
        return None

    def _shared(self, amount: Amount) -> Amount:
        """ "one in twenty", "5 out of 100" are shares; "40 below zero" is negative."""
        words = [self.low(amount.end + offset) for offset in range(2)]
        if words == ["below", "zero"]:
            return replace(amount, numbers=tuple(-n for n in amount.numbers), end=amount.end + 2)
        start = amount.end + (2 if words == ["out", "of"] else 1 if words[0] == "in" else 0)
        whole = self._number(start) if start > amount.end else None
        if whole is None or whole.ordinal or not whole.values[0] or self._unit(whole.end)[0]:
            return amount
        shares = tuple(a / b for a in amount.numbers for b in whole.values if abs(a) < b)
        return replace(amount, numbers=shares, end=whole.end, digits=False) if shares else amount

    def _multiplied(self, amount: Amount) -> Amount:
        if self.low(amount.end) not in {"x", "*", "times"} or amount.ordinal:
            return amount
        factor = self._number(amount.end + 1)
        if factor is None or factor.ordinal:
            return amount
        product = tuple(a * b for a in amount.numbers for b in factor.values)
        return replace(amount, numbers=product, end=factor.end)

    def _money(self, amount: Amount, currency: str) -> Amount:
        for scale in units(self.low(amount.end)):
            if scale.dimension == "count" and self.items[amount.end].glued:
                amount = replace(
                    amount, numbers=tuple(n * scale.factor for n in amount.numbers), end=amount.end + 1
                )
        end = amount.end + (self.low(amount.end) in {"usd", "eur", "gbp", "dollars", "euros", "pounds"})
        amount = replace(
            amount,
            readings=self._readings(amount.numbers, units(currency)),
            bare=False,
            unit=currency,
            end=end,
        )
        return self._rated(amount)

    def _measured(self, amount: Amount) -> Amount:
        amount = self._scaled(amount)
        if (
            self.low(amount.end).strip("'s") in {"nine", "9"}
            and not amount.ordinal
            and 1 <= amount.numbers[0] <= 16
        ):
            return self._nines(amount)
        found, name, end = self._unit(amount.end, part=0 < amount.numbers[0] < 1)
        if amount.ordinal and not any(u.dimension == "months" for u in found):
            return replace(amount, readings=self._ordinal_readings(amount.numbers))
        if amount.ordinal:
            ordinal = {("ordinal " + name.rstrip("s"), v) for v in amount.numbers}
            return replace(
                amount, readings=frozenset(ordinal) | self._ordinal_readings(amount.numbers), end=end
            )
        if found:
            measured = replace(
                amount, readings=self._readings(amount.numbers, found), bare=False, unit=name, end=end
            )
            return self._rated(measured)
        return self._counted(amount)

    def _nines(self, amount: Amount) -> Amount:
        """ "eleven nines" of availability: 99.999999999 %."""
        end = amount.end + 1
        end += self.low(end) in {"s", "'"}
        end += self.low(end) == "s"
        values = tuple(100 - Fraction(100, 10 ** int(n)) for n in amount.numbers)
        return replace(
            amount, numbers=values, readings=self._readings(values, (PERCENT,)), bare=False, unit="%", end=end
        )

    def _ordinal_readings(self, numbers: tuple[Fraction, ...]) -> frozenset[Reading]:
        return frozenset((d, v) for v in numbers for d in ("ordinal", "count"))

    def _scaled(self, amount: Amount) -> Amount:
        """The k of "10k requests", the M of "1M": only before another unit or noun; alone it stays open."""
        at = amount.end
        if at >= len(self.items) or not self.items[at].glued:
            return amount
        scale = next((u for u in units(self.items[at].text) if u.dimension == "count"), None)
        after = self.items[at + 1] if at + 1 < len(self.items) else None
        plain = self.items[at].low in {"k", "bn", "mn"}  # the m of "5m deep" are metres
        if scale and after and after.kind == "word" and not after.glued and (plain or units(after.text)):
            return replace(amount, numbers=tuple(n * scale.factor for n in amount.numbers), end=at + 1)
        return amount

    def _unit(self, at: int, part: bool = False) -> tuple[tuple[Unit, ...], str, int]:
        """The unit at `at`, its name and where it ends; up to five lexemes, the longest first."""
        at += self.low(at) == "-" and at + 1 < len(self.items) and self.items[at + 1].kind == "word"
        at += self.low(at) == "of" and self.low(at + 1) in {"a", "an"}  # half of a day
        at += part and self.low(at) in {"a", "an"} and bool(units(self.low(at + 1)))  # half an hour
        at += self.low(at) == "us" and self.low(at + 1).startswith("dollar")
        for length in (5, 4, 3, 2, 1):
            items = self.items[at : at + length]
            if len(items) < length:
                continue
            joined = "".join(
                ("" if item.glued or not i else " ") + spelled(item.text) for i, item in enumerate(items)
            )
            found = units(joined) or (units(joined.replace("° ", "°")) if "°" in joined else ())
            if found and not self._is_other_word(items):
                return found, joined, at + length
        return (), "", at

    def _is_other_word(self, items: list[Lexeme]) -> bool:
        """One letter after a space is mostly another word: "5 a day"."""
        return len(items) == 1 and items[0].low in {"a", "in", "p", "an"} and not items[0].glued

    def _readings(self, numbers: tuple[Fraction, ...], found: tuple[Unit, ...]) -> frozenset[Reading]:
        readings = {(u.dimension, n * u.factor + u.offset) for n in numbers for u in found}
        readings |= {("count", n / 100) for n in numbers for u in found if u == PERCENT}
        return frozenset(readings)

    def _rated(self, amount: Amount) -> Amount:
        """What stands after "per" or "/": a time makes a rate, anything else is remembered by name."""
        if self.low(amount.end) == "ps":
            return self._per_second(amount, "s", amount.end + 1)
        if self.low(amount.end) not in _PER:
            return amount
        item = self.items[amount.end + 1] if amount.end + 1 < len(self.items) else None
        if item is None or item.kind != "word":
            return amount
        if any(u.dimension in {"time", "months"} for u in units(item.text)):
            return self._per_second(amount, item.text, amount.end + 2)
        if self.low(amount.end) in {"per", "/"}:
            return replace(amount, per=stem(item.low), end=amount.end + 2)
        return amount

    def _per_second(self, amount: Amount, time: str, end: int) -> Amount:
        spans = [u for u in units(time) if u.dimension in {"time", "months"}]
        rates = {(d + "/s", v / _seconds(u)) for d, v in amount.readings for u in spans if d != "ordinal"}
        if amount.bare:  # twice a day is every 12 hours
            rates |= {
                ("time", _seconds(u) / v) for d, v in amount.readings for u in spans if d == "count" and v > 0
            }
        return replace(amount, readings=frozenset(rates), per=spans[0].dimension, end=end, bare=False)

    def _counted(self, amount: Amount) -> Amount:
        """A number without a unit; a following noun is what it counts."""
        amount = replace(amount, readings=self._readings(amount.numbers, (COUNT,)))
        item = self.items[amount.end] if amount.end < len(self.items) else None
        if item is None:
            return amount
        if item.low in _PER:
            return self._rated(amount)
        often = amount.end + (item.low in {"times", "x"})
        if self.low(often) in _PERIODS:
            return self._per_second(amount, _PERIODS[self.low(often)], often + 1)
        at = next(
            (at for at in range(amount.end + 1, amount.end + _LONGEST_LABEL) if self._is_rate(at)), None
        )
        if at is None or not all(i.kind == "word" or i.low == "/" for i in self.items[amount.end : at]):
            return amount
        rated = self._rated(replace(amount, end=at, label=item.low))
        return rated if rated.end > at else amount

    def _is_rate(self, at: int) -> bool:
        """Whether "per second" and the like stand here; "a" and "each" only before a time."""
        if self.low(at) in {"per", "/"} and not units(self.low(at + 1)):
            return self.low(at) == "per"
        return self.low(at) in _PER and any(
            u.dimension in {"time", "months"} for u in units(self.low(at + 1))
        )


def _seconds(unit: Unit) -> Fraction:
    return unit.factor * (30 * 86400 if unit.dimension == "months" else 1)


def roman_amount(word: str) -> Amount | None:
    """A word that is a Roman numeral, as the number it is."""
    value = Fraction(roman(word.upper()))
    if not value:
        return None
    return Amount((value,), frozenset({("count", value), ("ordinal", value)}), 0, 1)


def same_amount(meant: Amount, said: Amount) -> bool:
    """Whether two amounts are the same quantity; across systems of units as exactly as `said` was written."""
    if (meant.high is None) != (said.high is None):
        return False
    if meant.high and said.high and not _same(meant.high, said.high):
        return False
    return _same(meant, said)


def _same(meant: Amount, said: Amount) -> bool:
    if common := meant.readings & said.readings:
        # the less likely reading of "1.500" counts only where both name the same unit
        return not said.likely or bool(common & said.likely) or meant.unit.lower() == said.unit.lower()
    return any(
        _rounds_to(value, other, said) or _rounds_to(other, value, meant)
        for dimension, value in meant.readings
        if dimension in ROUNDED and not (meant.bare or said.bare)
        if not _converts_exactly(meant, said, dimension)
        for same, other in said.readings
        if same == dimension
    )


def _converts_exactly(one: Amount, other: Amount, dimension: str) -> bool:
    """Whether two units are the same but for a power of ten, so that nobody has to round."""
    return any(a.converts_exactly(b) for a in _measures(one, dimension) for b in _measures(other, dimension))


def _measures(amount: Amount, dimension: str) -> list[Unit]:
    measured = {dimension, dimension.removesuffix("/s")}
    return [unit for unit in units(amount.unit) if unit.dimension in measured]


def _rounds_to(value: Fraction, other: Fraction, said: Amount) -> bool:
    """Whether `value` rounds to `other` at the digits `said` was written with, two at least."""
    written = abs(said.numbers[0])
    if said.places < 2 or not written:
        return False
    if degrees := _measures(said, "temperature"):  # from its zero on, the size of a temperature says nothing
        return abs(value - other) <= degrees[0].factor / (2 if written.denominator == 1 else 20)
    magnitude = len(str(int(written))) if written >= 1 else 1 - len(str(int(1 / written)))
    half_a_step = Fraction(10) ** (magnitude - said.places) / 2
    return abs(value - other) <= abs(other) * half_a_step / written
