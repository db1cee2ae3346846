"""The conversation loop of `exam-tutor chat`: the prompt first, everything heavy behind it.

The tutor is loaded on a thread while the person reads the prompt; the first line waits for it.
"""

import sys

from adapters.console.loading import PROMPT, Loading

TYPE_CHECKING = False  # typing itself takes longer to import than a prompt to print
if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from adapters.console.desktop import Desktop
    from adapters.console.house import House
    from adapters.console.render import Output
    from bot.messages import Message

READING = "Reading the notes …"
QUIT = ("/quit", "/exit", "/bye")


def run(load: "Callable[[], House]", name: "Callable[[], str]", history: "Callable[[], Path]") -> int:
    """Talk until the input ends, and return 0. Raises TutorError where the tutor cannot be loaded.

    `name` is who types; `history` is where a terminal's lines are kept.
    """
    loading = Loading(load)
    screen = sys.stdin.isatty() and sys.stdout.isatty()
    if screen:
        from adapters.console.terminal import typed_lines

        lines = typed_lines(loading, history())
    else:
        lines = _piped_lines(loading)
    conversation = Conversation(loading, name, screen=screen)
    for line in lines:
        if line.strip() in QUIT:
            break
        conversation.hear(line.strip())
    return 0


def _piped_lines(loading: Loading) -> "Iterator[str]":
    """Lines of a pipe or file, echoed behind the prompt so that the output reads as a conversation."""
    _write(PROMPT)
    loading.start()
    for line in sys.stdin:
        _write(line.rstrip("\n") + "\n")
        yield line
        _write(PROMPT)
    _write("\n")


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


class Conversation:
    """People's lines in, the tutor's messages out. All it needs is imported with the first line."""

    def __init__(self, loading: Loading, name: "Callable[[], str]", *, screen: bool) -> None:
        self._loading = loading
        self._name = name
        self._screen = screen
        self._output: Output | None = None
        self._runner: asyncio.Runner | None = None
        self._desk: Desktop | None = None

    def hear(self, line: str) -> None:
        """Answer one line; a mistake in it is answered with one sentence."""
        if not line:
            return
        # Wait before importing: two threads that import at once can meet a module half made.
        house = self._house()
        import asyncio

        from adapters.console.desktop import Desktop
        from adapters.console.render import Plain, Screen
        from bot.errors import UsageError
        from bot.messages import Message, Text

        self._output = self._output or (Screen if self._screen else Plain)(sys.stdout)
        self._runner = self._runner or asyncio.Runner()
        self._desk = self._desk or Desktop(self._name())
        try:
            event = self._desk.event(line)
        except UsageError as mistake:
            self._output.say(str(mistake))
            return
        if event is not None:
            self._show(self._runner.run(house.tutor.handle(event)))
        else:
            self._output.show(Message((Text(f"{self._desk.name} sits here now."),)))
        for message in self._runner.run(house.pulse()):
            self._show(message)

    def _show(self, message: "Message") -> None:
        assert self._output is not None and self._desk is not None
        self._output.show(message)
        self._desk.shown(message)

    def _house(self) -> "House":
        if (house := self._loading.ready()) is not None:
            return house
        if not self._screen:
            return self._loading.house()
        _write(READING)
        house = self._loading.house()
        _write(f"\r{' ' * len(READING)}\r")
        return house
