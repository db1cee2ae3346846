"""Text as words to compare: folded, stemmed, with their numeric value, and with what stood before them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.text.lookalikes import fold
from bot.text.number_words import CARDINALS
from bot.text.numbers import ordinal_word, roman
from bot.text.stems import stem

_WORD = re.compile(
    r"\d+(?:[.,]\d+)+(?![^\W_])|(?:(?<![\w)])-(?=\d))?[^\W_]+(?:'[^\W_]+)*(?:\+\+|\+(?!\w)|#)?",
)
_LOOSE_COUNTS = frozenset({"single", "couple", "pair", "dix", "sei", "due", "tre", "acht", "once"})
# No word begins with the last letter alone: SaaS, DDoS, IoT.
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z][^\W_])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
_SHIFTED = re.compile(r"[a-z][A-Z]+(?![a-z](?![A-Z]))")  # "wAITtIME" with the shift lock on; not "iPhone"
_ELISION = re.compile(r"^(?:l|d|c|j|m|s|n|qu)'(?=\w\w)", re.IGNORECASE)
_ORDINAL_DIGITS = re.compile(r"(\d+)(?:st|nd|rd|th|'?s)")
_PLURAL_ACRONYM = re.compile(r"[A-Z]{2,6}s")


@dataclass(frozen=True, slots=True)
class Token:
    """A word: as written, folded, stemmed; `value` if it names a number; `gap` is what stands before it."""

    raw: str
    word: str
    stem: str
    value: int | None
    gap: str


@lru_cache(maxsize=4_096)
def _value(raw: str, word: str) -> int | None:
    if word.isascii() and word.isdigit() and len(word) < 16:
        return int(word) if word == "0" or not word.startswith("0") else None
    if match := _ORDINAL_DIGITS.fullmatch(word):
        return int(match[1][:15])
    singular = word.removesuffix("s")
    if singular in CARDINALS and len(word) > 2 and singular not in _LOOSE_COUNTS:
        return CARDINALS[singular]
    if number := ordinal_word(word):
        return number
    if len(raw) > 1 or raw in {"I", "V", "X"}:
        return (
            roman(raw) or (roman(raw.upper()) if len(raw) > 2 and set(word) <= {"i", "v", "x"} else 0) or None
        )
    return None


@lru_cache(maxsize=4_096)
def _parsed(raw: str) -> tuple[str, str, int | None]:
    word = fold(raw)
    if _PLURAL_ACRONYM.fullmatch(raw):
        word = word[:-1]
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", word):
        word = word.replace(",", "")
    word = word.rstrip("'")
    root = stem(word)
    return word.removesuffix("'s"), root, _value(raw, word)


def _pieces(raw: str, split_humps: bool) -> list[str]:
    if _ELISION.match(raw):
        raw = _ELISION.sub("", raw)
    if not split_humps or raw.islower() or _PLURAL_ACRONYM.fullmatch(raw):
        return [raw]
    return _HUMP.split(raw.swapcase() if _SHIFTED.match(raw) else raw)


def tokens(text: str, split_humps: bool = False) -> list[Token]:
    """The words of cleaned `text`; with `split_humps`, camelCase is cut into its words."""
    return list(_tokens(text, split_humps))


@lru_cache(maxsize=256)  # one judgement looks at the same pieces of a response again and again
def _tokens(text: str, split_humps: bool) -> tuple[Token, ...]:
    found: list[Token] = []
    end = 0
    for match in _WORD.finditer(text):
        gap = text[end : match.start()]
        for raw in _pieces(match.group(), split_humps):
            word, root, value = _parsed(raw)
            found.append(Token(raw, word, root, value, gap))
            gap = ""
        end = match.end()
    return tuple(_joined_numbers(found))


def _joined_numbers(found: list[Token]) -> list[Token]:
    """ "Fifty-three" as one word of that value."""
    out: list[Token] = []
    for token in found:
        tens = out[-1].value or 0 if out and out[-1].word.endswith("ty") else 0
        ones = token.value or 0 if token.gap in {"-", " "} and token.word.isalpha() else 0
        if 20 <= tens < 100 and tens % 10 == 0 and 0 < ones < 10:
            word = f"{out[-1].word}-{token.word}"
            out[-1] = Token(f"{out[-1].raw}-{token.raw}", word, word, tens + ones, out[-1].gap)
        else:
            out.append(token)
    return out


_SIGNIFICANT = re.compile(r"(?<=\w)(?:\+\+?|#)(?!\w)|(?<!\w)-(?=\d)|(?<=\d)(?!,\d{3}(?!\d))[^\w\s](?=\d)")


@lru_cache(maxsize=1_024)
def squash(text: str) -> str:
    """Letters and digits only, folded: equal for what differs in case, accents, spaces and punctuation.

    A sign that carries meaning stays: C++, F#, Na+, -5, and whatever stands between two digits.
    """
    kept = _SIGNIFICANT.sub(lambda m: f"\x00{m[0]}\x00", text.replace("&", " and "))
    parts = kept.split("\x00")
    return "".join(part if at % 2 else re.sub(r"[\W_]", "", fold(part)) for at, part in enumerate(parts))
