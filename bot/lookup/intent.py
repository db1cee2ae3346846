"""What kind of answer a question asks for, read from its wording alone."""

import re
from enum import Flag, auto


class Wants(Flag):
    """Kinds of answers; a question may want several."""

    NOTHING = 0
    TIME = auto()  # a length of time
    FIGURE = auto()  # any number
    LIST = auto()  # several things: a parent with its children
    COMPARISON = auto()  # two or more things beside each other


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
    Wants.LIST: """
        types|kinds|options|modes|methods|ways|steps|phases|stages|list|components|parts|examples|
        settings|operations|
        policies|choices|features|functions|states|sources|targets|use cases|what are|which are|names of|
        formats|rules|
        reasons|causes|commands|levels|layers|models|strategies|patterns|properties|hooks|headers
    """,
    Wants.COMPARISON: r"vs\.?|versus|differences?|differs?|compared?|or|better than",
}
_WRAPPED = re.compile(r"\s*\n\s*")
_PATTERNS = {want: re.compile(rf"\b(?:{_WRAPPED.sub('', cues)})(?!\w)") for want, cues in _CUES.items()}


def wants(query: str) -> Wants:
    """What a query asks for."""
    low = query.lower()
    found = Wants.NOTHING
    for want, pattern in _PATTERNS.items():
        if pattern.search(low):
            found |= want
    return found
