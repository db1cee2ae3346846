"""Everything the tutor can refuse, each with a sentence for the person: what, where, how to mend it.

TutorError
├── UsageError        the person's words: an unknown command, a parameter that does not fit
├── PackError         notes that cannot be read at all (what is merely odd is a Problem of the pack)
└── StoreError        the database
    ├── StoreBusy     locked or away: the same thing may work in a moment
    └── StoreUnusable read-only, damaged, or of another version: somebody has to act
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
