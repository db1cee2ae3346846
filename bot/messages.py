"""What goes out: meaning, never looks. Adapters turn each part into their platform's own widgets.

Texts are plain, with code in `ticks` as the only markup. They may hold anything a person or a pack wrote:
escaping and the platform's limits are the adapter's.
"""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias


class Audience(Enum):
    """Who may see a message where several people are."""

    PRIVATE = "private"
    CHANNEL = "channel"


class Tone(Enum):
    """What a text means to its reader; a platform may show it by colour or sign."""

    PLAIN = "plain"
    GOOD = "good"
    ALMOST = "almost"
    BAD = "bad"
    QUIET = "quiet"  # a source line, a remark: smaller, paler


@dataclass(frozen=True, slots=True)
class Heading:
    """The one line that says what the message is."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Bullets:
    """Lines of equal rank with their depth, 0 for the outermost: (depth, text)."""

    items: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Lines to be shown as they are, in a fixed-width font."""

    text: str


@dataclass(frozen=True, slots=True)
class File:
    """A text to be kept, as a file where the platform has files. Only in private messages."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """An address of a platform's own, such as a file's, under a name. Only https."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column names; `mark` is the place of the reader's own row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    mark: int | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """Options to pick from, one or (`multiple`) several; a pick comes back as ChoiceMade for `post`."""

    post: str
    options: tuple[str, ...]
    multiple: bool = False


@dataclass(frozen=True, slots=True)
class AnswerBox:
    """A box for free text; what is written comes back as TextAnswered for `post`."""

    post: str
    label: str


@dataclass(frozen=True, slots=True)
class Button:
    """An offer: pressing it is calling that command.

    Names and values together stay under 80 characters, so that they fit every platform's id of a button.
    """

    label: str
    command: str
    args: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Buttons:
    """Offers under a message."""

    buttons: tuple[Button, ...]


class FieldKind(Enum):
    """What a field of a form takes, so that a platform can show the right picker."""

    TEXT = "text"
    TIME = "time"  # HH:MM
    ZONE = "zone"  # an IANA zone
    ONE_OF = "one_of"
    SOME_OF = "some_of"  # values joined by commas


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form; `options` for ONE_OF and SOME_OF."""

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    value: str = ""
    options: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """Parameters to fill in; submitting it is calling that command with `args` and the fields by name."""

    title: str
    command: str
    fields: tuple[Field, ...]
    args: tuple[tuple[str, str], ...] = ()


Part: TypeAlias = Heading | Text | Bullets | Code | File | Link | Table | Choices | AnswerBox | Buttons | Form


@dataclass(frozen=True, slots=True)
class Message:
    """One answer of the tutor."""

    parts: tuple[Part, ...]
    audience: Audience = Audience.PRIVATE

    @property
    def refusal(self) -> bool:
        """Whether nothing came of what was asked: all it says is what is wrong."""
        return all(isinstance(part, Text) and part.tone is Tone.BAD for part in self.parts)
