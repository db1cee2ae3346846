"""Every statement that is sent to a database, whichever way it takes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from sqlalchemy import Engine, event

from storage import prepared

Hear = Callable[[str, Any, bool], None]  # the values, or whether it is those of many rows at once


@contextmanager
def heard(hear: Hear) -> Iterator[None]:
    """Tell of each statement, with its values, before it is sent."""

    def before(_c: Any, _cur: Any, statement: str, values: Any, _ctx: Any, many: bool) -> None:
        hear(statement, values, many)

    def send(connection: Any, form: Any, values: Any, *, many: bool = False) -> Any:
        hear(form.text, values, many)
        return sent(connection, form, values, many=many)

    sent = prepared.send
    event.listen(Engine, "before_cursor_execute", before)
    try:
        with mock.patch.object(prepared, "send", send):
            yield
    finally:
        event.remove(Engine, "before_cursor_execute", before)
