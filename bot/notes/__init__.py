"""Notes -> topics, facts and written questions: loading only."""

from pathlib import Path

from bot.notes.files import source_bytes
from bot.notes.model import Fact, Pack, Problem, Question, Source, Topic

__all__ = ["Fact", "Pack", "Problem", "Question", "Source", "Topic", "load", "source_bytes"]


def load(path: Path) -> Pack:
    """The pack at `path`: one Markdown file, or a folder of them with an optional `pack.toml`.

    Raises PackError, in one sentence, where there is nothing that can be read; what is merely odd is
    among `Pack.problems`.
    """
    from bot.notes import loading  # brings the parser, which a pack from a cache does not need

    return loading.load(path)
