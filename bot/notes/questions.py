"""Scripts -> written questions, with a sentence for each mistake an author can make in one."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.notes.answers import LONGEST, Answer, literal, parse_answer, parse_forms
from bot.notes.attributes import NONE, QUESTION_KEYS, Attributes, split_attributes, unknown_attribute
from bot.notes.blocks import Kind, blocks, inline
from bot.notes.identity import normalised
from bot.notes.model import Choice, Question, QuestionKind, Sample, Severity, Source, Todo, Topic
from bot.notes.page import Page
from bot.notes.scripts import Part, Script

_LEVELS = ("1", "2", "3", "4", "5")
_STRICT = ("typo", "exact")
_LONG_PROMPT = 1000  # characters; more is hard to read in a chat, and mostly a forgotten answer above


class _RefusedError(Exception):
    """A script that cannot be asked: 0-based line and the sentence for its author."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass
class Written:
    """The questions of a file, without ids where the author gave none, and those that lack an answer."""

    questions: list[Question] = field(default_factory=list)
    todos: list[Todo] = field(default_factory=list)
    facts: dict[int, str] = field(default_factory=dict)  # place in `questions` -> the `fact=` link


def written(page: Page, scripts: Iterable[Script], topics: Sequence[Topic]) -> Written:
    """Read the scripts of a page; mistakes become problems of the page."""
    result = Written()
    starts = [topic.source.line for topic in topics]
    for script in scripts:
        place = bisect_right(starts, script.line + 1) - 1
        topic = topics[place] if place >= 0 else None
        try:
            _add(result, page, script, topic)
        except _RefusedError as refusal:
            page.report(refusal.line, Severity.ERROR, str(refusal))
            source = Source(page.file, script.line + 1, script.end_line + 1)
            result.todos.append(Todo(source, script.prompt[0] or "Q:", topic.path if topic else ()))
    return result


def _add(result: Written, page: Page, script: Script, topic: Topic | None) -> None:
    prompt, attributes = _prompt(page, script)
    source = Source(page.file, script.line + 1, script.end_line + 1)
    path = topic.path if topic else ()
    if not prompt:
        raise _RefusedError(script.line, "this question has no text; write it behind Q:")
    if not script.named("A", "[ ]", "[x]"):
        result.todos.append(Todo(source, prompt, path))
        message = (
            "this question has no answer yet, so nobody is asked; add a line A: or options - [ ] and - [x]"
        )
        page.report(script.line, Severity.WARNING, message)
        return
    answer, choices = _answer(script)
    level = attributes.one("level", "1")
    _check_words(page, script, attributes)
    if link := attributes.one("fact"):
        result.facts[len(result.questions)] = link
    result.questions.append(
        Question(
            id=attributes.id,
            kind=answer.kind,
            prompt=prompt,
            answers=_answers(answer, choices),
            source=source,
            topic=path,
            choices=choices,
            parts=answer.parts,
            need=answer.need,
            rejects=_rejects(script, answer),
            samples=_samples(script),
            explanation=_explanation(script),
            level=int(level) if level in _LEVELS else 1,
            domain=attributes.one("domain", topic.domain if topic else ""),
            tags=(*(topic.tags if topic else ()), *attributes.values.get("tag", ())),
            strict=attributes.one("strict") if attributes.one("strict") in _STRICT else "",
        )
    )


def _check_words(page: Page, script: Script, attributes: Attributes) -> None:
    for key, allowed in (("level", _LEVELS), ("strict", _STRICT)):
        value = attributes.one(key)
        if value and value not in allowed:
            known = ", ".join(allowed)
            page.report(
                script.line, Severity.WARNING, f"{key}={value} is not understood; write one of {known}"
            )


def _prompt(page: Page, script: Script) -> tuple[str, Attributes]:
    """The prompt as people should read it, and the attributes at the end of one of its paragraphs."""
    attributes = NONE
    pieces: list[str] = []
    source = "\n".join(script.prompt).strip("\n")
    for block in blocks(source):
        if block.kind is Kind.CODE:
            pieces.append(f"```\n{block.text}\n```")
            continue
        text, found, unknown = split_attributes(block.text, QUESTION_KEYS)
        for word in unknown:
            message = unknown_attribute(word, "question", QUESTION_KEYS)
            page.report(script.line, Severity.WARNING, message)
        attributes = attributes if found is NONE else found
        if text:
            marker = f"{block.level}." if block.level else "-"
            is_item = block.kind in (Kind.ITEM, Kind.TASK)
            pieces.append(f"{' ' * block.column}{marker} {text}" if is_item else text)
    prompt = "\n".join(pieces)
    if len(prompt) > _LONG_PROMPT:
        message = f"the prompt has {len(prompt)} characters; is the answer of another question missing above?"
        page.report(script.line, Severity.WARNING, message)
    return prompt, attributes


