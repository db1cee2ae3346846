"""Packs that are read again when their files change, or when somebody asks; the last good ones stay."""

import asyncio
import logging

from bot.errors import PackError
from bot.library import Library
from bot.notes.model import Severity
from bot.shelf import Shelf
from bot.usecases.desk import Desk

_log = logging.getLogger(__name__)


class Reloader:
    """Keeps a desk's library up to date with the files of a shelf."""

    def __init__(self, desk: Desk, shelf: Shelf) -> None:
        self._desk = desk
        self._shelf = shelf
        self._loaded = self._seen = shelf.state()
        self._one = asyncio.Lock()

    async def look(self) -> None:
        """Read the packs again where their files have changed, and have been steady since the last look."""
        state = await asyncio.to_thread(self._shelf.state)
        steady, self._seen = state == self._seen, state
        if steady and state != self._loaded:
            await self.reload()

    async def reload(self) -> bool:
        """Read the packs now; False, and the old ones stay, where they cannot be read or are empty."""
        async with self._one:
            self._loaded = await asyncio.to_thread(self._shelf.state)
            try:
                library = await asyncio.to_thread(self._read)
            except PackError as error:
                _log.error("the packs stay as they were: %s", error)
                return False
            self._desk.library = library
            _log.info("packs read: %s", told(library))
            return True

    def _read(self) -> Library:
        library = self._shelf.load()
        if self._desk.library.questions and not library.questions:
            raise PackError("There is not one question left in the packs; is a file missing?")
        return warmed(library)


def warmed(library: Library) -> Library:
    """The library with what events need made ready, so that nobody's first question waits for it."""
    for made in ("grader", "index", "questions", "topics"):
        getattr(library, made)
    return library


def told(library: Library) -> str:
    """What was read, in a line for the log."""
    return "; ".join(
        f"{pack.name}: {len(pack.facts)} facts, {len(pack.questions)} questions, "
        f"{sum(problem.severity is Severity.ERROR for problem in pack.problems)} errors"
        for pack in library.packs
    )
