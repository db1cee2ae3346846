"""Codes by which somebody proves to be on both sides."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bot.errors import UsageError
from bot.events import CommandCalled
from bot.messages import Button, Buttons, Heading, Message, Part, Text
from bot.usecases.desk import Desk, Visit

LASTS = timedelta(minutes=10)
WRONG = (
    "That code is not valid: it was used, is more than 10 minutes old, or was mistyped. Ask for a new one."
)
SURE = "yes"
_LABELS = {"workspace": "become one group", "channel": "make them one", "me": "yes, both are mine"}


def named(platform: str) -> str:
    """A platform as people call it."""
    return platform.capitalize()


async def give_code(
    desk: Desk, call: CommandCalled, payload: Callable[[Visit], object], what: str
) -> Message:
    """A code for the other side, to be seen by whoever asks alone."""

    def effect(visit: Visit) -> Message:
        code = visit.tx.issue_code(_purpose(call), json.dumps(payload(visit)), visit.now, LASTS)
        typed = f"/link {call.args['what']} {code}"
        return Message((Heading(code), Text(f"{what} type `{typed}` within 10 minutes. It works once.")))

    return await desk.once(call, effect)


async def with_code(
    desk: Desk,
    call: CommandCalled,
    told: Callable[[Visit, Any], tuple[Part, ...]],
    done: Callable[[Visit, Any], Message],
) -> Message:
    """Say what a code would bring about (`told`), or, when that is confirmed, bring it about (`done`)."""
    code = call.args["value"]
    if call.args.get("sure") != SURE:
        return await desk.look(call, lambda visit: _confirm(call, told(visit, _read(visit, call, code))))

    def effect(visit: Visit) -> Message:
        payload = visit.tx.take_code(_purpose(call), code, visit.now)
        if payload is None:
            raise UsageError(WRONG)
        return done(visit, json.loads(payload))

    return await desk.once(call, effect)


def confirmed(call: CommandCalled) -> bool:
    """Whether the person has been told, and said yes."""
    return call.args.get("sure") == SURE


def ask_first(call: CommandCalled, label: str, *told: Part) -> Message:
    """What is about to happen, with a button that does it."""
    args = (*call.args.items(), ("sure", SURE))
    return Message((*told, Buttons((Button(label, call.name, tuple(args)),))))


def _confirm(call: CommandCalled, told: tuple[Part, ...]) -> Message:
    if any(isinstance(part, Buttons) for part in told):  # there is more than one way to go on
        return Message(told)
    return ask_first(call, _LABELS[call.args["what"]], *told)


def _read(visit: Visit, call: CommandCalled, code: str) -> Any:
    payload = visit.tx.read_code(_purpose(call), code, visit.now)
    if payload is None:
        raise UsageError(WRONG)
    return json.loads(payload)


def _purpose(call: CommandCalled) -> str:
    return f"link {call.args['what']}"
