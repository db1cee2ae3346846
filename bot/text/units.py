"""Units by name: what they measure, and how much of the base unit one of them is.

Factors are exact: SI and its prefixes by definition, inch/pound/gallon by the 1959 agreement and NIST SP 811.
A name may mean several things ("m": metre, minute, million); the comparison decides by what was asked.
"""

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from bot.text.lexicon import is_word
from bot.text.spelling import is_slip


class Unit(NamedTuple):
    """`dimension` names what is measured; a value is `number * factor + offset` of its base unit."""

    dimension: str
    factor: Fraction
    offset: Fraction = Fraction(0)

    def converts_exactly(self, other: "Unit") -> bool:
        """Whether two units of one dimension are the same but for a power of ten, so that nobody rounds."""
        if self.offset != other.offset:
            return False
        ratio = max(self.factor, other.factor) / min(self.factor, other.factor)
        return ratio.denominator == 1 and str(ratio.numerator).rstrip("0") == "1"


_TABLE: dict[str, list[Unit]] = {}
_EXACT_CASE: dict[str, list[Unit]] = {}  # names where capitals matter: bits and bytes


def _add(names: str, dimension: str, factor: int | str | Fraction, offset: int | str | Fraction = 0) -> None:
    for name in names.split():
        _TABLE.setdefault(name.replace("_", " ").lower(), []).append(
            Unit(dimension, Fraction(factor), Fraction(offset))
        )


def _add_time() -> None:
    _add("ns nanosecond nanoseconds", "time", Fraction(1, 10**9))
    _add("us µs μs microsecond microseconds microsec", "time", Fraction(1, 10**6))
    _add("ms msec msecs millisecond milliseconds millis milli", "time", Fraction(1, 1000))
    _add("s sec secs second seconds segundo segundos seconde secondes sekunde sekunden", "time", 1)
    _add("m min mins minute minutes minuto minutos minuten minuti", "time", 60)
    _add("h hr hrs hour hours hora horas heure heures stunde stunden", "time", 3600)
    _add("d day days dia dias jour jours tag tage", "time", 86400)
    _add("w wk wks week weeks woche wochen semana semanas", "time", 604800)
    _add("fortnight fortnights", "time", 1209600)
    _add("mo mos mth month months monat monate mes meses mois", "months", 1)
    _add("quarter-year", "months", 3)
    _add("y yr yrs year years jahr jahre ano anos an ans", "months", 12)
    _add("decade decades", "months", 120)
    _add("century centuries", "months", 1200)
    _add("millennium millennia", "months", 12000)
    _add("month months mo", "time", 30 * 86400)
    _add("year years yr yrs y", "time", 365 * 86400)
    _add("year years yr yrs y", "time", 364 * 86400)  # said as 52 weeks


def _add_data() -> None:
    """Bits and bytes; the binary and the decimal sense of a prefix are both possible readings."""
    prefixes = [
        ("", ""),
        ("k", "kilo"),
        ("m", "mega"),
        ("g", "giga"),
        ("t", "tera"),
        ("p", "peta"),
        ("e", "exa"),
    ]
    for power, (letter, word) in enumerate(prefixes):
        for base in (1000, 1024) if power else (1,):
            size = Fraction(base) ** power
            _add(f"{word}bit {word}bits {letter}bit {letter}bits", "data", size)
            _add(f"{word}byte {word}bytes {letter}byte {letter}bytes", "data", size * 8)
            for name in (letter + "b", letter + "B", letter.upper() + "b", letter.upper() + "B"):
                bits = 8 if name.endswith("B") else 1
                _EXACT_CASE.setdefault(name, []).append(Unit("data", size * bits))
            if letter:
                _add(letter, "data", size * 8)  # "256k"
                _EXACT_CASE.setdefault(letter + "b", []).append(Unit("data", size * 8))  # "5gb" in a chat
        if letter:
            binary = Fraction(1024) ** power
            _add(f"{letter}ib {word[:2]}bibyte {word[:2]}bibytes", "data", binary * 8)
            _add(f"{letter}ibit {word[:2]}bibit {word[:2]}bibits", "data", binary)
    for power, letter in enumerate(("", "k", "m", "g", "t")):
        for base in (1000, 1024) if power else (1,):
            _add(f"{letter}bps {letter}bit/s", "data/s", Fraction(base) ** power)
            for name in {f"{letter}Bps", f"{letter.upper()}Bps"}:
                _EXACT_CASE.setdefault(name, []).append(Unit("data/s", Fraction(base) ** power * 8))
    _add("octet octets", "data", 8)
    for base in (1000, 1024):
        _add("gig gigs", "data", Fraction(base) ** 3 * 8)
        _add("meg megs", "data", Fraction(base) ** 2 * 8)


