"""Counters in the text form that Prometheus reads.

https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
"""

from collections.abc import Iterator, Mapping

from bot.counts import Counts

TYPE = "text/plain; version=0.0.4; charset=utf-8"
_COUNTERS = (  # metric, field of Counts, what it counts
    ("ticks", "ticks", "Looks at what is due."),
    ("due", "due", "Schedules whose time had come."),
    ("closed", "closed", "Questions whose time was over."),
    ("skipped", "skipped", "Dates on which a channel got no question."),
    ("sent", "sent", "Messages that a platform took."),
    ("late", "late", "Daily questions among them that came five minutes or more after their time."),
    ("found", "found", "Messages among them that an earlier try had sent already."),
    ("unknown", "unsure", "Messages of which nobody can tell whether they were sent."),
    ("failed", "failed", "Messages that a platform refused for good."),
    ("postponed", "postponed", "Times that a message was put off, as by a rate limit."),
    ("handled_events", "handled", "Events of people that were answered."),
)


def exposition(counts: Counts, platforms: Mapping[str, bool], beat: float | None) -> str:
    """All metrics; `beat` is the Unix time of the last sign of life, None before the first."""
    return "".join(f"{line}\n" for line in _lines(counts, platforms, beat))


def _lines(counts: Counts, platforms: Mapping[str, bool], beat: float | None) -> Iterator[str]:
    for name, field, told in _COUNTERS:
        yield f"# HELP exam_tutor_{name}_total {told}"
        yield f"# TYPE exam_tutor_{name}_total counter"
        yield f"exam_tutor_{name}_total {getattr(counts, field)}"
    yield "# HELP exam_tutor_platform_up Whether a chat platform is connected."
    yield "# TYPE exam_tutor_platform_up gauge"
    for platform, up in platforms.items():
        yield f'exam_tutor_platform_up{{platform="{platform}"}} {int(up)}'
    if beat is not None:
        yield "# HELP exam_tutor_last_tick_timestamp_seconds When the last look at what is due ended well."
        yield "# TYPE exam_tutor_last_tick_timestamp_seconds gauge"
        yield f"exam_tutor_last_tick_timestamp_seconds {beat:.3f}"
