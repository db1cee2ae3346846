"""What buttons, modals and their fields carry: ids only, so that a press works after a restart."""

import json
from dataclasses import asdict, dataclass, replace

from adapters.slack.limits import METADATA, RESPONSES

Args = tuple[tuple[str, str], ...]

ANSWER = "answer"  # answer:<post>:<option>, or answer:<post> for the picks of several or a filled box
PICKS = "picks"  # picks:<post>: ticking boxes, before they are handed in
BOX = "box"  # box:<post>: open the box for an answer
CALL = "call"  # call:<n>: a command, which is the button's value
FORM = "form"  # form:<command>: a filled form
FIELD = "field"  # the one field of an input block

_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def joined(kind: str, *rest: object) -> str:
    """An action's or modal's id."""
    return ":".join((kind, *map(str, rest)))


def call(command: str, args: Args) -> str:
    """A command with its parameters, as a button's value."""
    return _encoded([command, dict(args)])


def called(value: str) -> tuple[str, dict[str, str]]:
    """The command and parameters in a button's value; an empty command for what is no such value."""
    try:
        command, args = json.loads(value)
        return str(command), {str(name): str(given) for name, given in args.items()}
    except (ValueError, TypeError, AttributeError):
        return "", {}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a modal was opened from: the channel, and the private message to keep in step with it."""

    channel: str = ""
    name: str = ""
    response_url: str = ""
    uses: int = 0  # of the response_url so far
    args: str = ""  # of a form

    def can_follow(self, *, asks: bool) -> bool:
        """Whether the message can be changed once more; the last change is kept for one that asks nothing."""
        return bool(self.response_url) and self.uses < RESPONSES - asks

    def used(self) -> "Origin":
        """The origin after one more change of the message."""
        return replace(self, uses=self.uses + 1)

    def dump(self) -> str:
        """As a modal's private metadata."""
        text = json.dumps({name: value for name, value in asdict(self).items() if value})
        return text if len(text) <= METADATA else json.dumps({"channel": self.channel})

    @classmethod
    def load(cls, text: str) -> "Origin":
        """The origin in a modal's private metadata."""
        return cls(**json.loads(text)) if text else cls()
