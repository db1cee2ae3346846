"""Lines that are no statements of the subject: the author's to-dos, open questions and pointers elsewhere."""

import re

_TODO = re.compile(
    r"""\W*(?:
        to-?do\b | to\s+do\s*: | tb[cd]\b | fixme\b | xxx\b
      | research\s+(?:more|on|about|into|how|why|what|which|whether|if|the|this|these|that)\b
      | review\s+(?:section|chapter|lecture|video|module|lesson|unit|slide|page|part|notes?)\b | review\s*:
      | (?:look|read)\s+up\b | look\s+into\b | find\s+out\b | figure\s+out\b | double[- ]check\b
      | (?:re-?)?(?:watch|read)\s+(?:the\s+|this\s+)?(?:section|chapter|lecture|video|module|lesson)\b
      | quiz\s+\d+\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_TODO_INSIDE = re.compile(
    r"\(\s*(?:look\s*(?:this\s*)?up|to-?do|tb[cd]|research|check(?:\s+this)?|\?+)\s*\)", re.IGNORECASE
)
_POINTER = re.compile(
    r"""\W*(?:
        google\b
      | (?:see|check\s*out|refer\s+to|cf\.?)\s.*?
        (?:\b(?:files?|folder|directory|docs?|documentation|video|links?|resources?|repo|slides?|section|chapter|page|
            lecture|course)\b
          | \w\.(?:sh|ya?ml|json|py|md|pdf|txt|js|ts|java|html?|docx?|xlsx?|pptx?)\b)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_FIRST_WORDS = frozenset((
    "todo", "to-do", "to", "tbd", "tbc", "fixme", "xxx", "research", "review", "look", "lookup", "read",
    "find", "figure", "double-check", "double", "watch", "rewatch", "re-watch", "reread", "re-read", "quiz",
    "google", "see", "check", "checkout", "refer", "cf",
))  # fmt: skip


_FIRST_LETTERS = frozenset("".join({word[0] + word[0].upper() for word in _FIRST_WORDS}) + "([*!?-.:,\"'`")


def is_remark(text: str) -> bool:
    """Whether a line is the author talking to themself: a task, a course reference, "see file x"."""
    if "(" in text and _TODO_INSIDE.search(text):
        return True
    if text[0] not in _FIRST_LETTERS:
        return False
    first = text.partition(" ")[0].lower().strip("()[]*!?-.:,\"'`")
    return first in _FIRST_WORDS and bool(_TODO.match(text) or _POINTER.match(text))


def is_open_question(text: str) -> bool:
    """Whether a line only asks; one that answers itself behind the question mark states something."""
    return text.rstrip(" )!*\"'").endswith("?")
