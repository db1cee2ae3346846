"""Everything the tutor can refuse, each with a sentence for the person: what, where, how to mend it.

TutorError
├── UsageError        the person's words: an unknown command, a parameter that does not fit
├── PackError         notes that cannot be read at all (what is merely odd is a Problem of the pack)
├── StoreError        the database
│   ├── StoreBusy     locked or away: the same thing may work in a moment
│   └── StoreUnusable read-only, damaged, or of another version: somebody has to act
└── DeliveryError     a message that a platform did not take, or may not have taken
    ├── Gone          the channel is no more: deleted, archived
    ├── Forbidden     the tutor may not write there: not a member, token revoked, permission missing
    ├── Later         not taken now: rate limit, trouble on the platform's side; surely not sent
    ├── Invalid       refused for what it is; sending it again would not help
    ├── Unsure        it may have been taken or not: a time-out, a lost reply; can be found out
    └── Doubtful      it may have been taken or not, and it cannot be found out
"""


class TutorError(Exception):
    """A refusal whose text is meant for the person who caused it; one sentence, no traceback needed."""


class UsageError(TutorError):
    """What was asked cannot be understood as asked."""


class PackError(TutorError):
    """Notes that cannot be loaded: missing, unreadable, binary, empty."""


class StoreError(TutorError):
    """The database could not do it; nothing was changed."""


class StoreBusy(StoreError):
    """Locked by somebody else or out of reach for the moment."""


class StoreUnusable(StoreError):
    """Read-only, damaged, full, or of a version this program does not know."""


class DeliveryError(TutorError):
    """A platform did not, or perhaps did not, take a message."""


class Gone(DeliveryError):
    """The channel is no more."""


class Forbidden(DeliveryError):
    """The tutor may not write there."""


class Later(DeliveryError):
    """Surely not sent; may be tried again in `seconds`."""

    def __init__(self, sentence: str, seconds: float) -> None:
        super().__init__(sentence)
        self.seconds = seconds


class Invalid(DeliveryError):
    """Refused for what the message is."""


class Unsure(DeliveryError):
    """Sent or not: only the platform knows. Look for the key before sending again."""


class Doubtful(DeliveryError):
    """Sent or not: the platform does not let the tutor look."""
