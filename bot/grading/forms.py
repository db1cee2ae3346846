"""Accepted forms, compiled: the words of each, and the other forms that say the same."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.grading.context import Context
from bot.text.clean import clean
from bot.text.english import (
    ARTICLES,
    CLASSIFIERS,
    DIRECTIONS,
    FILLER,
    FUNCTION,
    PARTICLES,
    PLACE_KINDS,
    PRONOUNS,
)
from bot.text.lexicon import is_word
from bot.text.relations import single_words
from bot.text.tokens import Token, squash, tokens
from bot.text.units import same_unit

_MAX_FORMS = 60
_LETTER_NAMES = frozenset(
    {"minor", "major", "sharp", "flat", "record", "positive", "negative", "level", "priori", "posteriori"}
)
_VERSUS = re.compile(r"(?<=\w) vs?\.? (?=\w)", re.IGNORECASE)  # "Roe v. Wade"
_NOTE = re.compile(r"\b([A-G])[ -](flat|sharp)\b", re.IGNORECASE)
_FLAT = re.compile(r"([A-G])b\b")
_HAVING = re.compile(r"([a-z]{3,})(less|-free|-poor|-rich)", re.IGNORECASE)
_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue"}


@dataclass(frozen=True, slots=True)
class Form:
    """One way to say the answer.

    `accepted` is the author's form it stands for, `authored` whether it is just that one. `grammar` are the
    places of words that are only grammar; `own` those that carry the answer: neither grammar, nor kind words,
    nor the question's own.
    """

    text: str
    tokens: tuple[Token, ...]
    accepted: str
    squashed: str
    authored: bool
    grammar: frozenset[int]
    own: frozenset[int]

    def directs(self, at: int) -> bool:
        """Whether a word says which way round: the "to" of "A to B", not the "by" of "by 2"."""
        if self.tokens[at].word == "by" and at + 1 < len(self.tokens):
            measure = self.tokens[at + 1]
            return measure.word not in {"a", "an", "half"} and measure.value is None
        return self.tokens[at].word in DIRECTIONS

    def glued(self, at: int) -> bool:
        """Whether a word is written together with its neighbours: SSE-KMS, MessageGroupId, a::b::c."""
        after = self.tokens[at + 1].gap if at + 1 < len(self.tokens) else " "
        return (at > 0 and " " not in self.tokens[at].gap) or " " not in after


def make_form(text: str, accepted: str, context: Context, authored: bool = False) -> Form:
    """A form for comparison, from cleaned text."""
    words = tuple(tokens(_VERSUS.sub(" versus ", single_words(text)), split_humps=True))
    grammar = frozenset(at for at in range(len(words)) if _is_grammar(at, words))
    common = CLASSIFIERS | PLACE_KINDS | context.vocabulary.vendors
    own = frozenset(
        at
        for at, token in enumerate(words)
        if at not in grammar
        and token.word not in common
        and (token.stem not in context.said or context.disputes(token.stem))
    )
    return Form(text, words, accepted, squash(text), authored, grammar, own)


def _is_grammar(at: int, words: Sequence[Token]) -> bool:
    """Whether a word is only grammar: not the letter of "vitamin D", nor the "in" of "scale in"."""
    token = words[at]
    if token.word not in FUNCTION:
        return False
    last = at == len(words) - 1
    if token.raw == "A":
        return not last and words[at + 1].word not in _LETTER_NAMES
    if len(token.raw) == 1 and token.raw.isupper():
        return False
    return not (last and at > 0 and token.word in PARTICLES)


def compile_forms(answers: Sequence[str], context: Context, literal: bool = False) -> list[Form]:
    """Every form of the answers: as written, from the glossary, as initials; only as written if `literal`."""
    forms: dict[tuple[str, ...], Form] = {}

    def add(text: str, answer: str, authored: bool = False) -> None:
        form = make_form(text, answer, context, authored)
        forms.setdefault(tuple(token.word for token in form.tokens), form)

    for answer in answers:
        text = clean(answer) or answer
        add(text, answer, authored=True)
        if not literal and not context.asks_expansion:
            for variant in _variants(text, context):
                add(variant, answer)
    return list(forms.values())[:_MAX_FORMS]


def _variants(text: str, context: Context) -> list[str]:
    known = [form for form in context.vocabulary.variants(text) if not _repeats(form, text, context)]
    words = tokens(text)
    return [
        *known,
        *(
            form
            for form in (
                _spoken_signs(text),
                _written_note(text),
                _minor_chord(text),
                *_without_suffix(text),
                *(() if context.asks_person else same_unit(text)),
                _without_umlauts(text),
                _initials(words),
                _letter_and_number(words),
            )
            if form
        ),
    ]


def _initials(form: list[Token]) -> str:
    """The abbreviation that a name's words would have; empty for a single word."""
    full = [token for token in form if token.word not in FUNCTION]
    letters_alone = any(len(token.raw) < 2 for token in (full[:1] + full[-1:]))
    if not 2 <= len(full) <= 6 or letters_alone or any(token.value is not None for token in full):
        return ""
    if any(token.raw.isupper() and len(token.raw) > 1 for token in full[1:]) or any(
        token.word in PRONOUNS for token in form
    ):
        return ""
    letters = "".join(token.raw[0] for token in full).upper()
    return "" if letters.lower() in FUNCTION | FILLER | ARTICLES else letters


