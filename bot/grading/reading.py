"""A response, read once: its words, the clauses they stand in, what is denied, what is offered besides."""

import re
from dataclasses import dataclass

from bot.text.english import DETAIL_OPENERS, FILLER, FUNCTION, NEGATIONS, word_set
from bot.text.relations import single_words
from bot.text.tokens import Token, tokens

MAX_TOKENS = 60  # words in which typing slips are looked for; a longer response is an essay

# Sayings whose "not" denies nothing.
_IDIOMS = re.compile(
    r"\b(?:i(?:'m|m| am)? )?(?:(?:\d+ ?% |pretty |quite |fairly |very )(?:sure|certain|confident"
    r"|positive)|not (?:100 ?% |quite |entirely |too |really |so |completely )?(?:sure|certain"
    r"|positive)"
    r"|(?:don't|dont|do not|can't|cant|cannot) (?:really |quite )?(?:know|remember|recall"
    r"|think of)(?: for sure| exactly)?"
    r"|if i'?m not (?:mistaken|wrong)|no (?:doubt|question|problem|idea)|why not|not only|not just"
    r"|without (?:a )?doubt"
    r"|no clue|not gonna lie|can't go wrong with)\b[,.:]?(?: but\b| though\b)?",
    re.IGNORECASE,
)
# "Isn't it X?" asks for a yes.
_TAG_QUESTION = re.compile(
    r"^\s*(?:isn't|isnt|wasn't|aren't|ain't|wouldn't) (?:it|that|this|they"
    r"|the answer)(?: be)?\b(?=.*\?)|^\s*ist (?:das|es) nicht\b|\bn'est[- ]ce pas\b",
    re.IGNORECASE | re.DOTALL,
)
# "X... no wait, Y": what is said last counts.
_CORRECTION = re.compile(
    r"(?:\bno[,.]? wait\b|\bwait[,.]? no\b|\bscratch that\b|\bcorrection\b\s*:|\bi meant?\b|\boops\b"
    r"|\bsorry[,.]|\bmy bad\b"
    r"|\bactually[,.]? no\b|\bno[,.]? actually\b|\bor rather\b|[.,;!?]\s*(?:no|nope|nah)[,.]\s"
    r"|\bwait\b[,.]?)",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(
    r"^(?:is|was|are)(?: \w+)? (?:wrong|false|incorrect)\b"
    r"|^(?:isn't|is not|isnt|wasn't|was not) (?:it|right|correct|the answer)\b"
    r"|^(?:it )?(?:isn't|is not|isnt|wasn't|was not|aren't|are not|doesn't|does not|don't|do not|won't|can't"
    r"|cannot)"
    r"(?: be)?(?: \w+)?$"
)
_DOUBTED = re.compile(r"\bi (?:really |strongly )?doubt(?: that)?\b", re.IGNORECASE)
# Languages that deny behind the word.
_DENIED_LAST = word_set("ではない じゃない ではありません じゃありません 아니다 아닙니다 아니에요 değil")
_FADING = re.compile(
    r"\bor (?:so|something(?: like (?:that|it))?|whatever|similar|sth|smth|thereabouts"
    r"|what(?:ever)? was it)\b",
    re.IGNORECASE,
)
# "Could be X, could be Y" offers both.
_PERHAPS = re.compile(
    r"(?P<before>^|[,;.!?\n(]\s*)(?:but |it |that |this )?(?:could|might|may) (?:also |well )?be\b"
    r"(?! \w+(?:ed|ing)\b)",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[,;:.!?()\[\]{}\n/|&+=\"]|->|(?<!\w)-+(?=\s)|\.\.\.")
_ALTERNATIVE = frozenset({"or", "vs", "versus", "oder", "ou", "eller"})
_TURNS = frozenset(
    {
        "but",
        "because",
        "since",
        "so",
        "which",
        "while",
        "whereas",
        "although",
        "though",
        "then",
        "however",
        "cause",
        "cuz",
    }
)
_TAKES_NOTHING = FUNCTION | FILLER | NEGATIONS | frozenset({"or", "else"})
_SETS_ASIDE = frozenset({"unlike", "except", "excluding"})
_ASIDE_PAIRS = frozenset(
    {
        ("rather", "than"),
        ("instead", "of"),
        ("other", "than"),
        ("opposed", "to"),
        ("but", "for"),
        ("anything", "but"),
        ("apart", "from"),
        ("opposite", "of"),
        ("contrary", "of"),
        ("contrary", "to"),
        ("far", "from"),
        ("lack", "of"),
        ("absence", "of"),
        ("everything", "but"),
        ("anywhere", "but"),
        ("nowhere", "near"),
    }
)


@dataclass(slots=True)
class Clause:
    """Words `start` to `end` of a response; `joiner` is what ties it to the clause before."""

    start: int
    end: int
    joiner: str


@dataclass(slots=True)
class Reading:
    """A response as the rules see it: one entry of `clause_of` and `denied` for each token."""

    text: str
    tokens: list[Token]
    clauses: list[Clause]
    clause_of: list[int]
    denied: list[bool]

    def content(self, clause: Clause, ignoring: frozenset[str] = frozenset()) -> list[int]:
        """The places of a clause's words that carry meaning of their own."""
        return [
            at
            for at in range(clause.start, clause.end)
            if self.tokens[at].word not in FUNCTION
            and self.tokens[at].word not in FILLER
            and self.tokens[at].word not in NEGATIONS
            and self.tokens[at].stem not in ignoring
        ]


def plain(text: str) -> str:
    """`text` without sayings that only look like a denial or a choice, and without what was taken back."""
    text = _IDIOMS.sub(" ", _TAG_QUESTION.sub(" ", text))
    text = _DOUBTED.sub("not ", text)
    text = _PERHAPS.sub(lambda match: ", or" if match["before"] else "", text)
    text = single_words(_FADING.sub(" ", text))
    last = max(_CORRECTION.finditer(text), key=lambda match: match.start(), default=None)
    if last and re.search(r"\w\w", text[last.end() :]) and re.search(r"\w", text[: last.start()]):
        text = text[last.end() :]
    return text.strip()


def read(text: str) -> Reading:
    """Split cleaned `text` into tokens and clauses and mark what is denied."""
    found = tokens(text, split_humps=True)
    clauses: list[Clause] = []
    for at in range(len(found)):
        joiner = _joiner(found, at)
        if joiner is not None or not clauses:
            clauses.append(Clause(at, at + 1, joiner or ""))
        else:
            clauses[-1].end = at + 1
    clause_of = [number for number, clause in enumerate(clauses) for _ in range(clause.start, clause.end)]
    reading = Reading(text, found, clauses, clause_of, [False] * len(found))
    for clause in clauses:
        _mark_denied(reading, clause)
    return reading


def _joiner(found: list[Token], at: int) -> str | None:
    """What ties the token at `at` to the one before, if a new clause begins there."""
    token = found[at]
    breaks = _BREAK.findall(token.gap) if at else []
    after_word = found[at - 1].word if at else ""
    if after_word in _ALTERNATIVE:
        return "or"
    if after_word in {"and", "plus", "und"}:
        return "and"
    if token.word in _TURNS and at:
        return token.word
    if not breaks:
        return None
    mark = breaks[-1]
    if mark == "(" and token.gap == "(":
        return None  # f(x)
    if mark == "." and token.gap.strip() == "." and len(after_word) == 1 and after_word.isalpha():
        return None  # J. Bach
    if mark in {".", ":", "=", "!", "-", '"'} and not re.search(r"\s|^.*[\n]", token.gap):
        return None  # inside a name: rds.force_ssl, a::b, k=v
    if mark == "/" and token.gap.endswith(" /"):
        return None  # in /etc
    if mark == "/" and token.gap == "/" and token.word.isdigit() and after_word.isdigit():
        return None  # 90/10
    if mark in {"/", "|"}:
        return "or/"
    return "and" if mark in {"&", "+"} else mark


def _mark_denied(reading: Reading, clause: Clause) -> None:
    words = [reading.tokens[at].word for at in range(clause.start, clause.end)]
    denied = _denied_before(reading, clause)
    for offset, word in enumerate(words):
        at = clause.start + offset
        pair = (reading.tokens[at - 1].word if at else "", word)
        if pair in _ASIDE_PAIRS or word in _SETS_ASIDE:
            denied = True
        reading.denied[at] = denied
        glued = at + 1 < len(reading.tokens) and not reading.tokens[at + 1].gap  # NoSQL
        if word in NEGATIONS and not glued and not _is_filler_no(words, offset, reading, clause):
            denied = True
    if len(words) > 1 and words[-1] in {"nothing", "nobody"} and words[-2] not in _TAKES_NOTHING:
        for at in range(clause.start, clause.end - 1):
            reading.denied[at] = True  # "it moves nothing"
    vague = words[:1] in (["something"], ["what"])
    after = " ".join(words[1:]), " ".join(words[2:])
    if _DENIED_LAST & set(words) or (not vague and any(_DENIED_AFTER.search(text) for text in after)):
        for at in range(clause.start, clause.end):
            reading.denied[at] = True


def _denied_before(reading: Reading, clause: Clause) -> bool:
    """A denial reaches over "or", "/" and a second noun: "not X or Y", "neither X nor Y"."""
    if clause.joiner not in {"or", "or/", "and"} or not clause.start:
        return False
    return reading.denied[clause.start - 1] and reading.tokens[clause.start - 1].word != "but"


def _is_filler_no(words: list[str], offset: int, reading: Reading, clause: Clause) -> bool:
    """The "no" of "no, it's X" and of "no it is X"."""
    if words[offset] not in {"no", "nope", "nah"} or offset:
        return False
    after = words[1] if len(words) > 1 else ""
    return after in {"it", "its", "i", "that", "thats", "the", "they", "you", "he", "she", "we", "this"}


def is_detail(reading: Reading, clause: Clause) -> bool:
    """Whether a clause explains rather than names: it opens like an explanation or has a verb's helpers."""
    if clause.joiner in {"(", ":", "="} or clause.joiner in _TURNS:
        return True
    words = [reading.tokens[at].word for at in range(clause.start, clause.end)]
    words = words[:-1] if words[-1:] in (["and"], ["or"], ["plus"]) else words
    if not words:
        return False
    if words[0] in DETAIL_OPENERS - {"and", "plus", "not"}:
        return True
    content = reading.content(clause)
    if len(content) > 4:
        return True
    return any(word in DETAIL_OPENERS for word in words[1:]) and len(words) > 2
