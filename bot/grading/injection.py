"""Text that talks to the grader instead of answering."""

import re
from collections.abc import Sequence

_TALK = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instruction|prompt|rule|previous|above"
    r"|prior|answer key|question)"
    r"|\b(?:mark|grade|rate|score|count|accept|treat|judge|consider|evaluate|flag|label|deem)\b.{0,30}\b(?:this|my|me|it|that|answer|response|submission)\b.{0,30}\b(?:as|correct|right|true|valid|full|passed)"
    r"|\b(?:mark|grade|rate|score|count|accept|treat)\b.{0,15}\bas\b.{0,10}\b(?:correct|right|true|passed)\b"
    r"|\b(?:answer|response|submission) (?:is|was|must be|should be|shall be) (?:correct|right|accepted"
    r"|marked|graded|valid|approved)\b"
    r"|\b(?:give|award|grant|assign|add)\b.{0,20}\b(?:full|maximum|all|the|me|max|\d+)\b.{0,15}\b(?:points?|marks?|credits?|score)\b"
    r"|\b(?:verdict|grader)\b.{0,40}\b(?:correct|right|true|pass\w*|accept\w*|mark)\b"
    r"|\b(?:system|developer) ?(?:prompt|message|override)\b|</?(?:response"
    r"|answer|system|user|assistant|instructions?)>"
    r"|\bas (?:the|an|your) (?:system )?(?:administrator|admin|developer|teacher|examiner|quiz ?master"
    r"|moderator)\b"
    r"|\b(?:respond|reply|answer|output|return|print|say) (?:only )?(?:with|:)? ?[\"'{]{0,2}(?:verdict"
    r"|correct|true|pass)\b"
    r"|^\s*(?:system|assistant|user|grader|admin)\s*:|[\"']?(?:verdict|correct|score|result)[\"']?\s*[:=]\s*[\"']?(?:correct|true|1|100|right)"
    r"|\byou are (?:now|a|an) .{0,30}(?:grader|assistant|teacher|bot|ai)\b|\bset (?:the )?(?:score"
    r"|verdict|result|correct)\b"
    r"|\b(?:the|my) (?:correct )?answer is correct\b|\bplease (?:mark|accept|grade|approve)\b|\bjailbreak\b",
    re.IGNORECASE | re.DOTALL,
)
_TEMPLATE = re.compile(
    r"\{\{.*\}\}|\$\{.*\}|<\?|<script|;\s*drop table|' or '?1'?\s*=\s*'?1|%s|%d\b", re.IGNORECASE
)


def talks_to_grader(text: str, answers: Sequence[str] = ()) -> bool:
    """Whether cleaned `text` gives orders to whoever grades it, or tries to be code that no answer is."""
    if any(_TALK.search(answer) or _TEMPLATE.search(answer) for answer in answers):
        return False
    return bool(_TALK.search(text) or _TEMPLATE.search(text))
