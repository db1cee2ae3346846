"""The sentences in which a verdict explains itself; those of a *close* one never give the answer away."""

from collections.abc import Sequence

from bot.grading.findings import Finding, Fit
from bot.grading.keys import Key
from bot.grading.lists import Count, ListKey
from bot.grading.verdict import Result, Verdict
from bot.notes.model import Choice, QuestionKind

_CLOSE: dict[Fit, tuple[str, str]] = {
    Fit.ORDER: ("Those are the right words in another order.", "Mind the order."),
    Fit.SPELLING: ("That is nearly it, but spelled too differently to be sure.", "Check the spelling."),
    Fit.UNIT: ("The number fits, but not what it counts.", "Check the unit."),
    Fit.NO_UNIT: ("The number fits, but its unit is missing.", "Say it with its unit."),
    Fit.COARSE: ("That goes in the right direction, but is not exact enough.", "Be more exact."),
    Fit.FRAGMENT: ("That is only a part of it.", "Be more specific."),
}
_WRONG: dict[Fit, str] = {
    Fit.WRONG_AMOUNT: "{form} is right; you wrote {said}.",
    Fit.OTHER: "That is something else; {form} is right.",
    Fit.DENIED: "You rule out {form}, which is the answer.",
    Fit.OPPOSITE: "It is the other way round: {form}.",
    Fit.HEDGED: "Only one answer counts, and you gave several; {form} is right.",
    Fit.NEAR: "That is not it; {form} is right.",
    Fit.NOTHING: "That is not it; {form} is right.",
}


def too_long(limit: int) -> Verdict:
    """Nothing was judged: the response is too long."""
    return Verdict(
        Result.INCORRECT,
        0.0,
        f"That is over {limit:,} characters, too long to grade; a short answer is enough.",
        graded=False,
    )


def empty() -> Verdict:
    """Nothing was judged: there is no word in it."""
    return Verdict(Result.INCORRECT, 0.0, "There is no answer in that.", graded=False)


def no_answer() -> Verdict:
    """Words, but none that answer."""
    return Verdict(Result.INCORRECT, 0.0, "That does not name an answer.")


def injection() -> Verdict:
    """The response speaks to the grader."""
    return Verdict(Result.INCORRECT, 0.0, "That speaks to whoever grades it; it is not an answer.")


def verdict(finding: Finding, key: Key) -> Verdict:
    """The verdict that a finding amounts to."""
    form = finding.form or key.answers[0]
    if finding.right:
        score = max(0.9, 1.0 - 0.02 * finding.slips)
        spelled = " (mind the spelling)" if finding.slips else ""
        return Verdict(Result.CORRECT, score, f"{form} is right{spelled}.", matched=form)
    if finding.fit in _CLOSE:
        reason, hint = _CLOSE[finding.fit]
        return Verdict(Result.CLOSE, 0.6, reason, hint=hint)
    score = 0.3 * finding.nearness if finding.fit is Fit.NEAR else 0.0
    return Verdict(
        Result.INCORRECT,
        score,
        _WRONG[finding.fit].format(form=key.answers[0], said=finding.said or "something else"),
    )


def list_verdict(key: ListKey, count: Count) -> Verdict:
    """The verdict on a list: how many of its parts are there."""
    met, missing = len(set(count.met)), key.missing(count)
    score = max(0.0, min(1.0, (met - len(count.wrong)) / key.need))
    if key.complete(count):
        return Verdict(
            Result.CORRECT,
            1.0,
            f"All {key.need} are there." if key.need > 1 else "That is one of them.",
            matched=", ".join(forms[0] for forms in key.parts),
        )
    if not met:
        sentence = f"None of the {key.need} is there." if key.need > 1 else "That is none of them."
        return Verdict(Result.INCORRECT, 0.0, sentence, missing=missing)
    if count.wrong:
        return Verdict(
            Result.INCORRECT, score * 0.8, f"“{count.wrong[0]}” does not belong there.", missing=missing
        )
    if met < key.need:
        reason = f"{met} of {key.need} {'is' if met == 1 else 'are'} there; {key.need - met} to go."
        return Verdict(Result.CLOSE, score, reason, missing=missing, hint=f"Name {key.need}.")
    if key.kind is QuestionKind.IN_ORDER:
        return Verdict(
            Result.CLOSE, 0.6, "Those are the right ones in another order.", hint="Mind the order."
        )
    return Verdict(Result.INCORRECT, score, "You rule out one that belongs there.", missing=missing)


def choice_verdict(right: frozenset[int], picked: frozenset[int], choices: Sequence[Choice]) -> Verdict:
    """The verdict on picked options."""
    wanted, said = (", ".join(choices[at].text for at in sorted(places)) for places in (right, picked))
    if picked == right and right:
        return Verdict(
            Result.CORRECT,
            1.0,
            f"{wanted} is right." if len(right) == 1 else f"{wanted} are right.",
            matched=wanted,
            said=said,
        )
    if not picked:
        sentence = "That is none of the options; pick by letter, number or text."
        return Verdict(Result.INCORRECT, 0.0, sentence, graded=False)
    missing = tuple(choices[at].text for at in sorted(right - picked))
    if len(right) > 1 and picked < right:
        reason = f"{len(picked)} of {len(right)} right options; {len(right) - len(picked)} to go."
        return Verdict(
            Result.CLOSE,
            len(picked) / len(right),
            reason,
            missing=missing,
            hint=f"Pick {len(right)}.",
            said=said,
        )
    return Verdict(
        Result.INCORRECT,
        0.0,
        f"{wanted} is right." if len(right) == 1 else f"{wanted} are right.",
        missing=missing,
        said=said,
    )
