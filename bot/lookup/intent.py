"""What kind of answer a question asks for, read from its wording alone."""

import re
from enum import Enum, Flag, auto

from bot.lookup.vocabulary import STOP
from bot.text.words import words


class Wording(Enum):
    """How a query is put."""

    NOTHING = auto()  # no word of it says anything: "hello", "what is it"
    KEYWORDS = auto()  # the name of one thing, so each word counts
    SENTENCE = auto()  # with words that an answer need not have


class Wants(Flag):
    """Kinds of answers; a question may want several."""

    NOTHING = 0
    TIME = auto()  # a length of time
    FIGURE = auto()  # any number
    AMOUNT = auto()  # nothing but an amount: without one no line answers
    LIST = auto()  # several things: a parent with its children
    SUBJECT = auto()  # what a thing is: the line or heading that is about it


_CUES = {
    Wants.TIME: """
        how long|how often|how fast|how soon|when|timeout|time|duration|retention|period|interval|ttl|
        expires?|expiry|
        expiration|latency|delay
    """,
    Wants.FIGURE: """
        how many|how much|how big|how large|how fast|how long|how often|how old|how high|how deep|
        how far|max|maximum|
        min|minimum|limits?|sizes?|number of|quota|count|rate|costs?|price|biggest|largest|smallest|
        highest|lowest|
        default|range|percentage|discount
    """,
    Wants.AMOUNT: """
        how many|how much|how long|how often|how big|how large|how fast|how soon|how old|how high|how deep|
        how far|max|maximum|min|minimum|number of|limits?|size|price|cost|duration
    """,
    Wants.LIST: """
        types|kinds|options|modes|methods|ways|steps|phases|stages|list|components|parts|examples|
        settings|operations|
        policies|choices|features|functions|states|sources|targets|use cases|what are|which are|names of|
        formats|rules|
        reasons|causes|commands|levels|layers|models|strategies|patterns|properties|hooks|headers
    """,
}
_WRAPPED = re.compile(r"\s*\n\s*")
_PATTERNS = {want: re.compile(rf"\b(?:{_WRAPPED.sub('', cues)})(?!\w)") for want, cues in _CUES.items()}


_PLURAL = re.compile(r"^(?!.*\b(?:how|why|when|where|who|do|does|is|can|should)\b).*\s\S*[^siu]s[ ?!.]*$")
_MEANING = re.compile(
    r"(?:[^\s?]+|what(?:'s| is| are) (?:an? |the )?(?:[^\s?]+ ?){1,3}|"
    r"(?:define|meaning of|definition of) .{1,60}|what does .{1,60} (?:mean|stand for|do))[ ?!.]*$"
)


def wants(query: str) -> Wants:
    """What a query asks for."""
    low = query.lower()
    found = Wants.NOTHING
    for want, pattern in _PATTERNS.items():
        if pattern.search(low):
            found |= want
    if _PLURAL.search(low):
        found |= Wants.LIST
    if _MEANING.match(low):
        found |= Wants.SUBJECT
    return found


def wording(query: str) -> Wording:
    """How a query is put; in capitals (`IT`, `AM`) a stop word is somebody's abbreviation."""
    said = [word.text.replace("'", "") not in STOP for word in words(query)]
    if not any(said):
        return Wording.KEYWORDS if query.isupper() else Wording.NOTHING
    return Wording.KEYWORDS if all(said) else Wording.SENTENCE
