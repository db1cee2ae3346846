"""What a response may leave out of an accepted form: grammar, the question's words, kinds, first names."""

from bot.grading.aligning import Alignment
from bot.grading.context import Context
from bot.grading.forms import Form
from bot.text.english import (
    ACTIONS,
    ARTICLES,
    CLASSIFIERS,
    DIRECTIONS,
    FUNCTION,
    LIGHT_VERBS,
    PLACE_KINDS,
    PRONOUNS,
    TITLES,
)
from bot.text.tokens import Token

_LEADING = frozenset({"by", "with", "via", "through", "using", "in", "on", "at", "for", "when", "as"})
_DEGREES = frozenset({"more", "less", "most", "least", "fewer", "very", "early", "mid", "late"})
_QUANTIFIERS = frozenset({"all", "each", "every", "both"})
_NAME_PARTICLES = FUNCTION | {"van", "von", "da", "der"}
_LANDFORMS = frozenset({"mount", "mt", "lake", "river", "cape", "isle", "island"})
_COPULAS = frozenset({"is", "are", "gets", "get", "becomes", "become"})
_NAME_ENDS = frozenset({"jr", "sr"})


def goes_without_saying(alignment: Alignment, context: Context, response: list[Token]) -> bool:
    """Whether what was left out of the form need not be said, and what was said is enough."""
    form, hits = alignment.form, set(alignment.hits)
    if form.own and not form.own & hits:
        return False
    missing = [at for at in alignment.missing if not _pronoun_stands_in(at, alignment, response)]
    if context.asks_person and missing and _surname_suffices(alignment):
        return True
    if not form.own and _needed(form, context) - hits:
        return False
    return all(_may_miss(at, alignment, context) for at in missing)


def _pronoun_stands_in(at: int, alignment: Alignment, response: list[Token]) -> bool:
    """Whether "it" was said in place of an object: "keeps it" for "keeps the resource"."""
    form = alignment.form.tokens
    pronoun = any(token.word in PRONOUNS for token in response[max(alignment.places) + 1 :][:2])
    return pronoun and at == len(form) - 1 and at > 1 and form[at - 1].word == "the"


def _needed(form: Form, context: Context) -> set[int]:
    """Of a form without own words: what tells it from the other option, or is not in the question, or all."""
    words = form.tokens
    content = [at for at in range(len(words)) if at not in form.grammar] or list(range(len(words)))
    directed = any(form.directs(at) for at in range(1, len(words) - 1))
    if context.offers(words) and not (directed and context.options_mirrored):
        options = [{token.stem for token in option} for option in context.options[-2:]]
        telling = [at for at in content if not all(words[at].stem in option for option in options)]
        telling = [at for at in telling if words[at].word not in _DEGREES] or telling or content
        verbal = context.options[-2][0].word in FUNCTION and all(
            words[at].stem in options[0] for at in content
        )
        return {telling[-1 if verbal else 0]}  # "does the shard block or …": not the shard
    return {at for at in content if words[at].stem not in context.said} or set(content)


def _may_miss(at: int, alignment: Alignment, context: Context) -> bool:
    form = alignment.form
    token = form.tokens[at]
    if context.asks_expansion:
        return token.word in FUNCTION and token.word not in DIRECTIONS
    if at in form.grammar:
        return _grammar_may_miss(at, form, context)
    if len(token.raw) == 1 and token.raw.isupper():
        return False  # the C of "C major" tells which one is meant
    if form.glued(at):
        return _prefix_said(at, alignment, context)
    if token.word in TITLES and context.asks_person:
        return at == 0 or token.word in _NAME_ENDS
    if at == 0 and (token.word in context.vocabulary.vendors or _is_maker(form)):
        return True
    if context.asks_action and _is_subject(at, form, context):
        return True
    if context.disputes(token.stem):
        return False
    if token.stem in context.said or (form.own and token.word in CLASSIFIERS | PLACE_KINDS):
        return _at_edge(at, alignment, context) and _may_lead(at, alignment, context)
    return bool(form.own) and at == 0 and token.word in LIGHT_VERBS | ACTIONS


