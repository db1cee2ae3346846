"""One answer's accepted forms, compiled into what they are: amounts, dates, yes or no, names."""

import re
from collections.abc import Sequence

from bot.grading.context import Context
from bot.grading.findings import NOTHING, Finding, Fit
from bot.grading.moments import DateKey, EraKey, parse_date
from bot.grading.naming import TermKey
from bot.grading.polarity import PolarityKey, parse_polarity
from bot.grading.quantities import AmountKey, parse_amount
from bot.grading.reading import Reading
from bot.text.clean import clean
from bot.text.dates import era
from bot.text.english import FILLER, FUNCTION, GIVING_UP, NEGATIONS
from bot.text.tokens import squash, tokens

_SIGN = re.compile(r"([A-Z][A-Za-z]?) (negative|positive)", re.IGNORECASE)
LONGEST = 400  # characters of an accepted form that are compared word by word; all are, letter by letter


class Key:
    """Judges a response against everything that counts as one answer."""

    def __init__(
        self,
        answers: Sequence[str],
        context: Context,
        rejects: Sequence[str] = (),
        strict: str = "",
        beside: int = 0,
    ) -> None:
        self.answers = tuple(answers)
        self._context = context
        self._rejects = {squash(clean(form)) for form in rejects}
        amounts, moments, eras, self._polarity, names = [], [], [], None, []
        for answer in self.answers:
            text = clean(answer)
            value = parse_polarity(text)
            if value is not None and self._polarity is None:
                self._polarity = PolarityKey(answer, value, context)
            elif (date := parse_date(text, context)) is not None:
                moments.append((answer, date))
            elif (period := era(text)) is not None and len(tokens(text)) <= 3:
                eras.append((answer, period))
            elif (amount := parse_amount(text, context)) is not None:
                amounts.append((answer, amount))
            else:
                names.append(answer[:LONGEST])
        self._amounts = AmountKey(amounts, context) if amounts else None
        self._dates = DateKey(moments, context) if moments else None
        self._eras = EraKey(eras, context) if eras else None
        self.quantity = bool(amounts or moments or eras)
        self.names = TermKey(names or self.answers[:1], context, rejects, strict, beside)
        quantities = {answer for answer, _ in (*amounts, *moments, *eras)}
        self._literal = {"".join(clean(answer).split()): answer for answer in self.answers}
        self._literal |= {written: answer for answer in self.answers for written in _signed(clean(answer))}
        self._exact = TermKey(
            [a[:LONGEST] for a in self.answers if a not in quantities] or ("",), context, strict="exact"
        )
        self._strict = strict
        self._named = bool(names)

    def exact(self, text: str) -> str:
        """The accepted form that cleaned `text` is, but for case and punctuation; "" if none."""
        found = self._literal.get("".join(text.split()), "") or self._exact.exact(text)
        if found and self._context.asks_expansion and squash(text) in {t.word for t in self._context.tokens}:
            return ""
        return found or (self.names.exact(text) if self._named and self._strict != "exact" else "")

    def touches(self, text: str) -> bool:
        """Whether some word of cleaned `text` could belong to an accepted form; True where it is unclear."""
        return self.quantity or self._polarity is not None or self.names.touches(text)

    def judge(self, text: str, reading: Reading) -> Finding:
        """The best finding of all the ways to read the key."""
        if self._rejects and squash(text) in self._rejects:
            return Finding(Fit.OTHER, self.answers[0])
        if found := self.exact(text):
            return Finding(Fit.RIGHT, found, nearness=1.0)
        if self._strict == "exact":
            return NOTHING
        findings = []
        if self._polarity:
            findings.append(self._polarity.judge(reading))
        if self._dates:
            findings.append(self._dates.judge(text))
        if self._eras:
            findings.append(self._eras.judge(text))
        if self._amounts:
            findings.append(self._amounts.judge(text))
        if self._named:
            named = self.names.judge(reading)
            if named.fit is Fit.HEDGED:
                return named  # "BCNF or 3NF": the figure is in both readings, the other name only in this one
            findings.append(named)
        return max(findings, key=lambda finding: (finding.fit, finding.nearness), default=NOTHING)


def _signed(text: str) -> tuple[str, ...]:
    """ "O negative" as "O-", "Rh positive" as "Rh+", in either case; nothing for other texts."""
    match = _SIGN.fullmatch(text)
    written = match[1] + ("-" if match[2].lower() == "negative" else "+") if match else ""
    return (written, written.lower(), written.upper()) if written else ()


def gives_up(reading: Reading) -> bool:
    """Whether somebody says that they have no answer, or nothing at all."""
    passing = FUNCTION | FILLER | GIVING_UP | NEGATIONS
    return all(token.word in passing for token in reading.tokens)


def is_empty(reading: Reading) -> bool:
    """Whether nothing but filler was said."""
    return all(token.word in FUNCTION or token.word in FILLER for token in reading.tokens)
