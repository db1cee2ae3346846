"""`exam-tutor grade --jsonl`: answers in, verdicts out, one JSON object a line."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from bot.errors import PackError, UsageError
from bot.grading import Grader, infer
from bot.notes.manifest import front_matter, parse_manifest
from bot.notes.model import Question
from bot.text.glossary import NO_GLOSSARY, Glossary

DEFAULT_PACK: Final = "aws-developer"


def main(argv: list[str], shipped: Path) -> int:
    """Run the subcommand; `shipped` is the folder of the packs that come with exam-tutor."""
    options = _parser().parse_args(argv)
    grader = Grader(_glossary(options.pack, options.glossary, shipped))
    for verdict in grade_lines(sys.stdin.buffer, grader):
        print(verdict, flush=sys.stdin.isatty())
    return 0


def grade_lines(lines: Iterable[bytes], grader: Grader) -> Iterator[str]:
    """A verdict as JSON for each line; raises UsageError naming the first line that cannot be graded."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            identifier, question, response = _item(line)
        except UsageError as error:
            raise UsageError(f"Line {number}: {error}") from error
        verdict = grader.grade(question, response)
        found = {"id": identifier, "verdict": verdict.result, "score": round(verdict.score, 3)}
        yield json.dumps(found | {"reason": verdict.reason})


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="exam-tutor grade", description="Judge answers: JSON lines in, JSON lines out."
    )
    parser.add_argument(
        "--jsonl",
        action="store_true",
        required=True,
        help='read {"id", "question", "answers", "response"} a line (optional: "kind", "parts", "need"),'
        ' write {"id", "verdict", "score", "reason"} a line',
    )
    parser.add_argument(
        "--pack", metavar="NAME|PATH", help=f"whose glossary to use (default: the shipped {DEFAULT_PACK})"
    )
    parser.add_argument("--glossary", choices=["none"], help="use no glossary at all")
    return parser


# -- one line ------------------------------------------------------------------------------------------


def _item(line: bytes) -> tuple[Any, Question, str]:
    try:
        data = json.loads(line)
    except ValueError as error:
        raise UsageError(f"this is no JSON ({error}); write one object a line.") from None
    if not isinstance(data, dict):
        raise UsageError("this is no object; write {…} with id, question, answers and response.")
    prompt, answers = _text(data, "question"), _texts(data.get("answers"), "answers")
    parts, need = _parts(data.get("parts") or []), _number(data.get("need") or 0)
    if parts and need > len(parts):
        raise UsageError(f'"need" is {need}, but there are {len(parts)} parts.')
    question = infer(prompt, answers, _text(data, "kind", ""), parts, need)
    return data.get("id"), question, _text(data, "response")


def _text(data: dict[str, Any], key: str, default: str | None = None) -> str:
    value = data.get(key)
    value = default if value is None else value
    if not isinstance(value, str):
        raise UsageError(f'"{key}" must be a text.')
    return value


def _texts(value: Any, key: str) -> list[str]:
    if not isinstance(value, list) or not value or not all(isinstance(form, str) for form in value):
        raise UsageError(f'"{key}" must be a list of one or more texts.')
    return value


def _parts(value: Any) -> list[list[str]]:
    if not isinstance(value, list):
        raise UsageError('"parts" must be a list with the accepted forms of each part.')
    return [_texts([part] if isinstance(part, str) else part, "parts") for part in value]


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise UsageError('"need" must be a whole number.')
    return value


# -- the glossary --------------------------------------------------------------------------------------


def _glossary(pack: str | None, wanted: str | None, shipped: Path) -> Glossary:
    """The glossary of the pack that was named; where it brings none, that of the shipped pack."""
    if wanted == "none":
        return NO_GLOSSARY
    own = _manifest_glossary(_path(pack, shipped)) if pack else NO_GLOSSARY
    if own.terms or own.siblings:
        return own
    default = shipped / DEFAULT_PACK
    return _manifest_glossary(default) if default.exists() else NO_GLOSSARY


def _path(pack: str, shipped: Path) -> Path:
    if (shipped / pack).exists() and (shipped / pack).parent == shipped:
        return shipped / pack
    path = Path(pack).expanduser()
    if not path.exists():
        names = ", ".join(sorted(found.name for found in shipped.glob("*"))) or "none"
        raise PackError(
            f"There is no pack “{pack}”; give a path, or one that ships with exam-tutor: {names}."
        )
    return path


def _manifest_glossary(path: Path) -> Glossary:
    """The glossary in a folder's pack.toml or in a file's front matter; the notes themselves are not read."""
    source = path / "pack.toml" if path.is_dir() else path
    if not source.is_file():
        return NO_GLOSSARY
    try:
        text = source.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(f"{source} cannot be read: {error}.") from error
    if source.suffix == ".toml":
        return parse_manifest(text, source.name).glossary
    return front_matter(text, source.name)[0].glossary
