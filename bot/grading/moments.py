"""Answers that are dates, decades or centuries, in whatever form they are written."""

import re
from collections.abc import Sequence

from bot.grading.context import Context
from bot.grading.findings import NOTHING, Finding, Fit
from bot.text.amounts import MAX_LEXEMES
from bot.text.dates import Date, before_christ, dates, era
from bot.text.english import FILLER, FUNCTION
from bot.text.numbers import NumberReader, lexemes

_YEAR = re.compile(r"(?:ad |a\.d\. |in |circa |c\. ?)?(\d{3,4})(?: ?(?:ad|ce|a\.d\.))?\.?")
_BETWEEN_YEARS = re.compile(r"\b\d{4}\b([^\d]{1,80})\b\d{4}\b")
# A date that is set aside ("1969, not 1968") or told besides ("1945, having begun in 1939").
_ASIDE = re.compile(
    r"(?<=\w)\W*\b(?:and not|not|never|rather than|instead of|unlike|having)\b[^,;.\d]{0,40}\d[^,;.]*",
    re.IGNORECASE,
)
_BOUND = re.compile(r"\b(?:before|after|until|till|since|prior|earlier|later)\b", re.IGNORECASE)
# "Before 1969" is another time.
_BESIDE = re.compile(
    r"\b(?:before|after|until|till|prior to|earlier than|later than)\s+(?=\d|[a-z]+\.? \d)",
    re.IGNORECASE,
)


def parse_date(text: str, context: Context) -> Date | None:
    """The date that an accepted form is; a bare number is a year only where a date is asked for."""
    low = text.lower().strip()
    if match := _YEAR.fullmatch(low):
        return Date(year=int(match[1])) if context.asks_date else None
    found = dates(low)
    if len(found) != 1 or (not context.asks_date and re.fullmatch(r"\d+/\d+", low)):
        return None
    words = set(re.findall(r"[a-z]{4,}", low))
    return found[0][0] if len(words - FUNCTION) <= 1 else None


class DateKey:
    """The accepted dates of one answer."""

    def __init__(self, forms: Sequence[tuple[str, Date]], context: Context) -> None:
        self._forms = list(forms)
        wording = [context.prompt, *(form for form, _ in forms)]
        self._bounded = any(_BOUND.search(text) for text in wording)

    def judge(self, text: str) -> Finding:
        """How the dates in cleaned `text` fit; several different ones are a hedge."""
        text = _ASIDE.sub(" ", text)
        said = dates(text) or [(Date(year=year),) for year in _years(text)] or _short_years(text)
        if not said:
            return NOTHING
        findings = [
            max(
                (self._compare(form, meant, d) for form, meant in self._forms for d in readings),
                key=lambda f: f.fit,
            )
            for readings in said
        ]
        if findings[0].right and _tells_another(text):
            findings = findings[:1]
        if len(findings) > 1 and any(f.right for f in findings) and not all(f.right for f in findings):
            return Finding(Fit.HEDGED, self._forms[0][0])
        if findings[0].right and re.search(r"\b(?:not|never|isn't|wasn't)\b", text.lower()):
            return Finding(Fit.DENIED, self._forms[0][0])
        if findings[0].right and not self._bounded and _BESIDE.search(text):
            return Finding(Fit.COARSE, self._forms[0][0])
        return findings[0]

    def _compare(self, form: str, meant: Date, said: Date) -> Finding:
        exact = [date for _, date in self._forms if date != meant and date.covers(meant)]
        if said.covers(meant) and not (exact and all(said.contradicts(date) for date in exact)):
            return Finding(Fit.RIGHT, form)
        if said != Date() and meant.covers(said):
            return Finding(Fit.COARSE, form)
        return Finding(Fit.WRONG_AMOUNT, form, said.written)


class EraKey:
    """Accepted decades and centuries of one answer."""

    def __init__(self, forms: Sequence[tuple[str, tuple[str, int]]], context: Context) -> None:
        self._forms = list(forms)
        self._asks_century = "century" in context.words

    def judge(self, text: str) -> Finding:
        """RIGHT if `text` names just this decade or century, in words, digits or hundreds."""
        parts = re.split(r"\bor\b|,|/", text)
        named = [
            found
            for part in parts
            if (found := era(part) or (era(part + " century") if self._asks_century else None))
        ]
        right = [form for form, meant in self._forms for found in named if _same_era(meant, found)]
        if not right or re.search(r"\bnot\b", text.lower()):
            return NOTHING
        return Finding(Fit.RIGHT if len(parts) == 1 else Fit.HEDGED, right[0])


def _same_era(meant: tuple[str, int], said: tuple[str, int]) -> bool:
    if meant == said:
        return True
    decade, century = (meant, said) if meant[0] == "decade" else (said, meant)
    return (
        decade[0] == "decade"
        and century[0] == "century"
        and decade[1] == (century[1] - 1) * 100
        and decade is said
    )


def _tells_another(text: str) -> bool:
    """Whether what stands between the first two years tells what the second one was: "2002, as book money in
    1999"."""
    between = _BETWEEN_YEARS.search(text.lower())
    words = re.findall(r"[^\W\d_]+", between[1]) if between else []
    telling = [word for word in words if word not in FUNCTION and word not in FILLER]
    return len(telling) > 1 and not {"or", "oder", "ou", "between"} & set(words)


def _short_years(text: str) -> list[tuple[Date, ...]]:
    """'69, which may be of this century or the last."""
    return [
        (Date(year=1900 + int(digits)), Date(year=2000 + int(digits)))
        for digits in re.findall(r"(?<!\w)'(\d\d)\b", text)
    ]


def _years(text: str) -> list[int]:
    if before_christ(text):
        return []
    items = lexemes(text, MAX_LEXEMES)
    reader = NumberReader(items)
    found: list[int] = []
    at = 0
    while at < len(items):
        number = reader.read(at)
        if number and number.values[0].denominator == 1 and 100 <= number.values[0] < 3000:
            found.append(int(number.values[0]))
        at = number.end if number else at + 1
    return found
