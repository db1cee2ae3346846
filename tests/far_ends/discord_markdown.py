"""What a Discord client would make of markdown: everything in it that is more than words."""

import re

_DEAD = re.compile(r"```.+?```|(?<!`)(`+)(?!`).*?[^`]\1(?!`)|\\[^0-9A-Za-z\s]", re.DOTALL)
_LIVE = (
    r"<(?:@[!&]?|#|/[^:>]+:|a?:\w+:|t:-?|id:)[^>]*>",  # mentions, commands, emoji, times
    r"@(?:everyone|here)\b",
    r"(?:https?|steam|ftp)://\S",
    r"<(?:mailto|tel|sms|slack|\w+:/)[^>]*>",
    r"\bdiscord(?:app)?\.(?:gg|com)/",
    r"\[[^\]]*\]\([^)]*\)",
    r"\*[^*\s]", r"(?<!\w)_[^_\s]", r"~~", r"\|\|", r"`",
    r":\w+:",
    r"(?m)^\s*(?:#{1,3}|-#|>|>>>|[-*+]|\d+\.)\s",
)  # fmt: skip
_OURS = re.compile(r"(?m)^(?:### |-# |(?:  )*- )?(?:[✅❌🟡] )?(?:\*\*((?:\\.|[^\\*\n])+)\*\*)?")


def live(markdown: str) -> list[str]:
    """The pieces that a client would turn into something: a mention, a link, an emoji, a format."""
    left = _DEAD.sub("\ufffc", markdown)
    return [found[0] for pattern in _LIVE for found in re.finditer(pattern, left)]


def foreign(markdown: str) -> list[str]:
    """The live pieces but for the one mark with which a line of the tutor's own begins."""
    return live(_OURS.sub(lambda found: f"·{found[1]}" if found[1] else "", markdown))
