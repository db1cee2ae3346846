"""What `notes check`, `notes questions` and `notes diff` print for people."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from adapters.console.lines import clean
from bot.authoring import Balance, Difference
from bot.authoring.balance import Options
from bot.authoring.candidates import Drop
from bot.notes import Pack, Problem, Question
from bot.notes.model import QuestionKind, Severity

_HEADINGS = {
    Severity.ERROR: "Errors (questions that cannot be asked, files that cannot be read)",
    Severity.WARNING: "Warnings",
    Severity.INFO: "Worth a look",
}


def report(pack: Pack, problems: Sequence[Problem], generated: Mapping[str, int]) -> list[str]:
    """The tree of topics with counts, the author's own to-dos, every problem, and the sums."""
    lines = [pack.title or pack.name, ""]
    lines += _tree(pack)
    if pack.todos:
        lines += ["", "Your own to-dos (kept, never asked)"]
        lines += [f"  {todo.source}: {clean(todo.text)}" for todo in pack.todos]
    for severity, heading in _HEADINGS.items():
        found = [problem for problem in problems if problem.severity is severity]
        if found:
            lines += [
                "",
                heading,
                *(f"  {problem.file}:{problem.line}: {clean(problem.message)}" for problem in found),
            ]
    return [*lines, "", *stats(pack, problems, generated)]


def stats(pack: Pack, problems: Sequence[Problem], generated: Mapping[str, int]) -> list[str]:
    """The counts, a line for each kind of thing."""
    severities = Counter(problem.severity for problem in problems)
    kinds = Counter(question.kind.value for question in pack.questions)
    code = sum(len(fact.code) for fact in pack.facts)
    rows = (
        ("file", len(pack.files), ""),
        ("topic", len(pack.topics), ""),
        ("fact", len(pack.facts), f"{_count(code, 'block')} of code"),
        ("to-do", len(pack.todos), ""),
        ("written question", len(pack.questions), _listed(kinds)),
        ("generated question", sum(generated.values()), _listed(generated)),
        (
            "problem",
            len(problems),
            ", ".join(_count(severities[s], s.value) for s in Severity if severities[s]),
        ),
    )
    return [
        f"{_count(count, name, width=6)}{f' ({detail})' if detail else ''}" for name, count, detail in rows
    ]


def spread(found: Balance, pack: Pack) -> list[str]:
    """The written questions by topic, domain, kind, level and tag, and what their options look like."""
    weights = {domain.key: f"{domain.title} (weight {domain.weight:g} %)" for domain in pack.domains}
    tables = {
        "topic": found.topics,
        "domain": {weights.get(key, key): count for key, count in found.domains.items()},
        "kind": found.kinds,
        "level": {str(level): count for level, count in sorted(found.levels.items())},
        "tag": dict(sorted(found.tags.items())),
    }
    shares = [line for name, counts in tables.items() for line in _shares(name, counts, len(pack.questions))]
    return [*shares, *(_options(options) for options in found.options)]


def questions(listed: Sequence[Question], drops: Sequence[Drop] | None) -> list[str]:
    """The questions with their answers; with `drops`, also which rule made each and what was let go."""
    lines: list[str] = []
    for question in listed:
        lines += _question(question, why=drops is not None)
    if drops:
        lines += _dropped(drops)
    return lines or ["No questions, written or generated."]


def difference(found: Difference) -> list[str]:
    """One line for each question that is not as it was."""
    lines = [f"+ {_where(q)} {clean(q.prompt)}" for q in found.added]
    lines += [f"~ {_where(new)} {clean(new.prompt)}" for _, new in found.changed]
    lines += [f"> {_where(new)} {clean(new.prompt)} (from {old.source})" for old, new in found.moved]
    lines += [f"- {_where(q)} {clean(q.prompt)}" for q in found.retired]
    sums = (
        f"{len(found.added)} added, {len(found.changed)} changed, {len(found.moved)} moved, "
        f"{len(found.retired)} retired, {found.kept} as they were"
    )
    return [*lines, sums]


def _tree(pack: Pack) -> Iterator[str]:
    asked = Counter((question.source.file, question.topic) for question in pack.questions)
    file = ""
    for topic in pack.topics:
        if topic.source.file != file and len(pack.files) > 1:
            file = topic.source.file
            yield file
        counts = _count(len(topic.facts), "fact")
        if asked[topic.source.file, topic.path]:
            counts += f", {_count(asked[topic.source.file, topic.path], 'question')}"
        yield f"{'  ' * len(topic.path)}{clean(topic.path[-1])}  ({counts})"


def _shares(name: str, counts: Mapping[str, int], total: int) -> Iterator[str]:
    if counts:
        yield f"By {name}"
        yield from (f"{count:>6} {count / total:>6.1%}  {clean(key) or '-'}" for key, count in counts.items())
        yield ""


def _options(options: Options) -> str:
    places = f"right ones by place: {', '.join(map(str, options.places))}"
    chance = f"chi-square {options.unevenness:.1f} with {options.count - 1} degrees of freedom"
    name = f"{options.questions} {options.kind.value} questions with {options.count} options"
    line = f"{name}: {places} ({chance})"
    if options.kind is not QuestionKind.CHOICE:
        return line
    longest, shortest = (count / options.questions for count in (options.longest, options.shortest))
    return f"{line}; the right one is as long as any in {longest:.1%}, as short as any in {shortest:.1%}"


def _count(number: int, name: str, width: int = 0) -> str:
    return f"{number:>{width}} {name}{'' if number == 1 else 's'}"


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items(), key=lambda pair: -pair[1]))


def _where(question: Question) -> str:
    return f"{question.source} {question.id}"


def _question(question: Question, *, why: bool) -> Iterator[str]:
    yield f"{_where(question)} [{question.kind.value}]"
    yield from (f"  {clean(line)}" for line in question.prompt.splitlines())
    if question.choices:
        yield from (
            f"    [{'x' if choice.right else ' '}] {clean(choice.text)}" for choice in question.choices
        )
    else:
        yield f"    = {_answers(question)}"
    if why:
        yield f"    why: {question.reason or 'written by the author'}"


def _answers(question: Question) -> str:
    if not question.parts:
        return clean(" | ".join(question.answers))
    wanted = {
        QuestionKind.IN_ORDER: "in order",
        QuestionKind.ANY_OF: f"any {question.need} of",
    }.get(question.kind, "all of")
    return clean(f"{wanted}: " + "; ".join(" | ".join(forms) for forms in question.parts))


def _dropped(drops: Sequence[Drop]) -> Iterator[str]:
    yield ""
    yield "Not asked, and why"
    for (rule, reason), count in Counter((drop.rule, drop.reason) for drop in drops).most_common():
        yield f"{count:>6} {rule}: {clean(reason)}"
    yield ""
    for drop in drops:
        yield f"  {drop.at.source}: {clean(drop.at.text)} – {drop.rule}: {clean(drop.reason)}"
