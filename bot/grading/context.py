"""What the question itself says about its answer: unit, kind, the options it offers, its own words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import takewhile

from bot.grading.vocabulary import Vocabulary
from bot.text.clean import clean
from bot.text.english import ARTICLES, FUNCTION, word_set
from bot.text.kinship import opposites
from bot.text.number_words import CARDINALS
from bot.text.tokens import Token, tokens
from bot.text.units import PERCENT, Unit, units

_EXPANSION = re.compile(
    r"\b(?:stands? for|short for|abbreviat\w+|acronym|spell(?:ed)? out|initials?|expan(?:d|sion)|in full)\b",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"^[\s¿]*(?:by )?(?:who|whom|whose)\b|\b(?:which|what|name the|name a"
    r"|name an)\s+(?:\w+\s+){0,3}?(?:person|man|woman|author|writer|poet"
    r"|painter|artist|composer|scientist|physicist|chemist|mathematician|philosopher|president|king|queen|emperor|leader"
    r"|general|explorer|inventor|actor|actress|singer|player|pope|minister|politician|director|musician|drummer|beatle"
    r"|astronaut|hero|character|ruler|engineer|programmer|economist|doctor|saint|monarch|architect|sculptor|novelist"
    r"|founder|musketeer\w*|people)\b|\b(?:birth|last|first|full) name\b|^[\s¿]*(?:wer|qui|quién|quien"
    r"|quem|chi)\b",
    re.IGNORECASE,
)
_ACTION = re.compile(
    r"\bwhat (?:does|do|did|must|should|can|could|happens|will|would|is (?:done|the first thing))\b"
    r"|\bwhen (?:is|are|should|would|do|does|must|can)\b|\bhow (?:does|do|did|can|could|should|would|is"
    r"|are)\b|\bwhy\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(r"\bwhat (?:does|do|did) ", re.IGNORECASE)
_DEED = re.compile(r"\b(?:do|done|happens?|mean)\W*$|\b(?:if|when|before|after|for)\b", re.IGNORECASE)
_YEAR = re.compile(
    r"\b(?:what|which|whose) (?:year|date|day)\b|\bwhen\b|\byear (?:did|was|were)\b", re.IGNORECASE
)
_COUNTING = re.compile(
    r"\b(?:how (?:many|much|long|old|often|far|big|large|high|deep|fast|tall|wide|heavy|hot)|number"
    r"|count|amount|factor)\b",
    re.IGNORECASE,
)
_VERB = re.compile(r"(?!kinds|types)[a-z-]{2,}(?:[^aisu]s|ed)")
_PLACES = frozenset({"in", "on", "at", "by", "with", "under", "over", "inside", "outside"})
_SHARE = re.compile(
    r"\b(?:fraction|share|part|portion|proportion|probability|chance|odds|quotient|sum|how much|percent\w*"
    r"|divided)\b",
    re.IGNORECASE,
)
_BEFORE_NOUN = frozenset({"a", "an", "the", "one", "each", "per", "every", "across", "of", "without"})
_INSIDE_NOUN = frozenset({"of", "the", "a", "your"})
_LONGEST_NOUN = 3  # words
_MEANING = re.compile(r"\b(?:means?|meaning|translat\w+)\b", re.IGNORECASE)
_COST = re.compile(r"\b(?:costs?|prices?|fees?|charged?|pay)\b", re.IGNORECASE)
_UNIT_PHRASE = re.compile(
    r"\b(?:in|how many|number of|measured in|expressed in|in units of|\d+,? or \d[\d.,]*)\s+"
    r"((?:us |square |cubic |degrees? )?[a-z°µ]+(?:/[a-z]+)?(?:\^\d)?(?: per (?:square |cubic )?[a-z]+)?)",
    re.IGNORECASE,
)
_ROUGHLY = re.compile(
    r"\b(?:roughly|approximate(?:ly)?|approx|about how|around how|circa|more or less|on average)\b",
    re.IGNORECASE,
)
_PERCENTAGE = re.compile(r"\bper ?cent(?:age)?\b|%", re.IGNORECASE)
_HOW_OLD = re.compile(r"\bhow old\b|\bage\b", re.IGNORECASE)
_PER = re.compile(r"\b(?:per|an?|each|every)\s+(second|minute|hour|day|week|month|year)\b", re.IGNORECASE)
_NEVER_ASKED = word_set("second minute day month year century quarter a in the an p s m order pound c k")
_WORD_FORM = re.compile(
    r"\b(?:plural|singular|pluriel|plurale|mehrzahl|past tense|participle|comparative|superlative|conjugat\w+"
    r"|(?:feminine|masculine|genitive|dative|accusative)(?: form)? of)\b",
    re.IGNORECASE,
)
_OPTION_END = re.compile(r"[?,.;()]")
_LABELLED = re.compile(r"(?:^|[\s(])([A-Ha-h])[).:]\s*(.+?)(?=[\s,;(]+[A-Ha-h][).:]\s|$)", re.DOTALL)


@dataclass(frozen=True)
class Context:
    """A prompt, read once. Properties say what it asks for."""

    prompt: str
    vocabulary: Vocabulary

    @cached_property
    def tokens(self) -> list[Token]:
        """The prompt's words, camelCase split."""
        return tokens(self.prompt, split_humps=True)

    @cached_property
    def said(self) -> frozenset[str]:
        """Stems of the prompt's own words, compounds both whole and split."""
        return frozenset(token.stem for token in (*self.tokens, *tokens(self.prompt)))

    @cached_property
    def terms(self) -> frozenset[str]:
        """Every form of the field's terms that the prompt names."""
        spans = self.vocabulary.spans(self.tokens)
        names = (" ".join(token.raw for token in self.tokens[start:end]) for start, end, _ in spans)
        return frozenset(form for name in names for form in self.vocabulary.forms_of(name))

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of the prompt's words and of every form of the terms it names."""
        return self.said.union(token.stem for form in self.terms for token in tokens(form, split_humps=True))

    @cached_property
    def words(self) -> frozenset[str]:
        """The prompt's own folded words."""
        return frozenset(token.word for token in (*self.tokens, *tokens(self.prompt)))

    @cached_property
    def asks_expansion(self) -> bool:
        """Whether the answer is what letters stand for, so that the letters are none."""
        return bool(_EXPANSION.search(self.prompt)) or bool(
            re.search(r"\bwhat does [A-Z][A-Za-z/]{1,5} mean\b", self.prompt)
        )

    @cached_property
    def asks_word_form(self) -> bool:
        """Whether the answer is an inflection, so that another one is wrong: "the plural of"."""
        return bool(_WORD_FORM.search(self.prompt))

    @cached_property
    def asks_literal(self) -> bool:
        """Whether a word of a language of machines is asked for, of which no inflection is the same."""
        return any(self.asks_kind_of(root) for root in ("keyword", "command"))

    @cached_property
    def asks_person(self) -> bool:
        """Whether somebody's name is asked for."""
        return bool(_WHO.search(self.prompt))

    @cached_property
    def wrong_end(self) -> str:
        """ "to" where the prompt asks where something comes from, "from" where it asks where to; else ""."""
        origin, target = (
            re.search(
                rf"{verb} {word}\b|\b{word}\W*$|\b{word} (?:where|which|what)\b", self.prompt, re.IGNORECASE
            )
            for verb, word in ((r"\bc[oa]m(?:e|es|ing)", "from"), (r"\bwhere", "to"))
        )
        return "" if bool(origin) == bool(target) else "to" if origin else "from"

    @cached_property
    def deed(self) -> tuple[str, ...]:
        """The stems of what somebody did and to whom, "kill" and "minotaur"; empty if none is told."""
        words = self.tokens
        if not words or words[0].word != "who" or len(words) < 3 or words[1].word in FUNCTION:
            return ()
        return tuple(token.stem for token in words[1:] if token.word not in FUNCTION)

    def asks_kind_of(self, root: str) -> bool:
        """Whether a word stands near "which", about where the noun asked for is told."""
        return any(root == token.stem for at in self._asking for token in self.tokens[at + 1 : at + 7])

    def asks_one_of(self, root: str) -> bool:
        """Whether a word stands in the noun asked for, before its verb: the "git" of "which git command"."""
        return any(root == token.stem for at in self._asking for token in self._noun(at + 1))

    @cached_property
    def _asking(self) -> list[int]:
        return [at for at, token in enumerate(self.tokens) if token.word in {"which", "what", "name"}]

    def _noun(self, start: int) -> Sequence[Token]:
        """The words from `start` on, up to what looks like a verb ("shows") or a plural."""
        words = self.tokens[start : start + 6]
        end = next((at for at, token in enumerate(words) if _VERB.fullmatch(token.raw)), len(words))
        return words[: end + 1] if end else []

    @cached_property
    def asks_meaning(self) -> bool:
        """Whether a word is to be explained, so that "very" says something else."""
        return bool(_MEANING.search(self.prompt))

    @cached_property
    def asks_command(self) -> bool:
        """Whether something to type in a terminal is asked for, which may stand with its arguments."""
        return "command" in self.words

    @cached_property
    def asks_action(self) -> bool:
        """Whether something done is asked for, which may well be told with what else is done."""
        return bool(_ACTION.search(self.prompt))

    @cached_property
    def asks_object(self) -> bool:
        """Whether a thing is asked for, by what something does to it: "what does a barometer measure"."""
        return bool(_OBJECT.search(self.prompt)) and not _DEED.search(self.prompt)

    @cached_property
    def beside(self) -> frozenset[str]:
        """Stems of the nouns that the question only mentions, beside the one it counts.

        "How many strings does a guitar have?" asks for no guitars.
        """
        words = [token.word for token in self.tokens]
        start = next(
            (at + 2 for at in range(len(words)) if words[at : at + 2] == ["how", "many"]), len(words)
        )
        end = next(
            (at for at in range(start, len(words)) if words[at] in FUNCTION - _INSIDE_NOUN), len(words)
        )
        counted = {token.stem for token in self.tokens[start:end]}
        named: set[str] = set()
        for at in range(end + 1, len(words)):
            if words[at - 1] in _BEFORE_NOUN or words[at - 1].isdigit():
                after = self.tokens[at : at + _LONGEST_NOUN]
                named.update(token.stem for token in takewhile(_is_content, after))
        return frozenset(named - counted)

    @cached_property
    def asks_date(self) -> bool:
        """Whether a point in time is asked for."""
        return bool(_YEAR.search(self.prompt))

    @cached_property
    def asks_amount(self) -> bool:
        """Whether the wording asks for a number of something."""
        return bool(_COUNTING.search(self.prompt)) or bool(self.units)

    @cached_property
    def asks_roughly(self) -> bool:
        """Whether a figure need not be exact."""
        return bool(_ROUGHLY.search(self.prompt))

    @cached_property
    def asks_how_many(self) -> bool:
        """Whether things are to be counted."""
        return "how many" in self.prompt.lower()

    @cached_property
    def asks_share(self) -> bool:
        """Whether a part of something is asked for, so that 2/8 is as good as 1/4."""
        return bool(_SHARE.search(self.prompt))

    @cached_property
    def asks_cost(self) -> bool:
        """Whether a price is asked for, so that "nothing" and "free" are amounts."""
        return bool(_COST.search(self.prompt))

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The unit the question names, in which a bare number is read; empty if it names none."""
        if _PERCENTAGE.search(self.prompt):
            return (PERCENT,)
        for match in _UNIT_PHRASE.finditer(self.prompt):
            name = match[1].lower().removeprefix("us ")
            alone = name.partition(" per ")[0].split()
            for candidate in (name, " ".join(alone), alone[-1], alone[0]):
                if len(candidate) > 1 and candidate not in _NEVER_ASKED and (found := units(candidate)):
                    return found
        return units("years") if _HOW_OLD.search(self.prompt) else ()

    @cached_property
    def per(self) -> Fraction | None:
        """The seconds of the time span in "per second", "a month"; None if the question names none."""
        return next((u.factor for u in units(self.span) if u.dimension == "time"), None)

    @cached_property
    def span(self) -> str:
        """The word of that time span; empty if the question names none."""
        match = _PER.search(self.prompt)
        return match[1].lower() if match else ""

    @cached_property
    def labelled(self) -> dict[str, str]:
        """Options that the prompt itself labels with letters: "A) push B) pull"."""
        found = {letter.lower(): text.strip(" ,;") for letter, text in _LABELLED.findall(self.prompt)}
        return found if list(found)[:2] == ["a", "b"] else {}

    @cached_property
    def options(self) -> tuple[tuple[Token, ...], ...]:
        """The words of each option of an either/or question, in order; empty for other questions."""
        prompt = self.prompt
        match = list(re.finditer(r",?\s+or\s+", prompt))
        if not match or self.labelled:
            return ()
        left, right = prompt[: match[-1].start()], prompt[match[-1].end() :]
        right = _OPTION_END.split(right)[0]
        listed = left.rpartition(":")[2] if ":" in left else left
        lefts = [part for part in listed.split(",") if part.strip()]
        if ":" not in left:
            lefts = lefts[-1:]
        options = [_content(part) for part in (*lefts, right)]
        return tuple(options) if all(options) else ()

    @cached_property
    def options_mirrored(self) -> bool:
        """Whether the options differ only in the order of their words: "A to B, or B to A"."""
        sets = [{token.stem for token in option} for option in self.options[-2:]]
        return len(sets) == 2 and sets[0] == sets[1]

    def disputes(self, root: str) -> bool:
        """Whether the prompt says both a word and its opposite: "neither allow nor deny"."""
        return root in self.said and not self.said.isdisjoint(opposites(root))

    def contradicts(self, token: Token) -> bool:
        """Whether a word is the opposite of one that the prompt says: "supply" where it asks of demand."""
        if token.word in FUNCTION or token.stem in self.said:
            return False
        return not self.said.isdisjoint(opposites(token.stem))

    def offers(self, form: Sequence[Token]) -> bool:
        """Whether the prompt puts `form` to choice: "X or Y?"."""
        wanted = {token.stem for token in form if token.word not in FUNCTION}
        offered = {token.stem for option in self.options[-2:] for token in option}
        return len(self.options) > 1 and wanted <= offered

    def rivals(self, form: Sequence[Token]) -> frozenset[str]:
        """Stems of the option that is not `form` in an either/or question."""
        mine = {token.stem for token in form}
        if len(self.options) < 2 or not mine & self.stems:
            return frozenset()
        *lefts, right = self.options
        left = lefts[-1]
        size = max(1, len([t for t in form if t.word not in FUNCTION]))
        rights, ends = {token.stem for token in right}, {token.stem for token in left[-size - 1 :]}
        found: set[str] = set()
        if len(lefts) > 1:
            found = {t.stem for option in self.options for t in option}
        elif mine & ends - rights:
            found = _head(right, size)
        elif mine & rights:
            found = {next((t.stem for t in reversed(left) if t.stem not in rights), "")}
        return frozenset(s for s in found - mine if s not in FUNCTION or s in CARDINALS)


def _is_content(token: Token) -> bool:
    return token.word not in FUNCTION


def _content(text: str) -> tuple[Token, ...]:
    found = tokens(text, split_humps=True)
    while found and found[0].word in ARTICLES:
        found = found[1:]
    return tuple(token for token in found if token.word not in ARTICLES)


def _head(option: tuple[Token, ...], size: int) -> set[str]:
    """The words of the right-hand option that stand against the left-hand one."""
    if option[0].word in FUNCTION and len(option) > 1:
        content = [token for token in option if token.word not in FUNCTION or token is option[-1]]
        return {content[0 if option[0].word in _PLACES else -1].stem}  # "in transit by default"
    return {token.stem for token in option[:size]}


def read_prompt(prompt: str, vocabulary: Vocabulary) -> Context:
    """The context of a question's prompt."""
    return Context(clean(prompt), vocabulary)
