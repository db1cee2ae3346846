"""Notes that nobody would write, by the thousand: no crash, no hang, no lost line.

Run: python -m benchmarks.notes_fuzz [FOLDER] [COUNT]. Half of the inputs are soups of Markdown's own
tokens, half are mutated lines of the notes in FOLDER (default: the shipped pack). Then come heaps: one odd
construct thousands of times over, for what takes longer than its size. The seed is fixed.
"""

import random
import re
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from bot.errors import PackError
from bot.notes.loading import parse_file
from bot.notes.model import Pack

COUNT = 20_000
SEED = 20261123
BOUND = 10.0  # milliseconds a KB of notes may take, beside one for each file: 2 to 3 times the heaviest heap
_TOKENS = (
    "# ", "## ", "###### ", "#", "* ", "- ", "+ ", "1. ", "2) ", "  ", "    ", "\t", "\n", "\n\n", "\n\n\n",
    "```", "```py", "````", "~~~", "``` x", "`", "``", "> ", ">", ">5", "** ", "**", "__", "_", "*", "***",
    "---", "===", "- [ ] ", "- [x] ", "[", "](u)", "]", "![", "<", ">", "<div>", "</div>", "<!--", "-->",
    "<b>", "</b>", "<br>", "<host>", "&amp;", "&#65;", "\\", "|", "| a | b |", "|---|---|", "|-|", ": ",
    "Q: ", "A: ", "ok: ", "close: ", "no: ", "reject: ", "all of: ", "any 2 of: ", "earlier: ", "{#id}",
    "{level=2}", "{", "}", "#!/bin/sh", "[^1]", "[^1]: ", "[x]: y", "TODO ", "?", "ß", "سلام", "漢字", "🦊",
    "\x00", "\r", "\r\n", "\u200f", "\ufeff", "10^6", "=>", "$x$", "a", "wörd", "alpha beta",
    "gamma: delta", "Lambda", "42 MB",
)  # fmt: skip
_HEAP = 60_000  # characters
_HEAPS = (
    "- a b c\n", "some text\n", "```\n- a\n", "```py x\n- a\n", "```\nx\n~~~\ny\n", "[", "[a](", "*a ",
    "**a ", "_a_b ", "|a", "> a\n", ">", "<div>\n", "<!-- x\n", "<a ", "Q: x?\n", "Q: x y?\nA: a | b\n\n",
    "Q: x?\n- [ ] a\n- [x] b\n\n", "# a\n", "  # a\n", "- a\n  # b\n", "      # a\n", "k: v\n", "k => v\n",
    "a: ", "T\n: d\n", "[^1]: a\n", "[a](b.md) ", "a\n---\n", "a\n-\n", "x", "-", "=", "` ", "``a", "`",
    "\\", "** a **\n", "-\n", "- a\n            - b\n", "\t- a\n", " - a\n    - b\n", "1986. a\n", "a) b\n",
    "{a=b} ", "# a {tag=x}\n", "#!/bin/sh\nx\n", "a\x00b ", "漢字\n", "́", "- TODO x\n", "- a?\n",
    "  - earlier: x\n", "```\nx\n```\n", "[[a]] ", "(look ", "<b>a\n",
    "| a | b |\n|---|---|\n| c | d |\n\n",
)  # fmt: skip
_UNREAD = re.compile(
    r"<!--|<[^<>]*>|\]\([^()\n]*\)|\]\[[^\[\]\n]*\]|\[\^?[^\[\]\n]*\]:.*|&#?\w+;|\{[^{}\n]*\}"
    r"|^\s*[`~]{3,}.*$|[`~]{3,} ?[\w.+#-]*"
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BREAK = re.compile(r"\r\n|\r|\n")
_WORD = re.compile(r"[^\W_]{3,}")


@dataclass
class Outcome:
    """What one input led to."""

    error: str = ""
    lost: str = ""
    milliseconds: float = 0.0


def soup(source: random.Random) -> str:
    """A text made of Markdown's own tokens."""
    return "".join(source.choice(_TOKENS) for _ in range(source.randint(1, 60)))


def mutated(source: random.Random, lines: Sequence[str]) -> str:
    """A stretch of real notes with a few accidents."""
    start = source.randrange(len(lines))
    chosen = list(lines[start : start + source.randint(3, 60)])
    for _ in range(source.randint(1, 6)):
        at = source.randrange(len(chosen))
        accident = source.randrange(6)
        if accident == 0:
            chosen.insert(at, source.choice(_TOKENS).strip("\n") + source.choice(chosen))
        elif accident == 1:
            chosen[at] = " " * source.randint(0, 9) + chosen[at].lstrip()
        elif accident == 2:
            chosen[at] = chosen[at] + source.choice(_TOKENS)
        elif accident == 3:
            chosen.insert(at, source.choice(("```", "~~~", "<!--", "---", "", "|---|")))
        elif accident == 4:
            cut = source.randint(0, len(chosen[at]))
            chosen[at] = chosen[at][:cut] + source.choice(_TOKENS) + chosen[at][cut:]
        elif len(chosen) > 1:
            del chosen[at]
    return "\n".join(chosen)


def judge(text: str) -> Outcome:
    """Parse a text as a file of notes; a refusal in one sentence is no error."""
    outcome = Outcome()
    began = time.process_time()
    try:
        pack = parse_file(text.encode(errors="surrogatepass"), "fuzz.md")
    except PackError:
        return outcome
    except Exception:  # noqa: BLE001 - any other exception is what the fuzzer looks for
        outcome.error = traceback.format_exc(limit=-2)
        return outcome
    outcome.milliseconds = (time.process_time() - began) * 1000
    outcome.lost = lost_line(text, pack)
    return outcome


def lost_line(text: str, pack: Pack) -> str:
    """The first line of which a word is nowhere in the pack, or ""."""
    said = _said(pack)
    covered = {
        line
        for source in (*(q.source for q in pack.questions), *(todo.source for todo in pack.todos))
        for line in range(source.line, source.end_line + 1)
    }
    text = _COMMENT.sub(
        lambda comment: " " + "\n" * len(_BREAK.findall(comment[0])), text.replace("\ufeff", "")
    )
    for number, line in enumerate(_BREAK.split(text), 1):
        if number in covered:
            continue
        for word in _WORD.findall(_UNREAD.sub(" ", line.replace("\x00", ""))):
            if word not in said and word != "earlier":
                return f"{number}: {line!r} ({word})"
    return ""


def _said(pack: Pack) -> str:
    parts: list[str] = [topic.path[-1] for topic in pack.topics]
    for fact in pack.facts:
        parts += (fact.text, *fact.code, *fact.earlier)
    parts += (todo.text for todo in pack.todos)
    return "\n".join(parts)


def inputs(folder: Path, count: int) -> Iterator[str]:
    """The inputs, the same at each run."""
    source = random.Random(SEED)
    files = sorted(folder.rglob("*.md"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").split("\n")]
    for number in range(count):
        yield soup(source) if number % 2 or not lines else mutated(source, lines)


def heaps() -> Iterator[str]:
    """One odd construct thousands of times over, each; and bullets that nest ever deeper."""
    yield from (piece * (_HEAP // len(piece)) for piece in _HEAPS)
    yield "".join(f"{'  ' * depth}- x\n" for depth in range(240))
    yield "".join(f"{' ' * depth}- x\n" for depth in range(340))


def main(arguments: Sequence[str]) -> int:
    """Print what was found; 1 where anything was."""
    folder = Path(arguments[0]) if arguments else Path(__file__).parent.parent / "content"
    count = int(arguments[1]) if len(arguments) > 1 else COUNT
    errors, losses, slow, worst = [], [], [], 0.0
    for text in chain(inputs(folder, count), heaps()):
        outcome = judge(text)
        size = len(text.encode(errors="surrogatepass")) / 1024
        if outcome.error:
            errors.append((outcome.error, text))
        if outcome.lost:
            losses.append((outcome.lost, text))
        worst = max(worst, outcome.milliseconds / max(size, 1))
        limit = BOUND * size + 1
        if outcome.milliseconds > limit and min(judge(text).milliseconds for _ in range(3)) > limit:
            slow.append((f"{outcome.milliseconds:.1f} ms for {size:.1f} KB", text[:200]))
    found = f"{len(errors)} errors, {len(losses)} with a lost line, {len(slow)} too slow"
    print(f"{count} inputs of seed {SEED} and {len(_HEAPS) + 2} heaps: {found}")
    print(f"slowest: {worst:.1f} ms a KB (bound {BOUND} ms a KB and 1 ms a file)")
    for name, cases in (("error", errors), ("lost", losses), ("slow", slow)):
        for what, text in cases[:5]:
            print(f"{name}: {what}\n{text!r}\n")
    return int(bool(errors or losses or slow))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
