"""Metrics in the form that Prometheus reads."""

import re
from dataclasses import fields

from adapters.serve.metrics import exposition
from bot.counts import Counts

LINE = re.compile(r'(# (HELP|TYPE) exam_tutor_\w+ .+|exam_tutor_\w+(\{platform="\w+"\})? [0-9.]+)')


def test_every_line_has_the_form() -> None:
    text = exposition(Counts(sent=3), {"slack": True, "discord": False}, 1.7e9)
    assert text.endswith("\n") and all(LINE.fullmatch(line) for line in text.splitlines())


def test_every_counter_is_told_once() -> None:
    counts = Counts(**{field.name: number for number, field in enumerate(fields(Counts), 100)})
    told = re.findall(r"^exam_tutor_\w+_total (\d+)$", exposition(counts, {}, None), re.MULTILINE)
    assert sorted(map(int, told)) == list(range(100, 100 + len(fields(Counts))))


def test_what_is_watched_by_name_has_that_name() -> None:
    text = exposition(Counts(due=1, sent=2, unsure=3, late=4, skipped=5), {"slack": False}, 12.5)
    for line in ("due_total 1", "sent_total 2", "unknown_total 3", "late_total 4", "skipped_total 5"):
        assert f"\nexam_tutor_{line}\n" in text
    assert '\nexam_tutor_platform_up{platform="slack"} 0\n' in text
    assert "\nexam_tutor_last_tick_timestamp_seconds 12.500\n" in text
