"""`exam-tutor notes check|questions|diff`: one-shot commands for people who write notes."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from adapters.console import notes_json, notes_text
from bot.authoring import balance, check, difference, generate
from bot.notes import Pack, Question, load
from bot.notes.model import Severity


def main(argv: list[str]) -> int:
    """Run one of the subcommands; returns the exit code. Raises PackError for notes that cannot be read."""
    options = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = options.run
    return run(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="exam-tutor notes", description="Look at notes.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    checking = commands.add_parser("check", help="what was understood, and every problem with its file:line")
    checking.add_argument("path", metavar="PATH", help="a Markdown file or a folder of them")
    checking.add_argument("--json", action="store_true", help="everything as one JSON object")
    checking.add_argument("--strict", action="store_true", help="warnings count as errors")
    checking.add_argument(
        "--stats", action="store_true", help="only the counts, and how the written questions are spread"
    )
    checking.set_defaults(run=_check)

    asking = commands.add_parser("questions", help="the written and the generated questions")
    asking.add_argument("path", metavar="PATH", help="a Markdown file or a folder of them")
    asking.add_argument("--json", action="store_true", help="one JSON array")
    asking.add_argument(
        "--why", action="store_true", help="which rule made each, and what was dropped and why"
    )
    asking.set_defaults(run=_questions)

    comparing = commands.add_parser("diff", help="questions added, changed, moved and retired")
    comparing.add_argument("old", metavar="OLD", help="the notes before")
    comparing.add_argument("new", metavar="NEW", help="the notes now")
    comparing.set_defaults(run=_diff)
    return parser


def _check(options: argparse.Namespace) -> int:
    pack = load(Path(options.path))
    problems = check(pack)
    if options.json:
        _print_json(notes_json.pack_object(pack, problems))
    elif options.stats:
        counts = notes_text.stats(pack, problems, _counted(pack))
        _print([*counts, "", *notes_text.spread(balance(pack), pack)])
    else:
        _print(notes_text.report(pack, problems, _counted(pack)))
    failing = {Severity.ERROR, Severity.WARNING} if options.strict else {Severity.ERROR}
    return int(any(problem.severity in failing for problem in problems))


def _counted(pack: Pack) -> Counter[str]:
    return Counter(question.reason.partition(":")[0] for question in generate(pack).questions)


def _questions(options: argparse.Namespace) -> int:
    pack = load(Path(options.path))
    generated = generate(pack)
    questions = [*pack.questions, *generated.questions]
    if options.json:
        _print_json([notes_json.question_object(question, why=options.why) for question in questions])
    else:
        drops = generated.drops if options.why else None
        _print(notes_text.questions(questions, drops))
    return 0


def _diff(options: argparse.Namespace) -> int:
    old, new = (_all_questions(Path(path)) for path in (options.old, options.new))
    _print(notes_text.difference(difference(old, new)))
    return 0


def _all_questions(path: Path) -> list[Question]:
    pack = load(path)
    return [*pack.questions, *generate(pack).questions]


def _print(lines: Sequence[str]) -> None:
    sys.stdout.write("\n".join((*lines, "")))


def _print_json(value: object) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
