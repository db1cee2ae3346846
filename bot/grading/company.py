"""What stands beside the answer in a response: harmless company, another thing's name, or a second answer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.grading.aligning import Alignment
from bot.grading.context import Context
from bot.grading.reading import Reading
from bot.text.english import (
    ARTICLES,
    CLASSIFIERS,
    DETAIL_OPENERS,
    FILLER,
    FUNCTION,
    LIGHT_VERBS,
    NEGATIONS,
    PLACE_KINDS,
    PRONOUNS,
    TITLES,
    word_set,
)
from bot.text.kinship import long_form, synonyms
from bot.text.stems import stem
from bot.text.tokens import Token, squash
from bot.text.units import units

_VERSION = re.compile(r"v\d+")
_LATIN = re.compile(r"[a-z0-9]")
_AFTERTHOUGHTS = frozenset(
    {"forever", "always", "again", "anymore", "completely", "permanently", "automatically", "though", "first"}
)
_CHANGES_MEANING = word_set(
    """
    non sans artificial synthetic imitation mock anti pseudo semi half quasi ex vice sub near almost nearly
    un de inverse reverse partial great step north south east west false fake virtual mini mega micro double
    triple pre post counter proto neo auto hyper hypo super parallel para
    """
)
_KINDS = (
    CLASSIFIERS
    | LIGHT_VERBS
    | word_set(
        """
        size amount count logic network block image attack entry entries volume disk drive layer tier server
        machine tag triad ingredient plant animal organ tissue species fish bird tree dish cheese wine grape
        """
    )
)
# Nouns that leave what they are of what it is: "the use of X".
_GENERAL = word_set(
    """
    use usage help presence idea notion concept example case lot bit mix mixture combination kind sort form
    power force law rule job role task purpose point heart rest majority act art way course work
    """
)
# Words that a measure may stand before: "430 m below".
_MEASURED = frozenset(
    {"above", "below", "before", "after", "under", "over", "ahead", "behind", "earlier", "later"}
)
_PROCESSES = ("ion", "ing", "ment")  # "the fermentation of X" is what X does
# What stands for an argument of a command.
_PLACEHOLDERS = frozenset(
    {"user", "username", "owner", "filename", "dir", "directory", "folder", "path", "host", "hostname", "url"}
)
_ELSEWHERE = frozenset(
    {"less", "fewer", "above", "below", "beneath", "beyond", "outside", "behind", "near", "besides"}
)
_SMALL = NEGATIONS | DETAIL_OPENERS | FUNCTION | FILLER
_AROUND = _SMALL | LIGHT_VERBS
_INSIDE = _SMALL | CLASSIFIERS | {"get", "gets", "got", "become", "becomes"}
_BEHIND = DETAIL_OPENERS | NEGATIONS
_DEGREES = frozenset({"very", "extremely", "too", "super", "half", "slightly", "moderately"})
_MOST_DESCRIBING = 2  # unknown words that may lead to a name


@dataclass(frozen=True, slots=True)
class Company:
    """Knows which words may stand beside one answer.

    `names` are its squashed forms, `stems` the stems in them; `rivals` are stems of the question's other
    options, `others` words of names that must not be taken for it, `siblings` those names squashed.
    `proper` marks a proper name, `latin` one in Latin letters, `wordy` one without figures. `first_names`
    are the words that stand before each last one.
    """

    context: Context
    names: frozenset[str]
    stems: frozenset[str]
    rivals: frozenset[str]
    others: frozenset[str]
    siblings: frozenset[str]
    proper: bool
    latin: bool
    wordy: bool
    first_names: Mapping[str, frozenset[str]]

    def harmless(self, token: Token) -> bool:
        """Whether a word adds nothing: grammar, filler, the question's own words, kinds of things."""
        if token.stem in self.rivals:
            return False
        if token.word in FUNCTION or token.word in FILLER or token.stem in self.context.stems:
            return True
        if (full := long_form(token.word)) and stem(full) in self.context.stems:
            return True
        if self.latin and not _LATIN.search(token.word) and token.word not in NEGATIONS:
            return True  # what is said around it in another script
        if token.word in TITLES and self.context.asks_person:
            return True
        if self.wordy and _VERSION.fullmatch(token.word):
            return True
        if len(token.word) == 1 or token.value is not None:
            return False
        if token.word in PLACE_KINDS:
            return self.proper
        return token.word in _KINDS or token.word in self.context.vocabulary.vendors

    def alias(self, token: Token) -> bool:
        """Whether a word is of the answer itself."""
        return (len(token.word) > 1 and token.stem in self.stems) or squash(token.raw) in self.names

    # -- in the answer's own clause ----------------------------------------------------------------

    def fits(self, aligned: Alignment, reading: Reading) -> bool:
        """Whether the words around the answer in its clause leave it what it is."""
        first, last = min(aligned.core), max(aligned.core)
        before = [at for at in range(first) if reading.clause_of[at] == reading.clause_of[first]]
        home, size = reading.clause_of[last], len(reading.tokens)
        after = [at for at in range(last + 1, size) if reading.clause_of[at] == home]
        near = [reading.tokens[at] for at in (*before[-1:], *after[:1])]
        return (
            not self._belongs_to_another(before, after, aligned, reading)
            and self._fits_inside(range(first + 1, last), aligned, reading)
            and not any(self._replaces(token, aligned) for token in near)
            and self._fits_before(before, aligned, reading)
            and self._fits_after(after, aligned, reading)
        )

    def _belongs_to_another(
        self, before: list[int], after: list[int], aligned: Alignment, reading: Reading
    ) -> bool:
        """Whether the answer only tells whose or where another thing is: "the end of X", "X's moon", "above
        X", "X per second"."""
        words = reading.tokens
        lead = [at for at in before if words[at].word not in ARTICLES]
        links = {words[at].word for at in lead[-1:]}
        own = {token.word for token in aligned.form.tokens}
        said = self.context.words | own
        if self._suffers(lead, reading):
            return True
        if links & _ELSEWHERE - said or self.context.wrong_end in links - own:
            return True
        if "of" in links - own and len(lead) > 1 and self._is_head(lead[-2], reading):
            return True
        if not after or aligned.form.grammar & set(aligned.hits):
            return False
        follower = words[after[0]]
        owner = words[max(aligned.core)].raw.endswith(("'s", "'S")) and not any(
            token.raw.endswith("'s") for token in aligned.form.tokens
        )
        kinds = _KINDS if aligned.form.tokens[-1].raw[:1].isupper() else frozenset()  # Moore's law
        owned = not (self.alias(follower) or follower.word in _AROUND | kinds)
        if owner and owned and follower.stem not in self.context.said:
            return True
        if self._begins_range(after, aligned, reading):
            return True
        return follower.word == "per" and "per" not in said and bool(units(aligned.form.text))

    def _suffers(self, lead: list[int], reading: Reading) -> bool:
        """Whether the answer was named as the one something is done to: "Y killed X" to "who killed Y?"."""
        deed = self.context.deed
        words = [reading.tokens[at] for at in lead[-2:]]
        return bool(deed) and len(words) > 1 and words[1].stem == deed[0] and words[0].stem in deed[1:]

    @staticmethod
    def _begins_range(after: list[int], aligned: Alignment, reading: Reading) -> bool:
        """Whether the number that ends the answer is the first of several: "Articles 1 to 19"."""
        words = [reading.tokens[at] for at in after[:2]]
        if reading.tokens[max(aligned.core)].value is None:
            return False
        to = words[0].word in {"to", "through", "until", "and"} and words[-1].value is not None
        return to or ("-" in words[0].gap and words[0].value is not None)

    def _is_head(self, at: int, reading: Reading) -> bool:
        """Whether a noun behind "the" names the thing that the answer is of: "the end of", "the Duke
        of"; not "a kind of"."""
        token = reading.tokens[at]
        if token.word in TITLES and not self.context.asks_person:
            return True
        led = at > 0 and reading.tokens[at - 1].word in (ARTICLES if self.context.asks_person else {"the"})
        general = (
            token.word.endswith(_PROCESSES)
            or self.harmless(token)
            or token.word in _GENERAL
            or self.alias(token)
        )
        return led and not general and token.word not in PLACE_KINDS

    def _fits_inside(self, inside: range, aligned: Alignment, reading: Reading) -> bool:
        used = set(aligned.places)
        small = _INSIDE
        if self.context.asks_expansion:
            # "infrastructure and code" is not "infrastructure as code", but letters leave small words out.
            joined = any(token.word in FUNCTION for token in aligned.form.tokens)
            small = ARTICLES if joined else FUNCTION
        if self.context.asks_person:
            return not any(
                self._is_other_name(reading.tokens[at], aligned) for at in inside if at not in used
            )
        return all(
            at in used
            or self.alias(reading.tokens[at])
            or reading.tokens[at].stem in self.context.said
            or reading.tokens[at].word in small
            for at in inside
        )

    def _replaces(self, token: Token, aligned: Alignment) -> bool:
        """Whether a word beside the answer takes the place of one that was left out."""
        form = aligned.form
        gone = [at for at in aligned.missing if at not in form.grammar]
        if not gone or self.context.asks_person:
            return False
        unsaid = any(form.tokens[at].stem not in self.context.said for at in aligned.missing)
        if token.word in self.context.vocabulary.vendors and not unsaid:
            return True
        if self.alias(token) or token.word in _AROUND:
            return False
        return unsaid and token.word not in CLASSIFIERS if self.harmless(token) else True

    def _fits_before(self, before: list[int], aligned: Alignment, reading: Reading) -> bool:
        """A few describing words may lead to the name, if none of them makes it another thing."""
        unknown = 0
        if before and reading.tokens[before[-1] + 1].word in _MEASURED:
            before = _without_measure(before, reading)
        for at in reversed(before):
            token = reading.tokens[at]
            if token.word in _DEGREES and self.context.asks_meaning:
                return False  # "very loud" for "loud"
            if token.word in NEGATIONS or (token.word in FUNCTION and (unknown or at != before[-1])):
                break  # the words of the sentence before the name
            if self.harmless(token) or self.alias(token):
                continue
            glued = at == before[-1] and " " not in reading.tokens[at + 1].gap
            if glued and reading.tokens[at + 1].gap == ":" and aligned.form.tokens[0].raw[:1].isupper():
                continue  # sts:GetCallerIdentity
            if glued or self._makes_another(token, aligned):
                return False
            unknown += 1
        specific = len(aligned.form.own) > 1 and not aligned.missing
        return unknown <= (0 if aligned.loose else _MOST_DESCRIBING + specific)

    def _makes_another(self, token: Token, aligned: Alignment) -> bool:
        """Whether a word before a name changes what it names: "non", "Ian", another option's word."""
        if self.context.asks_person:
            return self._is_other_name(token, aligned)
        if aligned.form.tokens[0].word in PRONOUNS and self.context.contradicts(token):
            return True
        if len(token.word) == 1 or token.value is not None or token.word in _CHANGES_MEANING:
            return True
        return token.word in self.others or token.stem in self.rivals

    def _is_other_name(self, token: Token, aligned: Alignment) -> bool:
        """Whether a word is another first name than those left out, of this form or a fuller one: "Ian" for
        "Alexander"."""
        form = aligned.form.tokens
        gone = {form[at].word for at in aligned.missing} | (
            self.first_names.get(form[-1].word, frozenset()) - {token.word for token in form}
        )
        initials = "".join(name.word[0] for name in form[:-1])
        small = token.word in FUNCTION or self.alias(token) or set(token.word) <= set(initials)
        return bool(gone) and not small and not any(name[:2] == token.word[:2] for name in gone)

    def _fits_after(self, after: list[int], aligned: Alignment, reading: Reading) -> bool:
        """A noun right behind the name makes it another thing ("iron oxide"); what explains it does not."""
        verb = self._is_verb(aligned, reading) or self._is_infinitive(aligned, reading)
        tail_gone = any(at > max(aligned.hits) for at in aligned.missing)
        if tail_gone and after and reading.tokens[after[0]].word == "of":
            return all(self.harmless(reading.tokens[at]) or self.alias(reading.tokens[at]) for at in after)
        spare = len(aligned.form.own) > 1 and not aligned.missing  # a specific name bears one more noun
        for at in after:
            token = reading.tokens[at]
            glued = at == after[0] and " " not in token.gap
            if glued and (not self.harmless(token) or (not token.gap and token.word in LIGHT_VERBS)):
                return False  # the accepted name is only the beginning of this one
            if verb or token.word in _BEHIND or "--" in token.gap:
                return True
            if self.harmless(token) or self.alias(token) or token.word in _AFTERTHOUGHTS:
                continue
            if self.context.asks_command and _is_argument(at, reading):
                return True
            if token.word.endswith("ly") or _is_participle(at, reading) or _is_verb_form(at, reading):
                return True
            if synonyms(token.stem) & self.context.said or self._is_further_name(token, aligned):
                continue
            if not spare or token.value is not None or token.word in self.others:
                return False
            spare = False
        return True

    def _is_further_name(self, token: Token, aligned: Alignment) -> bool:
        """A second surname behind a full name: "Miguel de Cervantes Saavedra"."""
        full = not aligned.missing and len(aligned.form.tokens) > 1
        return self.context.asks_person and full and token.raw[:1].isupper()

    @staticmethod
    def _is_verb(aligned: Alignment, reading: Reading) -> bool:
        """Whether a one-word answer is used as a verb: "pushes messages" for "push"."""
        form, said = aligned.form.tokens, reading.tokens[max(aligned.places)].word
        inflected = said != form[0].word and said.endswith(("s", "ing", "ed"))
        return len(form) == 1 and inflected and form[0].raw.islower()

    def _is_infinitive(self, aligned: Alignment, reading: Reading) -> bool:
        """Whether "to" makes a verb of an answer that the question offers as one: "to cancel accidentals"."""
        form, first = aligned.form.tokens, min(aligned.places)
        offered = len(form) == 1 and form[0].raw.islower() and form[0].stem in self.context.said
        return offered and first > 0 and reading.tokens[first - 1].word == "to"

    def is_longer_name(self, aligned: Alignment, reading: Reading) -> bool:
        """Whether the words met are only a part of another term the field knows ("Parameter Store")."""
        used = set(aligned.places)
        vocabulary = self.context.vocabulary
        for start, end, _ in vocabulary.spans(reading.tokens):
            span = set(range(start, end))
            if not used < span or all(self.harmless(reading.tokens[at]) for at in span - used):
                continue
            name = " ".join(reading.tokens[at].raw for at in range(start, end))
            if not self.names & {squash(form) for form in vocabulary.forms_of(name)}:
                return True
        return False


