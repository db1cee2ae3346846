"""Answers that are quantities: the same amount in any unit and notation is right, another digit never is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, takewhile

from bot.grading.context import Context
from bot.grading.findings import NOTHING, Finding, Fit
from bot.text.amounts import ROUNDED as MEASURED
from bot.text.amounts import Amount, AmountReader, roman_amount, same_amount
from bot.text.clean import clean
from bot.text.english import CLASSIFIERS, DETAIL_OPENERS, FILLER, FUNCTION, NEGATIONS, word_set
from bot.text.kinship import long_form, opposites
from bot.text.stems import stem
from bot.text.tokens import tokens
from bot.text.units import units

# Words that may stand around a number without changing what it is.
_AROUND = word_set(
    """
    ish every each once interval intervals about approximately approx around roughly circa ca some nearly
    almost exactly precisely up max maximum min minimum at most least only just total ~ ≈ = old high tall
    long deep wide about% value per the a an of to or more less than over under x times ad ce
    """
)
_BELOW = frozenset({"less", "under", "below", "fewer", "<", "within", "lower"})
_ABOVE = frozenset({"more", "over", "above", "greater", ">", "exceeds", "higher", "beyond"})
_NEARLY = frozenset({"almost", "nearly"})
_COMPARED = dict.fromkeys(("closer", "nearer", "shorter", "earlier", "smaller"), "below") | dict.fromkeys(
    ("farther", "further", "longer", "later", "larger", "bigger", "deeper"), "above"
)  # before "than"
_LEAST = re.compile(r"\bat least\b|\bminimum\b|\bno (?:less|fewer) than\b|\bor more\b")
_MOST = re.compile(r"\bat most\b|\bmax(?:imum)?\b|\bup to\b|\bno more than\b|\bor (?:less|fewer)\b")
_LINKS = frozenset({"or", "/", "and", ",", ";", "vs", "oder", "ou", "o", "&", "?"})
_MOST_AMOUNTS = 8  # who names more is listing, not answering
_LONGEST_NOUN = 40  # characters
_FRACTION = re.compile(r"\d+ ?/ ?\d+")
_CHOICE = frozenset({"or", "/", "oder", "ou", "vs"})
_SMALL = FUNCTION | FILLER | CLASSIFIERS
_PLAIN = _SMALL | _AROUND  # words that say nothing about an amount
_CONCLUDES = frozenset({"so", "hence", "thus", "therefore", "makes", "equals"})
_ABOUT = re.compile(r"\b(?:about|approximately|approx|roughly|around|circa|ca)\b|~|≈", re.IGNORECASE)
_DEGREES = frozenset({"degree", "degrees", "°", "deg"})
_EXACT = 2  # digits from which a figure was measured
_NONE = frozenset({"none", "nothing"})
_FREE = frozenset({"free", "nothing", "none", "free of charge", "no charge", "gratis"})
_BREAKS = frozenset(",;:.!?()\n")


@dataclass(frozen=True, slots=True)
class _Mention:
    """An amount in the response and what its surroundings say about it."""

    amount: Amount
    denied: bool
    bound: str  # "", "below", "above", "least", "most", "nearly"
    text: str = ""
    counted: str = ""  # the words behind it


def parse_amount(text: str, context: Context) -> Amount | None:
    """The amount that an accepted form is; None if the form is more than an amount."""
    if text.lower().strip(" .!") in (_FREE if context.asks_cost else _NONE if context.asks_amount else ()):
        text = "0"
    reader = AmountReader(text)
    found = list(reader)
    if len(found) != 1:
        return None
    amount = found[0]
    if amount.bare and amount.per:  # "2000/udp" is more than a number
        return None
    lows = [item.low for at, item in enumerate(reader.items) if not amount.start <= at < amount.end]
    rest = [low for low in lows if low not in _AROUND and low not in _BREAKS and low not in "~≈=<>+'\""]
    rest = [low for low in rest if not low.isdigit()]
    if any(len(low) == 1 and low.isalpha() for low in rest):
        return None
    if "times" in lows or "x" in lows:
        rest = rest if context.asks_amount else [*rest, "xx"]
    before = any(item.kind == "word" and item.low in rest for item in reader.items[: amount.start])
    if before or len(rest) > 2:
        return None
    if not rest or context.asks_amount or all(stem(word) in context.stems for word in rest):
        return amount
    plural = re.fullmatch(r"[^a-zA-Z]+ [a-z]+s", text)  # "1,500 requests"
    return replace(amount, label=stem(rest[0])) if plural and amount.bare else None


class AmountKey:
    """The accepted amounts of one answer."""

    def __init__(self, amounts: Sequence[tuple[str, Amount]], context: Context) -> None:
        self._context = context
        self._amounts = list(amounts)

    def judge(self, text: str) -> Finding:
        """How the amounts in cleaned `text` fit; the first one asserted counts, a second one is a hedge."""
        reader = AmountReader(text)
        mentions = [_mention(reader, amount) for amount in islice(reader, _MOST_AMOUNTS)]
        if not mentions:
            mentions = self._roman(text) or self._lone_unit(reader) or self._none_at_all(reader)
        asserted = [m for m in self._after_equals(reader, mentions) if not m.denied]
        if not asserted:
            denied = next((f for m in mentions for f in [self._best(m)] if f.right), None)
            return replace(denied, fit=Fit.DENIED) if denied else NOTHING
        main = self._main(reader, asserted)
        finding = self._best(main)
        rivals = [m for m in asserted if m is not main and self._is_offer(reader, m, main)]
        if any(self._best(m).right != finding.right for m in rivals):
            return Finding(Fit.HEDGED, self._amounts[0][0])
        return finding

    def _main(self, reader: AmountReader, asserted: list[_Mention]) -> _Mention:
        """The first amount that the question has not said itself."""
        own = list(AmountReader(self._context.prompt))
        fresh = [m for m in asserted if not any(_equal_readings(m.amount, a) for a in own)]
        right = [m for m in asserted[:1] if self._best(m).right]
        return (right or self._concluded(reader, asserted) or fresh or asserted)[0]

    @staticmethod
    def _concluded(reader: AmountReader, asserted: list[_Mention]) -> list[_Mention]:
        """In "three quarters, so 3" what follows from the first counts."""
        return [m for m in asserted[1:] if reader.low(m.amount.start - 1) in _CONCLUDES][-1:]

    @staticmethod
    def _roman(text: str) -> list[_Mention]:
        words = [w for w in re.findall(r"[^\W\d_]+", text) if w.lower() not in _SMALL or len(w) == 1]
        amount = roman_amount(words[0]) if len(words) == 1 else None
        return [_Mention(amount, False, "")] if amount else []

    @staticmethod
    def _lone_unit(reader: AmountReader) -> list[_Mention]:
        """ "a millisecond", "millisecond": one of it."""
        words = [item.text for item in reader.items if item.low not in FUNCTION and item.low not in FILLER]
        if len(words) != 1 or len(words[0]) < 3:
            return []
        return [_Mention(amount, False, "") for amount in AmountReader("1 " + words[0]) if not amount.bare]

    def _none_at_all(self, reader: AmountReader) -> list[_Mention]:
        """ "None", "nothing", "no delay" where the delay is asked, "free" where the price is."""
        words = [item.low for item in reader.items]
        none = _NONE | (_FREE if self._context.asks_cost else set())
        said = bool(none & set(words)) or ("no" in words and self._is_asked(words[words.index("no") + 1 :]))
        denied = (NEGATIONS - none - {"no"} | _CHOICE) & set(words)
        return [_Mention(amount, False, "") for amount in AmountReader("0")] if said and not denied else []

    def _is_asked(self, words: Sequence[str]) -> bool:
        """Whether what follows a "no" is what the question asks for, or nothing."""
        rest = [word for word in words if word not in FUNCTION and word not in FILLER]
        return not rest or stem(rest[0]) in self._context.stems or self._context.asks_cost

    @staticmethod
    def _after_equals(reader: AmountReader, mentions: list[_Mention]) -> list[_Mention]:
        """In "2^10 = 1024" the result counts."""
        signs = [at for at, item in enumerate(reader.items) if item.low == "="]
        later = [m for m in mentions if signs and m.amount.start > signs[-1]]
        return later or mentions

    def _is_offer(self, reader: AmountReader, other: _Mention, main: _Mention) -> bool:
        """Whether another amount is a second answer, not a part of an explanation."""
        lo, hi = sorted((main.amount, other.amount), key=lambda a: a.start)
        between = [reader.low(at) for at in range(lo.end, hi.start)]
        tail = [reader.low(at) for at in range(hi.end, min(len(reader.items), hi.end + 3))]
        explained = any(_says_something(low) for low in between)
        if _CHOICE & set(between):
            return True
        if explained or set(between) & DETAIL_OPENERS - {"and", "not"}:
            return False
        if hi.bare and ((hi.high and not lo.bare) or (hi.per and not lo.per)):
            return False  # "4 years (1914-1918)", "6 (two per zone)"
        if other.bound in {"least", "most"} and not main.bound and other.amount is hi:
            return False  # "1 hour, at most 12"
        if between and not set(between) & (_LINKS | {"("}):
            return False
        described = tail[:1] and tail[0].isalpha() and tail[0] not in _LINKS | FILLER | _AROUND
        return not described and not any(_says_something(low) for low in tail)

    def _best(self, mention: _Mention) -> Finding:
        findings = [self._compare(form, meant, mention) for form, meant in self._amounts]
        return max(findings, key=lambda finding: finding.fit)

    def _compare(self, form: str, meant: Amount, mention: _Mention) -> Finding:
        context = self._context
        wanted, said = self._on_scale_of(mention.amount, meant), self._in_asked_unit(mention.amount)
        if _in_plain_degrees(meant, mention.amount):
            return Finding(Fit.RIGHT, form)
        if not mention.amount.digits and _is_part(mention.amount) and same_amount(meant, mention.amount):
            return Finding(Fit.RIGHT, form)
        if not context.asks_share and _FRACTION.fullmatch(form) and _FRACTION.fullmatch(mention.text):
            same = form.replace(" ", "") == mention.text.replace(" ", "")  # 6/8 is another time than 3/4
            return Finding(Fit.RIGHT if same else Fit.WRONG_AMOUNT, form, mention.text)
        same_digits = set(meant.numbers) & set(mention.amount.numbers)
        if self._counts_sibling(mention) or self._counts_another(meant, mention):
            return Finding(Fit.UNIT if same_digits else Fit.WRONG_AMOUNT, form, mention.text)
        if _is_nothing(meant) and _is_nothing(mention.amount):
            return Finding(Fit.RIGHT, form)
        measured = not meant.bare and meant.dimensions != {"count"}  # 12 pairs are 24
        if mention.amount.bare and measured and not context.units:
            if _is_part(mention.amount) and same_amount(meant, mention.amount):
                return Finding(Fit.RIGHT, form)
            return Finding(Fit.NO_UNIT if same_digits else Fit.WRONG_AMOUNT, form, mention.text)
        if (
            same_amount(wanted, said)
            or self._same_rate(wanted, said)
            or self._is_more_exact(wanted, said, form)
        ):
            if self._is_off(mention, form):
                return Finding(Fit.COARSE, form, mention.text)
            return Finding(Fit.RIGHT, form)
        if meant.bare and not mention.amount.bare and self._label_of_question(meant, mention.amount):
            return Finding(Fit.RIGHT, form)
        if _is_rounded(meant, mention.amount):
            enough = self._is_rough(form) and _is_well_rounded(meant, mention.amount)
            return Finding(Fit.RIGHT if enough else Fit.COARSE, form)
        return Finding(Fit.UNIT if same_digits else Fit.WRONG_AMOUNT, form, mention.text)

    def _counts_another(self, meant: Amount, mention: _Mention) -> bool:
        """Whether the number counts something that neither the accepted form nor the question names; or the
        opposite of what the question asks for, or what it only mentions; or only one of them, "the 9th"."""
        label = meant.label
        if self._context.asks_how_many and mention.amount.ordinal and not meant.ordinal:
            return True
        noun = next((token for token in tokens(mention.counted)[:1] if token.gap in {"", " "}), None)
        if noun is None or noun.word in _PLAIN or not mention.amount.bare:
            return False
        said = self._context.said
        if not label:
            opposite = noun.stem not in said and not said.isdisjoint(opposites(noun.stem))
            return opposite or noun.stem in self._context.beside
        return label not in {noun.stem, stem(long_form(noun.word))} and noun.stem not in self._context.stems

    def _counts_sibling(self, mention: _Mention) -> bool:
        """Whether the number counts a sibling of what the question speaks of: WCUs for RCUs."""
        words, vocabulary = tokens(mention.counted), self._context.vocabulary
        start, end, _ = next(iter(vocabulary.spans(words)), (1, 1, ()))
        if not mention.amount.bare or start:
            return False
        name = " ".join(token.raw for token in words[:end])
        forms = vocabulary.forms_of(name)
        if not self._context.terms.isdisjoint(forms):
            return False  # the question counts it itself, beside its sibling
        siblings = (vocabulary.siblings(form) for form in forms)
        return any(not others.isdisjoint(self._context.terms) for others in siblings)

    def _is_rough(self, form: str) -> bool:
        """Whether the question or the accepted form says that the figure is no exact one."""
        return self._context.asks_roughly or bool(_ABOUT.search(form))

    def _is_more_exact(self, meant: Amount, said: Amount, form: str) -> bool:
        """Whether `said` is a measure with more digits that rounds to `meant`: 1.8288 m for 1.83 m."""
        rough = self._is_rough(form)
        if meant.high or said.high or not (meant.digits and said.digits):
            return False
        if said.places <= meant.places or (meant.places < _EXACT and not rough):
            return False
        if said.numbers[0].denominator == 1 or not (rough or meant.dimensions & said.dimensions & MEASURED):
            return False
        if not said.bare and meant.unit.lower() != said.unit.lower():
            return False
        return abs(meant.numbers[0] - said.numbers[0]) * 2 <= _last_place(meant)

    def _on_scale_of(self, said: Amount, meant: Amount) -> Amount:
        """`meant` in the asked unit; no bare number where `said` is told in another system of units, since
        people round then."""
        wanted = self._in_asked_unit(meant)
        pairs = [
            (unit, asked)
            for unit in units(said.unit)
            for asked in self._context.units
            if unit.dimension == asked.dimension
        ]
        other = (
            bool(pairs) and not said.bare and not any(unit.converts_exactly(asked) for unit, asked in pairs)
        )
        return replace(wanted, bare=False) if other else wanted

    def _in_asked_unit(self, amount: Amount) -> Amount:
        """A bare number, read in the unit the question names."""
        asked = self._context.units
        degrees = amount.unit.lower() in {"degree", "degrees"}
        if degrees and any(unit.dimension == "temperature" for unit in asked):
            amount = replace(amount, bare=True)
        if not amount.bare or not asked or amount.ordinal:
            return amount
        readings = {
            (u.dimension, n * u.factor + u.offset) for n in amount.numbers for u in self._context.units
        }
        if amount.per and self._context.per:
            readings |= {(d + "/s", v / self._context.per) for d, v in readings}
        high = self._in_asked_unit(amount.high) if amount.high else None
        return replace(amount, readings=frozenset(readings), high=high)

    def _same_rate(self, meant: Amount, said: Amount) -> bool:
        """ "2 MB" for "2 MB/s" where the question says "per second"."""
        per = self._context.per
        if not per:
            return False
        return same_amount(_rated(meant, per), _rated(said, per))

    def _label_of_question(self, meant: Amount, said: Amount) -> bool:
        """Whether a bare accepted number was only given the unit that the question is about."""
        if self._context.units or not set(meant.numbers) & set(said.numbers):
            return False
        label = stem(said.unit.lower())
        return label in self._context.stems and label != stem(self._context.span)

    def _is_off(self, mention: _Mention, form: str) -> bool:
        """Whether the figure is only said to be near: "almost 9", "over 9", "at most 9" for "at least 9"."""
        if mention.bound == "nearly":
            return not self._is_rough(form)
        beside = mention.bound in {"below", "above"} and not self._bound_fits(mention.bound, form)
        return beside or self._other_bound(mention)

    def _other_bound(self, mention: _Mention) -> bool:
        """ "At most 3" for "at least 3"."""
        wanted = _limit(" ".join([self._context.prompt, *(form for form, _ in self._amounts)]).lower())
        return mention.bound in {"least", "most"} and wanted in {"least", "most"} and wanted != mention.bound

    def _bound_fits(self, bound: str, form: str) -> bool:
        words = self._context.words | set(clean(form).lower().split())
        up = {
            "maximum",
            "max",
            "most",
            "longest",
            "largest",
            "highest",
            "limit",
            "up",
            "biggest",
            "long",
            "under",
            "below",
            "less",
        }
        down = {
            "minimum",
            "min",
            "least",
            "above",
            "over",
            "more",
            "shortest",
            "smallest",
            "lowest",
            "exceed",
            "exceeds",
            "larger",
            "bigger",
            "old",
        }
        return bool(words & (up if bound == "below" else down)) and bool(
            words & (_BELOW if bound == "below" else _ABOVE) or (bound == "above" and words & down)
        )


def _says_something(low: str) -> bool:
    """Whether a lexeme is a word that is more than grammar, filler or a limit."""
    return low.isalpha() and low not in _PLAIN and low not in _LINKS


def _rated(amount: Amount, per: Fraction) -> Amount:
    if amount.per or all(d.endswith("/s") for d, _ in amount.readings):
        return amount
    rates = frozenset((d + "/s", v / per) for d, v in amount.readings)
    return replace(amount, readings=rates, high=_rated(amount.high, per) if amount.high else None)


def _equal_readings(one: Amount, other: Amount) -> bool:
    return bool(one.readings & other.readings)


def _is_nothing(amount: Amount) -> bool:
    """Whether an amount is zero, which is the same in every unit but a temperature's."""
    return not any(amount.numbers) and amount.high is None and "temperature" not in amount.dimensions