def _letter_and_number(form: list[Token]) -> str:
    """ "L4" for "layer 4"; empty for anything else."""
    if len(form) != 2 or form[0].value is not None or not form[1].word.isdigit():
        return ""
    return form[0].raw[0].upper() + form[1].word


def _repeats(variant: str, answer: str, context: Context) -> bool:
    """Whether another form of the answer only says what the question says, such as its older name."""
    prompt = f" {' '.join(token.stem for token in context.tokens)} "
    said, answered = (
        f" {' '.join(token.stem for token in tokens(text, split_humps=True))} " in prompt
        for text in (variant, answer)
    )
    return said and not answered


def _without_umlauts(text: str) -> str:
    """Bäume as "Baeume", the other way to write it; "" if there is no umlaut."""
    written = re.sub("[äöüÄÖÜ]", lambda match: _UMLAUTS[match[0].lower()], text)
    return "" if written == text else written


def _written_note(text: str) -> str:
    """D flat as "Db", F sharp as "F#"; "" if there is no such note."""
    flat = _NOTE.sub(lambda match: match[1] + {"flat": "b", "sharp": "#"}[match[2].lower()], text)
    return "" if flat == text else flat


def _minor_chord(text: str) -> str:
    """A minor as "Am"; "" for anything else."""
    match = re.fullmatch(r"([A-G](?:#|b)?) minor", text)
    return f"{match[1]}m" if match else ""


def _without_suffix(text: str) -> list[str]:
    """What "-less", "-free", "-poor" and "-rich" say in words of their own: "connectionless" is "without
    connection", "oxygen-poor" is "poor in oxygen"."""
    match = _HAVING.fullmatch(text)
    if not match or not is_word(match[1].lower()):
        return []
    noun, ending = match[1], match[2].lower().removeprefix("-")
    if ending in {"less", "free"}:
        return [f"without {noun}", f"no {noun}", f"lacks {noun}"]
    degree = {"poor": "low", "rich": "high"}[ending]
    return [f"{ending} in {noun}", f"{degree} in {noun}", f"{degree} {noun}"]


def _spoken_signs(text: str) -> str:
    """C++ as "C plus plus", F# as "F sharp", Db as "D flat"; "" if there is no such sign."""
    if _FLAT.match(text):
        return _FLAT.sub(r"\1 flat", text)
    if "++" not in text and "#" not in text:
        return ""
    return re.sub(r"(?<=\w)#", " sharp", text.replace("++", " plus plus"))
