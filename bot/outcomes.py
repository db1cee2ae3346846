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
_FIELDS = {
    kind: tuple(field.name for field in fields(kind)) for kind in _CLASSES.values() if is_dataclass(kind)
}


def dump(message: messages.Message) -> str:
    """A message as JSON."""
    return _encoded(message)


def load(text: str) -> messages.Message:
    """The message that `dump` was given."""
    value = _rich(json.loads(text))
    assert isinstance(value, messages.Message)
    return value


def _plain(value: Any) -> dict[str, Any]:
    """What JSON has no form for."""
    kind = type(value)
    if isinstance(value, Enum):
        return {"is": kind.__name__, "value": value.value}
    return {"is": kind.__name__, **{name: getattr(value, name) for name in _FIELDS[kind]}}


_encoded = json.JSONEncoder(default=_plain, ensure_ascii=False, separators=(",", ":")).encode


def _rich(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_rich(item) for item in value)
    if isinstance(value, dict):
        kind = _CLASSES[value.pop("is")]
        return kind(**{name: _rich(item) for name, item in value.items()})
    return value
