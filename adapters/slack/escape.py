"""Texts on their way to and from Slack: nothing that somebody wrote is ever live.

Bodies are shown as rich text, which Slack takes literally, and labels as plain text; the only place that is
read as markup is the line for notifications, and there the three signs that begin markup are entities.
See https://docs.slack.dev/messaging/formatting-message-text.
"""

import re
from collections.abc import Mapping

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
_GAPS = re.compile("\n{3,}")
_MARKS = re.compile("([\u0300-\u036f]{4})[\u0300-\u036f]+")
_TICKED = re.compile(r"`([^`\n]{1,300})`")
_LINKED = re.compile(r"<([^<>|]{1,3000})(?:\|([^<>]{0,3000}))?>")
_ENTITIES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))
CUT = "…"
SOMEONE = "someone"


def clean(text: str, limit: int) -> str:
    """Text that cannot turn a line around or hide in it, of at most `limit` characters."""
    text = text[: 4 * limit]
    if text.isprintable():  # nothing hides in it, and it is one line
        return cut(text if text.isascii() else _MARKS.sub(r"\1", text), limit)
    text = _ENDS.sub("\n", text.replace("\t", "    "))
    text = _MARKS.sub(r"\1", _UNSEEN.sub("", text))
    return cut(_GAPS.sub("\n\n", text).strip("\n"), limit)


def label(text: str, limit: int) -> str:
    """Text for a button, a title, an option: one line, never empty, and without the ticks around code."""
    return cut(" ".join(_TICKED.sub(r"\1", clean(text, 2 * limit)).split()), limit) or CUT


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, with a sign where some are missing."""
    return text if len(text) <= limit else text[: limit - len(CUT)] + CUT


def entities(text: str) -> str:
    """Text for the one place where Slack reads markup."""
    for sign, entity in _ENTITIES:
        text = text.replace(sign, entity)
    return text


def ticked(text: str) -> list[tuple[str, bool]]:
    """The pieces of a text, and whether each stood in `ticks`, as code."""
    pieces, end = [], 0
    for found in _TICKED.finditer(text):
        pieces += [(text[end : found.start()], False), (found[1], True)]
        end = found.end()
    return [(piece, code) for piece, code in (*pieces, (text[end:], False)) if piece]


def mentioned(text: str) -> list[str]:
    """The people whom somebody's text mentions, by Slack's ids, each once."""
    named = (target[1:] for target, _ in _LINKED.findall(text) if target.startswith("@"))
    return list(dict.fromkeys(named))


def told(text: str, names: Mapping[str, str], limit: int) -> str:
    """What somebody wrote to others in Slack: mentions by `names`, addresses beside their words."""
    return _literal(_LINKED.sub(lambda found: _told(found[1], found[2] or "", names), text))[:limit]


def received(text: str, limit: int) -> str:
    """What somebody typed in Slack, as they saw it: links and mentions by their words, entities undone."""
    return _literal(_LINKED.sub(lambda found: found[2] or found[1], text[: 2 * limit]))[:limit]


def _literal(text: str) -> str:
    """A text with the signs that Slack sends as entities."""
    for sign, entity in reversed(_ENTITIES):
        text = text.replace(entity, sign)
    return text


def _told(target: str, label: str, names: Mapping[str, str]) -> str:
    """A mention, a broadcast, a channel or a link in the words that Slack shows for it."""
    kind, rest = target[:1], target[1:]
    match kind:
        case "@":
            return f"@{names.get(rest) or label or SOMEONE}"
        case "#":
            return f"#{label or 'channel'}"
        case "!":
            return label or f"@{rest.partition('^')[0]}"
        case _:
            alone = not label or label in (target, target.partition("://")[2], target.partition(":")[2])
            return (label or target) if alone else f"{label} ({target})"
