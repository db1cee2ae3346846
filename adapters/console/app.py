"""The conversation loop of `exam-tutor chat`: the prompt first, everything heavy behind it.

The tutor is loaded on a thread while the person reads the prompt; the first line waits for it.
"""

import sys
import threading

TYPE_CHECKING = False  # typing itself takes longer to import than a prompt to print
if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from adapters.console.render import Output
    from bot.messages import Button, Message
    from bot.tutor import Tutor

PROMPT = "> "
QUIT = ("/quit", "/bye")


class Loading:
    """The tutor, loaded on a thread from `start` on."""

    def __init__(self, load: "Callable[[], Tutor]") -> None:
        self._load = load
        self._done = threading.Event()
        self._tutor: Tutor | None = None
        self._error: BaseException | None = None

    def start(self) -> None:
        """Begin to load."""
        threading.Thread(target=self._run, name="load", daemon=True).start()

    def ready(self) -> "Tutor | None":
        """The tutor, once it is loaded."""
        return self._tutor

    def tutor(self) -> "Tutor":
        """The tutor; waits for it. Raises what went wrong."""
        self._done.wait()
        if self._tutor is None:
            assert self._error is not None
            raise self._error
        return self._tutor

    def _run(self) -> None:
        try:
            self._tutor = self._load()
        except BaseException as error:  # noqa: BLE001  # raised in the thread that waits
            self._error = error
        self._done.set()


def run(load: "Callable[[], Tutor]", name: "Callable[[], str]", history: "Callable[[], Path]") -> int:
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
    """One person's lines in, the tutor's messages out. All it needs is imported with the first line."""

    def __init__(self, loading: Loading, name: "Callable[[], str]", *, screen: bool) -> None:
        self._loading = loading
        self._name = name
        self._screen = screen
        self._output: Output | None = None
        self._runner: asyncio.Runner | None = None
        self._offers: tuple[Button, ...] = ()

    def hear(self, line: str) -> None:
        """Answer one line; a mistake in it is answered with one sentence."""
        if not line:
            return
        import asyncio

        from adapters.console.events import Speaker
        from adapters.console.render import Plain, Screen
        from bot.errors import UsageError

        self._output = self._output or (Screen if self._screen else Plain)(sys.stdout)
        self._runner = self._runner or asyncio.Runner()
        tutor = self._tutor(self._output)
        try:
            event = Speaker.named(self._name()).event(line, self._offers)
        except UsageError as mistake:
            self._output.say(str(mistake))
            return
        message = self._runner.run(tutor.handle(event))
        self._output.show(message)
        self._offers = _offers(message)

    def _tutor(self, output: "Output") -> "Tutor":
        if (tutor := self._loading.ready()) is not None:
            return tutor
        with output.waiting("Reading the notes …"):
            return self._loading.tutor()


def _offers(message: "Message") -> "tuple[Button, ...]":
    from bot.messages import Buttons

    return tuple(button for part in message.parts if isinstance(part, Buttons) for button in part.buttons)