def _answer(script: Script) -> tuple[Answer, tuple[Choice, ...]]:
    lines, boxes = script.named("A"), script.named("[ ]", "[x]")
    if lines and boxes:
        raise _RefusedError(lines[0].line, "this question has both options and a line A:; keep one of them")
    if boxes:
        return _choices(script, boxes)
    if len(lines) > 1:
        raise _RefusedError(
            lines[1].line, "a second line A:; write all accepted forms on one line, with | between them"
        )
    if len(lines[0].text) > LONGEST:
        raise _RefusedError(
            lines[0].line, f"this answer is longer than {LONGEST} characters; nobody can type that"
        )
    answer = parse_answer(lines[0].text)
    _check_list(answer, lines[0])
    if answer.kind is QuestionKind.TRUE_FALSE:
        right = answer.forms[0] == "true"
        return answer, (Choice("True", right), Choice("False", not right))
    return answer, ()


def _check_list(answer: Answer, part: Part) -> None:
    if not answer.forms and not answer.parts:
        raise _RefusedError(part.line, "the line A: is empty; write the answer behind it")
    if answer.parts and not 1 <= answer.need <= len(answer.parts):
        raise _RefusedError(
            part.line,
            f"any {answer.need} of {len(answer.parts)} parts is impossible; parts are separated by ;",
        )
    if answer.kind in (QuestionKind.ALL_OF, QuestionKind.IN_ORDER) and len(answer.parts) < 2:
        raise _RefusedError(part.line, "a list needs at least two parts, separated by ;")


def _choices(script: Script, boxes: Sequence[Part]) -> tuple[Answer, tuple[Choice, ...]]:
    choices = tuple(Choice(inline(box.text), box.name == "[x]", _text(box.nested)) for box in boxes)
    right = tuple(choice.text for choice in choices if choice.right)
    if len(choices) < 2:
        raise _RefusedError(boxes[0].line, "a choice needs at least two options")
    if not right:
        raise _RefusedError(
            boxes[0].line, "no option is marked as right; put an x into the box of the right one: - [x]"
        )
    seen: dict[str, Choice] = {}
    for choice, box in zip(choices, boxes, strict=True):
        if not choice.text:
            raise _RefusedError(box.line, "this option has no text")
        twin = seen.setdefault(normalised(choice.text), choice)
        if twin is not choice:
            said = "right and wrong at once" if twin.right is not choice.right else "there twice"
            raise _RefusedError(box.line, f"the option “{choice.text}” is {said}; change or remove one")
    kind = QuestionKind.CHOICE if len(right) == 1 else QuestionKind.MULTIPLE
    return Answer(kind, right), choices


def _answers(answer: Answer, choices: Sequence[Choice]) -> tuple[str, ...]:
    if answer.parts:
        return tuple(forms[0] for forms in answer.parts)
    return answer.forms


def _rejects(script: Script, answer: Answer) -> tuple[str, ...]:
    accepted = {normalised(form) for forms in (answer.forms, *answer.parts) for form in forms}
    rejects: list[str] = []
    for part in script.named("reject"):
        for form in parse_forms(part.text):
            if normalised(form) in accepted:
                raise _RefusedError(
                    part.line, f"“{form}” is both accepted and rejected; remove it from one of the two"
                )
            rejects.append(form)
    return tuple(rejects)


def _samples(script: Script) -> tuple[Sample, ...]:
    samples = script.named("ok", "close", "no")
    return tuple(Sample(part.name, literal(part.text), part.line + 1) for part in samples)


def _explanation(script: Script) -> str:
    return "\n".join(filter(None, (_text(part.lines) for part in script.named(">"))))


def _text(lines: Sequence[str]) -> str:
    """Markdown below an option or behind `>` as people should read it, a line for each block."""
    source = "\n".join(lines).strip("\n")
    return "\n".join(_shown(block.kind, block.text) for block in blocks(source) if block.text)


def _shown(kind: Kind, text: str) -> str:
    return f"```\n{text}\n```" if kind is Kind.CODE else text
