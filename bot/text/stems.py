"""Words reduced to what their inflections share: plural, tense, adverb, British and American spelling.

Light on purpose: it joins "replicate" and "replication", but keeps apart what names other things
("monarch" and "monarchy", "produce" and "producer").
"""

import re
from functools import lru_cache

from bot.text.relations import BRITISH, IRREGULAR

# The "oe" and "our" of words from Greek and Latin.
_OE = re.compile(r"(^hom|rrh|pn)oe|(am)oe(?=b)|(^)oe(?=[sd])|(^f)oe(?=t)|(^c)oe(?=li)")
_OUR = re.compile(r"(behavi|fav|hon|col|lab|flav|hum|vap|neighb|tum|arm|harb|sav)our")
_COMPOUND = re.compile(
    rf"(?<=\w\w)({'|'.join(word for word in BRITISH if len(word) > 5)})(s?)$"
)  # snowplough
_VOWELS = frozenset("aeiouy")
_NO_PLURAL = ("ss", "us", "is", "ous", "ics", "ttps", "ftps", "ldaps", "imaps")
_NO_ADVERB = ("ply", "mily", "bly")
# (ending, replacement, least length of the word)
_DERIVED = (
    ("ically", "ic", 8),
    ("ally", "al", 7),
    ("ly", "", 6),
    ("bility", "ble", 9),
    ("icity", "ic", 9),
    ("iness", "y", 7),
    ("ness", "", 8),
    ("isation", "ize", 9),
    ("ization", "ize", 9),
    ("ation", "ate", 8),
    ("ition", "it", 9),
    ("tional", "t", 10),
    ("tion", "t", 8),
    ("sion", "s", 8),
    ("ement", "e", 9),
    ("ment", "", 8),
    ("ency", "ent", 8),
    ("ancy", "ant", 8),
    ("ence", "ent", 8),
    ("ance", "ant", 8),
    ("al", "", 8),
)


def american(word: str) -> str:
    """A British spelling in its American form."""
    if word in BRITISH or (word.endswith("s") and word[:-1] in BRITISH):
        return BRITISH.get(word) or BRITISH[word[:-1]] + "s"
    if len(word) >= 6:
        for british, american in (
            ("our", "or"),
            ("ours", "ors"),
            ("yse", "yze"),
            ("iser", "izer"),
            ("isers", "izers"),
            ("ise", "ize"),
            ("ogue", "og"),
            ("ogues", "ogs"),
        ):
            if word.endswith(british):
                return word[: -len(british)] + american
        word = word.replace("ising", "izing").replace("ised", "ized").replace("isation", "ization")
        word = _OE.sub(
            lambda match: f"{match[match.lastindex or 0]}e",
            word.replace("sulph", "sulf").replace("haem", "hem").replace("ae", "e"),
        )
        word = _OUR.sub(r"\1or", word)
    if len(word) >= 5 and word.endswith(("tre", "bre", "tres", "bres")):
        tail = "s" if word.endswith("s") else ""
        bare = word.removesuffix("s")
        return bare[:-2] + "er" + tail
    return _COMPOUND.sub(lambda match: BRITISH[match[1]] + match[2], word)


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(_NO_PLURAL):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")) or (word.endswith("uses") and len(word) > 6):
        return word[:-2]
    return word[:-1]


def _without_tense(word: str) -> str:
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base == word or len(base) < 3 or not _VOWELS & set(base):
            continue
        if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz":
            return base[:-1]
        if base.endswith("ll") and len(base) > 4:
            return base[:-1]
        if len(base) == 3 and base[0] not in _VOWELS and base[1] in _VOWELS and base[2] not in "wxy":
            return base + "e"
        return base
    return word


def _derived(word: str) -> str:
    for ending, replacement, least in _DERIVED:
        if len(word) >= least and word.endswith(ending) and not word.endswith(_NO_ADVERB):
            word = word[: -len(ending)] + replacement
    return word


@lru_cache(maxsize=4_096)
def stem(word: str) -> str:
    """The shared part of a folded word's inflections; short words and words with digits stay."""
    word = word.removesuffix("'s")
    if len(word) < 4 or not word.isalpha():
        return word
    word = american(word.removesuffix("e") if word.endswith("ae") and len(word) > 5 else word)
    word = IRREGULAR.get(word, word)
    word = _singular(word)
    word = IRREGULAR.get(word, word)
    word = _derived(_without_tense(word))
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 5 and word.endswith("at"):  # replicat(e), replicat(ing)
        word = word[:-2]
    return word[:-1] + "i" if word.endswith("y") and len(word) > 3 else word
