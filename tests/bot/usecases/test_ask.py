"""What the notes say, and showing it to others."""

import re

import pytest

from bot.events import Account, CommandCalled, Place
from bot.library import Library
from bot.lookup import Answer, compose
from bot.messages import Audience, Button, Buttons, Message
from bot.text.glossary import NO_GLOSSARY
from tests.bot.lookup.notes import NOTES, packed
from tests.kit import Talk, text_of


def offer(message: Message, label: str) -> Button | None:
    buttons = [b for part in message.parts if isinstance(part, Buttons) for b in part.buttons]
    return next((button for button in buttons if button.label == label), None)


def press(talk: Talk, button: Button) -> Message:
    who = Account("console", "T1", "Ada", "Ada")
    return talk.send(
        CommandCalled("press", who, Place("console", "T1", "C1"), button.command, dict(button.args))
    )


def test_an_answer_is_private_until_it_is_shared(talk: Talk) -> None:
    answer = talk.say("/ask is green tea oxidised")
    assert answer.audience is Audience.PRIVATE
    share = offer(answer, "share here")
    assert share is not None
    shared = press(talk, share)
    assert shared.audience is Audience.CHANNEL
    said = text_of(shared)
    assert "Ada shares" in said
    assert "Green tea is not oxidised." in said and "steamed or pan-fired" in said and "tea.md:7" in said


def test_a_fact_that_the_notes_have_no_more_is_not_shared(talk: Talk) -> None:
    gone = Button("share here", "share", (("fact", "nothing"),))
    assert "notes have changed" in text_of(press(talk, gone))


def test_more_shows_what_the_first_screen_did_not(talk: Talk) -> None:
    answer = talk.say("/ask tea")
    more = next(
        button
        for part in answer.parts
        if isinstance(part, Buttons)
        for button in part.buttons
        if button.label.endswith(" more")
    )
    further = press(talk, more)
    assert further.audience is Audience.PRIVATE
    assert "tea.md" in text_of(further)
    assert not set(_sources(answer)) & set(_sources(further))


def test_what_was_asked_before_is_there_at_once_and_new_notes_answer_anew(talk: Talk) -> None:
    desk = talk.outbox.desk
    first = talk.say("/ask is green tea oxidised")
    assert talk.say("/ask is green tea oxidised", "Bob") is first
    desk.library = Library((packed("# Tea\n\n- Green tea is hardly oxidised\n"),), NO_GLOSSARY)
    assert "hardly oxidised" in text_of(talk.say("/ask is green tea oxidised"))


def _sources(message: Message) -> list[str]:
    return re.findall(r"tea\.md:\d+", text_of(message))


@pytest.mark.parametrize("query", ["deck oven", "labelctl purge", "types of pre-dough", "glossy", "bun"])
def test_whatever_is_answered_can_be_shared_as_it_was_shown(query: str) -> None:
    library = Library.of([packed(NOTES)], lambda: NO_GLOSSARY)
    first = library.index.search(query).hits[0]
    shared = library.hit(library.key(first))
    assert shared is not None
    assert compose(Answer("", (shared,), refused=False)) == compose(Answer("", (first,), refused=False))
