"""The machine's clock."""

from datetime import UTC, datetime


class SystemClock:
    """The tutor's Clock on the machine's own time."""

    def now(self) -> datetime:
        """This instant in UTC."""
        return datetime.now(UTC)
