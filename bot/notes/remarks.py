"""Lines that are no statements of the subject: the author's to-dos, open questions and pointers elsewhere."""

import re

_WHAT = r"(?:how|why|what|which|when|where|who|whether|if|more|this|that|these|those|it|later)\b"
_COURSE = r"(?:section|chapter|lecture|video|module|lesson|unit|slide|page|part|notes?|course|book)s?\b"
_TODO = re.compile(
    rf"""\W*(?:
        @?to-?do\b | to\s+do\s*: | tb[cd]\b | fixme\b | xxx\b
      | research\s+(?:{_WHAT}|on|about|into|the\b) | (?-i:RESEARCH)\b
      | re-?view\s+(?:the\s+|this\s+)?{_COURSE} | (?-i:REVIEW)\s*: | (?:revisit|re-?check)\s+{_WHAT}
      | look\s+(?:this\s+|that\s+|it\s+)?up\b(?!\s+tables?\b|.*\s(?:in|from|by|via|with)\s)
      | (?:look\s+into|read\s+up(?:\s+on)?|study\s+up\s+on|double[- ]check|google)\s+{_WHAT}
      | (?:find|figure)\s+out\s+(?:{_WHAT}|about\b|the\b)
      | (?:(?:i|we)\s+)?(?:need|have|want|remember)\s+to\s+
        (?:study|review|revisit|research|memori[sz]e|google|practi[cs]e|re-?read|re-?watch|look\s+(?:up|into)
          |double[- ]check)\b
      | (?:learn|read)\s+more\s+(?:about|on)\b | (?:come|go)\s+back\s+to\s+(?:this|that|it)\b
      | ask\s+(?:the\s+|my\s+)?(?:teacher|instructor|professor|tutor|prof|ta)\b
      | i\s+(?:do\s+not|don['’]t|didn['’]t)\s+(?:understand|get|know)\b
      | (?:i'm\s+)?not\s+sure\s+(?:{_WHAT}|about\b)
      | (?:re-?)?(?:watch|read)\s+(?:the\s+|this\s+)?{_COURSE}
      | (?:quiz|lecture|lesson)\s+\d+\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_TODO_INSIDE = re.compile(
    r"\(\s*(?:look\s*(?:this\s*)?up|to-?do|tb[cd]|research|check(?:\s+this)?|\?+)\s*\)", re.IGNORECASE
)
_POINTER = re.compile(
    rf"""\W*(?:
        (?-i:google)\s+(?:["'‘“]|for\b)
      | (?:see|check\s*out|refer\s+to|cf\.?)\s.*?
        (?:\b(?:files?|folder|directory|docs?|documentation|links?|resources?|repo|slides?|{_COURSE})\b
          | \w\.(?:sh|ya?ml|json|py|md|pdf|txt|js|ts|java|html?|docx?|xlsx?|pptx?)\b)
      | (?:course\s*work|(?:(?:my|these|course|class|lecture|study|personal)\s+){{0,2}}notes)\s+
        (?:(?:taken\s+)?(?:from|for|during|on)|of)\s
        .*?\b(?:exam|certification|{_COURSE}|class|lectures?|udemy|coursera)\b
      | (?:course|lecture|video)\s+(?:name|title|link|url)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_PUNCTUATION = "()[]*!?-.:,\"'`@"
_FIRST_WORDS = frozenset((
    "todo", "to-do", "to", "tbd", "tbc", "fixme", "xxx", "research", "review", "re-view", "revisit",
    "recheck", "re-check", "look", "read", "study", "find", "figure", "double-check", "double", "watch",
    "rewatch", "re-watch", "reread", "re-read", "quiz", "lecture", "lesson", "google", "see", "check",
    "checkout", "refer", "cf", "need", "have", "want", "remember", "i", "i'm", "we", "learn", "come", "go",
    "ask", "not", "course", "coursework", "notes", "my", "these", "class", "video",
))  # fmt: skip


# What these words begin with, however they are written: most lines are dismissed by it.
_BEGINNINGS = frozenset(
    written(f"{word} "[:2]) for word in _FIRST_WORDS for written in (str.lower, str.upper, str.capitalize)
)


def is_remark(text: str) -> bool:
    """Whether a line is the author talking to themself: a task, a course reference, "see file x"."""
    if "(" in text and _TODO_INSIDE.search(text):
        return True
    if text[:2] not in _BEGINNINGS and text[0].isalnum():
        return False
    first = text.partition(" ")[0].lower().strip(_PUNCTUATION)
    return first in _FIRST_WORDS and bool(_TODO.match(text) or _POINTER.match(text))


def is_open_question(text: str) -> bool:
    """Whether a line only asks; one that answers itself behind the question mark states something."""
    return text.rstrip(" )!*\"'").endswith("?")
