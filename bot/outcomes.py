"""Messages as text and back, so that an event delivered again gets the very answer it got before."""

import json
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from bot import messages

_CLASSES: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in vars(messages).values()
    if isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, Enum))
}


def dump(message: messages.Message) -> str:
    """A message as JSON."""
    return json.dumps(_plain(message), ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> messages.Message:
    """The message that `dump` was given."""
    value = _rich(json.loads(text))
    assert isinstance(value, messages.Message)
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return {"is": type(value).__name__, "value": value.value}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        named = {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
        return {"is": type(value).__name__, **named}
    return value


def _rich(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_rich(item) for item in value)
    if isinstance(value, dict):
        kind = _CLASSES[value.pop("is")]
        return kind(**{name: _rich(item) for name, item in value.items()})
    return value
