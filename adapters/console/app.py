"""The conversation loop of `exam-tutor chat`: the prompt first, everything heavy behind it.

The tutor is loaded on a thread while the person reads the prompt; the first line waits for it.
"""

import asyncio
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adapters.console.render import Renderer
    from bot.messages import Button, Message
    from bot.tutor import Tutor

PROMPT = "> "
QUIT = ("/quit", "/bye")


class Loading:
    """The tutor, loaded on a thread from `start` on."""

    def __init__(self, load: "Callable[[], Tutor]") -> None:
        self._load = load
        self.tutor: Future[Tutor] = Future()

    def start(self) -> None:
        """Begin to load."""
        threading.Thread(target=self._run, name="load", daemon=True).start()

    def _run(self) -> None:
        try:
            self.tutor.set_result(self._load())
        except BaseException as error:  # noqa: BLE001  # the loop, which waits for it, raises it
            self.tutor.set_exception(error)


def run(load: "Callable[[], Tutor]", name: str, history: Path) -> int:
    """Talk until the input ends, and return 0. Raises TutorError where the tutor cannot be loaded."""
    loading = Loading(load)
    screen = sys.stdin.isatty() and sys.stdout.isatty()
    if screen:
        from adapters.console.terminal import typed_lines

        lines = typed_lines(loading, history)
    else:
        lines = _piped_lines(loading)
    with asyncio.Runner() as runner:
        conversation = Conversation(loading, name, runner, screen=screen)
        for line in lines:
            if line.strip() in QUIT:
                break
            conversation.hear(line.strip())
    return 0


def _piped_lines(loading: Loading) -> Iterator[str]:
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
    """One person's lines in, the tutor's messages out."""

    def __init__(self, loading: Loading, name: str, runner: asyncio.Runner, *, screen: bool) -> None:
        self._loading = loading
        self._name = name
        self._runner = runner
        self._screen = screen
        self._renderer: Renderer | None = None
        self._offers: tuple[Button, ...] = ()

    def hear(self, line: str) -> None:
        """Answer one line; a mistake in it is answered with one sentence."""
        if not line:
            return
        from adapters.console.events import Speaker
        from adapters.console.render import Renderer
        from bot.errors import UsageError

        self._renderer = self._renderer or Renderer(sys.stdout, screen=self._screen)
        tutor = self._tutor(self._renderer)
        try:
            event = Speaker.named(self._name).event(line, self._offers)
        except UsageError as mistake:
            self._renderer.say(str(mistake))
            return
        message = self._runner.run(tutor.handle(event))
        self._renderer.show(message)
        self._offers = _offers(message)

    def _tutor(self, renderer: "Renderer") -> "Tutor":
        if self._screen and not self._loading.tutor.done():
            with renderer.console.status("Reading the notes …"):
                return self._loading.tutor.result()
        return self._loading.tutor.result()


def _offers(message: "Message") -> "tuple[Button, ...]":
    from bot.messages import Buttons

    return tuple(button for part in message.parts if isinstance(part, Buttons) for button in part.buttons)
