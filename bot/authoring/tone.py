"""How a line is said: whether it states something, or hedges, praises, compares without a measure, chats."""

import re

# A sentence of a story or lesson, which speaks of its author or of another place in it.
_TOLD = re.compile(
    r"""(?-i:\bI['’](?:m|d|ve|ll)\b | (?:^|[.,;:!?]\s|\(|\b(?:and|if|that|as|when|because|so|but)\s)I\s[a-z])
      | \b(?:we['’](?:ve|ll|re|d)|let['’]s|let\s+us)\b
      | \bas\s+(?:was\s+)?(?:mentioned|shown|seen|described|discussed|noted|said)\b
      | \b(?:previous|preceding|next|last|following|this|these|those|above)\s+
        (?:examples?|figures?|tables?|chapters?|sections?|lists?|diagrams?|pictures?|steps?|case|two|three|lines?)\b
      | \b(?:shown|listed|mentioned|given|described)\s+(?:above|below)\b | \bthe\s+(?:above|below|following)\b
      | \b(?:see|in)\s+(?:the\s+)?(?:figure|table|diagram|image|picture|screenshot)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_HEDGED = re.compile(
    r"\b(?:typically|usually|normally|generally|often|sometimes|mostly|mainly|largely|likely|probably|possibly|perhaps|"
    r"maybe|roughly|tends?|may|might|e\.g|for example|for instance|such as|like)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:many|several|various|almost|nearly|any\w*|every\w*|high(?:er)?|low(?:er)?|larger?|small(?:er)?|big(?:ger)?|"
    r"long(?:er)?|short(?:er)?|hard(?:er)?|more|less|most|much|common\w*|only\s+one|you|your)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:good|great|best|better|ideal|easy|easily|simple|secure|flexible|cheap|fast|slow|slower|faster|useful|careful|"
    r"them|they|it|this|these|those|we|stuff|things?|some(?:thing|times|one|body|\s+people|\s+reason)|lots?|really|very|"
    r"pretty|super|kind\s+of|fancy|cool|popular|modern|important)\b",
    re.IGNORECASE,
)
# Words of somebody who talks to the reader.
_CHATTY = re.compile(
    r"\b(?:just|really|quite|basically|actually|something|someone|in\s+the\s+future|remember|of\s+course|simply|"
    r"obviously|super|nasty|awesome|crazy|tons|a\s+bunch|hopefully|luckily|unfortunately|(?:rather|whether)\s+or\s+not|"
    r"even\s+though|on\s+the\s+other\s+hand)\b",
    re.IGNORECASE,
)


def hedged(text: str) -> bool:
    """Whether a line holds only as a rule, or for an example."""
    return bool(_HEDGED.search(text))


def relative(text: str) -> bool:
    """Whether a line compares without a measure, or points at somebody: nothing is known by that."""
    return bool(_RELATIVE.search(text))


def vague(text: str) -> bool:
    """Whether a line praises rather than tells, or points at other lines."""
    return bool(_VAGUE.search(text))


def chatty(text: str) -> bool:
    """Whether a line talks to its reader."""
    return bool(_CHATTY.search(text))


def tells(text: str) -> bool:
    """Whether a line is part of a story or lesson: it speaks of its author, or of another place in it."""
    return bool(_TOLD.search(text))
