"""How a line is worded: whether it stands alone, orders something, is broken, or is to be typed."""

import re

from bot.authoring.tone import chatty, tells
from bot.authoring.wording import content_words, words

LONGEST = 240  # characters of a statement that a question can be made of

# First words of a line that needs the line before or after it.
_LEANING = frozenset((
    "it", "its", "it's", "this", "that", "these", "those", "they", "them", "their", "he", "she", "and",
    "or", "but", "so", "because", "instead", "then", "else", "otherwise", "also", "however", "therefore",
    "thus", "which", "who", "whose", "same", "similarly", "again", "yes", "see", "recall", "remember",
    "note", "nb", "now", "already", "both", "each", "either", "neither", "still", "only", "another",
    "other", "others", "whether", "when", "once", "basically",
))  # fmt: skip
# Last words of a line that goes on below.
_OPEN = frozenset((
    "and", "or", "the", "a", "an", "of", "to", "with", "for", "from", "by", "in", "on", "is", "are",
    "which", "that", "create", "creates", "include", "includes", "contain", "contains", "following",
    "using", "etc",
))  # fmt: skip
# First words of an order.
_ORDERS = frozenset((
    "choose", "click", "refer", "initialize", "troubleshoot", "associate", "scale", "select", "go", "open",
    "press", "start", "enter", "copy", "paste", "check", "tick", "navigate", "log", "login", "sign", "ssh",
    "run", "create", "add", "attach", "install", "download", "upload", "configure", "set", "update",
    "change", "edit", "save", "confirm", "look", "test", "try", "view", "follow", "generate", "import",
    "export", "restart", "exit", "swap", "make", "take", "pick", "put", "use", "ensure", "terminate",
    "delete", "enable", "disable", "leave", "provide", "assign", "specify", "give", "store", "keep",
    "write", "build", "push", "pull", "git", "cd", "sudo", "npm", "pip", "redirect", "apply",
))  # fmt: skip
_NO_ORDER = frozenset(
    ("of", "is", "are", "was", "case", "cases")
)  # second words: "use cases", "set of rules"
# First words of a line that says something rather than names it.
_STATES = frozenset((
    "support", "supports", "uses", "allow", "allows", "return", "returns", "works", "runs", "let", "lets",
    "makes", "get", "gets", "gives", "provides", "require", "requires", "need", "needs", "contain",
    "contains", "include", "includes", "creates", "send", "sends", "stores", "keeps", "takes", "can",
    "cannot", "can't", "must", "may", "should", "will", "does", "do", "don't", "has", "have", "is", "are",
    "relieve", "reduce", "reduces", "increase", "increases", "decrease", "decreases", "improve",
    "improves", "ensures", "enables", "handle", "handles", "manage", "manages", "integrate", "integrates",
    "integrated", "based", "used", "using", "deploy", "deploys", "offer", "offers", "scales", "consume",
    "consumes", "automatically", "up", "able", "possible", "possibility", "ability", "help", "helps",
    "been", "react", "notify", "perform", "ideal", "great", "good",
))  # fmt: skip
# First words of a label that names no thing, but says what follows it.
_ATTRIBUTE = re.compile(
    r"""(?:pros?|cons?|notes?|nb|tips?|warnings?|important|careful|best|optional|recall|remember|defaults?|use\s+cases?|
        max(?:imum)?|min(?:imum)?|limits?|options?|types?|steps?|summary|goal|problem|solution|results?|advantages?|
        disadvantages?|question|answer|troubleshoot\w*|review|examples?|purpose|significance|context|importance|impact|
        effects?|causes?|reasons?|meaning|definition|description|overview|background|features?|characteristics?|roles?|
        functions?|contributions?|key\s\w+|main\s\w+|outcomes?|conclusion|dates?|locations?|benefits?|drawbacks?)\b
      | (?:[a-z]{2,}(?:ical|ional|tural|mental|gious|omic)|social|military|legal|general|local|global)$""",
    re.IGNORECASE | re.VERBOSE,
)
# First words of a label that is part of a sentence.
_CLAUSE = re.compile(
    r"""(?:if|when|for|to|with|without|by|in|on|at|from|after|before|as|no|not|only|also|can|must|should|how|what|why|who|
        which|there|here|it|this|that|these|those|they|he|she|we|you|one|another|each|every\w*|some\w*|all|both|most|
        many|other)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_PROCEDURE = re.compile(
    r"\b(?:implement(?:ation|ing)?|install(?:ing|ation)?|set(?:ting)?\s?-?up|launching|configuring|"
    r"hands[- ]on|walk-?through|tutorial|lab|demo|steps?|how\s+to|getting\s+started|commands?|"
    r"troubleshoot(?:ing)?|exercise|deploying|practice)\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"\$\(|[{}\[\]|\\]|<[\w/]*[a-z_]|\s--\w|=>|->|==|;$|\w\(\w*\)|^\$|=\w")
_JOINS = "and|or|but|that|which|if|when|what|how|who|where|why|because|while|as|so"
_BROKEN = re.compile(
    rf"\bis\b(?:(?!\b(?:{_JOINS})\b)[^,;:.()?!])*\bis\b"
    r"|\b(?:must|can|should|will|could|would)\s+(?:all|the|an?|of|to|for|with)\b",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(r"\W*(?:ex|examples?|e\.g|i\.e|eg|for (?:example|instance)|sample)\b", re.IGNORECASE)
_ADDRESS = re.compile(
    r"\w://|\bwww\.|\b[a-z]{2,5}(?::[\w*/-]*){3}|\b\d{1,3}(?:\.\d{1,3}){3}\b|[\w.]@[\w-]+\.\w|(?:^|[\s`'\"(])(?:~|/home|/users|[A-Z]:)[/\\]",
    re.IGNORECASE,
)
_WITHDRAWS = re.compile(r"\W*(?:not any\s*more|no longer|outdated|wrong|false)\b", re.IGNORECASE)
_FORMERLY = re.compile(r"\W*(?:historically|formerly|previously|used to|in the past|until)\b", re.IGNORECASE)


def leans(text: str) -> bool:
    """Whether a line makes no sense without the line before or after it."""
    said = words(text)
    if not said:
        return True
    ends_open = text.rstrip(" \"'”»)").endswith((":", ",", ";", "(", "&", "/", "-", "..", "…"))
    leaning = said[0] in _LEANING and not (said[0] == "only" and said[1:2] and said[1].isdigit())
    return leaning or said[-1] in _OPEN or ends_open or _WITHDRAWS.match(text) is not None


def is_order(text: str) -> bool:
    """Whether a line tells somebody to do something."""
    first, second = (*words(text)[:2], "", "")[:2]
    return (first in _ORDERS and second not in _NO_ORDER) or (first, second) == ("right", "click")


def starts_with_verb(text: str) -> bool:
    """Whether a line begins with a verb, and so says or orders something rather than names it."""
    return is_order(text) or (*words(text)[:1], "")[0] in _STATES


def is_attribute(label: str) -> bool:
    """Whether a label says what follows it ("default", "purpose") rather than names a thing."""
    return bool(_ATTRIBUTE.match(label))


def is_clause(label: str) -> bool:
    """Whether a label is the first part of a sentence rather than a name."""
    return bool(_CLAUSE.match(label))


def is_procedure(heading: str) -> bool:
    """Whether a heading stands over instructions rather than statements."""
    return bool(_PROCEDURE.search(heading))


def is_code_like(text: str) -> bool:
    """Whether a text is rather to be typed than to be said."""
    only_code = text.startswith("`") and text.count("`") >= 2 and len(content_words(text)) < 3
    return only_code or bool(_CODE.search(text.replace("`", "")))


def is_example(text: str) -> bool:
    """Whether a line says of itself that it is an example."""
    return bool(_EXAMPLE.match(text))


def withdraws(text: str) -> bool:
    """Whether a line takes back what stands above it."""
    return bool(_WITHDRAWS.match(text))


def fault(text: str) -> str:
    """Why a line is no ground for a question, or ""."""
    if len(text) > LONGEST:
        return "too long to be asked in a chat"
    rules = (
        (_ADDRESS.search(text), "an address or a path of somebody's machine"),
        (_FORMERLY.match(text), "says what was true in the past"),
        (text.endswith("?") or "??" in text or "? " in text, "a question"),
        ("~~" in text, "struck out"),
        (_BROKEN.search(text), "a broken sentence"),
        (chatty(text), "talks rather than states"),
        (tells(text), "speaks of its author or of another place"),
    )
    return next((reason for broken, reason in rules if broken), "")
