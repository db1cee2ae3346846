"""Which words exist in English: a slip of the fingers that makes another real word is that other word.

The words are the list that the library pyspellchecker carries as data. Its own loader builds a dictionary of
160,000 entries (80 ms, 15 MB); a binary search in the unpacked text answers as well in a few microseconds
after 12 ms.
"""

import gzip
import re
from functools import cache, lru_cache
from importlib.resources import files


@cache
def _entries() -> bytes:
    """The list as text: one line `"word": count,` each, in code point order."""
    return gzip.decompress(files("spellchecker").joinpath("resources/en.json.gz").read_bytes())


@cache
def every_word() -> frozenset[str]:
    """All of the list at once (15 MB), for whoever looks up words by the ten thousand."""
    return frozenset(re.findall(r'^"(.*)":', _entries().decode(), re.MULTILINE))


@lru_cache(maxsize=4_096)
def is_word(word: str) -> bool:
    """Whether the folded `word` is in the English word list."""
    text, wanted = _entries(), b'"' + word.encode("utf-8", "surrogatepass") + b'"'
    low, high = 0, len(text)
    while low < high:
        middle = (low + high) // 2
        start = text.rfind(b"\n", 0, middle) + 1
        end = text.find(b"\n", middle)
        end = len(text) if end < 0 else end
        entry = text[start:end].partition(b":")[0]
        if entry == wanted:
            return True
        if entry < wanted:
            low = end + 1
        else:
            high = start
    return False
