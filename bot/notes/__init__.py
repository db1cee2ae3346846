"""Notes -> topics, facts and written questions: loading only."""

from bot.notes.loading import load, source_bytes
from bot.notes.model import Fact, Pack, Problem, Question, Source, Topic

__all__ = ["Fact", "Pack", "Problem", "Question", "Source", "Topic", "load", "source_bytes"]
