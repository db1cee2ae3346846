"""Browsing the notes."""

from bot.messages import Bullets
from tests.kit import Talk, text_of


def test_the_tree_shows_topics_below_the_title_with_their_questions(talk: Talk) -> None:
    tree = next(part for part in talk.say("/topics").parts if isinstance(part, Bullets))
    assert tree.items == ((0, "Green tea · 1 question"),)


def test_a_card_shows_the_facts_as_nested_in_the_notes(talk: Talk) -> None:
    shown = talk.say("/card green")
    facts = next(part for part in shown.parts if isinstance(part, Bullets))
    assert facts.items == ((0, "Green tea is not oxidised."), (1, "It is steamed or pan-fired."))
    assert "Tea › Green tea" in text_of(shown) and "tea.md:5" in text_of(shown)


def test_a_topic_is_found_by_the_beginnings_of_its_words(talk: Talk) -> None:
    assert "Tea › Green tea" in text_of(talk.say("/card tea gre"))


def test_an_unknown_topic_is_said(talk: Talk) -> None:
    assert "No topic is called “coffee”" in text_of(talk.say("/card coffee"))


def test_help_lists_every_command(talk: Talk) -> None:
    said = text_of(talk.say("/help"))
    assert "/quiz [TOPIC] [N]" in said and "/leaderboard [week|month|all]" in said and "All about tea" in said


def test_an_unknown_command_is_said(talk: Talk) -> None:
    assert "There is no command /dance" in text_of(talk.say("/dance"))
