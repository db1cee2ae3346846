"""Abbreviations are found however the notes spell them out."""

import time

import pytest

from bot.authoring.acronyms import expansion, spelt_out


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("Very High Frequency (VHF)", "VHF", "Very High Frequency"),
        ("VHF (Very High Frequency)", "VHF", "Very High Frequency"),
        ("AIS - Automatic Identification System", "AIS", "Automatic Identification System"),
        ("AIS = Automatic Identification System", "AIS", "Automatic Identification System"),
        ("SOS: Save Our Souls", "SOS", "Save Our Souls"),
        (
            "the new Time To Closest Point of Approach (TCPA) alarm",
            "TCPA",
            "Time To Closest Point of Approach",
        ),
        ("Time of Closest Approach (TCA)", "TCA", "Time of Closest Approach"),
        ("S3 (Simple Storage Service)", "S3", "Simple Storage Service"),
        ("DOC = Deposito di Ormeggio Comunale", "DOC", "Deposito di Ormeggio Comunale"),
        ("MOB (man overboard)", "MOB", ""),
        ("boats (big ones)", "", ""),
    ],
)
def test_forms(text: str, short: str, long: str) -> None:
    assert dict(spelt_out(text)) == ({short: long} if long else {})


def test_initials_must_fit() -> None:
    assert expansion("BCS", "a big cat sleeps") == "big cat sleeps"
    assert expansion("BCS", "a big cat") == ""


def test_long_runs_of_hyphens_take_no_time() -> None:
    began = time.process_time()
    list(spelt_out("A" + "-" * 20_000 + " (AB)" + " a" * 5_000 + " ("))
    assert time.process_time() - began < 1