def _add_si(names: str, symbols: str, dimension: str, base: int | str | Fraction = 1) -> None:
    """A unit with the usual decimal prefixes, in long and short form."""
    prefixes = {
        ("pico", "p"): "1e-12", ("nano", "n"): "1e-9", ("micro", "u"): "1e-6", ("milli", "m"): "1e-3",
        ("centi", "c"): "1e-2", ("deci", "d"): "1e-1", ("", ""): "1", ("hecto", "h"): "100",
        ("kilo", "k"): "1000",
        ("mega", "M"): "1e6", ("giga", "G"): "1e9", ("tera", "T"): "1e12",
    }  # fmt: skip
    for (word, letter), scale in prefixes.items():
        factor = Fraction(scale) * Fraction(base)
        _add(" ".join(word + name for name in names.split()), dimension, factor)
        for symbol in symbols.split():
            for micro in ("u", "µ", "μ") if letter == "u" else (letter,):
                _add(micro + symbol, dimension, factor)


def _add_physics() -> None:
    _add_si("metre metres meter meters", "m", "length")
    _add_si("gram grams gramme grammes", "g", "mass", "0.001")
    _add_si("litre litres liter liters", "l", "volume", "0.001")
    _add_si("watt watts", "W", "power")
    _add_si("joule joules", "J", "energy")
    _add_si("newton newtons", "N", "force")
    _add_si("pascal pascals", "Pa", "pressure")
    _add_si("hertz", "Hz", "frequency")
    _add_si("volt volts", "V", "voltage")
    _add_si("ampere amperes amp amps", "A", "current")
    _add_si("ohm ohms", "ohm", "resistance")
    _add_si("mole moles", "mol", "amount")
    _add_si("calorie calories", "cal", "energy", "4.184")
    _add_si("watt-hour watt-hours watthour watthours", "Wh", "energy", 3600)
    _add("kilo kilos", "mass", 1)
    _add("t tonne tonnes", "mass", 1000)
    _add("lb lbs pound pounds", "mass", "0.45359237")
    _add("oz ounce ounces", "mass", "0.028349523125")
    _add("stone", "mass", "6.35029318")
    _add("in inch inches", "length", "0.0254")
    _add("ft foot feet", "length", "0.3048")
    _add("yd yds yard yards", "length", "0.9144")
    _add("mi mile miles", "length", "1609.344")
    _add("gallon gallons gal", "volume", "0.003785411784")
    _add("pint pints", "volume", "0.000473176473")
    _add("hectare hectares ha", "area", 10000)
    _add("acre acres", "area", "4046.8564224")
    for names, size in {
        "m metre metres meter meters": Fraction(1),
        "km kilometre kilometres kilometer kilometers": Fraction(1000),
        "cm centimetre centimetres centimeter centimeters": Fraction(1, 100),
    }.items():
        side = Fraction(size)
        for name in names.split():
            _add(f"{name}^2 {name}2 square_{name} sq_{name}", "area", side**2)
            _add(f"{name}^3 {name}3 cubic_{name}", "volume", side**3)
            _add(f"{name}/s^2 {name}/s2 {name}/s/s", "acceleration", side)
            _add(f"{name}_per_second_squared {name}_per_second_per_second", "acceleration", side)
    _add("n/kg", "acceleration", 1)
    _add("cc", "volume", Fraction(1, 10**6))
    _add("bar bars", "pressure", 100000)
    _add("mmhg mm_hg", "pressure", "133.322387415")
    _add("atm atmosphere atmospheres", "pressure", 101325)
    _add("db decibel decibels", "level", 1)
    _add("°c c celsius centigrade degrees_c deg_c", "temperature", 1, "273.15")
    _add("degrees_celsius degree_celsius grad_celsius degrees_centigrade", "temperature", 1, "273.15")
    zero_fahrenheit = Fraction("273.15") - Fraction(160, 9)
    _add("°f f fahrenheit degrees_f deg_f", "temperature", Fraction(5, 9), zero_fahrenheit)
    _add("degrees_fahrenheit degree_fahrenheit", "temperature", Fraction(5, 9), zero_fahrenheit)
    _add("k kelvin kelvins", "temperature", 1)
    _add("° deg degs degree degrees grad", "degrees", 1)
    _add("rad radian radians", "radians", 1)
    _add("mph", "length/s", Fraction("1609.344") / 3600)
    _add("kph kmh km/h", "length/s", Fraction(1000, 3600))
    _add("rps tps iops qps fps", "count/s", 1)
    _add("rpm", "count/s", Fraction(1, 60))