def _is_part(amount: Amount) -> bool:
    """Whether a bare number is a fraction below one, and so can stand for a percentage."""
    return any(0 < n < 1 for n in amount.numbers)


def _is_rounded(meant: Amount, said: Amount) -> bool:
    """Whether `said` is `meant` with fewer digits, in the same unit."""
    if said.places >= meant.places or not said.digits or not meant.digits or said.places < 2:
        return False
    pairs = ((v, w) for d, v in meant.readings for e, w in said.readings if d == e and w)
    return any(abs(v - w) * 2 * 10 ** (said.places - 1) <= abs(w) for v, w in pairs)


def _is_well_rounded(meant: Amount, said: Amount) -> bool:
    """Whether `said` is `meant` to the digits it was written with: 340 for 343, not 350."""
    whole = int(abs(said.numbers[0]))
    step = Fraction(10) ** (len(str(whole)) - said.places)
    return abs(meant.numbers[0] - said.numbers[0]) * 2 <= step


def _in_plain_degrees(meant: Amount, said: Amount) -> bool:
    """Whether "200 degrees" was said for 200 °C; in which scale goes without saying."""
    plain = said.unit.lower() in _DEGREES and meant.unit.lower() not in _DEGREES
    return plain and "temperature" in meant.dimensions and set(meant.numbers) == set(said.numbers)


