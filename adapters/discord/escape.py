"""Other people's words as Discord markdown in which nothing is live: no mention, no link, no markup.

Discord takes a backslash before any ASCII punctuation as "this character, nothing more". Inside code nothing
is live, so code in ticks, the one markup that messages know, stays code.
"""

import re

ELLIPSIS = "…"
_BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
_ODD = re.compile(  # everything but what is surely harmless; a quick look at most texts
    "[^\n -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0600\u0620-\u1fff\u2010-\u2027\u2030-\u205f\u2070-\ud7ff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")  # no character, and no JSON can carry it
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff]")
_STACKED = re.compile("([\u0300-\u036f]{4})[\u0300-\u036f]+")
_BLANK_LINES = re.compile(r"\n[ \n]*\n")
_CODE = re.compile(r"`([^`\n]{1,300})`")
_LIVE = re.compile(r"[\\*_~`|\[\]<>@]|:(?=[\w/+-])")  # a colon begins an emoji or ends a scheme
_INVITATION = re.compile(r"(?<=discord)\.|(?<=discordapp)\.", re.IGNORECASE)
_OPENING = re.compile(r"(?m)^( *)(?:([#\-+])|(\d+)([.)]))")
_WHOLE_OR_TORN = re.compile(r"\\.|`[^`\n]+`|[\\`]", re.DOTALL)  # one character: torn
_FENCE = re.compile("`(?=``)")
_JOINED = "\u200b"  # keeps two ticks apart, and is not seen


def clean(text: str) -> str:
    """Text without characters that turn, hide or break what stands around it; lines end in \\n."""
    if _ODD.search(text) is None:
        return text
    text = _UNSEEN.sub("", _BREAKS.sub("\n", text)).replace("\t", "    ")
    return _STACKED.sub(r"\1", _SURROGATE.sub("\ufffd", text))


def line(text: str) -> str:
    """Clean text on one line, for labels, which know no markup."""
    return " ".join(clean(text).split())


def isolated(text: str) -> str:
    """Clean text that leaves in its place what follows it, such as points after a Hebrew or Arabic name."""
    return f"\u2068{text}\u2069" if _LEFTWARD.search(text) else text


def markdown(text: str) -> str:
    """Text that Discord shows as it was written, code in ticks as code."""
    text = clean(text).strip()
    if "\n" in text:
        text = _BLANK_LINES.sub("\n\n", text)
    if "`" not in text:
        return _OPENING.sub(_open, _plain(text))
    pieces: list[str] = []
    end = 0
    for code in _CODE.finditer(text):
        pieces += [_plain(text[end : code.start()]), code[0]]
        end = code.end()
    pieces.append(_plain(text[end:]))
    escaped = "".join(pieces).replace("``", f"`{_JOINED}`")
    return _OPENING.sub(_open, escaped)


def code_block(text: str) -> str:
    """Text in a fence that it cannot close."""
    kept = _FENCE.sub(f"`{_JOINED}", clean(text).strip("\n"))
    return f"```\n{kept}\n```"


def length(text: str) -> int:
    """How long Discord may take a text to be: UTF-16 units, never fewer than its characters."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def shortened(text: str, most: int) -> str:
    """Plain text of at most `most` units, with an ellipsis where something is left out."""
    if length(text) <= most:
        return text
    return _prefix(text, most - 1).rstrip() + ELLIPSIS


def cut(escaped: str, most: int) -> str:
    """The beginning of what `markdown` made, without half an escape and with no code left open."""
    if length(escaped) <= most:
        return escaped
    kept = _prefix(escaped, most - 1)
    space = kept.rfind(" ")
    kept = kept[:space] if space > len(kept) // 2 else kept
    torn = next((found.start() for found in _WHOLE_OR_TORN.finditer(kept) if len(found[0]) == 1), len(kept))
    return kept[:torn].rstrip() + ELLIPSIS


def _plain(text: str) -> str:
    text = _LIVE.sub(_backslashed, text)
    return _INVITATION.sub(_backslashed, text) if "discord" in text.lower() else text


def _backslashed(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def _open(found: re.Match[str]) -> str:
    """A line that would open a heading, a list or small print does not."""
    blank, sign, number, dot = found.groups()
    return f"{blank}\\{sign}" if sign else f"{blank}{number}\\{dot}"


def _prefix(text: str, most: int) -> str:
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")
