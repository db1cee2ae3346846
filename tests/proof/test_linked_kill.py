"""Killed before any statement of linking, pairing, joining, relaying or parting: nothing is half done."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.proof import size


def test_a_step_killed_anywhere_is_done_or_not_and_done_once_when_it_is_tried_again(
    tmp_path: Path, proved: Callable[[str], None]
) -> None:
    command = [sys.executable, "-m", "tests.proof.dying", str(tmp_path), str(size(17, 1))]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr[-2_000:]
    kills = dict(line.rsplit(": ", 1) for line in told.stdout.splitlines())
    assert len(kills) == 17
    assert sum(map(int, kills.values())) > 1.5 * len(kills)  # at statements, too
    proved(f"{len(kills)} steps, {sum(map(int, kills.values()))} kills: none half done, none done twice")
