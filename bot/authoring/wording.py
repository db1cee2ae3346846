"""Words of a statement: which carry meaning, where a label ends, how context is shown."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.text.english import FUNCTION
from bot.text.words import stem

BLANK = "____"
ARROW = " › "

_REMEMBERED = 65_536  # texts whose words are kept: every rule looks at the same lines
_SAME_STEM = 5  # letters in common make two words one to a guesser
_PART = re.compile(r"[A-Z][a-z]{2,}|[a-z]{3,}|[A-Z]{2,}")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_STOP = FUNCTION | frozenset((
    "after", "again", "another", "before", "being", "below", "can't", "cannot", "doesn't", "doing", "don't",
    "during", "etc", "few", "first", "get", "gets", "getting", "goes", "however", "isn't", "itself", "keep",
    "let", "like", "made", "make", "makes", "many", "more", "most", "much", "need", "needs", "no", "nor",
    "not", "now", "off", "other", "out", "own", "same", "such", "upon", "use", "used", "uses", "using",
    "was", "way", "well", "were", "within", "without", "would", "yes",
))  # fmt: skip
_LABEL = re.compile(
    r"""(?P<term>[^\s:=()](?:[^:=]{0,58}?[^\s:=])?)
        (?:\s?:|\s=)\s+
        (?P<definition>\S.*)""",
    re.VERBOSE | re.DOTALL,
)
_EXPLAINED = re.compile(r"(.{2,60}?)(?:\s?:|\s[–—-])\s+\S.*", re.DOTALL)
# "3. Russia", "IV) War", "B. Farming": the number of a list or chapter in front of what it numbers.
_NUMBERING = re.compile(r"(?:\d{1,2}|[IVX]{1,5}|[A-H])[.)]\s+(?=[A-Z“\"'(])(?![A-Z]\.)")
_BETWEEN = re.compile(r",\s*(?:and\s+|or\s+)?|\s+and\s+")
_SENTENCE_END = re.compile(r"(?<=[^\s.][.!?])\s+(?=[A-Z“\"])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|no|nr|dr|mr|mrs|st|ca)|\b[A-Z])\.$", re.IGNORECASE
)
_LONGEST_CONTEXT = 60  # characters of one step of the context


@lru_cache(maxsize=_REMEMBERED)
def words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case."""
    return tuple(_WORD.findall(text.lower()))


@lru_cache(maxsize=_REMEMBERED)
def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in words(text))


@lru_cache(maxsize=_REMEMBERED)
def content_words(text: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning, in order."""
    return tuple(stem(word) for word in words(text) if word not in _STOP)


@lru_cache(maxsize=_REMEMBERED)
def meanings(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    return frozenset(content_words(text))


def plain(text: str) -> str:
    """A text without code ticks."""
    return text.replace("`", "")


def split_label(text: str) -> tuple[str, str]:
    """("SSL", "a socket layer") of "SSL: a socket layer"; ("", text) where a text has no label."""
    found = _LABEL.fullmatch(text)
    if not found or found["term"].count("`") % 2 or found["term"].count("(") != found["term"].count(")"):
        return "", text
    return found["term"].strip(), found["definition"].strip()


def unnumbered(text: str) -> str:
    """A text without the number of a list or chapter in front of it."""
    return _NUMBERING.sub("", text, count=1) if _NUMBERING.match(text) else text


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    found: list[str] = []
    for piece in _SENTENCE_END.split(text):
        if found and _ABBREVIATED.search(found[-1]):
            found[-1] += f" {piece}"
        else:
            found.append(piece)
    return found


def joined(text: str) -> list[str]:
    """What a text joins by commas and "and"."""
    return [item.strip() for item in _BETWEEN.split(text) if item.strip()]


def is_mnemonic(label: str, members: Sequence[str]) -> bool:
    """Whether a word of a label is made of the initials of what it stands for: "RICE: rest, ice, …"."""
    initials = "".join(member[0] for member in members).upper()
    return len(initials) > 2 and initials in label.split()


def title(heading: str) -> str:
    """A heading without number, version and explanation: no text in brackets, none behind a colon or dash."""
    bare = re.sub(r"\s*\([^()]*\)", "", unnumbered(heading))
    found = _EXPLAINED.fullmatch(bare)
    return re.sub(r"\s+v\d+\b", "", found[1] if found else bare).strip(" :-") or heading


def shown(path: Iterable[str], parents: Iterable[str] = ()) -> str:
    """Context as people see it, outermost first: headings without explanations, lines cut short."""
    return ARROW.join([*map(title, path), *map(_short, parents)])


def contains(text: str, phrase: str) -> bool:
    """Whether a phrase stands in a text as whole words, whatever its case."""
    wanted = _stems(phrase)
    return _within(wanted, _stems(text)) if wanted else phrase.strip().lower() in text.lower()


@lru_cache(maxsize=_REMEMBERED)
def _parts(name: str) -> tuple[str, ...]:
    """The words of names too, in lower case: app, sync of AppSync."""
    return tuple(part.lower() for part in _PART.findall(name))


def hints(text: str, name: str) -> bool:
    """Whether a text gives a name away: by a word that begins like a part of it, or by its initials.

    "deployment" hints at CodeDeploy, "AppSync" at Sync, "BSSID" at SSID, "rotate" at logrotate, "the ALB" at
    Application Load Balancer, and the other way round.
    """
    said = words(text)
    stems = [part[:_SAME_STEM] for part in _parts(name)]
    if any(word.startswith(stem) for stem in stems if len(stem) > 2 for word in (*said, *_parts(text))):
        return True
    if len(name) > 2 and name.isupper() and name in text:
        return True
    if any(len(word) >= _SAME_STEM and word in name.lower() for word in said):
        return True
    return abbreviates(name, said) or any(abbreviates(word, words(name)) for word in said)


def abbreviates(short: str, said: Sequence[str]) -> bool:
    """Whether an abbreviation is made of the initials of words that stand side by side."""
    size = len(short)
    initials = "".join(word[0] for word in said)
    return size > 1 and short.isalpha() and " " not in short and short.lower() in initials


def _within(wanted: tuple[str, ...], have: tuple[str, ...]) -> bool:
    if wanted[0] not in have:
        return False
    size = len(wanted)
    return any(have[at : at + size] == wanted for at in range(len(have) - size + 1))


def _short(step: str) -> str:
    step = unnumbered(step)
    label, _ = split_label(step)
    step = re.sub(r"\s*\([^()]*\)\s*$", "", label or step).rstrip(" :.!-…")
    return step if len(step) <= _LONGEST_CONTEXT else step[: _LONGEST_CONTEXT - 1].rsplit(" ", 1)[0] + " …"
