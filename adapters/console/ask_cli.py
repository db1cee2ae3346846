"""`exam-tutor ask`: the facts that answer a query, for people, for programs, and many queries at once."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from bot.errors import PackError, UsageError
from bot.lookup import Answer, Card, Hit, Index, Reply, compose
from bot.notes import Pack, load
from bot.notes.manifest import parse_manifest
from bot.text.glossary import NO_GLOSSARY, Glossary

DEFAULT_PACK: Final = "aws-developer"
LINES: Final = 10  # source lines a query gets at most
CARDS: Final = 3  # facts a person sees at once


def main(argv: list[str], shipped: Path) -> int:
    """Run the subcommand; `shipped` is the folder of the packs that come with exam-tutor."""
    parser = _parser()
    options = parser.parse_args(argv)
    if options.jsonl == bool(options.query):
        parser.error("give either a QUERY or --jsonl")
    if options.top is not None and options.top < 1:
        parser.error("--top N is the number of facts, 1 or more")
    pack = load(_path(options.notes, options.pack, shipped))
    index = Index.build([pack], _glossary(pack, options.glossary, shipped))
    if options.jsonl:
        sys.stdout.writelines(_many(sys.stdin, index, several_files=len(pack.files) > 1))
        return 0
    top = options.top or (LINES if options.json else CARDS)
    answer = index.search(" ".join(options.query), max(LINES, top))
    if options.json:
        print(json.dumps([_as_data(hit) for hit in answer.hits[:top]], ensure_ascii=False, indent=2))
    else:
        print("\n".join(_told(compose(answer, cards=top))))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="exam-tutor ask", description="What the notes say about something, with the line it comes from."
    )
    parser.add_argument("query", metavar="QUERY", nargs="*", help="a question, or a few words")
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--notes", metavar="PATH", help="a Markdown file or a folder of them")
    source.add_argument(
        "--pack", metavar="NAME", help=f"a pack that ships with exam-tutor (default: {DEFAULT_PACK})"
    )
    parser.add_argument(
        "--top", metavar="N", type=int, help=f"at most so many facts (default: {CARDS}, as JSON {LINES})"
    )
    parser.add_argument("--json", action="store_true", help="the facts as JSON, ranked also when refused")
    parser.add_argument(
        "--jsonl", action="store_true", help='read {"id", "query"} a line, answer each in a line'
    )
    parser.add_argument("--glossary", choices=["none"], help="use no glossary at all")
    return parser


def _path(notes: str | None, pack: str | None, shipped: Path) -> Path:
    if notes:
        return Path(notes).expanduser()
    path = shipped / (pack or DEFAULT_PACK)
    if not path.exists() or path.parent != shipped:
        names = ", ".join(sorted(found.name for found in shipped.glob("*"))) or "none"
        raise PackError(f"There is no pack “{pack or DEFAULT_PACK}”; there is {names}.")
    return path


def _glossary(pack: Pack, wanted: str | None, shipped: Path) -> Glossary:
    """The pack's own glossary; where it brings none, that of the shipped pack."""
    if wanted == "none":
        return NO_GLOSSARY
    default = shipped / DEFAULT_PACK / "pack.toml"
    if pack.glossary.terms or not default.is_file():
        return pack.glossary
    return parse_manifest(default.read_text("utf-8"), default.name).glossary


def _many(lines: Iterable[str], index: Index, several_files: bool) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            name, query = _asked(line, number)
            answer = index.search(query, LINES)
            yield json.dumps(_judged(name, answer, several_files), ensure_ascii=False) + "\n"


def _asked(line: str, number: int) -> tuple[object, str]:
    try:
        data = json.loads(line)
        query = data["query"]
    except (ValueError, TypeError, KeyError):
        query = None
    if not isinstance(query, str):
        raise UsageError(f'Line {number} of the input must be JSON such as {{"id": "a1", "query": "…"}}.')
    return data.get("id"), query


def _judged(name: object, answer: Answer, several_files: bool) -> dict[str, object]:
    sources = answer.cited[:LINES]
    judged: dict[str, object] = {
        "id": name,
        "lines": [source.line for source in sources],
        "score": round(answer.confidence, 6),
        "refused": answer.refused,
    }
    return judged | ({"sources": [str(source) for source in sources]} if several_files else {})


def _as_data(hit: Hit) -> dict[str, object]:
    fact = hit.fact
    return {
        "text": fact.text,
        "path": list(fact.path),
        "file": fact.source.file,
        "line": fact.source.line,
        "score": hit.score,
        "children": [child.text for child in hit.children],
    }


def _told(reply: Reply) -> Iterator[str]:
    """A reply in lines of plain text."""
    for correction in reply.corrections:
        yield f"(“{correction.typed}” taken as “{correction.meant}”)"
    if reply.refused:
        yield "The notes don't say."
        if reply.topics:
            yield "Nearest topics: " + "; ".join(path[-1] for path in reply.topics)
    for place, card in enumerate(reply.cards):
        if place:
            yield ""
        yield from _card(card)
    if reply.more:
        yield f"… {reply.more} more with --top {len(reply.cards) + reply.more}"


def _card(card: Card) -> Iterator[str]:
    if card.side:
        yield f"[{card.side}]"
    yield from card.before
    yield card.text
    yield from (f"  {line}" for line in card.code)
    yield from (f"  • {child}" for child in card.children)
    if card.hidden:
        yield f"  … {card.hidden} more below"
    yield from card.after
    yield "  ".join(filter(None, (" › ".join((*card.path, *card.above)), f"({card.source})")))