def _is_subject(at: int, form: Form, context: Context) -> bool:
    """Whether a word stands before the "is" of what was put to choice: "denied" for "access is denied"."""
    copula = next((place for place, token in enumerate(form.tokens) if token.word in _COPULAS), 0)
    return at < copula and any(context.disputes(token.stem) for token in form.tokens[copula + 1 :])


def _grammar_may_miss(at: int, form: Form, context: Context) -> bool:
    word = form.tokens[at].word
    if word in ARTICLES or (at == 0 and word in _LEADING):
        return True
    if at == 0 and word == "to" and context.asks_action and form.tokens[1].word not in ARTICLES:
        return True  # the "to" of a purpose
    telling = form.directs(at) or word in _QUANTIFIERS
    return not telling or form.tokens[at].stem in context.said


def _is_maker(form: Form) -> bool:
    """Whether a long name begins with somebody's initials ("AWS Certificate Manager")."""
    first, *rest = form.tokens
    return len(form.own) > 2 and len(first.raw) > 1 and first.raw.isupper() and not rest[0].raw.isupper()


def _prefix_said(at: int, alignment: Alignment, context: Context) -> bool:
    """Whether a word of an identifier is in a beginning of it that the question has said as such."""
    first = min(alignment.hits)
    if at >= first or first < 2:
        return False
    prefix = [token.stem for token in alignment.form.tokens[:first]]
    said = [token.stem for token in context.tokens]
    return any(said[start : start + first] == prefix for start in range(len(said)))


def _at_edge(at: int, alignment: Alignment, context: Context) -> bool:
    """Whether all before a word is left out too, or all after it goes without saying."""
    form, out = alignment.form, set(alignment.missing) | alignment.form.grammar
    if all(other in out for other in range(at)):
        return True
    after = range(at + 1, len(form.tokens))
    return all(other in out or form.tokens[other].stem in context.said for other in after)


def _may_lead(at: int, alignment: Alignment, context: Context) -> bool:
    """Whether a word beside the named part may be left out: a name before it, the kind the question asks for.

    "Instance Connect" is enough for "EC2 Instance Connect", "rollback" is not for "stage rollback".
    """
    form = alignment.form.tokens
    if context.offers(form) or (context.asks_action and at > min(alignment.hits)):
        return True
    if at > min(alignment.hits):
        return form[at].word in CLASSIFIERS | PLACE_KINDS or context.asks_kind_of(form[at].stem)
    if form[at].word in _LANDFORMS:  # "Everest"
        return True
    if context.asks_command or context.asks_one_of(form[at].stem):
        return True
    if not form[at].raw.islower():  # "gateway" is too little for "API Gateway"
        near = form[at].word in context.words and context.asks_kind_of(form[at].stem)
        return near or len(alignment.hits) > 1 or not alignment.form.own
    first = form[min(alignment.hits)]
    return not first.raw.islower() or first.value is not None or len(first.raw) == 1


def _surname_suffices(alignment: Alignment) -> bool:
    """Of a person's name the last word is enough ("Einstein"); a first name alone is not."""
    form = alignment.form.tokens
    names = [
        at
        for at, token in enumerate(form)
        if not token.value and token.word not in _NAME_ENDS and not _is_title(at, form)
    ]
    if not names or not all(form[at].raw[:1].isupper() or form[at].word in _NAME_PARTICLES for at in names):
        return False
    return names[-1] in alignment.hits and all(
        at < names[-1] or form[at].word in TITLES for at in alignment.missing
    )


def _is_title(at: int, form: tuple[Token, ...]) -> bool:
    """A title stands before a name; at the end ("Martin Luther King") it is the name."""
    return form[at].word in TITLES and at + 1 < len(form) and form[at + 1].word not in _NAME_ENDS