def _last_place(amount: Amount) -> Fraction:
    """What one more in the last digit written makes."""
    number, step = abs(amount.numbers[0]), Fraction(1)
    while (number / step).denominator != 1:
        step /= 10
    return step


def _limit(text: str) -> str:
    """Which end a text limits: "least", "most", or "" for none or both."""
    least, most = bool(_LEAST.search(text)), bool(_MOST.search(text))
    return "" if least == most else "least" if least else "most"


def _no_break(low: str) -> bool:
    return low not in _BREAKS


def _mention(reader: AmountReader, amount: Amount) -> _Mention:
    denied, bound = False, ""
    for at in range(amount.start - 1, max(-1, amount.start - 6), -1):
        low = reader.low(at)
        if low in _BREAKS or low in {"but", "or", "="}:
            break
        if low in NEGATIONS and not (low in {"no", "nope"} and reader.low(at + 1) in {"it", "i", "its"}):
            denied = True
        if low in _NEARLY:
            bound = "nearly"
        if low in _BELOW or low in _ABOVE:
            bound = "below" if low in _BELOW else "above"
        elif low in _COMPARED and reader.low(at + 1) == "than":
            bound = _COMPARED[low]
    if bound and denied:
        denied, bound = False, ""  # "no more than 5"
    before = takewhile(_no_break, (reader.low(amount.start - step) for step in (1, 2, 3)))
    after = takewhile(_no_break, (reader.low(amount.end + step) for step in (0, 1)))
    around = " ".join([*reversed(list(before)), *after])
    bound = bound if bound in {"below", "above", "nearly"} and not _limit(around) else _limit(around)
    if reader.low(amount.end) == "or" and reader.low(amount.end + 1) in {"more", "less", "fewer", "so"}:
        bound = ""
    written = reader.text[reader.items[amount.start].start : reader.items[amount.end - 1].end]
    counted = reader.text[reader.items[amount.end - 1].end :][:_LONGEST_NOUN]
    return _Mention(amount, denied, bound, written, counted)
