"""The tutor's own settings."""

from bot.settings import read_settings


def test_packs_are_separated_by_commas_and_counted_once() -> None:
    assert read_settings({"TUTOR_PACKS": " tea, ~/notes ,,tea"}).packs == ("tea", "~/notes")


def test_without_a_word_there_are_none_and_the_caller_takes_its_default() -> None:
    assert read_settings({}).packs == ()
