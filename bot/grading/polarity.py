"""Yes or no: whether a response affirms or denies what was asked."""

from bot.grading.context import Context
from bot.grading.findings import NOTHING, Finding, Fit
from bot.grading.reading import Reading
from bot.text.english import FILLER, FUNCTION, NEGATIONS, word_set
from bot.text.tokens import tokens

_YES = word_set(
    """
    yes yeah yea yep yup y t ja oui si sí sim da hai true right correct sure definitely absolutely indeed
    affirmative certainly wahr verdadero vrai ok aye totally
    """
)
_NO = word_set(
    """
    no nope nah n f nein non não nao nie niet nee ne nej false wrong incorrect negative falsch falso faux
    """
)
_DOUBT = word_set("maybe depends perhaps sometimes both neither partly partially possibly either dunno")
_SMALL = FUNCTION | FILLER
_AFFIRMS = word_set("does do can is are will has have did was were could should would may must")
# "May you …?" is answered by these as by a yes or a no.
_MODALS = word_set("may can could")
_LEAVE = word_set("allowed permitted possible legal")
_BAN = word_set("forbidden prohibited banned illegal impossible disallowed")


def parse_polarity(form: str) -> bool | None:
    """True or False for an accepted form that is a yes or a no (perhaps with a reason behind it)."""
    words = [token.word for token in tokens(form)]
    if not words or (len(words) > 1 and "," not in form and words[0] not in {"yes", "no"}):
        return None
    if words[0] in {"yes", "true", "correct"}:
        return True
    return False if words[0] in {"no", "false", "incorrect"} else None


class PolarityKey:
    """An answer that is yes/true or no/false."""

    def __init__(self, form: str, value: bool, context: Context) -> None:
        self._form, self._value, self._context = form, value, context
        first = next((token.word for token in context.tokens), "")
        self._asks_leave = first in _MODALS and not (_LEAVE | _BAN) & context.words

    def judge(self, reading: Reading) -> Finding:
        """RIGHT or OPPOSITE by what the response asserts, HEDGED if it asserts both."""
        said = self._said(reading)
        if said is None:
            return NOTHING
        if said == "both":
            return Finding(Fit.HEDGED, self._form)
        return Finding(Fit.RIGHT if (said == "yes") == self._value else Fit.OPPOSITE, self._form)

    def _said(self, reading: Reading) -> str | None:
        words = [token.word for token in reading.tokens]
        lead = [word for word in words if word not in FILLER or word in _YES | _NO]
        if not lead or lead[0] in _DOUBT:
            return None
        first_clause = [
            reading.tokens[at].word for at in range(reading.clauses[0].start, reading.clauses[0].end)
        ]
        yes = [word for word in words if word in _YES]
        no = [word for word in words if word in _NO]
        if yes and no and any(clause.joiner in {"or", "or/", "and"} for clause in reading.clauses[1:2]):
            return "both"
        if lead[0] in _NO and lead[0] not in {"wrong", "incorrect"}:
            return "no" if len(lead) < 2 or lead[1] not in _NO | _YES or lead[1] == lead[0] else None
        if lead[0] in _YES:
            return "yes"
        return self._by_statement(reading, first_clause)

    def _by_statement(self, reading: Reading, words: list[str]) -> str | None:
        """A sentence: denied by an odd number of negations, else affirmed if it only repeats the question."""
        negations = sum(word in NEGATIONS or word in _NO for word in words)
        if self._asks_leave and (ruled := next((word for word in words if word in _LEAVE | _BAN), "")):
            return "yes" if (ruled in _LEAVE) == (negations % 2 == 0) else "no"
        if negations % 2:
            return "no"
        content = [reading.tokens[at] for at in reading.content(reading.clauses[0], self._context.stems)]
        pronoun = words[0] in {"it", "they", "you", "he", "she", "we", "i", "one", "that", "this"}
        if not content and pronoun and len(words) > 1 and (words[1] in _AFFIRMS or len(words) > 1):
            return "yes"
        repeats = not content and any(word not in _SMALL for word in words)
        return "yes" if repeats or {"of", "course"} <= set(words) or words[0] in FILLER & _YES else None
