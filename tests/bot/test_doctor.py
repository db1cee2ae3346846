"""What the doctor finds in packs and time zones."""

from pathlib import Path

import pytest

from bot import doctor
from bot.doctor import check_packs, check_zones
from tests.kit import TEA_NOTES


def test_a_pack_without_errors_is_well(tmp_path: Path) -> None:
    (finding,) = check_packs((str(TEA_NOTES),), tmp_path)
    assert finding.ok and "pack tea: " in finding.what


def test_each_error_of_a_pack_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_text("# Tea\n\nQ: Which? {#a}\n\n- [ ] one\n- [ ] two\n")
    (finding,) = check_packs((str(tmp_path / "bad.md"),), tmp_path)
    assert not finding.ok and "bad.md:" in finding.mend and "notes check" in finding.mend


def test_a_pack_that_cannot_be_read_does_not_hide_the_others(tmp_path: Path) -> None:
    (tmp_path / "tea").mkdir()
    found = list(check_packs(("nope", str(TEA_NOTES)), tmp_path))
    assert [finding.ok for finding in found] == [False, True]
    assert "neither a path nor one of tea" in found[0].mend


def test_the_zones_are_there() -> None:
    (finding,) = check_zones()
    assert finding.ok and "time zones (tzdata 20" in finding.what


def test_missing_zones_are_said_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_ZONES", ("Europe/Nowhere",))
    (finding,) = check_zones()
    assert not finding.ok and "Europe/Nowhere" in finding.what and "tzdata" in finding.mend
