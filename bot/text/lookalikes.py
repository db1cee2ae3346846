"""Letters that look like others: what people paste from other alphabets is read as what it looks like."""

import re
import unicodedata

# Cyrillic and Greek letters that nobody could tell from the Latin ones (common ones of UTS 39).
_TWINS = str.maketrans(
    "АВЕЅІЈКМНОРСТХУаеѕіјорсухԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧοѵӏ",
    "ABESIJKMHOPCTXYaesijopcyxqwhABEZHIKMNOPTYXovl",
)
_SMALL_CAPITALS = str.maketrans("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz")
_ENCLOSED = {
    base + offset: chr(ord("A") + offset)
    for base in (0x1F130, 0x1F150, 0x1F170)  # squared, negative circled and negative squared capitals
    for offset in range(26)
}
_WORD = re.compile(r"\w+")
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_RUSSIAN = frozenset({"не", "нет", "он", "это"})  # real words of letters that look Latin, in capitals
_ACCENTS = re.compile("[\u0300-\u036f]")
_LATIN = re.compile(r"[A-Za-z]")
# Letters that Unicode does not decompose although readers take them as a plain letter with something on it.
_PLAIN = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "ħ": "h",
        "ʻ": "",
    }
)
_GREEK = (
    "α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi"
    " π pi ρ rho σ sigma τ tau υ upsilon φ phi χ chi ψ psi ω omega"
)
_GREEK_NAMES = dict(zip(_GREEK.split()[::2], _GREEK.split()[1::2], strict=True))


def _latin_twin(match: re.Match[str]) -> str:
    word = match.group()
    if not _FOREIGN.search(word) or word.casefold() in _RUSSIAN:
        return word
    twin = word.translate(_TWINS)
    only_twins = twin.isascii() and len(word) > 1
    return twin if only_twins or _LATIN.search(word) else word


def undisguise(text: str) -> str:
    """`text` with letters of other alphabets that imitate Latin ones replaced by those."""
    if text.isascii():
        return text
    plain = text.translate(_ENCLOSED).translate(_SMALL_CAPITALS)
    return _WORD.sub(_latin_twin, plain) if _FOREIGN.search(plain) else plain


def fold(word: str) -> str:
    """`word` without case and accents: the form in which words are compared."""
    low = word.casefold()
    if low.isascii():
        return low
    low = _GREEK_NAMES.get(low, low)
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", low.translate(_PLAIN)))
    return unicodedata.normalize("NFC", bare) or low
