"""Whether words in another order than the accepted form's still say the same."""

from bot.grading.aligning import Alignment
from bot.grading.context import Context
from bot.text.english import ARTICLES, CLASSIFIERS, FUNCTION, PLACE_KINDS, TITLES
from bot.text.tokens import Token


def in_order(alignment: Alignment, response: list[Token], context: Context) -> bool:
    """Whether the words come in the form's order, or in another that says the same.

    Order counts in expansions of abbreviations and around words of direction ("A to B").
    """
    places = alignment.core
    if places == sorted(places):
        return True
    form = alignment.form
    if context.asks_expansion or any(form.directs(at) for at in range(1, len(form.tokens) - 1)):
        return False
    if "/" in form.text:
        return True  # "green/blue" for "blue/green"
    return (
        _reworded(alignment, response)
        or _linked(alignment, response)
        or _only_kinds_moved(alignment, context)
    )


def _reworded(alignment: Alignment, response: list[Token]) -> bool:
    """Other inflections or words ("latency reduction" for "reduces latency"), or a sentence made a phrase
    ("steady usage" for "usage is steady")."""
    form = alignment.form
    if any(form.tokens[at].word != response[hit[0]].word for at, hit in alignment.hits.items()):
        return True
    inner = range(min(alignment.hits) + 1, max(alignment.hits))
    return any(at in form.grammar and form.tokens[at].word not in ARTICLES | {"and", "or"} for at in inner)


def _linked(alignment: Alignment, response: list[Token]) -> bool:
    """Whether small words or a comma tie the moved words together: "performance of reads", "Austen, Jane"."""
    places = alignment.core
    between = response[min(places) : max(places) + 1]
    return any(token.word in FUNCTION or "," in token.gap for token in between)


def _only_kinds_moved(alignment: Alignment, context: Context) -> bool:
    """Whether a word that only says the kind changed its place: "river Nile", "Caesar Augustus"."""
    form = alignment.form.tokens
    order = sorted(alignment.hits)
    places = sorted(hit[0] for hit in alignment.hits.values())
    moved = [form[at] for at, place in zip(order, places, strict=True) if alignment.hits[at][0] != place]
    kinds = CLASSIFIERS | PLACE_KINDS | TITLES
    return any(token.word in kinds or token.stem in context.said for token in moved)