def _without_measure(before: list[int], reading: Reading) -> list[int]:
    """The places without "430 m", which only says how far below."""
    if before[-1:] and reading.tokens[before[-1]].value is not None:
        return before[:-1]
    measured = len(before) > 1 and reading.tokens[before[-2]].value is not None
    return before[:-2] if measured and units(reading.tokens[before[-1]].raw) else before


def _is_argument(at: int, reading: Reading) -> bool:
    """Whether a word is written like what a command is given: "-la", "755", "example.com"."""
    token = reading.tokens[at]
    if token.word.isdigit() or token.word in _PLACEHOLDERS:
        return True
    after = reading.tokens[at + 1].gap if at + 1 < len(reading.tokens) else " "
    signs = token.raw + token.gap + (after if after in {".", "/", ":", "@", "_"} else "")
    return any(sign in signs for sign in "-/.<:@_")


def _is_verb_form(at: int, reading: Reading) -> bool:
    """Whether the answer is told to do something: "hides it", "decouples the parts"."""
    word = reading.tokens[at].word
    after = reading.tokens[at + 1].word if at + 1 < len(reading.tokens) else ""
    return len(word) > 3 and word.endswith("s") and after in ARTICLES | PRONOUNS


def _is_participle(at: int, reading: Reading) -> bool:
    """Whether an explanation begins ("attached as", "set on"), unlike "Advanced" at the end of a name."""
    word = reading.tokens[at].word
    after = reading.tokens[at + 1].word if at + 1 < len(reading.tokens) else ""
    return len(word) > 4 and word.endswith(("ed", "ing")) and after in FUNCTION | DETAIL_OPENERS