def _add_money() -> None:
    for currency, units, hundredths in (
        ("usd", "$ usd us$ dollar dollars buck bucks", "¢ cent cents"),
        ("eur", "€ eur euro euros", "cent cents"),
        ("gbp", "£ gbp quid pound pounds", "pence p penny"),
        ("jpy", "¥ jpy yen", ""),
        ("inr", "₹ inr rupee rupees", ""),
    ):
        _add(units, "money " + currency, 1)
        _add(hundredths, "money " + currency, Fraction(1, 100))


_add_time()
_add_data()
_add_physics()
_add_money()
_add("% percent pct per_cent prozent procent percentage", "percent", 1)
_add("‰ permille", "percent", Fraction(1, 10))
PERCENT = Unit("percent", Fraction(1))
COUNT = Unit("count", Fraction(1))
_add("pair pairs", "count", 2)
_DIVIDED = frozenset({"mass", "volume", "amount", "energy"})
_DIVISORS = frozenset({"mass", "volume", "area", "amount"})
_MAGNITUDES = {10**3: "k", 10**6: "m mm mn", 10**9: "b bn g", 10**12: "t tn"}
for _size, _letters in _MAGNITUDES.items():
    _add(_letters, "count", _size)


def units(name: str) -> tuple[Unit, ...]:
    """Everything `name` can measure; empty if it is no unit."""
    low = name.lower()
    if name.endswith("Bps") and name in _EXACT_CASE:
        return tuple(_EXACT_CASE[name])
    if len(name) > 2 and name[-2:] in {"bs", "Bs"} and name[:-1] in _EXACT_CASE:
        name = name[:-1]  # several "KBs"
    exact = _EXACT_CASE.get(name) or _EXACT_CASE.get(low) or []
    return (*exact, *_TABLE.get(low, ())) or _ratio(low)


@lru_cache(maxsize=1_024)
def same_unit(name: str) -> tuple[str, ...]:
    """The other names of the unit that is spelled out as `name`; empty if it is none, or one of data, whose
    short names are ambiguous."""
    found = _TABLE.get(name.lower(), ())
    if len(name) < 4 or len(found) != 1 or found[0].dimension == "data":
        return ()
    return tuple(other for other, what in _TABLE.items() if found[0] in what and other != name.lower())


@lru_cache(maxsize=1_024)
def _ratio(name: str) -> tuple[Unit, ...]:
    """A unit by another one that is no time: "g/cm^3", "mg per kg"; empty for anything else."""
    over, sign, under = name.replace(" per ", "/").partition("/")
    if not sign:
        return ()
    over, under = over.strip(), under.strip()
    return tuple(
        Unit(f"{one.dimension}/{other.dimension}", one.factor / other.factor)
        for one in units(over)
        for other in units(under)
        if one.dimension in _DIVIDED and other.dimension in _DIVISORS
    )


_WRITTEN = frozenset(word for name in _TABLE for word in name.split() if len(word) > 3 and word.isalpha())


@lru_cache(maxsize=1_024)
def spelled(word: str) -> str:
    """The word of a unit's name that `word` is a typing slip for; `word` itself if it is none for sure."""
    low = word.lower()
    if len(low) < 4 or low in _WRITTEN or is_word(low):
        return word
    near = sorted(name for name in _WRITTEN if is_slip(low, name))
    return near[0] if len({tuple(_TABLE.get(name, ())) for name in near}) == 1 else word
