"""Numbers and limits: the one number of a statement becomes a blank."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from bot.authoring.candidates import Candidate, Drop
from bot.authoring.phrasing import is_code_like, leans
from bot.authoring.statements import Notes, Statement, is_step
from bot.authoring.wording import ARROW, BLANK, content_words, plain, sentences
from bot.notes.model import QuestionKind
from bot.text.english import FUNCTION

RULE = "number"

_UNITS = r"""%|percent\b|[KMGTP]i?B(?:ps|/s)?\b|[kmgtKMGT]b(?:it)?(?:ps|/s)\b|bytes?\b|bits?\b|[munµ]s\b|
    milliseconds?\b|sec(?:ond)?s?\b|s\b|min(?:ute)?s?\b|h(?:ou)?rs?\b|h\b|days?\b|weeks?\b|months?\b|years?\b|yrs?\b|x\b|
    °[CF]?|degrees?\b|[kcm]?m\b|met(?:er|re)s?\b|kilomet(?:er|re)s?\b|feet\b|ft\b|miles?\b|inch(?:es)?\b|k?g\b|kilograms?\b|tons?\b|
    [kMG]?Hz\b|[kMG]?W\b|[mk]A\b|(?<=\ )A\b|watts?\b|volts?\b|km/h\b|V\b|K\b|M\b|million\b|billion\b"""
NUMBER = re.compile(
    rf"""(?<![\w.,:/^$€£\#-])(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?(?:\^\d+)?)
         (?P<gap>[ -]?)(?P<unit>{_UNITS})?(?![\w^]|[.,:/]\d)""",
    re.VERBOSE,
)
_MONEY = re.compile(r"[$€£]")
_RANGE = re.compile(r"\d\S*\s?[-–—]\s?\d")
_ABOUT = re.compile(r"(?:~|≈|\babout|\baround|\bapprox\w*\.?|\broughly|\bca\.?)\s*\d", re.IGNORECASE)
_ORDINAL = re.compile(
    r"\b(?:option|step|section|chapter|version|v|type|figure|table|part|quiz|question|lecture|lesson|phase|day|week|"
    r"http|openapi|python|java|linux|spec|release|no\.?|nr\.?|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*|"
    r"oct\w*|nov\w*|dec\w*)\.?\s*$|\b(?:19|20)\d\d$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"1\d{3}|20\d\d")
_DATED = re.compile(r"(?:\b(?:in|since|until|from|by|of|year)\s|\()$", re.IGNORECASE)  # in front of a year
_NOUNS = re.compile(r"(?: +[a-z][a-z-]+){1,3}")  # the words behind a number, as far as they are nouns
_IN_NAME = re.compile(r"[\w)]\s[A-Z]\w*\s$|^[A-Z]\w*\s$|[A-Z]\w*/[A-Z]\w*\s$")
_STANDARD = re.compile(r"\d{3,}\.\d+")  # 802.11: hundreds are not measured in tenths
_SPAN = re.compile(r"\b(?:from|between)\b.*\b(?:to|and)\b", re.IGNORECASE)
_AIM = re.compile(r"to\s[^,]*$", re.IGNORECASE)  # an aim without a statement
_NAMED = re.compile(r"[(:]([^():]+)\)?$")  # the last thing of a line, in brackets or behind a colon
_AND = re.compile(r",\s*(?:and\s|or\s)?|\s(?:and|or)\s")
_DECADE = re.compile(r"(?:1\d|20)\d0")
_OR_MORE = re.compile(r"\d\s*\+|\d\s*x\s*\d")


_WORDS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "twelve": "12",
}  # fmt: skip
_SPELT = re.compile(
    rf"\b(?:up\s+to|at\s+(?:most|least)|max(?:imum)?(?:\s+of)?|min(?:imum)?(?:\s+of)?|exactly|only)\s+(?P<number>{'|'.join(_WORDS)})\b",
    re.IGNORECASE,
)


_WRITTEN_OUT = frozenset(("second", "minute", "hour", "day", "week", "month", "year", "byte", "bit"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a text with its unit as written, and where it stands."""

    number: str
    unit: str
    start: int
    end: int  # of the number, without the unit
    year: bool = False

    @property
    def one(self) -> bool:
        """Whether it is one of a unit that is written out, whose form so gives the number away: 1 second."""
        return self.number == "1" and self.unit.lower() in _WRITTEN_OUT


def quantities(text: str) -> list[Quantity]:
    """The numbers of a text that count or measure something, and its years; those inside names are none."""
    spelt = [Quantity(match["number"], "", *match.span("number")) for match in _SPELT.finditer(text)]
    return spelt + [
        _quantity(text, match)
        for match in NUMBER.finditer(text)
        if not _ORDINAL.search(text[: match.start("number")])
        and not _undated(text, match)
        and not _in_name(text, match)
    ]


def _quantity(text: str, match: re.Match[str]) -> Quantity:
    if _is_decade(text, match):
        return Quantity(f"{match['number']}s", "", match.start("number"), match.end("unit"))
    return Quantity(match["number"], match["unit"] or "", *match.span("number"), year=_is_year(match))


def numbers(notes: Notes) -> Iterator[Candidate | Drop]:
    """A blank for the salient number of each statement that has one."""
    for statement, asked, reason in measured(notes):
        if asked is None or reason:
            yield Drop(RULE, statement.at, reason)
        else:
            yield _question(statement, asked)


def measured(notes: Notes) -> Iterator[tuple[Statement, Quantity | None, str]]:
    """Each statement with numbers, the one it is about, and why that one cannot be asked for, or ""."""
    for statement in notes.askable:
        found = quantities(statement.text)
        if found:
            asked = found[-1] if _SPAN.search(statement.text) else _salient(found)
            yield statement, asked, _unfit(statement, found, asked)


def forms(quantity: Quantity) -> tuple[str, ...]:
    """How the number may be given; the shown form carries its unit."""
    bare = quantity.number
    unit = quantity.unit
    first = f"{bare}{unit}" if unit in ("%", "x") else f"{bare} {unit}".strip()
    if bare.lower() in _WORDS:
        return (bare, _WORDS[bare.lower()])
    if bare.endswith("s"):
        return (bare, bare.removesuffix("s"))
    power = re.fullmatch(r"10\^(\d{1,2})", bare)
    if power:
        return (bare, f"{10 ** int(power[1]):,}")
    return tuple(dict.fromkeys((first, bare)))


def _salient(found: list[Quantity]) -> Quantity | None:
    """The number a statement is about: the only one, or the last of those that have a unit."""
    if len(found) == 1:
        return found[0]
    measured = [quantity for quantity in found if quantity.unit]
    if len(measured) == 1 or (measured and len(found) <= 3):
        return measured[-1]
    return None


def _unfit(statement: Statement, found: list[Quantity], asked: Quantity | None) -> str:
    text = statement.text
    if asked is None:
        return "several numbers, none of which stands out"
    if len(sentences(text)) > 1:
        return "more than one sentence"
    frame = text[: asked.start] + text[asked.end :]
    around = content_words(frame)
    elsewhere = {quantity.number for quantity in found if quantity is not asked}
    rules = (
        (_MONEY.search(text), "a price"),
        (_RANGE.search(text) or _OR_MORE.search(text), "a range"),
        (_ABOUT.search(text), "an estimate"),
        (
            statement.children and len(statement.children) == _integer(asked.number),
            "only counts the lines below",
        ),
        (_counts(text, asked), "only counts what is named behind it"),
        (leans(text) or _AIM.match(text), "leans on another line"),
        (is_step(statement.fact), "a step of a procedure"),
        (is_code_like(text), "to be typed rather than said"),
        (not _has_frame(statement, around, asked), "too few words around the number"),
        (len(text) > 180, "too long"),
        (asked.number in elsewhere or _says(statement.context, asked.number), "the number is said twice"),
        (
            set(around) - set(content_words(asked.unit)) <= {"default"}
            and len(content_words(statement.context.split(ARROW)[-1])) < 2,
            "the default of what?",
        ),
        (_converted(found), "the same quantity is said in another unit"),
        (asked.number in ("0", "1", "2", "one", "two") and not asked.unit, "so small a number is guessed"),
        (asked.number == "100" and asked.unit in ("%", "percent"), "the whole of it is guessed"),
    )
    return next((reason for broken, reason in rules if broken), "")


def _says(text: str, number: str) -> bool:
    return bool(re.search(rf"(?<![\d.,]){re.escape(number)}(?!\d|[.,]\d)", text))


def _has_frame(statement: Statement, around: tuple[str, ...], asked: Quantity) -> bool:
    unit = set(content_words(asked.unit))
    own = [word for word in around if word not in unit]
    return len(own) >= 2 or (bool(own) and bool(asked.unit or statement.context))


_SECONDS = {
    "s": 1, "sec": 1, "second": 1, "min": 60, "minute": 60, "h": 3600, "hr": 3600, "hour": 3600,
    "day": 86_400, "week": 604_800,
}  # fmt: skip


def _converted(found: list[Quantity]) -> bool:
    """Whether two durations of a statement are the same one."""
    factors = (
        (quantity, _SECONDS.get(quantity.unit.lower().rstrip("s") or quantity.unit)) for quantity in found
    )
    seconds = [
        float(quantity.number.replace(",", "").split("^")[0]) * factor
        for quantity, factor in factors
        if factor
    ]
    return len(seconds) != len(set(seconds))


def _counts(text: str, asked: Quantity) -> bool:
    """Whether as many things are named behind a number as it says: "4 winds (north, east, south, west)"."""
    named = _NAMED.search(text[asked.end :].rstrip(" ."))
    return bool(named and len(_AND.split(named[1])) == _integer(asked.number) > 1)


def _integer(number: str) -> int:
    return int(number) if number.isdigit() else -1


def _is_decade(text: str, match: re.Match[str]) -> bool:
    """Whether "the 1860s" are years rather than seconds."""
    glued = match["unit"] == "s" and not match["gap"] and bool(_DECADE.fullmatch(match["number"]))
    return glued and text[: match.start("number")].lower().endswith("the ")


def _is_year(match: re.Match[str]) -> bool:
    return not match["unit"] and bool(_YEAR.fullmatch(match["number"]))


def _undated(text: str, match: re.Match[str]) -> bool:
    """Whether what looks like a year may be something else, or the year of an edition."""
    return _is_year(match) and not _DATED.search(text[: match.start("number")])


def _in_name(text: str, match: re.Match[str]) -> bool:
    """Whether a bare number belongs to a name: Windows 11, the 66 block, 4.1 Security."""
    if _STANDARD.fullmatch(match["number"]):
        return True
    if match["unit"] or _is_year(match):
        return False
    before, after = text[: match.start("number")], text[match.end("number") :]
    if not before.strip() and re.match(r"\s+[A-Z]", after):
        return True
    nouns = _NOUNS.match(after)
    return bool(_IN_NAME.search(before)) or bool(nouns and _names_one(match["number"], nouns[0].split()))


def _names_one(number: str, nouns: list[str]) -> bool:
    """Whether words behind a number are one thing: "66 block is", but not "3 wire pairs"."""
    phrase = list(takewhile(lambda word: word not in FUNCTION, nouns))
    last = len(phrase) < len(nouns)  # a function word ends the phrase
    return number != "1" and last and bool(phrase) and not any(word.endswith("s") for word in phrase)


def _question(statement: Statement, asked: Quantity) -> Candidate:
    text = plain(statement.text)
    shift = statement.text[: asked.start].count("`")
    after = text[asked.end - shift :]
    what = "number"
    if asked.one:
        after, what = after.lstrip(" -")[len(asked.unit) :], "number with its unit"
    framed = f"{text[: asked.start - shift]}{BLANK}{after}".rstrip(" .")
    prompt = f"{statement.context}: which {what} belongs in the blank? “{framed}”"
    weight = 4 if asked.unit else 3
    return Candidate(
        RULE, statement.at, QuestionKind.TEXT, prompt, forms(asked), "a number to remember", weight
    )
