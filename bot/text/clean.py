"""Chat text as people meant it: without markup, mentions, emoji, invisible letters and other furniture."""

import html
import re
import unicodedata

from bot.text.lookalikes import undisguise

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_SUPERSCRIPT_RUN = re.compile("(?<=[0-9A-Za-z)])[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_VULGAR_FRACTION = re.compile("(?<=[0-9])(?=[¼½¾⅐-⅞])")
_PUNCTUATION = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
        **dict.fromkeys("“”„‟″«»「」『』", '"'),
        **dict.fromkeys("‐‑‒−", "-"),
        **dict.fromkeys("–—―", " - "),
        **dict.fromkeys("、，", ","),
        "。": ".",
        "⁄": "/",
        "∕": "/",
        "×": "x",
        "⋅": "·",
        "→": "->",
        "⇒": "->",
        "➜": "->",
        "➔": "->",
        "⟶": "->",
        "♯": " sharp",
        "♭": " flat",
        "…": "...",
        "\u00a0": " ",
    }
)
_FENCE = re.compile(r"```(?:[a-z0-9_+-]*\n)?")
_LABELLED_LINK = re.compile(r"<(?:https?|mailto):[^<>|]*\|([^<>]*)>", re.IGNORECASE)
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]+)\]\(<?https?:[^\s()]*>?\)", re.IGNORECASE)
_BARE_LINK = re.compile(r"<((?:https?|mailto):[^<>]*)>", re.IGNORECASE)
_MENTION = re.compile(r"<(?:[@#][!&]?|!|a?:\w+:|t:|/[\w -]+:)[\w:^-]*(?:\|[^<>]*)?>")
_TAG = re.compile(r"</?(?:b|i|u|s|em|strong|code|pre|span|p|br)\s*/?>", re.IGNORECASE)
_SHORTCODE = re.compile(r"(?<![\w:]):(?:(?=[\w+-]*[a-z])[a-z0-9_+-]+|[+-]1|100):(?![\w:])", re.IGNORECASE)
_EMOTICON = re.compile(r"(?:(?<=\s)|^)(?:[:;=8xX][-']?[()DPpOo|/\\3]|<3|\^_?\^|¯\\_\(ツ\)_/¯)(?=\s|$|[.,!?])")
_STRUCK = re.compile(r"~~([^~\n]{1,200})~~|(?<![\w~])~([^~\s][^~\n]{0,200})~(?![\w~])")
_SPOILER = re.compile(r"\|\|(.+?)\|\|", re.DOTALL)
_EMPHASIS = re.compile(
    r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]*[^\s*])\1(?![\w*])|(?<!\w)(_{1,3})(?=[^\s_])([^\n]*?[^\s_])\3(?!\w)"
)
_SHOUTING = re.compile(r"!+1+(?:[!1]|one)*(?!\w)")
_CJK = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff"
_KANA = "\u3040-\u30ff"
_HANGUL = "\uac00-\ud7af"
# Scripts written without spaces: a word ends where the script changes ("SQSです", "東京です").
_SCRIPT_CHANGE = re.compile(
    f"(?<=[A-Za-z0-9])(?=[{_CJK}{_KANA}{_HANGUL}])|(?<=[{_CJK}{_KANA}{_HANGUL}])(?=[A-Za-z0-9])"
    f"|(?<=[{_CJK}])(?=[\u3040-\u309f])|(?<=[\u3040-\u309f])(?=[{_CJK}])"
)
_PLAIN = re.compile(
    "[A-WYZa-wyz0-79][A-Za-z0-9]*(?: [A-WYZa-wyz0-79][A-Za-z0-9]*)*"
)  # "xD" and "8D" are faces
_QUOTED = re.compile(r"""\A(["'])([^"']+)\1\Z""")
_KEEP = frozenset("°©®™√∞")  # symbols that Unicode files beside the emoji, but that carry meaning
_QUOTE_MARK = re.compile(r"^[ \t]*(?:>|&gt;)+[ \t]?", re.MULTILINE)
_QUOTED_LINE = re.compile(r"^[ \t]*(?:>|&gt;).*$\n?", re.MULTILINE)


def _without_quotes(text: str) -> str:
    """A quoted message above the answer is not part of it; if all is quoted, the quote marks go."""
    own = _QUOTED_LINE.sub("", text)
    return own if own.strip() else _QUOTE_MARK.sub("", text)


def _without_struck(text: str) -> str:
    """Struck-through words were taken back, unless nothing else is there."""
    rest = _STRUCK.sub(" ", text)
    return rest if re.search(r"\w", rest) else _STRUCK.sub(lambda m: m[1] or m[2], text)


def _without_markup(text: str) -> str:
    text = _without_quotes(text)
    text = _LABELLED_LINK.sub(r"\1", text)
    text = _MARKDOWN_LINK.sub(r"\1", text)
    text = _BARE_LINK.sub(r"\1", text)
    text = _MENTION.sub(" ", text)
    text = html.unescape(text) if "&" in text else text
    text = _TAG.sub(" ", text)
    text = _FENCE.sub(" ", text).replace("`", "")
    text = _SPOILER.sub(r"\1", text)
    for _ in range(2):  # bold inside italic
        text = _EMPHASIS.sub(lambda m: m[2] or m[4], text)
    return _without_struck(text)


def _is_furniture(char: str) -> bool:
    if char.isalnum() or char.isascii():
        return char < " " and char not in "\n\t"
    category = unicodedata.category(char)
    return category in {"So", "Sk", "Cs", "Co", "Cn", "Cc"} and char not in _KEEP


def _without_emoji(text: str) -> str:
    text = _EMOTICON.sub(" ", _SHORTCODE.sub(" ", text))
    if text.isascii() and text.isprintable():
        return text
    return text.translate({ord(char): " " for char in set(text) if _is_furniture(char)})


def clean(text: str) -> str:
    """`text` without chat markup, in Unicode's compatibility form, with plain quotes and dashes.

    Case, accents and order stay. Superscripts become `^n`, so that a power of ten stays one.
    """
    if _PLAIN.fullmatch(text):
        return text
    text = _INVISIBLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    text = _without_markup(text)
    if not text.isascii():
        text = _SUPERSCRIPT_RUN.sub(lambda m: "^" + m[0].translate(_SUPERSCRIPTS), text)
        text = _VULGAR_FRACTION.sub(" ", text)
        text = undisguise(text.translate(_PUNCTUATION))
        text = unicodedata.normalize("NFKC", _without_emoji(text)).translate(_PUNCTUATION)
    else:
        text = _without_emoji(text)
    text = _SCRIPT_CHANGE.sub(" ", _SHOUTING.sub("!", text))
    return _QUOTED.sub(r"\2", re.sub(r"[ \t]+", " ", text).strip()).strip()
