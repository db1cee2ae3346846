"""What this process has done since it started, for those who watch it."""

from dataclasses import dataclass


@dataclass
class Counts:
    """Counters that only grow. One a process; events and deliveries are counted when they are over."""

    ticks: int = 0
    due: int = 0  # schedules whose time had come
    closed: int = 0  # questions whose time was over
    skipped: int = 0  # dates on which a channel got no question
    sent: int = 0
    late: int = 0  # of the daily questions sent: minutes or hours after their time
    found: int = 0  # of those sent: taken by the platform at an earlier try
    unsure: int = 0  # nobody can tell whether they were sent
    failed: int = 0
    postponed: int = 0
    handled: int = 0  # events of people
