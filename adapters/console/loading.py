"""The tutor on its way: the prompt is there at once, what is behind it a moment later."""

import threading

TYPE_CHECKING = False  # typing itself takes longer to import than a prompt to print
if TYPE_CHECKING:
    from collections.abc import Callable

    from adapters.console.house import House

PROMPT = "> "


class Loading:
    """The tutor, loaded on a thread from `start` on."""

    def __init__(self, load: "Callable[[], House]") -> None:
        self._load = load
        self._done = threading.Event()
        self._house: House | None = None
        self._error: BaseException | None = None

    def start(self, then: "Callable[[], None]" = lambda: None) -> None:
        """Begin to load; `then` is called on the loading thread when that is over."""
        threading.Thread(target=self._run, args=(then,), name="load", daemon=True).start()

    def ready(self) -> "House | None":
        """The tutor and its pulse, once they are loaded."""
        return self._house

    def house(self) -> "House":
        """The same; waits for them. Raises what went wrong."""
        self._done.wait()
        if self._house is None:
            assert self._error is not None
            raise self._error
        return self._house

    def _run(self, then: "Callable[[], None]") -> None:
        try:
            self._house = self._load()
        except BaseException as error:  # noqa: BLE001  # raised in the thread that waits
            self._error = error
        self._done.set()
        then()
