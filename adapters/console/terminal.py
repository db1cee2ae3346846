"""Lines typed on a terminal, with history, completion and a line that says what is loaded."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import HTML
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from adapters.console.loading import PROMPT, Loading
from bot.commands import BY_NAME, COMMANDS, Kind

SUGGESTIONS = 12
_COMPLETED = (Kind.TOPIC, Kind.SCOPE)


def typed_lines(loading: Loading, history: Path) -> Iterator[str]:
    """Each line entered, until Ctrl-D; loading starts behind the first prompt. Ctrl-C drops a line."""
    print("exam-tutor. Ask the notes anything, or /quiz. /help lists all; Ctrl-D ends.\n")
    session: PromptSession[str] = PromptSession(
        history=_history(history),
        auto_suggest=AutoSuggestFromHistory(),
        completer=_Words(loading),
        complete_while_typing=True,
        reserve_space_for_menu=6,
        bottom_toolbar=lambda: _status(loading),
    )
    # When all is read, the line below the prompt says so at once, not with the next key.
    start: Callable[[], None] = partial(loading.start, session.app.invalidate)
    while True:
        try:
            line = session.prompt(PROMPT, pre_run=start)
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        finally:
            start = _nothing
        yield line


def _nothing() -> None:
    """Loading is under way already."""


def _history(path: Path) -> History:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(path))


def _status(loading: Loading) -> HTML:
    house = loading.ready()
    if house is None:
        return HTML("<i>reading the notes …</i>")
    packs = house.tutor.library.packs
    return HTML(" · ".join("{} · {} questions" for _ in packs)).format(
        *(value for pack in packs for value in (pack.title, len(pack.questions)))
    )


class _Words(Completer):
    """Commands after a slash, then the choices of the command's parameters, or topics."""

    def __init__(self, loading: Loading) -> None:
        self._loading = loading

    def get_completions(self, document: Document, _event: CompleteEvent) -> Iterable[Completion]:
        text = document.text_before_cursor
        if not text.startswith("/"):
            return
        name, space, rest = text[1:].partition(" ")
        if not space:
            for command in COMMANDS:
                if command.name.startswith(name):
                    yield Completion(command.name, -len(name), command.usage, command.help)
        elif name in BY_NAME:
            for word in self._values(name, rest):
                yield Completion(word, -len(rest))

    def _values(self, name: str, typed: str) -> list[str]:
        found: list[str] = []
        for parameter in BY_NAME[name].parameters:
            found += [choice for choice in parameter.choices if choice.startswith(typed)]
            if parameter.kind in _COMPLETED and (house := self._loading.ready()) is not None:
                from bot.completion import completions  # what it stands on takes long to load

                found += completions(house.tutor.library, parameter.kind, typed, SUGGESTIONS)
        return found
