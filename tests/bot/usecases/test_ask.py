"""What the notes say, and showing it to others."""

from bot.events import Account, CommandCalled, Place
from bot.messages import Audience, Button, Buttons, Message
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
